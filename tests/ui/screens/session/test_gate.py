"""The start gate: every question, every reason to wait, the worker's own safety, and "not now" as a full outcome."""

from datetime import date

import pytest

from dasupport.casework.details import ChoiceDetail, FollowUpDetail, SafeContactDetail
from dasupport.casework.entry import Slot
from dasupport.casework.gates import QUESTIONS, STOPS, list_offered_answers
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Closing, Presenting
from dasupport.ui.screen.blocks import Button, Choice, Note
from dasupport.ui.screen.intents import Pressed
from dasupport.ui.screen.routes import Home, SealedSession
from dasupport.ui.screens.session.gate import REASON_MISTAKE, GateAction
from dasupport.ui.screens.session.sealed import SealedPresenter
from tests.samples import answer, no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import OPEN_GATE, Hand, QuickHand, inside, key_of, keys, texts

DUE = key_of(Kind.FOLLOW_UP, "FOLLOW-UP", "due", "reminder")
REASON = key_of(Kind.NOT_NOW, "NOT-NOW", "value")
PRESENTING = key_of(Kind.PRESENTING, "PRESENTING", "value")


@pytest.fixture
def gate(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    return quick


def ask(hand: Hand, **answers: str) -> None:
    for name, value in answers.items():
        hand.choose(key_of(Kind.GATE, f"G-{name}", "value"), value)


def stops(hand: Hand) -> list[str]:
    return [name for name in keys(hand.screen.blocks) if name in STOPS]


def test_that_every_question_is_asked_in_the_order_of_a_visit_and_none_is_answered(gate: Hand) -> None:
    asked = [part for part in gate.screen.blocks[1].blocks if isinstance(part, Choice)]  # type: ignore[union-attr] # the card
    assert [block.key for block in asked] == [key_of(Kind.GATE, item, "value") for item in QUESTIONS]
    assert {block.chosen for block in asked} == {""}
    assert "unanswered" in gate.texts


@pytest.mark.parametrize("item", QUESTIONS)
def test_that_every_answer_that_the_rules_know_is_offered(gate: Hand, item: str) -> None:
    offered = {option.value for option in gate.find(Choice, key_of(Kind.GATE, item, "value")).options}
    assert offered == set(list_offered_answers(item))


def test_that_nothing_in_the_way_is_said_once_everything_speaks_for_it(gate: Hand) -> None:
    answers = {item.removeprefix("G-"): value for item, value in OPEN_GATE.items()}
    last = answers.popitem()
    ask(gate, **answers)
    assert "unanswered" in gate.texts
    ask(gate, **dict([last]))
    assert {"clear", "clear_sub"} <= set(gate.texts)
    assert stops(gate) == []


def test_that_a_reason_to_wait_stands_there_before_everything_is_answered(gate: Hand) -> None:
    ask(gate, PRIVATE="no")
    assert stops(gate) == ["STOP-PRIVATE"]
    ask(gate, PRIVATE="yes")
    assert stops(gate) == []


def test_that_the_workers_own_safety_comes_before_the_rest(gate: Hand) -> None:
    ask(gate, PRIVATE="no", PLACE="home", COMPANY="nobody")
    assert stops(gate) == ["STOP-SOLO", "STOP-NOBODY-KNOWS", "STOP-PRIVATE"]


def test_that_where_the_worker_is_and_who_knows_is_asked_for(gate: Hand) -> None:
    for aspect in ("place", "time", "knows", "ring"):
        gate.write(key_of(Kind.CHECK_IN, "CHECK-IN", aspect), aspect)
    assert str(gate.answer(Kind.CHECK_IN, "CHECK-IN").detail) == "CheckInDetail()"


def test_that_how_they_present_stands_from_the_beginning_and_is_a_statement_of_today(gate: Hand) -> None:
    assert gate.find(Choice, PRESENTING).chosen == "using"
    gate.choose(PRESENTING, "experiencing")
    assert gate.desk.record.presenting is Presenting.EXPERIENCING
    said = [entry.answer.detail for entry in gate.desk.record.entries if entry.kind is Kind.PRESENTING]
    assert said == [ChoiceDetail("using"), ChoiceDetail("experiencing")]


def test_that_an_earlier_conversation_says_how_they_present_until_this_one_does(hand: Hand) -> None:
    hand.meet(Presenting.EXPERIENCING)
    record = hand.office.open_vault.people.start_session(hand.person)
    hand.office.work.open_session(record)
    hand.session = record.session.id
    hand.open(SessionPage.GATE)
    assert hand.find(Choice, PRESENTING).chosen == "experiencing"
    assert Slot(Kind.PRESENTING, "PRESENTING") not in hand.desk.record.current_by_slot


def test_that_not_now_opens_by_its_button_and_closes_again(gate: Hand) -> None:
    assert not gate.has(REASON)
    gate.press(GateAction.OPEN_NOT_NOW)
    assert gate.has(REASON)
    gate.press(GateAction.STAY)
    assert not gate.has(REASON)


def test_that_a_reason_not_to_ask_keeps_it_open(gate: Hand) -> None:
    gate.press(GateAction.OPEN_NOT_NOW)
    gate.choose(REASON, "not_private")
    gate.open(SessionPage.GATE)
    assert gate.has(GateAction.END_NOT_NOW)


def test_that_a_reminder_offers_labels_that_reveal_nothing(gate: Hand) -> None:
    gate.press(GateAction.OPEN_NOT_NOW)
    offered = gate.find(Choice, key_of(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "reminder")).options
    assert [option.value for option in offered] == [option.value for option in gate.pack.gate.reminders]


def test_that_not_now_is_a_full_outcome(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.choose(REASON, "not_private")
    hand.choose(key_of(Kind.SAFE_CONTACT, "SAFE-CONTACT", "way"), "text")
    hand.choose(key_of(Kind.SAFE_CONTACT, "SAFE-CONTACT", "leave_message"), "code_word")
    hand.type(key_of(Kind.SAFE_CONTACT, "SAFE-CONTACT", "code_word"), "heron")
    hand.choose(key_of(Kind.FOLLOW_UP, "FOLLOW-UP", "label", "reminder"), "call_back")
    hand.date(DUE, date(2026, 11, 24))
    hand.press(GateAction.END_NOT_NOW)
    kept = hand.kept()
    assert kept.session.closing is Closing.NOT_NOW
    assert kept.get_choice(Kind.NOT_NOW, "NOT-NOW") == "not_private"
    assert kept.get_answer(Slot(Kind.SAFE_CONTACT, "SAFE-CONTACT")).detail == SafeContactDetail(
        "text", leave_message="code_word", code_word="heron"
    )
    reminder = kept.get_answer(Slot(Kind.FOLLOW_UP, "FOLLOW-UP", "reminder")).detail
    assert reminder == FollowUpDetail(date(2026, 11, 24), "call_back")
    assert hand.route == Home()
    assert {"KD-1234", "call_back say", "in_days 3"} <= set(hand.texts)


@pytest.mark.parametrize("how", ["chosen", "in words"])
def test_that_not_now_asks_for_its_reason_and_a_day_before_it_ends_anything(hand: Hand, how: str) -> None:
    hand.meet()
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.press(GateAction.END_NOT_NOW)
    assert hand.find(Note, "wanted").title == "wanted"
    assert hand.kept().session.closing is Closing.OPEN
    if how == "chosen":
        hand.choose(REASON, "not_private")
    else:
        hand.type(key_of(Kind.NOT_NOW, "NOT-NOW"), "A neighbour came.")
    hand.press(GateAction.END_NOT_NOW)
    assert hand.kept().session.closing is Closing.OPEN
    hand.date(DUE, date(2026, 11, 24))
    hand.press(GateAction.END_NOT_NOW)
    assert hand.kept().session.closing is Closing.NOT_NOW


def test_that_after_not_now_the_session_is_off_the_desk_and_can_only_be_read(hand: Hand) -> None:
    hand.meet()
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.choose(REASON, "not_private")
    hand.date(DUE, date(2026, 11, 24))
    hand.press(GateAction.END_NOT_NOW)
    assert hand.office.editor is None
    hand.open(SessionPage.GATE)
    assert hand.route == SealedSession(hand.session)
    assert isinstance(hand.page, SealedPresenter)
    assert "not_now 21 months10 2026, 12:00" in texts(hand.screen)


def test_that_not_now_waits_while_a_word_is_not_kept(hand: Hand) -> None:
    hand.meet()
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.date(DUE, date(2026, 11, 24))
    with no_room():
        hand.choose(REASON, "not_private")
    hand.press(GateAction.END_NOT_NOW)
    assert hand.told[-1] == "V-NOT-SAVED"
    assert hand.office.editor is not None
    hand.desk.retry_saves()
    hand.press(GateAction.END_NOT_NOW)
    assert hand.kept().get_choice(Kind.NOT_NOW, "NOT-NOW") == "not_private"


def test_that_a_full_disk_leaves_the_session_where_it_is(hand: Hand, lane: Lane) -> None:
    hand.meet()
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.choose(REASON, "not_private")
    hand.date(DUE, date(2026, 11, 24))
    with no_room():
        hand.press(GateAction.END_NOT_NOW)
    assert len(hand.told) == 1
    assert hand.kept().session.closing is Closing.OPEN
    assert hand.has(GateAction.END_NOT_NOW)


def test_that_a_conversation_begun_by_mistake_ends_without_a_day(hand: Hand) -> None:
    hand.meet()
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.choose(REASON, REASON_MISTAKE)
    hand.press(GateAction.END_NOT_NOW)
    assert hand.kept().session.closing is Closing.NOT_NOW


def test_that_not_now_does_not_close_what_somebody_must_decide(hand: Hand) -> None:
    hand.meet()
    hand.desk.commit(Slot(Kind.VIEW, "HIGH-RISK"), answer(detail=ChoiceDetail("yes", "high_risk")))
    hand.open(SessionPage.GATE)
    hand.press(GateAction.OPEN_NOT_NOW)
    hand.choose(REASON, "not_private")
    hand.date(DUE, date(2026, 11, 24))
    assert hand.find(Note, "owes").title == "NOT-NOW-OWES say"
    assert not hand.find(Button, GateAction.END_NOT_NOW).enabled
    hand.page.handle(Pressed(GateAction.END_NOT_NOW))
    assert hand.told == ["NOT-NOW-OWES"]
    hand.press(GateAction.TO_DECISIONS)
    hand.choose(key_of(Kind.DECISION, "D-MARAC", "outcome"), "passed_on")
    hand.open(SessionPage.GATE)
    hand.press(GateAction.END_NOT_NOW)
    assert hand.kept().session.closing is Closing.NOT_NOW


def test_that_a_stop_stands_below_the_question_that_it_is_about(gate: Hand) -> None:
    ask(gate, PRIVATE="no", TIME="no")
    shown = keys(gate.screen)
    for question, stop in (("G-PRIVATE", "STOP-PRIVATE"), ("G-TIME", "STOP-TIME")):
        assert shown.index(stop) == shown.index(f"gate|{question}||value") + 1
    assert shown.index(GateAction.OPEN_NOT_NOW) > shown.index("stopped")


def test_that_leaving_it_for_another_day_is_the_one_primary_action_once_it_is_open(gate: Hand) -> None:
    gate.press(GateAction.OPEN_NOT_NOW)
    primaries = [part.key for part in inside(gate.screen) if isinstance(part, Button) and part.look == "primary"]
    assert primaries == [gate.screen.primary] == [GateAction.END_NOT_NOW]
