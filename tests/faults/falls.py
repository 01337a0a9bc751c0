"""A day at work in which everything goes wrong that can, fifty times: `python -m tests.faults.falls HOME`.

Each error has a canary in its text and in the names of the function that raises it. At the end it says how many there
were.
"""

import gc
import logging
import os
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, qCritical, qDebug, qInfo, qWarning
from PySide6.QtWidgets import QApplication, QWidget

from dasupport.app import VaultAccess, start_app
from dasupport.casework.pages import SessionPage
from dasupport.casework.realms import Realm
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.screen.routes import Backups, Keys, NewPerson, RetentionOverview
from dasupport.ui.screens.people import people
from tests.faults.canaries import CANARIES
from tests.faults.day import arrive
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

KINDS: tuple[Callable[[str], BaseException], ...] = (
    ValueError,
    KeyError,
    RuntimeError,
    LookupError,
    AssertionError,
    UnicodeError,
    ZeroDivisionError,
    lambda text: OSError(2, text, text),
    lambda text: ExceptionGroup(text, [ValueError(text)]),
    NotImplementedError,
)
TELL = (qDebug, qInfo, qWarning, qCritical)


def fall(kind: Callable[[str], BaseException], said: str) -> None:
    """Raise an error whose text, notes and names all hold what was said."""
    error = kind(said)
    error.add_note(said)
    assert said
    raise error from KeyError(said)


class Falls(QWidget):
    """Goes wrong where Qt calls it."""

    def __init__(self, job: Callable[[], None]) -> None:
        super().__init__()
        self._job = job

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._job()
        return True


class Left:
    """Goes wrong when it is forgotten, where nobody can catch it."""

    def __init__(self, job: Callable[[], None]) -> None:
        self._job = job

    def __del__(self) -> None:
        self._job()


def on_the_lane(shell: AppController, job: Callable[[], None]) -> None:
    shell.app_context.run_job(job, lambda _: None, lambda _: None)


def in_a_slot(shell: AppController, job: Callable[[], None]) -> None:
    QTimer.singleShot(0, shell.window, job)


def in_an_event(shell: AppController, job: Callable[[], None]) -> None:
    falls = Falls(job)
    QTimer.singleShot(0, shell.window, lambda: QApplication.sendEvent(falls, QEvent(QEvent.Type.User)))


def in_a_thread(_: AppController, job: Callable[[], None]) -> None:
    thread = threading.Thread(target=job)
    thread.start()
    thread.join()


def in_a_last_act(_: AppController, job: Callable[[], None]) -> None:
    Left(job)
    gc.collect()


WAYS = (on_the_lane, in_a_slot, in_an_event, in_a_thread, in_a_last_act)


def told(words: Iterator[str]) -> int:
    """What is said aloud instead of being raised: by Qt, by Python, by another library's log."""
    for tell in TELL:
        tell(next(words))
    warnings.warn(next(words), UserWarning, stacklevel=1)
    logging.getLogger("sqlalchemy.pool").error("gone %s", next(words))
    logging.getLogger("dasupport.made").error("two %s %s", next(words))
    QObject().setProperty(next(words), fall)
    return len(TELL) + 3


def at_work(driver: Driver) -> Iterator[None]:
    """Somebody at work, on another page each time, with words in every field of one."""
    worker = arrive(driver, "make")
    worker.driver.press_keys("Ctrl+N")
    worker.write(people.REAL_NAME_FIELD)
    worker.driver.press(people.BEGIN)
    worker.place(SessionPage.NOTICE)
    worker.fill()
    yield
    for route in (Keys(), RetentionOverview(), Backups(), NewPerson()):
        driver.app.window.close_overlay()
        driver.app.go(route)
        driver.wait_until_idle()
        yield


def main() -> None:
    app = QApplication(sys.argv[:1])
    tasks = VaultWorker()
    shell = start_app(app, VaultAccess(Realm.LIVE, Path(sys.argv[1]), make_blank_pack(), CHEAP), tasks, app.exit)
    driver = Driver(shell, lambda: tasks.is_busy)
    driver.wait_until_idle()
    words = iter(CANARIES * 2)
    for way, _ in zip(WAYS, at_work(driver), strict=True):
        for kind in KINDS:
            way(shell, partial(fall, kind, next(words)))
            driver.wait_until_idle()
    count = len(WAYS) * len(KINDS) + told(words)
    shell.close_program()
    tasks.wait_until_done()
    os.write(1, f"ready {count}\n".encode())
    if "QT_LOGGING_RULES" in os.environ:
        os._exit(0)  # Qt would still talk to a Python that is gone


if __name__ == "__main__":
    main()
