"""The disk takes nothing any more: the words go into a file on another drive, and later back to their page."""

from pathlib import Path

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.ui.screen.routes import Home, Settings
from dasupport.ui.screens.overlay.not_saved import NotSavedAction
from dasupport.ui.screens.overlay.refusal import RefusalAction
from dasupport.ui.screens.vault import rescue_file
from tests.journey.test_cover import tap
from tests.journey.test_every_word import meet
from tests.journey.test_late_answers import NOTE, shown
from tests.journey.worker import DeskWork

TOLD = "seen at the door"
HEADER = "again"
"""The other try, in the header."""


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    return worker


def replaced(worker: DeskWork) -> Path:
    """Put another file where the data is, as a program that copies files does: the vault takes nothing more."""
    office = worker.driver.app.session_context
    assert office is not None
    (folder,) = worker.driver.app.settings.list_vaults(Realm.LIVE)
    data = next(folder.glob("data.*.db"))
    aside = data.with_name("held")
    data.rename(aside)
    data.write_bytes(b"another")
    return aside


def put_back(aside: Path) -> None:
    data = next(aside.parent.glob("data.*.db"))
    aside.rename(data)


def choose(worker: DeskWork, path: Path) -> None:
    """Answer the questions where a file may go, and which to read, as a hand would."""
    office = worker.driver.app.session_context
    assert office is not None
    office.files.ask_save_path = lambda *_: path  # type: ignore[method-assign] # a hand chooses
    office.files.ask_open_path = lambda *_: path  # type: ignore[method-assign] # a hand chooses


def test_that_words_go_out_from_the_notice_and_come_back_from_settings(writing: DeskWork, tmp_path: Path) -> None:
    session, file = writing.session, tmp_path / "stick.words"
    choose(writing, file)
    aside = replaced(writing)
    writing.driver.type_text(NOTE, TOLD)
    writing.driver.press(NotSavedAction.SAVE_RESCUE_FILE)
    assert whole(writing)
    assert TOLD.encode() not in file.read_bytes()
    writing.driver.press(RefusalAction.CLOSE)
    assert dict(writing.fields())[NOTE] == TOLD
    writing.lock()
    left_beside(writing).unlink()
    put_back(aside)
    writing.unlock()
    choose(writing, file)
    writing.driver.app.go(Settings())
    writing.driver.wait_until_idle()
    writing.driver.press("words")
    writing.driver.press(rescue_file.RescueFileAction.CHOOSE_FILE)
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == TOLD


def test_that_another_try_is_offered_once_at_a_time(writing: DeskWork) -> None:
    aside = replaced(writing)
    writing.driver.type_text(NOTE, TOLD)
    assert [writing.driver.has_widget(key) for key in (NotSavedAction.RETRY, HEADER)] == [True, False]
    writing.driver.press(RefusalAction.CLOSE)
    assert [writing.driver.has_widget(key) for key in (NotSavedAction.RETRY, HEADER)] == [False, True]
    put_back(aside)


def left_beside(worker: DeskWork) -> Path:
    (folder,) = worker.driver.app.settings.list_vaults(Realm.LIVE)
    return folder.with_name(f"{folder.name}.words")


@pytest.mark.parametrize("way", ["lock", "cover"])
def test_that_a_lock_that_the_vault_refuses_loses_no_word_either(writing: DeskWork, way: str) -> None:
    session = writing.session
    aside = replaced(writing)
    writing.driver.keep_typing(NOTE, "half a wo")
    if way == "lock":
        writing.lock()
    else:
        tap(writing)
        writing.driver.press("continue")
    assert left_beside(writing).exists()
    put_back(aside)
    writing.unlock()
    assert not left_beside(writing).exists()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == "half a wo"


def test_that_a_lock_that_the_vault_takes_leaves_no_file_beside_it(writing: DeskWork) -> None:
    writing.driver.keep_typing(NOTE, "half a wo")
    writing.lock()
    assert not left_beside(writing).exists()


def test_that_the_words_stay_on_the_screen_where_no_file_can_be_written(writing: DeskWork, tmp_path: Path) -> None:
    choose(writing, tmp_path / "none" / "stick.words")
    replaced(writing)
    writing.driver.type_text(NOTE, TOLD)
    writing.driver.press(NotSavedAction.SAVE_RESCUE_FILE)
    assert "SAVE-WHERE" in shown(writing)
    writing.driver.press(RefusalAction.CLOSE)
    assert dict(writing.fields())[NOTE] == TOLD


def whole(worker: DeskWork) -> bool:
    """Whether all that lies over the page can be seen without scrolling."""
    over = worker.driver.app.window.overlay_page
    return over is not None and over.verticalScrollBar().maximum() == 0


def test_that_words_that_do_not_open_are_said_at_home_and_kept(writing: DeskWork) -> None:
    aside = replaced(writing)
    writing.driver.keep_typing(NOTE, "half a wo")
    writing.lock()
    put_back(aside)
    file = left_beside(writing)
    file.write_bytes(file.read_bytes()[:-1])
    cut = file.read_bytes()
    writing.unlock()
    assert "V-WORDS-DAMAGED" in shown(writing)
    assert writing.driver.app.unlocked_controller is not None
    assert writing.driver.app.unlocked_controller.route == Home()
    assert not file.exists()
    assert file.with_name(f"{file.name}.aside").read_bytes() == cut
