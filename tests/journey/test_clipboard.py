"""What was copied here cannot be pasted by whoever sits here next; what another program copied stays."""

import sys

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.platform.clipboard import get_privacy_formats
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screens.people import people
from tests.journey.test_every_word import meet, open_gate
from tests.journey.worker import DeskWork

NOTE, WORDS = "note|NOTICE||words", "told in confidence"
OTHERS = "copied in another program"


@pytest.fixture
def copied(worker: DeskWork) -> DeskWork:
    """Somebody who has copied a note."""
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.place(SessionPage.NOTICE)
    worker.driver.type_text(NOTE, WORDS)
    worker.driver.find_widget(NOTE).setFocus()
    worker.driver.press_keys("Ctrl+A")
    worker.driver.press_keys("Ctrl+C")
    assert QGuiApplication.clipboard().text() == WORDS
    return worker


@pytest.mark.parametrize("act", ["turn", "cover", "lock"])
def test_that_nothing_copied_here_outlives_the_private_view(copied: DeskWork, act: str) -> None:
    shell = copied.driver.app
    acts = {
        "turn": lambda: shell.go(FacingPerson(copied.session, "LU-REL-1-1")),
        "cover": shell.cover,
        "lock": shell.lock,
    }
    acts[act]()
    copied.driver.wait_until_idle()
    assert QGuiApplication.clipboard().text() == ""


def test_that_a_copy_is_plain_text_with_its_marks_and_nothing_else(copied: DeskWork) -> None:
    assert copied.driver.has_widget(NOTE)
    assert formats() == {"text/plain", *get_privacy_formats()}


def test_that_a_copy_from_a_line_bears_the_marks_too(worker: DeskWork) -> None:
    worker.driver.press_keys("Ctrl+N")
    worker.driver.type_text(people.REAL_NAME_FIELD, WORDS)
    worker.driver.find_widget(people.REAL_NAME_FIELD).setFocus()
    worker.driver.press_keys("Ctrl+A")
    worker.driver.press_keys("Ctrl+X")
    assert QGuiApplication.clipboard().text() == WORDS
    assert formats() == {"text/plain", *get_privacy_formats()}


@pytest.mark.skipif(sys.platform != "linux", reason="each system has its own marks")
def test_that_the_desktop_is_told_to_keep_no_history_of_it(copied: DeskWork) -> None:
    assert copied.driver.has_widget(NOTE)
    assert QGuiApplication.clipboard().mimeData().data("x-kde-passwordManagerHint") == b"secret"


def test_that_what_was_copied_is_forgotten_half_a_minute_later(copied: DeskWork) -> None:
    later = clearing(copied)
    assert (later.isActive(), later.isSingleShot(), later.interval()) == (True, True, 30_000)
    later.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""
    assert not later.isActive()


@pytest.mark.parametrize("act", ["later", "lock"])
def test_that_what_another_program_copied_since_stays(copied: DeskWork, act: str) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.blockSignals(True)  # as some desktops do, which tell of a change only once our window is in front again
    clipboard.setText(OTHERS)
    clipboard.blockSignals(False)
    if act == "later":
        clearing(copied).timeout.emit()
    else:
        copied.driver.app.lock()
        copied.driver.wait_until_idle()
    assert QGuiApplication.clipboard().text() == OTHERS


def test_that_a_selection_that_is_pressed_on_cannot_be_dragged_away(copied: DeskWork) -> None:
    editor = copied.driver.find_widget(NOTE)
    assert isinstance(editor, QPlainTextEdit)
    editor.selectAll()
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 12))
    assert not editor.textCursor().hasSelection()


def test_that_in_a_plain_field_it_could_be(qtbot: QtBot) -> None:
    """Control."""
    editor = QPlainTextEdit(WORDS)
    qtbot.addWidget(editor)
    editor.show()
    editor.selectAll()
    QTest.mousePress(editor.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(20, 12))
    assert editor.textCursor().hasSelection()


def formats() -> set[str]:
    """What stands on the clipboard."""
    data = QGuiApplication.clipboard().mimeData()
    assert data is not None
    return {name for name in data.formats() if not name.startswith("application/x-qt-")}


def clearing(worker: DeskWork) -> QTimer:
    inside = worker.driver.app.unlocked_controller
    assert inside is not None
    return inside.clipboard_guard.clear_timer
