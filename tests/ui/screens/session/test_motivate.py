"""Step three: invitations, readiness in their words and plain messages; or support and a plan for their safety."""

import re

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach
from dasupport.casework.concerns import list_required_decisions
from dasupport.casework.details import FlagDetail, QuestionDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Choice
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screens.session.questions import FACE_PERSON_PREFIX
from tests.ui.samples import Hand, QuickHand, key_of, texts

FIRST, CHILDREN = "K-S3-Q-02", "K-S3-Q-04"
READY = key_of(Kind.READINESS, "READINESS", "value")


@pytest.fixture
def motivating(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    quick.open_gate()
    quick.open(SessionPage.INVITE)
    return quick


def invited(hand: Hand, item: str) -> QuestionDetail:
    made = hand.answer(Kind.INVITATION, item).detail
    assert isinstance(made, QuestionDetail)
    return made


def test_that_a_place_for_their_words_opens_once_it_is_said_what_became_of_the_question(motivating: Hand) -> None:
    assert not motivating.has(key_of(Kind.INVITATION, FIRST))
    motivating.choose(key_of(Kind.INVITATION, FIRST, "outcome"), "asked")
    motivating.write(key_of(Kind.INVITATION, FIRST), "I would be calm.")
    assert motivating.answer(Kind.INVITATION, FIRST).words.value == "I would be calm."
    assert motivating.answer(Kind.INVITATION, FIRST).reach == CONFIDENTIAL


@pytest.mark.parametrize("outcome", ["not_today", "declined"])
def test_that_what_became_of_a_question_stands_whatever_is_noted(motivating: Hand, outcome: str) -> None:
    motivating.choose(key_of(Kind.INVITATION, FIRST, "outcome"), outcome)
    motivating.write(key_of(Kind.INVITATION, FIRST), "Looked away.")
    assert invited(motivating, FIRST).outcome == outcome


def test_that_an_answer_makes_an_invitation_an_asked_one_though_its_outcome_was_taken_back(motivating: Hand) -> None:
    motivating.choose(key_of(Kind.INVITATION, FIRST, "outcome"), "asked")
    motivating.write(key_of(Kind.INVITATION, FIRST), "Calm.")
    motivating.choose(key_of(Kind.INVITATION, FIRST, "outcome"), "")
    assert invited(motivating, FIRST) == QuestionDetail()
    motivating.write(key_of(Kind.INVITATION, FIRST), "Calmer.")
    assert invited(motivating, FIRST) == QuestionDetail("asked")


def test_that_what_the_children_saw_asks_for_a_decision(motivating: Hand) -> None:
    motivating.choose(key_of(Kind.INVITATION, CHILDREN, "outcome"), "asked")
    motivating.choose(key_of(Kind.INVITATION, CHILDREN, "answer"), "not_sure")
    assert list_required_decisions(motivating.desk.record) == ("D-CHILD",)


def test_that_a_question_for_parents_says_so_and_is_not_turned_to_the_person(motivating: Hand) -> None:
    assert texts(motivating.screen).count("parents") == 1
    assert not motivating.has(f"{FACE_PERSON_PREFIX}{CHILDREN}")


def test_that_the_laptop_is_turned_with_an_invitation(motivating: Hand) -> None:
    motivating.press(f"{FACE_PERSON_PREFIX}{FIRST}")
    assert motivating.route == FacingPerson(motivating.session, FIRST)


def test_that_readiness_is_one_answer_in_words_and_not_wanting_to_answer_is_one(motivating: Hand) -> None:
    motivating.open(SessionPage.READINESS)
    assert "no_answer" in [option.value for option in motivating.find(Choice, READY).options]
    motivating.choose(READY, "thinking")
    motivating.write(key_of(Kind.READINESS, "READINESS"), "I think of it at night.")
    assert motivating.desk.record.get_choice(Kind.READINESS, "READINESS") == "thinking"


def test_that_nothing_on_the_page_of_readiness_is_a_measure(motivating: Hand) -> None:
    motivating.open(SessionPage.READINESS)
    motivating.choose(READY, "wants_now")
    words = [re.sub(r"K-S3-APP-02", "", text) for text in texts(motivating.screen.blocks)]
    assert [text for text in words if re.search(r"\d", text)] == []


def test_that_what_helped_before_and_what_is_strong_have_their_own_places(motivating: Hand) -> None:
    motivating.open(SessionPage.READINESS)
    for item in ("K-S3-APP-02", "STRENGTHS"):
        motivating.write(key_of(Kind.READINESS, item), item)
        assert motivating.answer(Kind.READINESS, item).words.value == item


def test_that_the_workers_view_stands_apart_from_their_words(motivating: Hand) -> None:
    motivating.open(SessionPage.READINESS)
    motivating.write(key_of(Kind.VIEW, "WORKER-VIEW"), "He is afraid.")
    assert motivating.answer(Kind.READINESS, "READINESS").words.value == ""
    assert not motivating.has(key_of(Kind.VIEW, "WORKER-VIEW", "reach"))


def test_that_a_message_that_was_given_is_one_that_the_person_knows(motivating: Hand) -> None:
    motivating.open(SessionPage.MESSAGES)
    reply = key_of(Kind.MESSAGE, "K-HTA-MSG-01")
    assert not motivating.has(reply)
    motivating.tick(key_of(Kind.MESSAGE, "K-HTA-MSG-01", "on"))
    motivating.write(reply, "He nodded.")
    said = motivating.answer(Kind.MESSAGE, "K-HTA-MSG-01")
    assert (said.detail, said.words.value, said.reach) == (FlagDetail(on=True), "He nodded.", Reach("this_talk"))


def test_that_support_is_there_for_somebody_who_experiences_abuse_and_needs_no_gate(quick: QuickHand) -> None:
    quick.meet(Presenting.EXPERIENCING)
    quick.open(SessionPage.SUPPORT)
    quick.write(key_of(Kind.SUPPORT, "SUP-WANT"), "To sleep.")
    assert quick.answer(Kind.SUPPORT, "SUP-WANT").detail == QuestionDetail("asked")
    assert quick.has(key_of(Kind.SUPPORT, "SUP-WANT", "reach"))


def test_that_a_line_of_the_plan_has_its_own_words_once_it_is_marked(quick: QuickHand) -> None:
    quick.meet(Presenting.EXPERIENCING)
    quick.open(SessionPage.SAFETY_PLAN)
    words = key_of(Kind.PLAN, "PLAN-SPECIALIST")
    assert not quick.has(words)
    quick.tick(key_of(Kind.PLAN, "PLAN-SPECIALIST", "on"))
    quick.write(words, "Ring on Monday.")
    assert quick.answer(Kind.PLAN, "PLAN-SPECIALIST").words.value == "Ring on Monday."
