"""An unlocking that is answered late: nobody waits for it after Cover, a lock, or the closing of the window; the vault
is closed again, and nothing of it is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.casework.recovery_code import decode_code
from dasupport.tour.driver import Driver
from dasupport.ui.screens.access import cannot_unlock, first_run, lock, open_failures
from tests.journey.test_every_word import MEETING, meet
from tests.journey.test_late_answers import shown, slow
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE
from tests.vault.access.test_opener import altered
from tests.vault.tampering import DATA

ACTS: dict[str, Callable[[Driver], object]] = {
    "cover": lambda driver: driver.app.cover(),
    "lock": lambda driver: driver.app.lock(),
    "close": lambda driver: driver.app.window.close(),
}


@pytest.fixture(params=ACTS)
def act(request: pytest.FixtureRequest) -> Callable[[Driver], object]:
    return ACTS[request.param]


def press(driver: Driver, key: str) -> None:
    """Press, and wait for no answer."""
    page = driver.app.page
    assert page is not None
    page.press_button(key)


def late(worker: DeskWork, key: str, act: Callable[[Driver], object]) -> None:
    """Ask for a vault, and do something else before it is there."""
    with slow(worker):
        press(worker.driver, key)
        act(worker.driver)
        stood = worker.driver.app.locked_presenter
    assert worker.driver.app.unlocked_controller is None
    assert worker.driver.app.locked_presenter is stood
    assert MEETING["code"] not in shown(worker)


def opens(worker: DeskWork, phrase: str = PASSPHRASE) -> None:
    """The vault was closed: it lets one in at a time, and it lets this one in."""
    worker.driver.app.show_lock_screen()
    worker.driver.app.window.show()
    worker.driver.wait_until_idle()
    worker.unlock(phrase)
    assert worker.driver.app.unlocked_controller is not None


def the_folder(home: Path) -> Path:
    (folder,) = (path for path in (home / "home" / Realm.LIVE).iterdir() if path.is_dir())
    return folder


def test_that_an_unlocking_is_let_go(worker: DeskWork, act: Callable[[Driver], object]) -> None:
    meet(worker, Presenting.USING)
    worker.lock()
    worker.driver.type_text(lock.PASSPHRASE_FIELD, PASSPHRASE)
    late(worker, lock.LockAction.OPEN, act)
    opens(worker)


def test_that_an_unlocking_for_which_somebody_waits_goes_in(worker: DeskWork) -> None:
    worker.lock()
    worker.driver.type_text(lock.PASSPHRASE_FIELD, PASSPHRASE)
    with slow(worker):
        press(worker.driver, lock.LockAction.OPEN)
    assert worker.driver.app.unlocked_controller is not None


def test_that_an_unlocking_to_read_only_is_let_go(
    worker: DeskWork, act: Callable[[Driver], object], tmp_path: Path
) -> None:
    meet(worker, Presenting.USING)
    worker.lock()
    altered(the_folder(tmp_path), lambda table: table.update(made_by="9"))
    worker.unlock()
    worker.driver.type_text(lock.PASSPHRASE_FIELD, PASSPHRASE)
    late(worker, open_failures.READ_ONLY, act)


def test_that_a_recovery_code_lets_nobody_in_who_has_left(driver: Driver, act: Callable[[Driver], object]) -> None:
    worker, new = DeskWork(driver), "quiet copper lanterns by the harbour"
    driver.press("own")
    for key, text in (("name", "Amara Osei"), (lock.PASSPHRASE_FIELD, PASSPHRASE), ("again", PASSPHRASE)):
        driver.type_text(key, text)
    driver.press(first_run.FirstRunAction.CREATE)
    code = next(text for text in driver.list_texts() if decode_code(text))
    driver.type_text("code-typed", code)
    driver.press("code-keep")
    worker.lock()
    driver.press(lock.LockAction.CANNOT_UNLOCK)
    driver.type_text(cannot_unlock.TYPED, code)
    driver.press("own")
    driver.type_text(lock.PASSPHRASE_FIELD, new)
    driver.type_text("again", new)
    late(worker, cannot_unlock.CannotUnlockAction.RECOVER, act)
    opens(worker, new)


def test_that_a_vault_that_is_made_late_is_found_at_the_lock_screen(driver: Driver) -> None:
    worker = DeskWork(driver)
    driver.press("own")
    for key, text in (("name", "Amara Osei"), (lock.PASSPHRASE_FIELD, PASSPHRASE), ("again", PASSPHRASE)):
        driver.type_text(key, text)
    with slow(worker):
        press(driver, first_run.FirstRunAction.CREATE)
        driver.app.lock()
    assert driver.app.unlocked_controller is None
    assert not driver.has_widget(first_run.FirstRunAction.CREATE)
    worker.unlock()
    assert driver.app.unlocked_controller is not None


@pytest.mark.parametrize("key", [lock.LockAction.CANNOT_UNLOCK, open_failures.RESTORE, open_failures.SALVAGE])
def test_that_no_page_before_unlocking_comes_up_over_cover(worker: DeskWork, tmp_path: Path, key: str) -> None:
    worker.lock()
    (the_folder(tmp_path) / DATA).write_bytes(b"")
    worker.unlock()
    with slow(worker):
        press(worker.driver, key)
        worker.driver.app.cover()
    assert worker.driver.has_widget("continue")
    assert not worker.driver.has_widget(cannot_unlock.CannotUnlockAction.BACK)
