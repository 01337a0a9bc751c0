"""Kinds of entry: each says who may read it, and one that says nothing is the own team's alone."""

import pytest

from dasupport.casework.details import FlagDetail
from dasupport.casework.entry import Answer
from dasupport.casework.kinds import SHARED, DeclaredKind, Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.readers import Reader
from dasupport.casework.visibility import may_read
from tests.samples import KNOWN, answer

PROMPT_AND_FILE = {
    *("gate", "not_now", "safe_contact", "presenting", "route", "indicator", "form", "relationship", "children"),
    *("child", "confidentiality", "prompt", "disclosure", "excuse", "invitation", "readiness", "message", "support"),
    *("plan", "consent", "referral", "decision", "closing", "follow_up", "coordination", "next_step", "note"),
    "addendum",
}
MAY_READ: dict[Reader, set[str]] = {
    Reader.PERSON_PAPER: {"referral", "next_step"},
    Reader.PERSON_SCREEN: set(),
    Reader.PROMPT: PROMPT_AND_FILE,
    Reader.SHARED_FILE: PROMPT_AND_FILE,
    Reader.OWN_FILE: {
        *PROMPT_AND_FILE,
        *("pair", "conclusion", "view", "check_in", "counter", "at_risk", "override", "step"),
    },
}
"""Every kind that each reader may see, once the person knows that we hold it."""
RELEASED = answer("what was said", reach=KNOWN)


@pytest.mark.parametrize("reader", list(Reader))
def test_that_each_reader_sees_these_kinds_and_no_other(reader: Reader) -> None:
    assert {kind for kind in Kind if may_read(kind, RELEASED, reader)} == MAY_READ[reader]


@pytest.mark.parametrize("reader", [reader for reader in Reader if reader is not Reader.OWN_FILE])
@pytest.mark.parametrize("kind", list(Kind))
def test_that_no_kind_is_shared_before_the_person_knows(kind: Kind, reader: Reader) -> None:
    assert not may_read(kind, answer("what was said"), reader)


class Planted(DeclaredKind):
    """A new kind that says nothing of its readers, and one that says something."""

    INJURY = ("injury", SessionPage.HARM, FlagDetail)
    LETTER = ("letter", SessionPage.CONTACT, None, SHARED)


@pytest.mark.parametrize("said", [RELEASED, Answer()])
def test_that_a_new_kind_is_readable_by_the_own_team_only(said: Answer) -> None:
    assert [reader for reader in Reader if may_read(Planted.INJURY, said, reader)] == [Reader.OWN_FILE]


def test_that_a_new_kind_is_shared_where_it_says_so() -> None:
    shared = [reader for reader in Reader if may_read(Planted.LETTER, RELEASED, reader)]
    assert shared == [Reader.PROMPT, Reader.SHARED_FILE, Reader.OWN_FILE]


def test_that_a_kind_that_declares_nothing_is_refused() -> None:
    with pytest.raises(TypeError, match="injury"):

        class Bare(DeclaredKind):
            INJURY = "injury"


def test_that_a_kind_is_still_its_stored_value() -> None:
    assert Kind("gate") is Kind.GATE
    assert [str(kind) for kind in Kind] == [kind.value for kind in Kind]
