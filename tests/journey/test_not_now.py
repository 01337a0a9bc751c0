"""Not now is a full outcome: a reason, a safe way to reach the person, and a reminder that reveals nothing."""

from dasupport.casework.people import Presenting
from dasupport.ui.screens.people import person
from dasupport.ui.screens.session import gate
from tests.journey.test_every_word import meet
from tests.journey.worker import DeskWork


def end_for_today(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.driver.press(gate.GateAction.OPEN_NOT_NOW)
    worker.driver.press_first("not_now|NOT-NOW||value=")
    worker.driver.type_text("not_now|NOT-NOW||words", "their brother came in")
    worker.driver.press_first("safe_contact|SAFE-CONTACT||way=")
    worker.driver.type_text("safe_contact|SAFE-CONTACT||times", "after six on Mondays")
    worker.driver.press_first("follow_up|FOLLOW-UP|reminder|label=")
    worker.driver.set_date("follow_up|FOLLOW-UP|reminder|due", 0)
    worker.driver.press(gate.GateAction.END_NOT_NOW)


def test_that_the_reminder_stands_on_the_first_page_and_tells_nothing(worker: DeskWork) -> None:
    end_for_today(worker)
    shown = "\n".join(worker.driver.list_texts())
    assert "KD-4410" in shown
    for told in ("their brother came in", "after six on Mondays", "Robin Example"):
        assert told not in shown


def test_that_the_reason_and_the_safe_way_stand_in_the_record(worker: DeskWork) -> None:
    end_for_today(worker)
    worker.person("KD-4410")
    worker.driver.press_first(person.OPEN_SESSION)
    shown = "\n".join(worker.driver.list_texts())
    assert "their brother came in" in shown
    assert "after six on Mondays" in shown


def test_that_a_reason_is_wanted_before_the_talk_is_ended(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.driver.press(gate.GateAction.OPEN_NOT_NOW)
    worker.driver.press(gate.GateAction.END_NOT_NOW)
    assert worker.driver.has_widget("gate|G-PLACE||value=office") or worker.driver.app.window.overlay_page is not None
    assert worker.driver.app.session_context is not None
    assert worker.driver.app.session_context.editor is not None
    assert not worker.driver.app.session_context.editor.record.session.is_sealed


def test_that_one_can_change_ones_mind_and_stay(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.driver.press(gate.GateAction.OPEN_NOT_NOW)
    assert worker.driver.has_widget(gate.GateAction.END_NOT_NOW)
    worker.driver.press(gate.GateAction.STAY)
    assert not worker.driver.has_widget(gate.GateAction.END_NOT_NOW)
