"""From the lock screen back to the records: a damaged vault, its backup, the passphrase, and home again."""

from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.ui.screen.routes import Home
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER
from dasupport.vault.maintenance.backup_schedule import list_backups
from tests.journey.conftest import Begin
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE
from tests.vault.tampering import WHOLE, flip, verdict


def test_that_a_damaged_vault_comes_back_from_its_backup_at_the_lock_screen(worker: DeskWork, tmp_path: Path) -> None:
    driver = worker.driver
    (folder,) = (path for path in (tmp_path / "home" / Realm.LIVE).iterdir() if path.is_dir())
    driver.app.lock()
    driver.wait_until_idle()
    assert len(list_backups(folder / BACKUPS_FOLDER)) == 1
    flip(folder / "data.1.db", 9000)
    driver.app.locked_controller.show_restore()
    driver.wait_until_idle()
    driver.type_text("passphrase", PASSPHRASE)
    driver.press("restore")
    driver.wait_until_idle()
    assert verdict(folder, PASSPHRASE) == WHOLE
    driver.press("back")
    driver.wait_until_idle()
    driver.type_text("passphrase", PASSPHRASE)
    driver.press("open")
    driver.wait_until_idle()
    assert driver.app.session_context is not None
    driver.app.go(Home())
    driver.wait_until_idle()
    assert driver.app.page is not None
    assert driver.app.page.shown_screen.key == "home"


def test_that_with_made_up_people_there_is_nothing_to_restore(begin: Begin) -> None:
    driver = begin(realm=Realm.TRAINING)
    before = driver.app.page
    driver.app.locked_controller.show_restore()
    driver.wait_until_idle()
    assert driver.app.page is before
