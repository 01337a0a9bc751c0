"""Confidentiality said, with words, time and answer; and a disclosure, which may always be heard."""

from datetime import timedelta, timezone

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach
from dasupport.casework.details import ConfidentialityDetail, FlagDetail
from dasupport.casework.gates import GATE_OF, QUESTIONS
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Card, Chip
from dasupport.ui.screens.session.ask import AskAction
from tests.ui.samples import Hand, QuickHand, inside, key_of, keys

ANSWER = key_of(Kind.CONFIDENTIALITY, "CONFIDENTIALITY", "answer")
WORDS = key_of(Kind.CONFIDENTIALITY, "CONFIDENTIALITY")
DISCLOSED = key_of(Kind.DISCLOSURE, "DISCLOSED", "value")
EXCUSE = key_of(Kind.EXCUSE, "K-HTA-BEH-05", "on")


def at(hand: QuickHand, place: SessionPage, presenting: Presenting = Presenting.USING) -> Hand:
    hand.meet(presenting)
    hand.open(place)
    return hand


def good_chips(hand: Hand) -> list[str]:
    return [part.text for part in inside(hand.screen) if isinstance(part, Chip) and part.tone == "good"]


def test_that_the_words_to_say_aloud_stand_there_with_their_source(quick: QuickHand) -> None:
    shown = at(quick, SessionPage.CONFIDENTIALITY).texts
    assert {"CONFIDENTIALITY title", "CONFIDENTIALITY say0", "CONFIDENTIALITY say1"} <= set(shown)
    assert any(text.startswith("CONFIDENTIALITY source") for text in shown)


@pytest.mark.parametrize("presenting", Presenting)
def test_that_more_is_said_to_somebody_who_may_be_experiencing_abuse(quick: QuickHand, presenting: Presenting) -> None:
    shown = at(quick, SessionPage.CONFIDENTIALITY, presenting).texts
    assert ("CONFIDENTIALITY if_experiencing0" in shown) is (presenting is not Presenting.USING)


def test_that_no_answer_is_asked_for_before_it_was_said(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.CONFIDENTIALITY)
    assert hand.has(AskAction.SAID_IT)
    assert not hand.has(ANSWER)


def test_that_saying_it_keeps_which_words_were_said_and_that_the_person_knows(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.CONFIDENTIALITY)
    hand.press(AskAction.SAID_IT)
    said = hand.answer(Kind.CONFIDENTIALITY, "CONFIDENTIALITY")
    assert said.detail == ConfidentialityDetail("CONFIDENTIALITY blank 1")
    assert said.reach == Reach("this_talk")
    assert not hand.has(AskAction.SAID_IT)


def test_that_the_time_is_that_of_the_saying_and_not_of_the_answer(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.CONFIDENTIALITY)
    hand.change(zone=timezone(timedelta(hours=1)))
    hand.press(AskAction.SAID_IT)
    hand.clock.move(minutes=7)
    hand.choose(ANSWER, "questions")
    hand.type(WORDS, "Who else will see it?")
    assert good_chips(hand) == ["said_at 13:00"]


def test_that_their_answer_is_kept_with_their_words(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.CONFIDENTIALITY)
    hand.press(AskAction.SAID_IT)
    hand.choose(ANSWER, "questions")
    hand.write(WORDS, "Who else will see it?")
    said = hand.answer(Kind.CONFIDENTIALITY, "CONFIDENTIALITY")
    assert said.detail == ConfidentialityDetail("CONFIDENTIALITY blank 1", "questions")
    assert said.words.value == "Who else will see it?"


@pytest.mark.parametrize(
    ("presenting", "cards"),
    [
        ("using", ["DISC-USING"]),
        ("experiencing", ["DISC-EXPERIENCING"]),
        ("not_clear", ["DISC-USING", "DISC-EXPERIENCING"]),
    ],
)
def test_that_what_helps_and_what_harms_is_that_for_how_they_present(
    quick: QuickHand, presenting: str, cards: list[str]
) -> None:
    hand = at(quick, SessionPage.DISCLOSURE, Presenting(presenting))
    assert [name for name in keys(hand.screen.blocks) if name.startswith("DISC-")] == cards
    side = cards[0]
    assert {f"{side} say0", f"{side} avoid0", "say", "avoid"} <= set(hand.texts)


@pytest.mark.parametrize("item", QUESTIONS)
def test_that_a_disclosure_may_be_heard_whatever_the_gate_says(quick: QuickHand, item: str) -> None:
    quick.meet(Presenting.USING)
    quick.choose(key_of(Kind.GATE, item, "value"), GATE_OF[item].holds_up[-1])
    quick.open(SessionPage.DISCLOSURE)
    quick.choose(DISCLOSED, "now_using")
    assert quick.desk.record.get_choice(Kind.DISCLOSURE, "DISCLOSED") == "now_using"


def test_that_a_disclosure_has_its_words_its_source_and_its_reach(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.DISCLOSURE)
    hand.write(key_of(Kind.DISCLOSURE, "DISCLOSED"), "I hit her.")
    hand.choose(key_of(Kind.DISCLOSURE, "DISCLOSED", "source"), "person")
    said = hand.answer(Kind.DISCLOSURE, "DISCLOSED")
    assert (said.words.value, said.source, said.reach) == ("I hit her.", "person", CONFIDENTIAL)


def test_that_an_excuse_that_was_heard_brings_a_calm_reply(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.DISCLOSURE)
    assert "K-HTA-BEH-05 reply" not in hand.texts
    hand.tick(EXCUSE)
    assert "K-HTA-BEH-05 reply" in hand.texts
    assert "K-HTA-BEH-07 reply" not in hand.texts
    assert hand.answer(Kind.EXCUSE, "K-HTA-BEH-05").reach == Reach("this_talk")


def test_that_drink_as_an_excuse_is_remembered_as_a_concern_until_it_is_taken_back(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.DISCLOSURE)
    hand.tick(EXCUSE)
    assert hand.answer(Kind.EXCUSE, "K-HTA-BEH-05").detail == FlagDetail(on=True, raises="drink")
    hand.tick(EXCUSE, on=False)
    assert hand.answer(Kind.EXCUSE, "K-HTA-BEH-05").detail == FlagDetail(on=False)


def test_that_nobody_who_experiences_abuse_is_asked_for_excuses(quick: QuickHand) -> None:
    hand = at(quick, SessionPage.DISCLOSURE, Presenting.EXPERIENCING)
    assert not hand.has(EXCUSE)
    assert [part.key for part in hand.screen.blocks if isinstance(part, Card)][:2] == ["DISC-EXPERIENCING", "disclosed"]
