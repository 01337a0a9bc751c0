"""Text that cannot be kept: refused in plain words before anything is written, and what was kept before stays."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dasupport.actions.unlock import OpenVault
from dasupport.casework.attributed_text import MAX_CHARACTERS, Reach, Words
from dasupport.casework.details import CheckInDetail, ChildDetail, FollowUpDetail, QuestionDetail, SafeContactDetail
from dasupport.casework.entry import Draft, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.vault.vault import Vault
from tests.actions.conftest import met, unlocked
from tests.bad_input.refusal_text import refused
from tests.samples import NOON, answer
from tests.vault.tampering import WHOLE, verdict

__all__ = ["met", "unlocked"]

BAD = {
    "NUL": ("before\0after", "REF-TEXT-NUL"),
    "NUL alone": ("\0", "REF-TEXT-NUL"),
    "half a character": ("so sad \ud83d", "REF-TEXT-BROKEN"),
    "the other half": ("\ude22", "REF-TEXT-BROKEN"),
    "both halves apart": ("\ude22\ud83d", "REF-TEXT-BROKEN"),
    "a note of 5 MB": ("x" * 5_000_000, "REF-TEXT-LONG"),
    "one character too many": ("x" * (MAX_CHARACTERS + 1), "REF-TEXT-LONG"),
}


@dataclass(frozen=True)
class Room:
    """An open vault with somebody in it."""

    unlocked: OpenVault
    met: Record

    def entry(self, kind: Kind, **fields: object) -> Entry:
        said = answer(**fields)  # type: ignore[arg-type] # words, detail, reach
        return Entry("new", self.met.session.id, "Amara Osei", NOON, Slot(kind, "ITEM"), said)

    def draft(self, kind: Kind, **fields: object) -> Draft:
        return Draft(self.met.session.id, Slot(kind, "ITEM"), self.entry(kind, **fields).answer, NOON)


PLACES: dict[str, Callable[[Room, str], object]] = {
    "a note": lambda room, bad: room.unlocked.sessions.add_entry(room.entry(Kind.NOTE, words=bad)),
    "how we know": lambda room, bad: room.unlocked.sessions.add_entry(
        room.entry(Kind.NOTE, reach=Reach("told_me", Words(bad)))
    ),
    "a child's label": lambda room, bad: room.unlocked.sessions.add_entry(
        room.entry(Kind.CHILD, detail=ChildDetail(bad))
    ),
    "a code word": lambda room, bad: room.unlocked.sessions.add_entry(
        room.entry(Kind.SAFE_CONTACT, detail=SafeContactDetail(code_word=bad))
    ),
    "whom to ring": lambda room, bad: room.unlocked.sessions.add_entry(
        room.entry(Kind.CHECK_IN, detail=CheckInDetail(ring=bad))
    ),
    "a follow-up's label": lambda room, bad: room.unlocked.sessions.add_entry(
        room.entry(Kind.FOLLOW_UP, detail=FollowUpDetail(NOON.date(), bad))
    ),
    "an answer": lambda room, bad: room.unlocked.sessions.save_draft(
        room.draft(Kind.PROMPT, detail=QuestionDetail(answer=bad))
    ),
    "a half-written note": lambda room, bad: room.unlocked.sessions.save_draft(room.draft(Kind.NOTE, words=bad)),
    "an addendum": lambda room, bad: room.unlocked.sessions.add_addendum(room.met.session.id, bad, "reason"),
    "a reason": lambda room, bad: room.unlocked.sessions.add_addendum(room.met.session.id, "words", bad),
    "a real name": lambda room, bad: room.unlocked.people.add_person("KD-2", bad, "swale", Presenting.USING),
}


@pytest.mark.parametrize("what", BAD)
def test_that_it_is_refused_plainly_wherever_it_is_typed_and_nothing_is_changed(
    unlocked: OpenVault, met: Record, english: Pack, vault: Vault, what: str
) -> None:
    room, (bad, item) = Room(unlocked, met), BAD[what]
    unlocked.sessions.save_draft(room.draft(Kind.NOTE, words="kept before"))
    before = unlocked.sessions.open_session(met.session.id), unlocked.people.list_people()
    for place, typed in PLACES.items():
        assert refused(english, lambda: typed(room, bad)) == item, place  # noqa: B023 - called at once
    assert (unlocked.sessions.open_session(met.session.id), unlocked.people.list_people()) == before
    unlocked.close()
    assert verdict(vault.folder) == WHOLE


def test_that_the_longest_text_is_kept_in_each_of_these_places(unlocked: OpenVault, met: Record) -> None:
    room = Room(unlocked, met)
    for number, (place, typed) in enumerate(PLACES.items()):
        typed(Room(unlocked, met), "x" * MAX_CHARACTERS)
        assert number < len(PLACES), place
    assert len(unlocked.people.list_people()) == 2
    assert room.met.session.id


def test_that_a_sealed_record_says_what_to_do_instead(unlocked: OpenVault, met: Record, english: Pack) -> None:
    unlocked.sessions.close_not_now(met.session.id)
    room = Room(unlocked, met)
    assert refused(english, lambda: unlocked.sessions.add_entry(room.entry(Kind.NOTE, words="late"))) == "SEALED"
    assert refused(english, lambda: unlocked.sessions.save_draft(room.draft(Kind.NOTE, words="late"))) == "SEALED"


@pytest.mark.parametrize(
    ("code", "item"), [("", "CODE-EMPTY"), ("KD-1234", "CODE-TAKEN"), ("x" * 25, "CODE-LONG"), ("Ann", "CODE-IS-NAME")]
)
def test_that_a_code_name_that_will_not_do_says_why(
    unlocked: OpenVault, met: Record, english: Pack, code: str, item: str
) -> None:
    assert refused(english, lambda: unlocked.people.add_person(code, "Ann Other", "swale", Presenting.USING)) == item
    assert len(unlocked.people.list_people()) == 1
