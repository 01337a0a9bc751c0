"""An unlocking that is answered late: nobody waits for it after Cover, a lock, or the closing of the window; the vault
is closed again, and nothing of it is shown."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.app import LIVE
from dasupport.casework.people import Presenting
from dasupport.casework.recovery_code import decode_code
from dasupport.ui.driver import Driver
from dasupport.ui.screens import doorway, first_run, lock, ways_in
from tests.journey.desk_work import DeskWork
from tests.journey.test_every_word import MEETING, meet
from tests.journey.test_late_answers import shown, slow
from tests.made import PASSPHRASE
from tests.vault.tampering import DATA
from tests.vault.test_door import altered

ACTS: dict[str, Callable[[Driver], object]] = {
    "cover": lambda driver: driver.shell.cover(),
    "lock": lambda driver: driver.shell.lock(),
    "close": lambda driver: driver.shell.window.close(),
}


@pytest.fixture(params=ACTS)
def act(request: pytest.FixtureRequest) -> Callable[[Driver], object]:
    return ACTS[request.param]


def press(driver: Driver, key: str) -> None:
    """Press, and wait for no answer."""
    page = driver.shell.page
    assert page is not None
    page.press(key)


def late(worker: DeskWork, key: str, act: Callable[[Driver], object]) -> None:
    """Ask for a vault, and do something else before it is there."""
    with slow(worker):
        press(worker.driver, key)
        act(worker.driver)
        stood = worker.driver.shell.outside
    assert worker.driver.shell.inside is None
    assert worker.driver.shell.outside is stood
    assert MEETING["code"] not in shown(worker)


def opens(worker: DeskWork, phrase: str = PASSPHRASE) -> None:
    """The vault was closed: it lets one in at a time, and it lets this one in."""
    worker.driver.shell.restart()
    worker.driver.shell.window.show()
    worker.driver.settle()
    worker.unlock(phrase)
    assert worker.driver.shell.inside is not None


def the_folder(home: Path) -> Path:
    (folder,) = (path for path in (home / "home" / LIVE).iterdir() if path.is_dir())
    return folder


def test_that_an_unlocking_is_let_go(worker: DeskWork, act: Callable[[Driver], object]) -> None:
    meet(worker, Presenting.USING)
    worker.lock()
    worker.driver.type(lock.PHRASE, PASSPHRASE)
    late(worker, lock.OPEN, act)
    opens(worker)


def test_that_an_unlocking_for_which_somebody_waits_goes_in(worker: DeskWork) -> None:
    worker.lock()
    worker.driver.type(lock.PHRASE, PASSPHRASE)
    with slow(worker):
        press(worker.driver, lock.OPEN)
    assert worker.driver.shell.inside is not None


def test_that_an_unlocking_to_read_only_is_let_go(
    worker: DeskWork, act: Callable[[Driver], object], tmp_path: Path
) -> None:
    meet(worker, Presenting.USING)
    worker.lock()
    altered(the_folder(tmp_path), lambda table: table.update(made_by="9"))
    worker.unlock()
    worker.driver.type(lock.PHRASE, PASSPHRASE)
    late(worker, doorway.READ, act)


def test_that_a_recovery_code_lets_nobody_in_who_has_left(driver: Driver, act: Callable[[Driver], object]) -> None:
    worker, new = DeskWork(driver), "quiet copper lanterns by the harbour"
    driver.press("own")
    for key, text in (("name", "Amara Osei"), (lock.PHRASE, PASSPHRASE), ("again", PASSPHRASE)):
        driver.type(key, text)
    driver.press(first_run.MAKE)
    code = next(text for text in driver.texts() if decode_code(text))
    driver.type("code-typed", code)
    driver.press("code-keep")
    worker.lock()
    driver.press(lock.TROUBLE)
    driver.type(ways_in.TYPED, code)
    driver.press("own")
    driver.type(lock.PHRASE, new)
    driver.type("again", new)
    late(worker, ways_in.GO, act)
    opens(worker, new)


def test_that_a_vault_that_is_made_late_is_found_at_the_lock_screen(driver: Driver) -> None:
    worker = DeskWork(driver)
    driver.press("own")
    for key, text in (("name", "Amara Osei"), (lock.PHRASE, PASSPHRASE), ("again", PASSPHRASE)):
        driver.type(key, text)
    with slow(worker):
        press(driver, first_run.MAKE)
        driver.shell.lock()
    assert driver.shell.inside is None
    assert not driver.has(first_run.MAKE)
    worker.unlock()
    assert driver.shell.inside is not None


@pytest.mark.parametrize("key", [lock.TROUBLE, doorway.RESTORE, doorway.SALVAGE])
def test_that_no_page_before_unlocking_comes_up_over_cover(worker: DeskWork, tmp_path: Path, key: str) -> None:
    worker.lock()
    (the_folder(tmp_path) / DATA).write_bytes(b"")
    worker.unlock()
    with slow(worker):
        press(worker.driver, key)
        worker.driver.shell.cover()
    assert worker.driver.has("continue")
    assert not worker.driver.has(ways_in.BACK)
