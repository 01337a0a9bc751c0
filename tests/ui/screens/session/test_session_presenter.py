"""What every page of a session does: fields that become statements, the gate, the way on, the way back."""

import pytest

from dasupport.casework.details import ChoiceDetail, StepDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.steps import PAGES_BEHIND_GATE, Progress, Step, compute_progress, get_step
from dasupport.settings import Organisation
from dasupport.ui.screen.blocks import Button, Card
from dasupport.ui.screen.intents import OptionChosen, Pressed, Typed
from dasupport.ui.screen.routes import Home, InSession
from dasupport.ui.screens.session.session_presenter import SessionAction
from tests.samples import answer
from tests.ui.samples import OPEN_GATE, Hand, QuickHand, key_of, keys, texts

NOTE = key_of(Kind.NOTE, "NOTICE")
WHY = key_of(Kind.STEP, "motivate")
ASKING = sorted(PAGES_BEHIND_GATE)


@pytest.fixture
def met(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    return quick


def gate(hand: Hand, **answers: str) -> None:
    """Say the answers of the start gate, all of them in favour but the given ones."""
    said = OPEN_GATE | {f"G-{name}": value for name, value in answers.items()}
    for item, value in said.items():
        hand.desk.commit(Slot(Kind.GATE, item), answer(detail=ChoiceDetail(value)))


def cards(hand: Hand) -> list[str]:
    """The reasons to wait that are on the screen."""
    return [part.key for part in hand.screen.blocks if isinstance(part, Card) and part.look == "stop"]


@pytest.mark.parametrize("place", ASKING)
def test_that_a_page_that_asks_waits_for_the_gate(met: Hand, place: SessionPage) -> None:
    met.open(place)
    assert cards(met) == ["STOP-UNANSWERED"]
    assert not any(name.startswith(("prompt", "invitation", "readiness", "message")) for name in keys(met.screen))
    gate(met)
    assert cards(met) == []
    assert any(name.startswith(("prompt", "invitation", "readiness", "message")) for name in keys(met.screen))


@pytest.mark.parametrize("place", sorted(set(SessionPage) - PAGES_BEHIND_GATE))
def test_that_every_other_page_is_open_whatever_the_gate_says(met: Hand, place: SessionPage) -> None:
    """Hearing a disclosure, writing down what was seen, deciding and referring never wait."""
    gate(met, PRIVATE="no")
    met.open(place)
    shut = met.pack.labels.shut.lead
    assert shut not in met.texts


def test_that_every_reason_to_wait_is_given_at_once_with_what_to_do(met: Hand) -> None:
    gate(met, PRIVATE="no", CHILDREN="yes", TIME="no")
    met.open(SessionPage.QUESTIONS)
    assert cards(met) == ["STOP-PRIVATE", "STOP-CHILDREN", "STOP-TIME"]
    assert {"STOP-PRIVATE title", "STOP-PRIVATE say", "STOP-PRIVATE do"} <= set(met.texts)


def test_that_a_shut_page_names_the_lead_to_ring(met: Hand) -> None:
    met.open(SessionPage.QUESTIONS)
    assert "call Ruth Adeyemi 01622 555 010" in met.texts
    met.change(get_organisation=Organisation)
    assert "call_nobody" in met.texts


def test_that_a_shut_page_leads_back_to_the_gate(met: Hand) -> None:
    met.open(SessionPage.QUESTIONS)
    assert [met.find(Button, name).look for name in (SessionAction.TO_GATE, SessionAction.NEXT)] == ["primary", "plain"]
    met.press(SessionAction.TO_GATE)
    assert met.route == InSession(met.session, SessionPage.GATE)


@pytest.mark.parametrize(
    ("answers", "stop", "left"),
    [
        ({"TIME": "no"}, "STOP-TIME", True),
        ({"SOBER": "unsure"}, "STOP-SOBER-UNSURE", True),
        ({"CHILDREN": "baby"}, "STOP-BABY", True),
        ({"PRIVATE": "no"}, "STOP-PRIVATE", False),
        ({"SOBER": "no"}, "STOP-SOBER", False),
        ({"PRESENT": "close"}, "STOP-PRESENT", False),
        ({"PLACE": "home", "COMPANY": "told"}, "STOP-SOLO", False),
    ],
)
def test_that_only_what_the_rule_leaves_to_judgement_may_be_gone_past(
    met: Hand, answers: dict[str, str], stop: str, *, left: bool
) -> None:
    gate(met, **answers)
    met.open(SessionPage.QUESTIONS)
    assert cards(met) == [stop]
    assert met.has(key_of(Kind.OVERRIDE, stop)) is left


def test_that_a_reason_to_go_on_opens_the_page_and_is_kept(met: Hand) -> None:
    gate(met, TIME="no")
    met.open(SessionPage.QUESTIONS)
    met.write(key_of(Kind.OVERRIDE, "STOP-TIME"), "There may be no other day.")
    assert cards(met) == []
    assert met.answer(Kind.OVERRIDE, "STOP-TIME").words.value == "There may be no other day."


def test_that_a_page_does_not_open_under_the_cursor_while_the_reason_is_being_typed(met: Hand) -> None:
    gate(met, TIME="no")
    met.open(SessionPage.QUESTIONS)
    met.type(key_of(Kind.OVERRIDE, "STOP-TIME"), "There may")
    assert cards(met) == ["STOP-TIME"]
    assert met.shown(key_of(Kind.OVERRIDE, "STOP-TIME")) == "There may"


def test_that_a_reason_for_one_stop_does_not_open_the_others(met: Hand) -> None:
    gate(met, TIME="no", PRIVATE="no")
    met.open(SessionPage.QUESTIONS)
    met.write(key_of(Kind.OVERRIDE, "STOP-TIME"), "There may be no other day.")
    assert cards(met) == ["STOP-PRIVATE"]


@pytest.mark.parametrize("presenting", Presenting)
def test_that_the_way_on_leads_through_every_page_to_home_and_the_way_back_too(
    quick: QuickHand, presenting: Presenting
) -> None:
    quick.meet(presenting)
    there = [SessionPage.GATE]
    while quick.route != Home():
        quick.press(SessionAction.NEXT)
        if isinstance(quick.route, InSession):
            there.append(quick.route.page)
    assert there[-1] is SessionPage.CHECK
    quick.open(SessionPage.CHECK)
    back = [SessionPage.CHECK]
    while quick.route != Home():
        quick.press(SessionAction.BACK)
        if isinstance(quick.route, InSession):
            back.append(quick.route.page)
    assert back == there[::-1]


def test_that_the_ways_name_the_pages_to_which_they_lead(met: Hand) -> None:
    met.open(SessionPage.SIGNS)
    names = met.pack.labels.places
    assert met.find(Button, SessionAction.BACK).label == names.notice.short
    assert met.find(Button, SessionAction.NEXT).label == names.harm.short


def test_that_walking_out_of_a_step_marks_it_done_and_a_page_within_does_not(met: Hand) -> None:
    met.open(SessionPage.NOTICE)
    met.desk.commit(Slot(Kind.CHILDREN, "CHILDREN"), answer(detail=ChoiceDetail("none")))
    met.press(SessionAction.NEXT)
    assert compute_progress(met.desk.record, Step.IDENTIFY) is Progress.STARTED
    met.open(SessionPage.CHILDREN)
    met.press(SessionAction.NEXT)
    assert compute_progress(met.desk.record, Step.IDENTIFY) is Progress.DONE


def test_that_a_step_in_which_nothing_was_said_is_not_called_done(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    met.press(SessionAction.NEXT)
    assert compute_progress(met.desk.record, Step.IDENTIFY) is Progress.NOT_STARTED


def test_that_a_step_may_be_left_for_another_day_with_a_reason(met: Hand) -> None:
    met.open(SessionPage.INVITE)
    assert not met.has(WHY)
    met.press(SessionAction.NOT_NOW)
    met.write(WHY, "He is tired.")
    assert met.answer(Kind.STEP, "motivate").detail == StepDetail("not_now")
    met.open(SessionPage.MESSAGES)
    met.press(SessionAction.NEXT)
    assert compute_progress(met.desk.record, Step.MOTIVATE) is Progress.NOT_NOW


def test_that_a_reason_taken_back_takes_the_other_day_back(met: Hand) -> None:
    met.open(SessionPage.INVITE)
    met.press(SessionAction.NOT_NOW)
    met.write(WHY, "He is tired.")
    met.write(WHY, "")
    assert compute_progress(met.desk.record, Step.MOTIVATE) is Progress.NOT_STARTED


@pytest.mark.parametrize("place", [SessionPage.GATE, SessionPage.CHECK])
def test_that_the_gate_and_the_check_are_no_steps_to_be_left_out(met: Hand, place: SessionPage) -> None:
    met.open(place)
    assert not met.has(SessionAction.NOT_NOW)


def test_that_typing_keeps_a_draft_and_leaving_the_place_makes_a_statement(met: Hand) -> None:
    met.open(SessionPage.NOTICE)
    met.type(NOTE, "He was lo")
    assert [draft.answer.words.value for draft in met.desk.record.drafts] == ["He was lo"]
    met.write(NOTE, "He was loud.")
    assert met.desk.record.drafts == ()
    assert met.desk.record.current_by_slot[Slot(Kind.NOTE, "NOTICE")].answer.words.value == "He was loud."


def test_that_a_choice_is_a_statement_at_once_and_taking_it_back_is_another(met: Hand) -> None:
    met.open(SessionPage.CHILDREN)
    name = key_of(Kind.CHILDREN, "CHILDREN", "value")
    met.choose(name, "yes")
    met.choose(name, "")
    made = [entry for entry in met.desk.record.entries if entry.kind is Kind.CHILDREN]
    assert [entry.answer.detail for entry in made] == [ChoiceDetail("yes"), ChoiceDetail("")]
    assert made[1].supersedes == made[0].id


@pytest.mark.parametrize(
    "intent", [Pressed("nothing"), Typed("nothing", "x"), OptionChosen("nothing", "x"), Typed("gate|x", "y")]
)
def test_that_what_belongs_to_no_place_changes_nothing(met: Hand, intent: Pressed | Typed | OptionChosen) -> None:
    met.open(SessionPage.NOTICE)
    before = met.desk.record
    met.page.handle(intent)
    assert met.desk.record is before


def test_that_the_side_panel_shows_the_cards_for_this_page_with_their_source(met: Hand) -> None:
    met.open(SessionPage.NOTICE)
    cards = {note.key: note for note in met.screen.advice}
    assert cards["ADV-ROUTINE"].title == "ADV-ROUTINE title"
    assert cards["ADV-ROUTINE"].source == "ADV-ROUTINE source"
    assert "ADV-AIM" not in cards
    assert get_step(SessionPage.NOTICE) is Step.IDENTIFY
    assert texts(met.screen.advice)
