"""A real program in a real window: the blank pack, a temporary home, keys that cost little."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dasupport import resource_paths as shipped
from dasupport.app import VaultAccess, build_context
from dasupport.casework.realms import Realm
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.theme import load_fonts
from tests.journey.worker import DeskWork, new_worker
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

Begin = Callable[..., Driver]


@pytest.fixture
def begin(qapp: QApplication, tmp_path: Path) -> Iterator[Begin]:
    """Starts a program on a home; a lock starts it afresh in the same window."""
    started: list[tuple[AppController, VaultWorker]] = []

    def start(home: Path | None = None, realm: Realm = Realm.LIVE, pack: Path | None = None) -> Driver:
        load_fonts(shipped.find_screen_fonts())
        tasks = VaultWorker()
        entrance = VaultAccess(realm, home or tmp_path / "home", pack or make_blank_pack(), CHEAP)
        parts = build_context(entrance, tasks, lambda: shell.show_lock_screen())
        shell = AppController(qapp, replace(parts), Settings.read(entrance.home))
        started.append((shell, tasks))
        shell.start_locked()
        driver = Driver(shell, lambda: tasks.is_busy)
        driver.wait_until_idle()
        return driver

    yield start
    for shell, tasks in started:
        shell.close_program()
        tasks.wait_until_done()
        shell.window.close()
        shell.window.deleteLater()


@pytest.fixture
def driver(begin: Begin) -> Driver:
    """A program that was never used on this laptop."""
    return begin()


@pytest.fixture
def worker(driver: Driver) -> DeskWork:
    """A worker with a new vault, on the first page after it."""
    return new_worker(driver)
