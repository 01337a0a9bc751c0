"""From the lock screen back to the records: a damaged vault, its backup, the passphrase, and home again."""

from pathlib import Path

from dasupport.app import LIVE
from dasupport.ui.routes import Home
from dasupport.vault.backup import FOLDER
from dasupport.vault.keeping import standing
from tests.journey.conftest import Begin
from tests.journey.desk_work import DeskWork
from tests.made import PASSPHRASE
from tests.vault.tampering import WHOLE, flip, verdict


def test_that_a_damaged_vault_comes_back_from_its_backup_at_the_lock_screen(worker: DeskWork, tmp_path: Path) -> None:
    driver = worker.driver
    (folder,) = (path for path in (tmp_path / "home" / LIVE).iterdir() if path.is_dir())
    driver.shell.lock()
    driver.settle()
    assert len(standing(folder / FOLDER)) == 1
    flip(folder / "data.1.db", 9000)
    driver.shell.threshold.restoring()
    driver.settle()
    driver.type("passphrase", PASSPHRASE)
    driver.press("restore")
    driver.settle()
    assert verdict(folder, PASSPHRASE) == WHOLE
    driver.press("back")
    driver.settle()
    driver.type("passphrase", PASSPHRASE)
    driver.press("open")
    driver.settle()
    assert driver.shell.office is not None
    driver.shell.go(Home())
    driver.settle()
    assert driver.shell.page is not None
    assert driver.shell.page.screen_shown.key == "home"


def test_that_with_made_up_people_there_is_nothing_to_restore(begin: Begin) -> None:
    driver = begin(realm="training")
    before = driver.shell.page
    driver.shell.threshold.restoring()
    driver.settle()
    assert driver.shell.page is before
