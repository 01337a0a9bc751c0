"""Statements: what each kind can hold, what says nothing, and that none of them is ever changed."""

from dataclasses import FrozenInstanceError, fields, replace
from datetime import date
from typing import get_args

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Source
from dasupport.casework.details import Detail, FlagDetail, QuestionDetail
from dasupport.casework.entry import Answer, Slot, list_texts
from dasupport.casework.kinds import DETAIL_OF, Kind
from tests.casework.sample_records import filled
from tests.samples import KNOWN, NOON, answer, draft, entry

WITHOUT_DETAIL = {Kind.OVERRIDE, Kind.NEXT_STEP, Kind.COORDINATION, Kind.NOTE, Kind.ADDENDUM}
"""The kinds that are words and nothing besides."""
SET: dict[object, object] = {str: "x", bool: True, date | None: date(2026, 11, 21)}
"""A value of each type that a field of a detail may have."""
FIELDS = [(made, part.name, SET[part.type]) for made in get_args(Detail) for part in fields(made)]


def test_that_every_kind_has_its_detail_or_is_words_alone() -> None:
    assert set(DETAIL_OF) == set(Kind) - WITHOUT_DETAIL


def test_that_every_detail_belongs_to_some_kind() -> None:
    assert set(DETAIL_OF.values()) == set(get_args(Detail))


@pytest.mark.parametrize("kind", list(Kind))
def test_that_a_blank_answer_chooses_nothing_and_is_confidential(kind: Kind) -> None:
    blank = Answer.blank(kind)
    assert not blank.has_content
    assert blank.source is None
    assert blank.reach == CONFIDENTIAL
    assert type(blank.detail) is DETAIL_OF.get(kind, type(None))


@pytest.mark.parametrize("made", get_args(Detail), ids=lambda made: made.__name__)
def test_that_no_field_has_an_answer_before_somebody_gave_one(made: type[Detail]) -> None:
    assert [part.name for part in fields(made) if getattr(made(), part.name)] == []


@pytest.mark.parametrize(("made", "name", "value"), FIELDS, ids=[f"{made.__name__}.{name}" for made, name, _ in FIELDS])
def test_that_one_choice_says_something(made: type[Detail], name: str, value: object) -> None:
    filled_in = replace(made(), **{name: value})  # type: ignore[arg-type] # a union of dataclasses
    assert Answer(detail=filled_in).has_content


@pytest.mark.parametrize("kind", list(Kind))
def test_that_words_say_something(kind: Kind) -> None:
    assert Answer.blank(kind).with_words("a bruise").has_content
    assert not Answer.blank(kind).with_words(" \n").has_content


@pytest.mark.parametrize("kind", list(Kind))
def test_that_a_source_and_a_reach_alone_say_nothing(kind: Kind) -> None:
    assert not replace(Answer.blank(kind), source=Source.OTHER_SAID, reach=KNOWN).has_content


def test_that_a_mark_taken_back_says_nothing() -> None:
    assert not Answer(detail=FlagDetail(on=False), source=Source.SAW).has_content


@pytest.mark.parametrize("kind", list(Kind))
def test_that_every_free_text_of_an_answer_is_found(kind: Kind) -> None:
    said = filled(Answer.blank(kind), "CANARY")
    kept = [getattr(said.detail, part.name) for part in fields(said.detail)] if said.detail else []
    assert list_texts(said).count("CANARY") == 2 + kept.count("CANARY")


def test_that_flags_and_dates_are_no_text() -> None:
    assert list_texts(answer("hello", FlagDetail(on=True, raises="danger"))) == ("hello", "", "danger")


def test_that_saying_something_else_changes_the_words_alone() -> None:
    said = answer("before", QuestionDetail("asked"), Source.PERSON_SAID, KNOWN)
    assert said.with_words("after") == answer("after", QuestionDetail("asked"), Source.PERSON_SAID, KNOWN)
    assert said.words.value == "before"


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (entry(Kind.NOTE), "author"),
        (entry(Kind.NOTE), "at"),
        (answer("said"), "words"),
        (Slot(Kind.NOTE, "NOTICE"), "item"),
        (draft(Kind.NOTE, "NOTICE", answer("half")), "answer"),
        (FlagDetail(on=True), "on"),
    ],
)
def test_that_what_is_said_is_never_changed(value: object, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, NOON)


def test_that_an_entry_is_of_the_kind_and_item_of_its_slot() -> None:
    said = entry(Kind.PROMPT, "LU-ALL-4-4")
    assert (said.kind, said.item) == (Kind.PROMPT, "LU-ALL-4-4")


def test_that_two_children_have_two_places() -> None:
    assert Slot(Kind.CHILD, "CHILD", "1") != Slot(Kind.CHILD, "CHILD", "2")
    assert Slot(Kind.CHILD, "CHILD", "1") == Slot(Kind.CHILD, "CHILD", "1")


def test_that_what_the_person_wrote_has_a_place_apart_from_what_the_worker_wrote() -> None:
    assert Slot(Kind.PROMPT, "LU-REL-1-1") != Slot(Kind.PROMPT, "LU-REL-1-1", "turned")


def test_that_kinds_are_kept_by_names_that_files_already_hold() -> None:
    assert [kind.value for kind in Kind] == [kind.name.lower() for kind in Kind]
