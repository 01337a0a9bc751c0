"""A real program in a real window: the blank pack, a temporary home, keys that cost little."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from dasupport import shipped
from dasupport.app import LIVE, Entrance, house
from dasupport.content.load import PACKS_FOLDER
from dasupport.settings import Settings
from dasupport.ui.driver import Driver
from dasupport.ui.shell import Shell
from dasupport.ui.tasks import Tasks
from dasupport.ui.theme import load_fonts
from tests.journey.desk_work import DeskWork, new_worker
from tests.made import CHEAP

Begin = Callable[..., Driver]


@pytest.fixture
def begin(qapp: QApplication, tmp_path: Path) -> Iterator[Begin]:
    """Starts a program on a home; a lock starts it afresh in the same window."""
    started: list[tuple[Shell, Tasks]] = []

    def start(home: Path | None = None, realm: str = LIVE, pack: Path = PACKS_FOLDER / "blank") -> Driver:
        load_fonts(shipped.screen_fonts())
        tasks = Tasks()
        entrance = Entrance(realm, home or tmp_path / "home", pack, CHEAP)
        parts = house(entrance, tasks, lambda: shell.restart())
        shell = Shell(qapp, replace(parts), Settings.read(entrance.home))
        started.append((shell, tasks))
        shell.start()
        driver = Driver(shell, lambda: tasks.busy)
        driver.settle()
        return driver

    yield start
    for shell, tasks in started:
        shell.close()
        tasks.finish()
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
