"""A laptop whose folders are copied elsewhere, or whose disk lies open: said plainly, and nobody is locked out of their
records for it."""

from pathlib import Path

import pytest

from dasupport.platform.device_check import DeviceState
from dasupport.platform.disk_encryption import DiskEncryption
from dasupport.ui.screen.routes import Home, People, Settings
from dasupport.ui.window.capture_guard import CaptureGuard
from tests.journey.conftest import Begin
from tests.journey.worker import DeskWork, ask_for_a_vault
from tests.samples import PASSPHRASE

NOTES = ("copied", "elsewhere", "disk")


def test_that_a_vault_in_a_folder_that_is_copied_away_is_made_after_a_warning(begin: Begin, tmp_path: Path) -> None:
    driver = begin(tmp_path / "Dropbox" / "home")
    ask_for_a_vault(driver)
    said = "\n".join(driver.list_texts())
    assert "PLACE-COPIED say" in said
    assert list((tmp_path / "Dropbox").rglob("*.db")) == []
    driver.type_text("again", PASSPHRASE)
    driver.press("make")
    driver.press("code-later")
    assert driver.app.session_context is not None
    assert driver.has_widget("new")


def test_that_a_folder_of_its_own_needs_no_warning(worker: DeskWork) -> None:
    assert worker.driver.app.session_context is not None


@pytest.mark.parametrize(
    ("laptop", "notes"),
    [
        (None, set()),
        (DeviceState(), set()),
        (DeviceState(DiskEncryption.OFF), {"disk"}),
        (DeviceState(DiskEncryption.UNKNOWN), {"disk"}),
        (DeviceState(DiskEncryption.OFF, "Dropbox", True), {"copied", "elsewhere", "disk"}),
    ],
)
def test_that_home_says_what_has_to_be_mended_for_as_long_as_it_has(
    worker: DeskWork, laptop: DeviceState | None, notes: set[str]
) -> None:
    shell = worker.driver.app
    if laptop:
        shell.device.set_state(laptop)
    for _ in range(2):
        shell.go(Home())
        worker.driver.wait_until_idle()
        page = shell.page
        assert page is not None
        assert {block.key for block in page.shown_screen.blocks if getattr(block, "key", "") in NOTES} == notes


def test_that_every_page_says_so_while_others_can_see_the_screen(worker: DeskWork) -> None:
    driver, shown = worker.driver, worker.driver.app.app_context.load_pack().labels.laptop.shown
    driver.app.device.capture = CaptureGuard(driver.app.app, lambda _, __: True)
    worker.lock()
    worker.unlock()
    for on in (True, False):
        driver.app.go(Settings())
        driver.wait_until_idle()
        driver.press("shown")
        for route in (Settings(), Home(), People()):
            driver.app.go(route)
            driver.wait_until_idle()
            assert (shown in driver.list_texts()) is on
    driver.app.app.removeEventFilter(driver.app.device.capture)
