"""Step one: what came to notice, signs side by side and never counted, the harm, and each child on its own."""

import re

import pytest

from dasupport.casework.concerns import Concern, find_concerns, list_required_decisions
from dasupport.casework.details import ChildDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Checkbox, Choice, Columns, Heading
from dasupport.ui.screens.session.identify import REMOVE_PREFIX, IdentifyAction
from tests.ui.samples import Hand, QuickHand, inside, key_of, texts

SOME = key_of(Kind.CHILDREN, "CHILDREN", "value")


@pytest.fixture
def met(quick: QuickHand) -> Hand:
    quick.meet(Presenting.NOT_CLEAR)
    return quick


def tick(hand: Hand, kind: Kind, *items: str) -> None:
    for item in items:
        hand.tick(key_of(kind, item, "on"))


def test_that_a_way_in_which_it_came_up_asks_for_more_once_it_is_marked(met: Hand) -> None:
    met.open(SessionPage.NOTICE)
    words = key_of(Kind.ROUTE, "K-S1-ROUTE-02")
    assert not met.has(words)
    tick(met, Kind.ROUTE, "K-S1-ROUTE-02")
    met.write(words, "He brought it up.")
    assert met.has(key_of(Kind.ROUTE, "K-S1-ROUTE-02", "source"))
    assert met.answer(Kind.ROUTE, "K-S1-ROUTE-02").words.value == "He brought it up."


def test_that_more_than_one_way_may_be_true(met: Hand) -> None:
    met.open(SessionPage.NOTICE)
    tick(met, Kind.ROUTE, "K-S1-ROUTE-02", "K-S1-ROUTE-05")
    assert met.desk.record.list_flagged(Kind.ROUTE) == ("K-S1-ROUTE-02", "K-S1-ROUTE-05")


def test_that_signs_of_use_and_of_experience_stand_side_by_side(met: Hand) -> None:
    met.open(SessionPage.SIGNS)
    columns = met.find(Columns, "signs").columns
    names = [[part.key.split("|")[1] for part in column if isinstance(part, Checkbox)] for column in columns]
    assert names == [["K-S1-IND-01", "K-S1-IND-02"], ["K-S1-VIC-01", "K-S1-VIC-06"]]
    assert texts(columns[1])[:2] == ["experience", "physical"]


def test_that_a_group_without_a_sign_has_no_name_on_the_page(met: Hand) -> None:
    met.open(SessionPage.SIGNS)
    assert "social" in met.texts
    assert "emotional" not in met.texts


def test_that_both_sides_may_be_marked_and_each_sign_asks_what_was_seen(met: Hand) -> None:
    met.open(SessionPage.SIGNS)
    tick(met, Kind.INDICATOR, "K-S1-IND-01", "K-S1-VIC-06")
    for sign in ("K-S1-IND-01", "K-S1-VIC-06"):
        met.write(key_of(Kind.INDICATOR, sign), f"seen {sign}")
        assert met.has(key_of(Kind.INDICATOR, sign, "source"))
    assert "ADV-BOTH" in [note.key for note in met.screen.advice]


def test_that_no_number_of_signs_stands_anywhere(met: Hand) -> None:
    met.open(SessionPage.SIGNS)
    before = re.findall(r"\b\d+\b", " ".join(texts(met.screen.blocks)))
    tick(met, Kind.INDICATOR, "K-S1-IND-01", "K-S1-IND-02", "K-S1-VIC-01")
    after = re.findall(r"\b\d+\b", " ".join(texts(met.screen.blocks)))
    assert set(after) == set(before)


def test_that_what_was_written_of_a_sign_is_not_lost_when_it_is_unmarked(met: Hand) -> None:
    met.open(SessionPage.SIGNS)
    tick(met, Kind.INDICATOR, "K-S1-IND-01")
    met.write(key_of(Kind.INDICATOR, "K-S1-IND-01"), "He shouted.")
    met.tick(key_of(Kind.INDICATOR, "K-S1-IND-01", "on"), on=False)
    tick(met, Kind.INDICATOR, "K-S1-IND-01")
    assert met.shown(key_of(Kind.INDICATOR, "K-S1-IND-01")) == "He shouted."


def test_that_a_form_of_abuse_asks_who_did_what_and_shows_what_is_meant(met: Hand) -> None:
    met.open(SessionPage.HARM)
    assert "K-DEF-03 means" in met.texts
    tick(met, Kind.FORM, "K-DEF-03")
    assert "K-DEF-03 examples0 · K-DEF-03 examples1" in met.texts
    met.write(key_of(Kind.FORM, "K-DEF-03"), "He pushed her.")
    assert met.answer(Kind.FORM, "K-DEF-03").words.value == "He pushed her."


def test_that_a_form_with_a_duty_asks_for_the_decision(met: Hand) -> None:
    met.open(SessionPage.HARM)
    tick(met, Kind.FORM, "K-DEF-11-FGM")
    assert list_required_decisions(met.desk.record) == ("D-FGM",)
    met.tick(key_of(Kind.FORM, "K-DEF-11-FGM", "on"), on=False)
    assert list_required_decisions(met.desk.record) == ()


