"""What goes wrong in front of the worker: one plain sentence, and no word lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from dasupport.app import VaultAccess, build_context, show_pack_error
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.content.pack_errors import PackError
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.widgets.text_area import PrivateTextEdit
from dasupport.ui.window.input_watchers import IdleTimer
from tests.journey.conftest import Begin
from tests.journey.test_every_word import meet
from tests.journey.worker import DeskWork
from tests.samples import no_room
from tests.tools.blank_pack import make_blank_pack

NOTE = "note|NOTICE||words"
MEGABYTES = 5 * 1024 * 1024


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    return worker


def shown_now(worker: DeskWork) -> str:
    return "\n".join(worker.driver.list_texts())


def test_that_a_disk_that_takes_no_more_is_said_and_words_are_kept_once_there_is_room(
    writing: DeskWork,
) -> None:
    with no_room():
        writing.driver.type_text(NOTE, "seen at the door")
    assert "V-NOT-SAVED" in shown_now(writing)
    writing.driver.press_keys("Esc")
    assert writing.driver.has_widget("again")
    writing.driver.press("again")
    assert not writing.driver.has_widget("again")
    session = writing.session
    writing.lock()
    writing.unlock()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == "seen at the door"


def test_that_five_megabytes_are_refused_where_they_are_pasted_and_nothing_else_changes(writing: DeskWork) -> None:
    writing.driver.type_text(NOTE, "what stood here before")
    editor = writing.driver.find_widget(NOTE)
    assert isinstance(editor, PrivateTextEdit)
    pasted = QMimeData()
    pasted.setText("a" * MEGABYTES)
    editor.insertFromMimeData(pasted)
    writing.driver.wait_until_idle()
    assert "REF-TEXT-LONG" in shown_now(writing)
    assert editor.toPlainText() == "what stood here before"


def test_that_a_character_that_cannot_be_kept_is_named_under_its_field(writing: DeskWork) -> None:
    writing.driver.type_text(NOTE, "nul \x00 here")
    assert "REF-TEXT-NUL" in shown_now(writing)
    writing.driver.type_text(NOTE, "the same by hand")
    assert "REF-TEXT-NUL" not in shown_now(writing)
    assert dict(writing.fields())[NOTE] == "the same by hand"


def test_that_a_lock_keeps_such_a_text_too_with_a_sign_in_the_place_of_what_cannot_be_kept(writing: DeskWork) -> None:
    session = writing.session
    writing.driver.type_text(NOTE, "nul \x00 here")
    writing.lock()
    writing.unlock()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == "nul \N{SYMBOL FOR NULL} here"


def test_that_half_a_character_is_dropped_by_the_window_and_the_rest_is_kept(writing: DeskWork) -> None:
    writing.driver.type_text(NOTE, "half \ud83d pair")
    session = writing.session
    writing.lock()
    writing.unlock()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == "half  pair"


def test_that_what_nobody_foresaw_shows_a_number_and_no_word_about_anybody(writing: DeskWork) -> None:
    def breaks() -> None:
        raise RuntimeError("Robin Example said this")

    writing.driver.app.app_context.run_job(breaks, lambda _: None, writing.driver.app.show_refusal)
    writing.driver.wait_until_idle()
    shown = shown_now(writing)
    assert "REF-FAULT" in shown
    assert "Robin Example" not in shown
    assert any(text.split()[-1].isdigit() for text in writing.driver.list_texts() if text.startswith("fault"))


def test_that_a_refusal_is_not_shown_to_the_person(writing: DeskWork) -> None:
    from dasupport.ui.screen.routes import FacingPerson

    writing.driver.app.go(FacingPerson(writing.session, "LU-MONEY-1-1"))
    writing.driver.wait_until_idle()
    writing.driver.app.show_refusal(Refusal(RefusalId.V_DISK_FULL))
    assert writing.driver.app.window.overlay_page is None


def test_that_nobody_at_the_laptop_locks_it(qtbot: QtBot) -> None:
    idle = IdleTimer(minutes=0.001)
    with qtbot.waitSignal(idle.timed_out, timeout=2000):
        idle.set_running(on=True)


def test_that_the_window_locks_when_the_time_has_passed(writing: DeskWork) -> None:
    writing.driver.keep_typing(NOTE, "half a wo")
    session = writing.session
    writing.driver.app.window.idle_timer.timed_out.emit()
    writing.driver.wait_until_idle()
    assert writing.driver.app.session_context is None
    assert "half a wo" not in shown_now(writing)
    writing.unlock()
    writing.back_to(session, SessionPage.NOTICE)
    assert dict(writing.fields())[NOTE] == "half a wo"


def test_that_broken_words_are_said_at_the_lock_screen_and_open_nothing(begin: Begin, tmp_path: Path) -> None:
    broken = copied_pack(tmp_path / "pack")
    (broken / "gate.toml").write_text("id = [", encoding="utf-8")
    driver = begin(pack=broken)
    driver.type_text("name", "Amara Osei")
    driver.press("own")
    driver.type_text("passphrase", "lantern copper meadow violin harbour thistle")
    driver.type_text("again", "lantern copper meadow violin harbour thistle")
    driver.press("make")
    assert "broken\nbroken_do" in "\n".join(driver.list_texts())
    assert driver.app.session_context is None


def test_that_without_a_first_page_the_program_says_which_file_is_wrong(tmp_path: Path) -> None:
    broken = copied_pack(tmp_path / "pack")
    (broken / "first.toml").unlink()
    with pytest.raises(PackError, match=r"first\.toml"):
        build_context(VaultAccess(Realm.LIVE, tmp_path, broken), VaultWorker(), lambda: None)


def test_that_the_message_without_words_is_shown_in_a_window(qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMessageBox

    seen: list[str] = []

    def close() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.close()

    QTimer.singleShot(0, close)
    assert show_pack_error(PackError(())) == 1
    assert seen == [""]


def copied_pack(folder: Path) -> Path:
    """The blank pack, to be broken."""
    import shutil

    return Path(shutil.copytree(make_blank_pack(), folder))
