"""The passphrase once more, at a real window: asked in one place, and then what was asked for goes on."""

from pathlib import Path

import pytest

from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.ui.app.controller import AppController
from dasupport.ui.screen.routes import Home, PrintSheets, Settings
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.session import print_sheets
from dasupport.ui.screens.vault import log, settings
from dasupport.vault.access.opener import VaultOpener
from tests.journey.test_every_word import meet
from tests.journey.worker import DeskWork
from tests.samples import CHEAP, PASSPHRASE
from tests.vault.vault_steps import actions


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return tmp_path / "sheet.pdf"


@pytest.fixture
def asked(worker: DeskWork, sheet: Path) -> DeskWork:
    """A worker who wants to save a sheet, and is asked for the passphrase."""
    meet(worker, Presenting.USING)
    driver = worker.driver
    driver.app.go(PrintSheets(worker.session))
    driver.wait_until_idle()
    page = driver.app.page
    assert page is not None
    assert isinstance(page.presenter, print_sheets.PrintPresenter)
    page.presenter.ask_save_path = lambda _: sheet
    driver.choose(print_sheets.PrintField.FILE_READER, "own_team")
    driver.press(print_sheets.PrintAction.SEE_FILE)
    driver.press(print_sheets.PrintAction.SAVE)
    return worker


def logged(worker: DeskWork) -> list[str]:
    """What the log says was done between seeing the sheet and closing the program."""
    home = worker.driver.app.settings.folder
    worker.driver.app.close_program()
    worker.driver.wait_until_idle()
    (folder,) = [made.parent for made in (home / "live").glob("*/keyring.a")]
    vault = VaultOpener(Realm.LIVE, CHEAP).open(folder, PASSPHRASE)
    found = actions(vault)
    vault.close()
    since = found[found.index("sheet for own_team") + 1 :]
    return [act for act in since if act not in ("backed up", "opened")]


def asks(worker: DeskWork) -> bool:
    return worker.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD)


def test_that_it_is_asked_before_a_sheet_leaves_and_then_the_sheet_leaves(asked: DeskWork, sheet: Path) -> None:
    assert asks(asked)
    assert not sheet.exists()
    asked.type_again()
    assert not asks(asked)
    assert sheet.read_bytes().startswith(b"%PDF")
    assert logged(asked) == ["confirmed", "sheet saved"]


def test_that_within_the_minute_it_is_asked_once(asked: DeskWork, sheet: Path) -> None:
    asked.type_again()
    sheet.unlink()
    asked.driver.press(print_sheets.PrintAction.SAVE)
    assert not asks(asked)
    assert sheet.exists()


def test_that_a_wrong_passphrase_keeps_asking_and_says_so(asked: DeskWork, sheet: Path) -> None:
    asked.type_again("something else")
    assert asks(asked)
    assert not sheet.exists()
    assert any("V-PASS-WRONG" in text for text in asked.driver.list_texts())
    asked.type_again()
    assert sheet.exists()
    assert logged(asked) == ["wrong passphrase", "confirmed", "sheet saved"]


def test_that_after_three_wrong_ones_the_next_has_to_wait(asked: DeskWork, sheet: Path) -> None:
    for _ in range(4):
        asked.type_again("something else")
    assert any("PASS-WAIT" in text for text in asked.driver.list_texts())
    asked.type_again()
    assert asks(asked)
    assert not sheet.exists()


@pytest.mark.parametrize("way", ["Esc", "cancel", "F2"])
def test_that_leaving_it_changes_nothing(asked: DeskWork, sheet: Path, way: str) -> None:
    driver = asked.driver
    if way == "cancel":
        driver.press(reauth.ReauthAction.CANCEL)
    else:
        driver.press_keys(way)
    assert not asks(asked)
    assert not sheet.exists()
    if way == "F2":
        driver.press_keys("Esc")
    driver.press(print_sheets.PrintAction.SAVE)
    asked.type_again()
    assert sheet.exists()
    assert logged(asked) == ["confirmed", "sheet saved"]


def test_that_the_enter_key_goes_on(asked: DeskWork, sheet: Path) -> None:
    asked.driver.keep_typing(reauth.ReauthField.PASSPHRASE_FIELD, PASSPHRASE)
    asked.driver.press_keys("Return")
    assert sheet.exists()


def test_that_going_elsewhere_takes_the_question_away(asked: DeskWork, sheet: Path) -> None:
    asked.driver.app.go(Home())
    asked.driver.wait_until_idle()
    assert not asks(asked)
    assert not sheet.exists()


def test_that_locking_asks_nothing_and_saves_nothing(asked: DeskWork, sheet: Path) -> None:
    asked.lock()
    assert not asks(asked)
    assert not sheet.exists()
    assert asked.driver.has_widget("passphrase")


def test_that_the_log_is_shown_only_after_it_and_can_be_left(worker: DeskWork) -> None:
    driver = worker.driver
    meet(worker, Presenting.USING)
    for way in ("Esc", ""):
        driver.app.go(Settings())
        driver.wait_until_idle()
        driver.press(settings.LOG_LINK)
        assert asks(worker)
        assert not driver.has_widget(log.LogAction.VERIFY)
        if way:
            driver.press_keys(way)
            assert driver.has_widget(log.LogAction.SHOW)
    worker.type_again()
    assert driver.has_widget(log.LogAction.VERIFY)
    assert any("KD-4410" in text for text in driver.list_texts())


def private_words(shell: AppController) -> list[str]:
    over = shell.window.overlay_page
    assert over is not None
    return [str(block) for block in over.shown_screen.blocks]


def test_that_the_question_itself_names_nobody(asked: DeskWork) -> None:
    shown = "\n".join(private_words(asked.driver.app))
    assert "KD-4410" not in shown
    assert "Robin Example" not in shown