def test_that_a_relationship_is_one_of_those_of_the_law(met: Hand) -> None:
    met.open(SessionPage.HARM)
    name = key_of(Kind.RELATIONSHIP, "RELATIONSHIP", "value")
    met.choose(name, "K-DEF-14-PARTNER")
    assert met.find(Choice, name).chosen == "K-DEF-14-PARTNER"
    assert [option.say for option in met.find(Choice, name).options] == [
        "K-DEF-14-PARTNER say",
        "K-DEF-16-RELATIVE say",
    ]


@pytest.mark.parametrize(
    ("item", "concern"),
    [
        ("K-INT-05-CHILDREN", {Concern.CHILDREN}),
        ("AT-RISK-CARE", {Concern.ADULT}),
        ("K-INT-05-PARTNER", set()),
    ],
)
def test_that_somebody_at_risk_raises_what_the_pack_ties_to_them(met: Hand, item: str, concern: set[Concern]) -> None:
    met.open(SessionPage.HARM)
    tick(met, Kind.AT_RISK, item)
    assert find_concerns(met.desk.record) == concern


def test_that_children_are_always_asked_about_and_not_known_is_an_answer(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    assert [option.value for option in met.find(Choice, SOME).options] == ["yes", "none", "not_known"]
    met.choose(SOME, "not_known")
    assert not met.has(IdentifyAction.ADD_CHILD)


def test_that_each_child_is_a_person_in_their_own_right_and_has_no_name(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    met.choose(SOME, "yes")
    met.press(IdentifyAction.ADD_CHILD)
    met.press(IdentifyAction.ADD_CHILD)
    met.choose(key_of(Kind.CHILD, "CHILD", "age", "2"), "5_10")
    met.choose(key_of(Kind.CHILD, "CHILD", "exposure", "2"), "heard")
    met.write(key_of(Kind.CHILD, "CHILD", "lives_with", "2"), "both")
    met.write(key_of(Kind.CHILD, "CHILD", part="2"), "Wakes at night.")
    assert met.answer(Kind.CHILD, "CHILD", "1").detail == ChildDetail("child 1")
    assert met.answer(Kind.CHILD, "CHILD", "2").detail == ChildDetail("child 2", "5_10", "heard", "children", "both")
    assert met.answer(Kind.CHILD, "CHILD", "2").words.value == "Wakes at night."


def test_that_a_tenth_child_comes_after_the_ninth(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    met.choose(SOME, "yes")
    for _ in range(10):
        met.press(IdentifyAction.ADD_CHILD)
    cards = [part.key for part in met.screen.blocks if part.key.startswith("child") and part.key != "children"]
    assert cards == [f"child{number}" for number in range(1, 11)]


def test_that_a_child_added_by_mistake_goes_and_its_number_is_not_used_again(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    met.choose(SOME, "yes")
    met.press(IdentifyAction.ADD_CHILD)
    met.press(IdentifyAction.ADD_CHILD)
    met.choose(key_of(Kind.CHILD, "CHILD", "exposure", "1"), "saw")
    met.press(f"{REMOVE_PREFIX}1")
    assert list_required_decisions(met.desk.record) == ()

    def cards() -> list[str]:
        return [part.key for part in met.screen.blocks if part.key.startswith("child") and part.key != "children"]

    assert cards() == ["child2"]
    met.open(SessionPage.NOTICE)
    met.open(SessionPage.CHILDREN)
    assert cards() == ["child2"]
    met.press(IdentifyAction.ADD_CHILD)
    assert cards() == ["child2", "child3"]


def test_that_a_child_stays_while_its_label_is_being_rewritten(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    met.choose(SOME, "yes")
    met.press(IdentifyAction.ADD_CHILD)
    label = key_of(Kind.CHILD, "CHILD", "label", "1")
    met.write(label, "")
    met.write(label, "the older one")
    assert met.answer(Kind.CHILD, "CHILD", "1").detail == ChildDetail("the older one")


def test_that_what_a_child_went_through_asks_for_a_decision(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    met.choose(SOME, "yes")
    met.press(IdentifyAction.ADD_CHILD)
    met.choose(key_of(Kind.CHILD, "CHILD", "exposure", "1"), "none_known")
    assert list_required_decisions(met.desk.record) == ()
    met.choose(key_of(Kind.CHILD, "CHILD", "exposure", "1"), "saw")
    assert list_required_decisions(met.desk.record) == ("D-CHILD",)


@pytest.mark.parametrize("place", [SessionPage.NOTICE, SessionPage.SIGNS, SessionPage.HARM, SessionPage.CHILDREN])
def test_that_every_page_says_where_its_words_come_from(met: Hand, place: SessionPage) -> None:
    met.open(place)
    if place is SessionPage.HARM:
        tick(met, Kind.FORM, "K-DEF-03")
    assert any("not_reviewed" in text for text in met.texts)
    assert any(isinstance(part, Heading) and part.level == 1 for part in inside(met.screen))
