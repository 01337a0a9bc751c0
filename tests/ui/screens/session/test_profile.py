"""The counter-allegation profile: five equal answers a row, two plain counts on request, an end in words."""

import re
from datetime import date

import pytest

from dasupport.casework.checklist import ANSWERS
from dasupport.casework.concerns import Concern, find_concerns
from dasupport.casework.details import ChoiceDetail, ConclusionDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Choice, Columns, ProfileRow
from dasupport.ui.screens.session.profile import ProfileAction
from tests.ui.samples import Hand, QuickHand, inside, key_of, texts

COUNTER = key_of(Kind.COUNTER, "COUNTER", "value")
FIRST, SECOND = "K-CA-CHK-01", "K-CA-CHK-04"


@pytest.fixture
def profile(quick: QuickHand) -> Hand:
    quick.meet(Presenting.NOT_CLEAR)
    quick.open(SessionPage.PROFILE)
    quick.choose(COUNTER, "yes")
    return quick


def mark(hand: Hand, pair: str, value: str) -> None:
    hand.choose(key_of(Kind.PAIR, pair, "value"), value)


def rows(hand: Hand) -> list[ProfileRow]:
    return [part for part in inside(hand.screen) if isinstance(part, ProfileRow) and part.options]


@pytest.mark.parametrize("answer", ["", "no", "not_clear"])
def test_that_it_opens_only_where_each_is_said_to_accuse_the_other(profile: Hand, answer: str) -> None:
    assert rows(profile)
    profile.choose(COUNTER, answer)
    assert rows(profile) == []


def test_that_the_caution_stands_above_every_row(profile: Hand) -> None:
    shown = profile.texts
    assert shown.index("caution") < shown.index("K-CA-CHK-01 left")


def test_that_each_row_has_the_same_five_answers_and_none_is_marked(profile: Hand) -> None:
    for row in rows(profile):
        assert [option.value for option in row.options] == list(ANSWERS)
        assert row.chosen == ""


@pytest.mark.parametrize("answer", ANSWERS)
def test_that_every_answer_can_be_marked_and_taken_back(profile: Hand, answer: str) -> None:
    mark(profile, FIRST, answer)
    assert rows(profile)[0].chosen == answer
    mark(profile, FIRST, "")
    assert rows(profile)[0].chosen == ""
    assert profile.answer(Kind.PAIR, FIRST).detail == ChoiceDetail("")


def test_that_a_marked_row_asks_for_words_and_an_unmarked_one_does_not(profile: Hand) -> None:
    mark(profile, FIRST, "left")
    first, second = rows(profile)
    assert first.comment
    assert second.comment is None
    profile.write(first.comment.key, "She froze.")
    mark(profile, FIRST, "")
    assert rows(profile)[0].comment


def test_that_it_is_said_how_many_rows_were_looked_at(profile: Hand) -> None:
    mark(profile, FIRST, "unknown")
    assert "considered 1 2" in profile.texts


def test_that_the_counts_show_only_on_request_with_the_caution_beside_them(profile: Hand) -> None:
    mark(profile, FIRST, "both")
    mark(profile, SECOND, "right")
    assert not any("total" in text for text in profile.texts if text != "show_totals")
    profile.press(ProfileAction.SHOW_TOTALS)
    shown = profile.texts
    assert {"left_total 1", "right_total 2"} <= set(shown)
    assert shown.count("caution") == 2
    profile.press(ProfileAction.HIDE_TOTALS)
    assert "left_total 1" not in profile.texts


def test_that_no_count_is_compared_and_none_is_kept(profile: Hand) -> None:
    mark(profile, FIRST, "left")
    mark(profile, SECOND, "left")
    profile.press(ProfileAction.SHOW_TOTALS)
    before = profile.desk.record
    numbers = re.findall(r"(?<!-)\b\d+\b", " ".join(texts(profile.screen.blocks[-3])))
    assert numbers == ["2", "2", "2", "0"]
    assert profile.desk.record is before


def test_that_the_counts_are_gone_when_one_comes_back(profile: Hand) -> None:
    profile.press(ProfileAction.SHOW_TOTALS)
    profile.open(SessionPage.SIGNS)
    profile.open(SessionPage.PROFILE)
    assert profile.has(ProfileAction.SHOW_TOTALS)


def test_that_the_end_is_in_words_and_not_enough_comes_first(profile: Hand) -> None:
    name = key_of(Kind.CONCLUSION, "CONCLUSION", "state")
    assert [option.value for option in profile.find(Choice, name).options][:2] == ["not_enough", "second_view"]
    profile.choose(name, "second_view")
    profile.write(key_of(Kind.CONCLUSION, "CONCLUSION"), "Ask Ruth.")
    profile.date(key_of(Kind.CONCLUSION, "CONCLUSION", "look_again"), date(2026, 12, 5))
    said = profile.answer(Kind.CONCLUSION, "CONCLUSION")
    assert (said.detail, said.words.value) == (ConclusionDetail("second_view", date(2026, 12, 5)), "Ask Ruth.")


@pytest.mark.parametrize(("answer", "stalking"), [("right", True), ("both", True), ("left", False), ("unknown", False)])
def test_that_a_row_raises_a_concern_by_its_right_hand_side_only(profile: Hand, answer: str, *, stalking: bool) -> None:
    mark(profile, SECOND, answer)
    assert (Concern.STALKING in find_concerns(profile.desk.record)) is stalking


def test_that_the_pairs_to_read_can_be_opened_and_nothing_can_be_marked_there(quick: QuickHand) -> None:
    quick.meet()
    quick.open(SessionPage.PROFILE)
    assert "K-CA-DYN-01 left" not in quick.texts
    quick.press(ProfileAction.SHOW_DYN)
    assert {"K-CA-DYN-01 topic", "K-CA-DYN-01 left", "K-CA-DYN-01 right", "dyn_note"} <= set(quick.texts)
    assert rows(quick) == []
    assert quick.find(Columns, "K-CA-DYN-01")
    quick.press(ProfileAction.HIDE_DYN)
    assert "K-CA-DYN-01 left" not in quick.texts


def test_that_nothing_on_the_page_has_a_tone_that_judges_a_side(profile: Hand) -> None:
    mark(profile, FIRST, "right")
    profile.press(ProfileAction.SHOW_TOTALS)
    tones = {part.tone for part in inside(profile.screen.blocks) if hasattr(part, "tone")}
    assert tones == {"care"}
