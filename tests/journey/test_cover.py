"""Cover hides everything at once, from everywhere, and nothing comes back without the passphrase."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.routes import Directory, FacingPerson, Home, People, Route
from dasupport.ui.window.file_dialogs import ask_save_path
from tests.journey.test_every_word import meet, open_gate
from tests.journey.worker import DeskWork, over_a_dialog


def tap(worker: DeskWork, times: int = 3) -> None:
    for _ in range(times):
        worker.driver.press_keys("Shift")


@pytest.mark.parametrize("route", [Home(), People(), Directory()], ids=lambda route: type(route).__name__)
def test_that_three_taps_of_shift_cover_any_page(worker: DeskWork, route: Route) -> None:
    worker.driver.app.go(route)
    tap(worker)
    assert worker.driver.has_widget("continue")
    assert worker.driver.app.session_context is None


def test_that_two_taps_do_not(worker: DeskWork) -> None:
    tap(worker, 2)
    assert worker.driver.app.session_context is not None


def test_that_capital_letters_do_not(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    for letter in ("Shift", "Shift+A", "Shift", "Shift+B", "Shift", "Shift+C"):
        worker.driver.press_keys(letter)
    assert worker.driver.app.session_context is not None


def test_that_the_button_covers_too_and_half_a_word_is_kept(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    session = worker.session
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing("note|NOTICE||words", "half a wo")
    worker.driver.press("cover")
    assert worker.driver.has_widget("continue")
    worker.driver.press("continue")
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    assert dict(worker.fields())["note|NOTICE||words"] == "half a wo"


def test_that_it_covers_what_lies_over_a_page(worker: DeskWork) -> None:
    worker.driver.press_keys("F1")
    tap(worker)
    assert worker.driver.has_widget("continue")
    assert worker.driver.app.window.overlay_page is None


def test_that_it_covers_the_turned_laptop(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.driver.app.go(FacingPerson(worker.session, "LU-MONEY-1-1"))
    worker.driver.wait_until_idle()
    tap(worker)
    assert worker.driver.has_widget("continue")


def test_that_no_key_looks_behind_the_cover(worker: DeskWork) -> None:
    tap(worker)
    for key in ("F1", "F4", "F6", "Ctrl+H", "Ctrl+P", "Ctrl+D", "Ctrl+T", "Alt+1", "Esc"):
        worker.driver.press_keys(key)
        assert worker.driver.has_widget("continue")


def test_that_after_the_cover_comes_the_lock_screen(worker: DeskWork) -> None:
    tap(worker)
    worker.driver.press_keys("Ctrl+Return")
    assert worker.driver.has_widget("open")
    assert worker.driver.app.session_context is None


def test_that_a_cover_while_words_are_being_kept_loses_none_of_them(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    session = worker.session
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing("note|NOTICE||words", "on the way to the disk")
    worker.driver.app.page.flush()  # type: ignore[union-attr] # a page is open
    worker.driver.app.cover()
    worker.driver.wait_until_idle()
    worker.driver.press("continue")
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    assert dict(worker.fields())["note|NOTICE||words"] == "on the way to the disk"


def test_that_it_covers_a_dialog_too(worker: DeskWork) -> None:
    """Where a sheet is to be saved is asked in a window of its own, which must not keep Cover away."""
    window, found = worker.driver.app.window, []

    def tapped(dialog: QWidget) -> None:
        found.append(dialog)
        for _ in range(3):
            QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Shift)

    over_a_dialog(window, tapped)
    assert ask_save_path(window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    worker.driver.wait_until_idle()
    assert isinstance(found[0], QFileDialog)
    assert worker.driver.has_widget("continue")
    assert worker.driver.app.session_context is None


@pytest.mark.parametrize("act", ["cover", "lock"])
def test_that_whatever_hides_the_window_takes_a_dialog_with_it(worker: DeskWork, act: str) -> None:
    """A laptop that sleeps locks from outside, and not through a key of the dialog."""
    window, shell = worker.driver.app.window, worker.driver.app
    over_a_dialog(window, lambda _: getattr(shell, act)())
    assert ask_save_path(window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    worker.driver.wait_until_idle()
    assert QApplication.activeModalWidget() is None
    assert shell.session_context is None


def test_that_the_emergency_card_comes_from_within_a_dialog(worker: DeskWork) -> None:
    window = worker.driver.app.window

    over_a_dialog(window, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_F2))
    assert ask_save_path(window, "Save", "PDF (*.pdf)", "sheet.pdf") is None
    worker.driver.wait_until_idle()
    over = window.overlay_page
    assert over is not None
    assert over.shown_screen.key == "emergency"


def test_that_what_was_typed_is_kept_when_the_system_asks_and_the_page_stays(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing("note|NOTICE||words", "half a wo")
    worker.driver.app.save_typed_text()
    worker.driver.wait_until_idle()
    record = worker.ask(lambda: worker.driver.app.session_context.open_vault.sessions.open_session(worker.session))  # type: ignore[union-attr] # it is open
    assert [draft.answer.words.value for draft in record.drafts] == ["half a wo"]
    assert worker.driver.has_widget("note|NOTICE||words")
