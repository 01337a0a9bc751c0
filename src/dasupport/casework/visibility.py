"""Visibility: who may read an entry. One rule for paper and for screens; when in doubt, nothing is shown.

K-S1-CONF-02, K-BOTH-05: what we hold in confidence is never used with the person, and a reader without
access
cannot tell that something was held back.
"""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from dasupport.casework.entry import Answer, Entry, Kind
from dasupport.casework.session_record import Record, select_current


class Reader(StrEnum):
    """A person, paper or function that reads entries."""

    PERSON_PAPER = "person_paper"
    """The sheet that the person takes away."""
    PERSON_SCREEN = "person_screen"
    """The conversation view: it shows a question and what the person writes now, and no entry at all."""
    PROMPT = "prompt"
    """Every function that suggests what to say to the person next."""
    SHARED_FILE = "shared_file"
    """A copy for a file that the person, or somebody unknown, may see."""
    OWN_FILE = "own_file"
    """A copy that stays with the worker's own team."""


TEAM_ONLY_KINDS = frozenset(
    {Kind.PAIR, Kind.CONCLUSION, Kind.VIEW, Kind.CHECK_IN, Kind.COUNTER, Kind.AT_RISK, Kind.OVERRIDE, Kind.STEP}
)
"""Kinds that only the worker's own team may read, even if the person knows that we hold them."""

KINDS_OF_READER: dict[Reader, frozenset[Kind]] = {
    Reader.PERSON_PAPER: frozenset({Kind.REFERRAL, Kind.NEXT_STEP}),
    Reader.PERSON_SCREEN: frozenset(),
    Reader.PROMPT: frozenset(Kind) - TEAM_ONLY_KINDS,
    Reader.SHARED_FILE: frozenset(Kind) - TEAM_ONLY_KINDS,
    Reader.OWN_FILE: frozenset(Kind),
}
"""The kinds of entry that each reader may see at all."""


def may_read(kind: Kind, answer: Answer, reader: Reader) -> bool:
    """Return True if this reader may see an answer, or anything derived from it."""
    if kind not in KINDS_OF_READER[reader]:
        return False
    return reader is Reader.OWN_FILE or answer.is_released


def select_visible(entries: Iterable[Entry], reader: Reader) -> tuple[Entry, ...]:
    """Return the current entries that this reader may see. Only the own team also sees superseded ones."""
    kept = tuple(entries)
    shown = kept if reader is Reader.OWN_FILE else select_current(kept)
    return tuple(entry for entry in shown if may_read(entry.kind, entry.answer, reader))


def limit_to_reader(record: Record, reader: Reader) -> Record:
    """Return the record reduced to what this reader may see; held-back parts leave no trace."""
    drafts = tuple(draft for draft in record.drafts if may_read(draft.slot.kind, draft.answer, reader))
    return replace(
        record,
        entries=select_visible(record.entries, reader),
        drafts=drafts,
        earlier_entries=select_visible(record.earlier_entries, reader),
    )
