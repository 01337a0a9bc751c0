"""Changing one aspect of an answer changes that aspect, and the concern that hangs on it."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import (
    CheckInDetail,
    ChildDetail,
    ChoiceDetail,
    DecisionDetail,
    Detail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
)
from dasupport.casework.edit_answer import AspectValue, edit_answer
from dasupport.casework.entry import Answer
from dasupport.casework.kinds import Kind
from tests.samples import KNOWN, answer

DAY = date(2026, 12, 1)
WHOLE = answer("before", ChoiceDetail("yes", "danger"), Source.SAW, Reach("told_me", Words("on Tuesday")))


@pytest.mark.parametrize(
    ("aspect", "value", "after"),
    [
        ("words", "after", replace(WHOLE, words=Words("after"))),
        ("words", None, replace(WHOLE, words=Words())),
        ("source", "other", replace(WHOLE, source=Source.OTHER_SAID, reach=CONFIDENTIAL)),
        ("source", "saw", WHOLE),
        ("source", "", replace(WHOLE, source=None, reach=CONFIDENTIAL)),
        ("known", "present_when", replace(WHOLE, reach=Reach("present_when", Words("on Tuesday")))),
        ("known", "", replace(WHOLE, reach=CONFIDENTIAL)),
        ("known", None, replace(WHOLE, reach=CONFIDENTIAL)),
        ("told", "today", replace(WHOLE, reach=Reach("told_me", Words("today")))),
        ("told", None, replace(WHOLE, reach=Reach("told_me"))),
        ("value", "no", replace(WHOLE, detail=ChoiceDetail("no", ""))),
    ],
)
def test_that_one_aspect_is_changed_and_the_rest_stays(aspect: str, value: AspectValue, after: Answer) -> None:
    assert edit_answer(WHOLE, aspect, value) == after


def test_that_the_answer_before_is_still_what_it_was() -> None:
    before = replace(WHOLE)
    edit_answer(WHOLE, "words", "after")
    assert before == WHOLE


def test_that_going_back_to_confidential_forgets_why_it_was_known() -> None:
    assert edit_answer(WHOLE, "known", "").reach == CONFIDENTIAL


def test_that_saying_how_we_know_releases_nothing_by_itself() -> None:
    assert not edit_answer(Answer.blank(Kind.NOTE), "told", "he must know").reach.is_known


@pytest.mark.parametrize(
    ("detail", "aspect", "value"),
    [
        (ChoiceDetail(), "value", "yes"),
        (QuestionDetail(), "answer", "yes+child"),
        (ChildDetail(), "exposure", "saw"),
        (FlagDetail(), "on", True),
    ],
)
def test_that_an_answer_takes_the_concern_that_the_pack_ties_to_it(
    detail: Detail, aspect: str, value: AspectValue
) -> None:
    after = edit_answer(Answer(detail=detail), aspect, value, "children").detail
    assert (getattr(after, aspect), getattr(after, "raises", "none")) == (value, "children")


@pytest.mark.parametrize(
    ("detail", "aspect", "value"),
    [
        (ChoiceDetail("yes", "danger"), "value", "no"),
        (QuestionDetail("asked", answer="yes", raises="danger"), "answer", "no"),
        (ChildDetail(exposure="saw", raises="danger"), "exposure", "none_known"),
    ],
)
def test_that_a_newer_answer_brings_its_own_concern_or_none(detail: Detail, aspect: str, value: AspectValue) -> None:
    assert getattr(edit_answer(Answer(detail=detail), aspect, value).detail, "raises", "none") == ""


@pytest.mark.parametrize(
    ("detail", "aspect", "value"),
    [
        (QuestionDetail("asked", answer="yes", raises="danger"), "outcome", "not_today"),
        (QuestionDetail("asked", answer="yes", raises="danger"), "way_in", "money"),
        (ChildDetail(exposure="saw", raises="danger"), "age", "5_10"),
        (ChildDetail(exposure="saw", raises="danger"), "label", "Child 2"),
    ],
)
def test_that_a_concern_outlives_a_change_of_something_else(detail: Detail, aspect: str, value: AspectValue) -> None:
    assert getattr(edit_answer(Answer(detail=detail), aspect, value).detail, "raises", "none") == "danger"


def test_that_a_mark_taken_away_takes_its_concern_along_whatever_the_pack_says() -> None:
    assert (
        edit_answer(Answer(detail=FlagDetail(on=True, raises="honour")), "on", value=False, raises="honour").detail
        == FlagDetail()
    )


@pytest.mark.parametrize(
    ("detail", "aspect", "value"),
    [
        (FollowUpDetail(), "due", DAY),
        (ReferralDetail("K-DIR-CDAP"), "explained", True),
        (ReferralDetail("K-DIR-CDAP"), "number_checked", DAY),
        (DecisionDetail(), "discussed_with", "my manager"),
        (CheckInDetail(), "ring", "the office"),
    ],
)
def test_that_every_detail_can_be_filled_field_by_field(detail: Detail, aspect: str, value: AspectValue) -> None:
    after = edit_answer(Answer(detail=detail), aspect, value).detail
    assert after == replace(detail, **{aspect: value})  # type: ignore[arg-type] # a union of dataclasses


@pytest.mark.parametrize("made", get_args(Detail), ids=lambda made: made.__name__)
def test_that_an_aspect_that_no_detail_has_is_an_error(made: type[Detail]) -> None:
    with pytest.raises(KeyError):
        edit_answer(Answer(detail=made()), "perpetrator", "yes")


def test_that_words_alone_have_no_other_aspect() -> None:
    with pytest.raises(KeyError):
        edit_answer(Answer.blank(Kind.NOTE), "value", "yes")


def test_that_a_source_that_nobody_knows_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(ValueError, match="gossip"):
        edit_answer(answer("she said", reach=KNOWN), "source", "gossip")
