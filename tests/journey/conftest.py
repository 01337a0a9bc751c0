"""A real program in a real window: the blank pack, a temporary home, keys that cost little."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dasupport.app import VaultAccess, build_context
from dasupport.casework.realms import Realm
from dasupport.content.load import PACKS_FOLDER
from dasupport.resource_paths import find_screen_fonts
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.theme import load_fonts
from tests.journey.worker import DeskWork, new_worker
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

Begin = Callable[..., Driver]


@dataclass(frozen=True, slots=True)
class Started:
    """A program in a window, and how to end it."""

    app: AppController
    vault_worker: VaultWorker

    def end(self) -> None:
        self.app.close_program()
        self.vault_worker.wait_until_done()
        self.app.window.close()
        self.app.window.deleteLater()


def start_program(qapp: QApplication, home: Path, realm: Realm, pack: Path | None) -> tuple[Started, Driver]:
    """Start a program on a home; a lock starts it afresh in the same window."""
    load_fonts(find_screen_fonts())
    vault_worker = VaultWorker()
    parts = build_context(
        VaultAccess(realm, home, pack or make_blank_pack(), CHEAP), vault_worker, lambda: app.show_lock_screen()
    )
    app = AppController(qapp, parts, Settings.read(home))
    app.start_locked()
    driver = Driver(app, lambda: vault_worker.is_busy)
    driver.wait_until_idle()
    return Started(app, vault_worker), driver


@contextmanager
def running_program(
    qapp: QApplication, home: Path, realm: Realm = Realm.LIVE, pack: Path | None = None
) -> Iterator[Driver]:
    """A program for as long as a fixture needs it."""
    started, driver = start_program(qapp, home, realm, pack)
    try:
        yield driver
    finally:
        started.end()


@pytest.fixture
def begin(qapp: QApplication, tmp_path: Path) -> Iterator[Begin]:
    """Start programs on a home of this test, as many as it asks for."""
    all_started: list[Started] = []

    def start(home: Path | None = None, realm: Realm = Realm.LIVE, pack: Path | None = None) -> Driver:
        started, driver = start_program(qapp, home or tmp_path / "home", realm, pack)
        all_started.append(started)
        return driver

    yield start
    for started in all_started:
        started.end()


@pytest.fixture
def driver(begin: Begin) -> Driver:
    """A program that was never used on this laptop."""
    return begin()


@pytest.fixture
def new_vault_worker(driver: Driver) -> DeskWork:
    """A worker who has just made a vault, on the first page after it."""
    return new_worker(driver)


@pytest.fixture(scope="session")
def ready_home(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a worker who made a vault through the first pages, and locked it: do not change it, take a copy."""
    home = tmp_path_factory.mktemp("ready") / "home"
    with running_program(qapp, home) as driver:
        new_worker(driver)
        driver.press_keys("Ctrl+L")
        driver.wait_until_idle()
    return home


@pytest.fixture(scope="session")
def training_home(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a program whose training vault, of the English words, was filled once: take a copy."""
    home = tmp_path_factory.mktemp("training") / "home"
    with running_program(qapp, home, Realm.TRAINING, PACKS_FOLDER / "en") as driver:
        worker = DeskWork(driver)
        worker.unlock(driver.app.app_context.training_passphrase)
        worker.lock()
        driver.wait_until_idle()
    return home


@pytest.fixture
def worker(begin: Begin, ready_home: Path, tmp_path: Path) -> DeskWork:
    """A worker who has unlocked a vault that was made on another day."""
    shutil.copytree(ready_home, tmp_path / "home")
    worker = DeskWork(begin())
    worker.unlock()
    return worker
