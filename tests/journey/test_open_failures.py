"""From each verdict to what helps, at a real window: altered records are read, damaged ones saved; work goes on."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from dasupport.casework.audit_events import AuditFilter
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.ui.screen.blocks import Note, iter_blocks
from dasupport.ui.screen.routes import Home, InSession, Log, People, Settings
from dasupport.ui.screens.access import credential_form, first_run, open_failures, salvage
from dasupport.ui.screens.access.restore import RestorePresenter
from dasupport.ui.screens.home import home, unfinished
from tests.journey.test_every_word import meet, open_gate
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE
from tests.vault.access.test_opener import altered
from tests.vault.tampering import DATA, PAGE, contents, pages

ENTRIES = 11
"""The page on which the table of statements begins."""


@pytest.fixture
def used(worker: DeskWork, tmp_path: Path) -> Path:
    """The folder of a vault with one person in an unfinished session, locked."""
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.lock()
    (folder,) = (path for path in (tmp_path / "home" / Realm.LIVE).iterdir() if path.is_dir())
    return folder


@pytest.fixture
def reads(worker: DeskWork, used: Path) -> dict[str, bytes]:
    """The same, its key file altered, open to be read only; every file in and beside the folder, as it was."""
    altered(used, lambda table: table.update(made_by="9"))
    before = contents(used.parent)
    worker.unlock()
    worker.driver.type_text("passphrase", PASSPHRASE)
    worker.driver.press(open_failures.READ_ONLY)
    return before


def band(worker: DeskWork) -> str:
    strips = worker.driver.app.window.findChildren(QWidget, "warning")
    return " ".join(label.text() for strip in strips if strip.isVisible() for label in strip.findChildren(QLabel))


def test_that_over_every_page_stands_what_is_wrong_and_what_to_do(worker: DeskWork, reads: dict[str, bytes]) -> None:
    page = worker.driver.app.page
    assert page is not None
    assert [block.key for block in iter_blocks(page.shown_screen.blocks) if isinstance(block, Note)][:1] == [
        "read-only"
    ]
    for route in (Home(), People(), Settings(), Log(), Home()):
        worker.driver.app.go(route)
        worker.driver.wait_until_idle()
        worker.driver.press_keys("Esc")
        assert band(worker) == "band help"
    worker.lock()
    assert band(worker) == ""


@pytest.mark.parametrize("key", ["cover", "show-emergency"])
def test_that_below_that_strip_all_of_the_ways_out_can_be_pressed_while_a_card_lies_over(
    worker: DeskWork, reads: dict[str, bytes], key: str
) -> None:
    worker.driver.press_keys("F1")
    window, button = worker.driver.app.window, worker.driver.find_widget(key)
    assert band(worker)
    assert window.overlay_page is not None
    for height in (1, button.height() // 2, button.height() - 2):
        assert window.childAt(button.mapTo(window, QPoint(button.width() // 2, height))) is button


def test_that_a_day_of_reading_changes_not_a_byte_in_or_beside_the_folder(
    worker: DeskWork, used: Path, reads: dict[str, bytes]
) -> None:
    driver = worker.driver
    driver.press_first(unfinished.RESUME_PREFIX)
    for place in (SessionPage.SIGNS, SessionPage.CHECK):
        driver.app.go(InSession(worker.session, place))
        driver.wait_until_idle()
    driver.app.go(Home())
    driver.wait_until_idle()
    driver.press_first(home.PERSON_PREFIX)
    driver.press_first("reveal")
    worker.lock()
    assert contents(used.parent) == reads


def test_that_the_log_and_a_sheet_can_be_taken_away(
    worker: DeskWork, used: Path, reads: dict[str, bytes], tmp_path: Path
) -> None:
    driver, office = worker.driver, worker.driver.app.session_context
    assert office is not None
    unlocked = office.open_vault
    assert worker.ask(lambda: unlocked.confirm_passphrase(PASSPHRASE))
    heads = ("number", "time", "who", "what", "object", "person", "session")
    assert worker.ask(lambda: unlocked.audit_log.export_csv(AuditFilter(), heads, tmp_path / "log.csv", str)) > 5
    driver.press_first(unfinished.RESUME_PREFIX)
    assert office.editor is not None
    record = office.editor.record
    made = worker.ask(lambda: unlocked.sheets.make_file_copy(record, "own_team"))
    worker.ask(lambda: unlocked.sheets.save(record, made, tmp_path / "sheet.pdf"))
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    assert b"opened" in (tmp_path / "log.csv").read_bytes()
    worker.lock()
    assert contents(used.parent) == reads


def test_that_an_unfinished_conversation_is_shown_without_a_place_to_write_in(
    worker: DeskWork, used: Path, reads: dict[str, bytes]
) -> None:
    driver = worker.driver
    driver.press_first(unfinished.RESUME_PREFIX)
    driver.app.go(InSession(worker.session, SessionPage.GATE))
    driver.wait_until_idle()
    assert "G-PLACE ask" in driver.list_texts()
    assert (dict(worker.fields()), worker.ticks(), worker.answers()) == ({}, [], [])
    worker.lock()
    assert contents(used.parent) == reads


def test_that_after_reading_a_backup_brings_back_records_to_work_with(
    worker: DeskWork, used: Path, reads: dict[str, bytes]
) -> None:
    driver = worker.driver
    driver.press("lock")
    worker.unlock()
    driver.press(open_failures.RESTORE)
    driver.type_text("passphrase", PASSPHRASE)
    driver.press("restore")
    driver.press("back")
    worker.unlock()
    assert band(worker) == ""
    assert driver.has_widget("new")


def test_that_whole_records_in_a_folder_that_takes_nothing_are_read_and_worked_in_once_it_does(
    worker: DeskWork, used: Path
) -> None:
    """Permissions stop no test that runs as root; a lock that cannot be taken stops everybody."""
    lock = used / "vault.lock"
    lock.unlink()
    lock.mkdir()
    before = contents(used.parent)
    driver = worker.driver
    worker.unlock()
    assert "V-READ-ONLY-SHUT say" in driver.list_texts()
    driver.type_text("passphrase", PASSPHRASE)
    driver.press(open_failures.READ_ONLY)
    assert band(worker) == "band"
    driver.press_first(unfinished.RESUME_PREFIX)
    worker.lock()
    assert contents(used.parent) == before
    lock.rmdir()
    worker.unlock()
    assert band(worker) == ""


def test_that_damaged_records_are_saved_as_far_as_they_can_be_read_and_unlocked(worker: DeskWork, used: Path) -> None:
    driver = worker.driver
    found = pages(used / DATA)
    one_lost = b"".join(bytes(PAGE) if number == ENTRIES else page for number, page in enumerate(found))
    (used / DATA).write_bytes(found[0][:100] + bytes([found[0][100] ^ 1]) + b"".join(found)[101:])
    worker.unlock()
    assert driver.has_widget(open_failures.SALVAGE)
    (used / DATA).write_bytes(one_lost)
    before = contents(used)
    driver.press(open_failures.RESTORE)
    driver.press(open_failures.SALVAGE)
    driver.press(salvage.SalvageAction.BACK)
    assert driver.has_widget(open_failures.SALVAGE)
    driver.press(open_failures.SALVAGE)
    driver.type_text(credential_form.PASSPHRASE_FIELD, PASSPHRASE)
    driver.press(salvage.SalvageAction.SALVAGE)
    assert "lacking" in driver.list_texts()
    assert contents(used) == before
    driver.press(salvage.SalvageAction.BACK)
    worker.unlock()
    assert driver.app.session_context is not None
    assert len(worker.ask(driver.app.session_context.open_vault.people.list_people)) == 1


def test_that_where_the_folder_is_gone_a_backup_from_elsewhere_brings_the_records_back(
    worker: DeskWork, used: Path, tmp_path: Path
) -> None:
    driver = worker.driver
    (backup,) = (used / "backups").iterdir()
    shutil.copy(backup, tmp_path / "stick.backup")
    shutil.rmtree(used)
    driver.app.show_lock_screen()
    driver.wait_until_idle()
    assert not driver.has_widget(first_run.FirstRunAction.CREATE)
    driver.press(open_failures.RESTORE)
    page = driver.app.page
    assert page is not None
    assert isinstance(page.presenter, RestorePresenter)
    page.presenter.ask_open_path = lambda: tmp_path / "stick.backup"
    driver.press("other")
    driver.type_text("passphrase", PASSPHRASE)
    driver.press(open_failures.RESTORE)
    driver.press("back")
    worker.unlock()
    assert driver.app.session_context is not None


def test_that_a_folder_with_nothing_left_but_its_backups_leads_to_them(worker: DeskWork, used: Path) -> None:
    driver = worker.driver
    for path in used.iterdir():
        if path.is_file():
            path.unlink()
    worker.unlock()
    driver.press(open_failures.RESTORE)
    driver.type_text("passphrase", PASSPHRASE)
    driver.press(open_failures.RESTORE)
    driver.press("back")
    worker.unlock()
    assert driver.app.session_context is not None
