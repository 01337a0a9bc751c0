"""People and sessions as lists show them: a code name, and nothing that says what somebody is."""

from dataclasses import fields
from datetime import timedelta

import pytest

from dasupport.casework import people
from dasupport.casework.attributed_text import Words
from dasupport.casework.people import (
    Closing,
    DueRow,
    Person,
    PersonRow,
    Presenting,
    ProtectedIdentity,
    Session,
    SessionRow,
)
from dasupport.content.pack import Pack
from tests.samples import NOON, session

LISTED = (PersonRow, SessionRow, DueRow)
SAYING = {"presenting", "words", "real_name", "name", "role", "type", "risk", "concerns", "gender", "reason", "note"}
"""Fields that would tell somebody who glances at a list what it is about."""


@pytest.mark.parametrize("row", LISTED, ids=lambda row: row.__name__)
def test_that_a_list_says_nothing_of_what_anybody_is(row: type) -> None:
    assert SAYING & {part.name for part in fields(row)} == set()
    assert "code_name" in {part.name for part in fields(row)}


def test_that_a_person_is_of_no_type() -> None:
    assert {part.name for part in fields(Person)} == {"id", "code_name", "area", "made_at"}


def test_that_how_somebody_presents_may_be_left_open_and_is_no_noun() -> None:
    assert [how.value for how in Presenting] == ["using", "experiencing", "not_clear"]


def test_that_what_is_protected_stands_nowhere_else_and_is_not_printed() -> None:
    holders = [made for made in vars(people).values() if "real_name" in getattr(made, "__annotations__", {})]
    assert holders == [ProtectedIdentity]
    assert "Kelly" not in repr(ProtectedIdentity(Words("Kelly Ann Marsh")))


def test_that_a_session_is_sealed_from_the_moment_it_has_a_seal() -> None:
    whole = session()
    sealed = Session(
        whole.id, whole.person, 1, NOON, whole.author, whole.pack, Closing.NOT_NOW, NOON + timedelta(hours=1)
    )
    assert not whole.is_sealed
    assert whole.closing is Closing.OPEN
    assert sealed.is_sealed


def test_that_a_session_keeps_the_version_of_the_words_that_were_on_screen(english: Pack) -> None:
    assert "pack" in {part.name for part in fields(Session)}
    assert english.name == f"{english.about.id} {english.about.version}"


def test_that_not_now_is_an_ending_of_its_own() -> None:
    assert [closing.value for closing in Closing] == ["open", "sealed", "not_now"]
