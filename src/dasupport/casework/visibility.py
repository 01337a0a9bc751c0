"""Visibility: who may read an entry. One rule for paper and for screens; when in doubt, nothing is shown.

K-S1-CONF-02, K-BOTH-05: what we hold in confidence is never used with the person, and a reader without access
cannot tell that something was held back.
"""

from collections.abc import Iterable
from dataclasses import replace

from dasupport.casework.entry import Answer, Entry
from dasupport.casework.kinds import DeclaredKind, Kind
from dasupport.casework.readers import Reader
from dasupport.casework.session_record import Record, select_current

TEAM_ONLY_KINDS = frozenset(kind for kind in Kind if not kind.readers)
"""Kinds that only the worker's own team may read, even if the person knows that we hold them."""


def may_read(kind: DeclaredKind, answer: Answer, reader: Reader) -> bool:
    """Return True if this reader may see an answer, or anything derived from it."""
    return reader is Reader.OWN_FILE or (reader in kind.readers and answer.is_released)


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
