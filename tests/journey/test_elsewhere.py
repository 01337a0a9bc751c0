"""Somebody works in another program: after a minute nothing of theirs stands among the windows, unless they wish so."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.refusal import Refusal
from dasupport.settings import COVER, HIDE, ONCE, STAY
from dasupport.ui.routes import Turned
from dasupport.ui.window.elsewhere import Elsewhere
from dasupport.ui.window.saving import ask_where
from tests.journey.desk_work import DeskWork, over_a_dialog
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_late_answers import NOTE

HALF = "half a wo"
STATE = Qt.ApplicationState


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    """In the middle of a word."""
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, HALF)
    return worker


def goes(worker: DeskWork) -> Elsewhere:
    """The worker goes to another program; what counts the minute."""
    inside, app = worker.driver.shell.inside, worker.driver.shell.app
    assert inside is not None
    assert isinstance(app, QApplication)
    app.applicationStateChanged.emit(STATE.ApplicationInactive)
    return inside.elsewhere


def stays_away(worker: DeskWork) -> None:
    """More than a minute passes there."""
    elsewhere = goes(worker)
    assert (elsewhere.later.isActive(), elsewhere.later.interval()) == (True, 60_000)
    elsewhere.later.timeout.emit()
    worker.driver.settle()


def comes_back(worker: DeskWork) -> None:
    app = worker.driver.shell.app
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
    whole = read_aloud(QAccessible.queryAccessibleInterface(worker.driver.shell.app))
    window = worker.driver.shell.window
    held = [edit.toPlainText() for edit in window.findChildren(QPlainTextEdit)]
    return "\n".join((*whole, *held, *worker.driver.texts()))


def test_that_nothing_private_is_in_the_window_after_a_minute(writing: DeskWork) -> None:
    assert HALF in seen(writing)
    assert "KD-4410" in seen(writing)
    stays_away(writing)
    assert writing.driver.has("continue")
    assert [word for word in (HALF, "KD-4410", "Amara") if word in seen(writing)] == []


def test_that_a_picture_of_the_window_holds_the_neutral_page_only(writing: DeskWork) -> None:
    window = writing.driver.shell.window
    stays_away(writing)
    first = window.grab().toImage()
    comes_back(writing)
    assert window.grab().toImage() != first
    writing.driver.keep_typing(NOTE, "rd that is another one")
    stays_away(writing)
    assert window.grab().toImage() == first


def test_that_it_is_back_at_once_at_the_very_word_and_can_be_undone(writing: DeskWork) -> None:
    field = writing.driver.focused
    stays_away(writing)
    comes_back(writing)
    assert writing.driver.focused is field
    assert isinstance(field, QPlainTextEdit)
    assert (field.toPlainText(), field.textCursor().position()) == (HALF, len(HALF))
    field.undo()
    assert field.toPlainText() == ""


def test_that_the_neutral_page_can_be_left_by_its_button_too(writing: DeskWork) -> None:
    stays_away(writing)
    writing.driver.press("continue")
    assert writing.driver.has(NOTE)


def test_that_a_lock_comes_over_what_is_hidden_and_keeps_the_word(writing: DeskWork) -> None:
    session = writing.session
    stays_away(writing)
    writing.driver.shell.lock()
    writing.driver.settle()
    assert writing.driver.has("open")
    assert not writing.driver.has("continue")
    writing.unlock()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == HALF


def test_that_cover_comes_over_what_is_hidden(writing: DeskWork) -> None:
    stays_away(writing)
    writing.driver.shell.cover()
    writing.driver.settle()
    comes_back(writing)
    assert not writing.driver.has(NOTE)
    assert writing.driver.shell.office is None


def test_that_what_lay_over_the_page_lies_there_again_with_what_was_typed(writing: DeskWork) -> None:
    writing.driver.keys("F2")
    over = writing.driver.shell.window.overlaid
    assert over is not None
    stays_away(writing)
    comes_back(writing)
    assert writing.driver.shell.window.overlaid is over
    assert over.isVisible()
    assert over.isAncestorOf(writing.driver.focused)


def test_that_what_is_told_meanwhile_waits_and_is_told_then(writing: DeskWork) -> None:
    stays_away(writing)
    writing.driver.shell.tell(Refusal("V-DISK-FULL"))
    writing.driver.settle()
    assert "V-DISK-FULL" not in seen(writing)
    comes_back(writing)
    over = writing.driver.shell.window.overlaid
    assert over is not None
    assert over.isAncestorOf(writing.driver.focused)


def test_that_it_covers_instead_where_that_is_wished(writing: DeskWork) -> None:
    shell = writing.driver.shell
    shell.change_settings(shell.settings.with_away(COVER))
    stays_away(writing)
    assert shell.office is None
    assert writing.driver.has("continue")


def test_that_nothing_happens_where_that_is_wished(writing: DeskWork) -> None:
    shell = writing.driver.shell
    shell.change_settings(shell.settings.with_away(STAY))
    stays_away(writing)
    assert writing.driver.has(NOTE)


def test_that_it_is_hidden_at_once_where_that_is_wished(writing: DeskWork) -> None:
    shell = writing.driver.shell
    shell.change_settings(shell.settings.with_away(ONCE))
    goes(writing)
    assert writing.driver.has("continue")
    assert HALF not in seen(writing)
    comes_back(writing)
    assert writing.driver.has(NOTE)


def test_that_the_turned_laptop_comes_back_turned(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.driver.shell.go(Turned(worker.session, "LU-REL-1-1", "relationship"))
    worker.driver.settle()
    shown = worker.driver.texts()
    stays_away(worker)
    assert worker.driver.has("continue")
    comes_back(worker)
    worker.driver.settle()
    assert sorted(worker.driver.texts()) == sorted(shown)
    assert worker.driver.shell.inside is not None
    assert worker.driver.shell.inside.turned


@pytest.mark.parametrize("wish", [HIDE, ONCE])
def test_that_our_own_question_for_a_file_hides_nothing_in_either_way(writing: DeskWork, wish: str) -> None:
    shell = writing.driver.shell
    shell.change_settings(shell.settings.with_away(wish))
    found: list[bool] = []

    def waits(_: QWidget) -> None:
        goes(writing)
        found.append(writing.driver.has(NOTE))
        shell.window.clear()

    over_a_dialog(shell.window, waits)
    assert ask_where(shell.window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    assert found == [True]


def test_that_hiding_is_what_is_usual(worker: DeskWork) -> None:
    assert worker.driver.shell.settings.guard.away == HIDE


def test_that_who_comes_back_in_time_finds_the_page_as_it_was(writing: DeskWork) -> None:
    elsewhere = goes(writing)
    comes_back(writing)
    assert not elsewhere.later.isActive()
    assert writing.driver.has(NOTE)


def test_that_our_own_question_for_a_file_is_no_other_program(writing: DeskWork) -> None:
    """The minute begins anew."""
    window = writing.driver.shell.window
    counted: list[bool] = []

    def waits(dialog: QWidget) -> None:
        elsewhere = goes(writing)
        elsewhere.later.stop()
        elsewhere.later.timeout.emit()
        counted.append(elsewhere.later.isActive() and not writing.driver.has("continue"))
        window.clear()

    over_a_dialog(window, waits)
    assert ask_where(window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    assert counted == [True]
    assert not window.asking
