"""Somebody works in another program: after a minute nothing of theirs stands among the windows, unless they wish so."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.settings import COVER_AFTER_MINUTE, DO_NOTHING, HIDE_AFTER_MINUTE, HIDE_AT_ONCE
from dasupport.ui.app.state import AppState
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.window.file_dialogs import ask_save_path
from dasupport.ui.window.focus_loss import FocusLossWatcher
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork, over_a_dialog

HALF = "half a wo"
STATE = Qt.ApplicationState


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    """In the middle of a word."""
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, HALF)
    return worker


def goes(worker: DeskWork) -> FocusLossWatcher:
    """The worker goes to another program; what counts the minute."""
    inside, app = worker.driver.app.unlocked_controller, worker.driver.app.app
    assert inside is not None
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(STATE.ApplicationInactive)
    return inside.focus_watcher


def stays_away(worker: DeskWork) -> None:
    """More than a minute passes there."""
    elsewhere = goes(worker)
    assert (elsewhere.grace_timer.isActive(), elsewhere.grace_timer.interval()) == (True, 60_000)
    elsewhere.grace_timer.timeout.emit()
    worker.driver.wait_until_idle()


def comes_back(worker: DeskWork) -> None:
    app = worker.driver.app.app
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(STATE.ApplicationActive)


def read_aloud(interface: QAccessibleInterface | None) -> Iterator[str]:
    """All that a screen reader finds below something."""
    if interface is None or not interface.isValid():
        return
    yield from (interface.text(sort) for sort in (QAccessible.Text.Name, QAccessible.Text.Value))
    for number in range(interface.childCount()):
        yield from read_aloud(interface.child(number))


def seen(worker: DeskWork) -> str:
    """All that stands in the window, hidden or not, and all that a screen reader finds in the program."""
    whole = read_aloud(QAccessible.queryAccessibleInterface(worker.driver.app.app))
    window = worker.driver.app.window
    held = [edit.toPlainText() for edit in window.findChildren(QPlainTextEdit)]
    return "\n".join((*whole, *held, *worker.driver.list_texts()))


def test_that_nothing_private_is_in_the_window_after_a_minute(writing: DeskWork) -> None:
    assert HALF in seen(writing)
    assert "KD-4410" in seen(writing)
    stays_away(writing)
    assert writing.driver.has_widget("continue")
    assert [word for word in (HALF, "KD-4410", "Amara") if word in seen(writing)] == []


def test_that_a_picture_of_the_window_holds_the_neutral_page_only(writing: DeskWork) -> None:
    window = writing.driver.app.window
    stays_away(writing)
    first = window.grab().toImage()
    comes_back(writing)
    assert window.grab().toImage() != first
    writing.driver.keep_typing(NOTE, "rd that is another one")
    stays_away(writing)
    assert window.grab().toImage() == first


def test_that_it_is_back_at_once_at_the_very_word_and_can_be_undone(writing: DeskWork) -> None:
    field = writing.driver.focused_widget
    stays_away(writing)
    comes_back(writing)
    assert writing.driver.focused_widget is field
    assert isinstance(field, QPlainTextEdit)
    assert (field.toPlainText(), field.textCursor().position()) == (HALF, len(HALF))
    field.undo()
    assert field.toPlainText() == ""


def test_that_the_neutral_page_can_be_left_by_its_button_too(writing: DeskWork) -> None:
    stays_away(writing)
    writing.driver.press("continue")
    assert writing.driver.has_widget(NOTE)


def test_that_a_lock_comes_over_what_is_hidden_and_keeps_the_word(writing: DeskWork) -> None:
    session = writing.session
    stays_away(writing)
    writing.driver.app.lock()
    writing.driver.wait_until_idle()
    assert writing.driver.has_widget("open")
    assert not writing.driver.has_widget("continue")
    writing.unlock()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == HALF


def test_that_cover_comes_over_what_is_hidden(writing: DeskWork) -> None:
    stays_away(writing)
    writing.driver.app.cover()
    writing.driver.wait_until_idle()
    comes_back(writing)
    assert not writing.driver.has_widget(NOTE)
    assert writing.driver.app.session_context is None


def test_that_what_lay_over_the_page_lies_there_again_with_what_was_typed(writing: DeskWork) -> None:
    writing.driver.press_keys("F2")
    over = writing.driver.app.window.overlay_page
    assert over is not None
    stays_away(writing)
    comes_back(writing)
    assert writing.driver.app.window.overlay_page is over
    assert over.isVisible()
    assert over.isAncestorOf(writing.driver.focused_widget)


def test_that_what_is_told_meanwhile_waits_and_is_told_then(writing: DeskWork) -> None:
    stays_away(writing)
    writing.driver.app.show_refusal(Refusal(RefusalId.V_DISK_FULL))
    writing.driver.wait_until_idle()
    assert "V-DISK-FULL" not in seen(writing)
    comes_back(writing)
    over = writing.driver.app.window.overlay_page
    assert over is not None
    assert over.isAncestorOf(writing.driver.focused_widget)


def test_that_it_covers_instead_where_that_is_wished(writing: DeskWork) -> None:
    shell = writing.driver.app
    shell.change_settings(shell.settings.with_away(COVER_AFTER_MINUTE))
    stays_away(writing)
    assert shell.session_context is None
    assert writing.driver.has_widget("continue")


def test_that_nothing_happens_where_that_is_wished(writing: DeskWork) -> None:
    shell = writing.driver.app
    shell.change_settings(shell.settings.with_away(DO_NOTHING))
    stays_away(writing)
    assert writing.driver.has_widget(NOTE)


def test_that_it_is_hidden_at_once_where_that_is_wished(writing: DeskWork) -> None:
    shell = writing.driver.app
    shell.change_settings(shell.settings.with_away(HIDE_AT_ONCE))
    goes(writing)
    assert writing.driver.has_widget("continue")
    assert HALF not in seen(writing)
    comes_back(writing)
    assert writing.driver.has_widget(NOTE)


def test_that_the_turned_laptop_comes_back_turned(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.driver.app.go(FacingPerson(worker.session, "LU-REL-1-1", "relationship"))
    worker.driver.wait_until_idle()
    shown = worker.driver.list_texts()
    stays_away(worker)
    assert worker.driver.has_widget("continue")
    comes_back(worker)
    worker.driver.wait_until_idle()
    assert sorted(worker.driver.list_texts()) == sorted(shown)
    assert worker.driver.app.state is AppState.FACING_PERSON


@pytest.mark.parametrize("wish", [HIDE_AFTER_MINUTE, HIDE_AT_ONCE])
def test_that_our_own_question_for_a_file_hides_nothing_in_either_way(writing: DeskWork, wish: str) -> None:
    shell = writing.driver.app
    shell.change_settings(shell.settings.with_away(wish))
    found: list[bool] = []

    def waits(_: QWidget) -> None:
        goes(writing)
        found.append(writing.driver.has_widget(NOTE))
        shell.window.dismiss_dialogs()

    over_a_dialog(shell.window, waits)
    assert ask_save_path(shell.window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    assert found == [True]


def test_that_hiding_is_what_is_usual(worker: DeskWork) -> None:
    assert worker.driver.app.settings.auto_lock.away == HIDE_AFTER_MINUTE


def test_that_who_comes_back_in_time_finds_the_page_as_it_was(writing: DeskWork) -> None:
    elsewhere = goes(writing)
    comes_back(writing)
    assert not elsewhere.grace_timer.isActive()
    assert writing.driver.has_widget(NOTE)


def test_that_our_own_question_for_a_file_is_no_other_program(writing: DeskWork) -> None:
    """The minute begins anew."""
    window = writing.driver.app.window
    counted: list[bool] = []

    def waits(dialog: QWidget) -> None:
        elsewhere = goes(writing)
        elsewhere.grace_timer.stop()
        elsewhere.grace_timer.timeout.emit()
        counted.append(elsewhere.grace_timer.isActive() and not writing.driver.has_widget("continue"))
        window.dismiss_dialogs()

    over_a_dialog(window, waits)
    assert ask_save_path(window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    assert counted == [True]
    assert not window.is_file_dialog_open
