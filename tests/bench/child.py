"""One process of the program, or of the bare library, that says on standard output when something is on the screen.

`bare`: a bare window. `start HOME`: the program up to its lock screen. `lock HOME`: unlocked, then locked, then the
next process up to its lock screen. `home HOME`: unlocked, on the first page; says how much memory it holds.
"""

import os
import sys
import time
from pathlib import Path

from dasupport.casework.realms import Realm


def painted() -> None:
    from PySide6.QtCore import QCoreApplication

    for _ in range(3):
        QCoreApplication.processEvents()
    say(f"painted {time.clock_gettime(time.CLOCK_MONOTONIC):.6f}")


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def memory() -> int:
    """KiB that are this process's own; 0 where the system does not say."""
    status = Path("/proc/self/smaps_rollup")
    if not status.exists():
        return 0
    rows = [row.split() for row in status.read_text(encoding="ascii").splitlines()]
    return next(int(row[1]) for row in rows if row[0] == "Pss:")


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.setCentralWidget(QLabel("words"))
    window.resize(1366, 768)
    window.show()
    painted()
    say(f"memory {memory()}")
    del app


def start(home: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from dasupport.app import VaultAccess, start_app
    from dasupport.ui.background.worker import VaultWorker

    app = QApplication(sys.argv[:1])
    shell = start_app(app, VaultAccess(Realm.LIVE, home), VaultWorker(), lambda _: None)
    painted()
    shell.close_program()


def inside(home: Path, *, lock: bool) -> None:
    from dataclasses import replace

    from PySide6.QtWidgets import QApplication

    from dasupport import resource_paths
    from dasupport.app import VaultAccess, build_context
    from dasupport.content.languages import DEFAULT_LANGUAGE, find_pack_folder
    from dasupport.settings import Settings
    from dasupport.tour.driver import Driver
    from dasupport.ui.app.controller import AppController
    from dasupport.ui.background.worker import VaultWorker
    from dasupport.ui.theme import load_fonts
    from tests.bench.sample_data import COST, PASSPHRASE

    def again() -> None:
        tasks.wait_until_done()
        os.execv(sys.executable, [sys.executable, "-m", "tests.bench.child", "start", str(home)])  # noqa: S606 - as cli does

    app = QApplication(sys.argv[:1])
    load_fonts(resource_paths.find_screen_fonts())
    tasks = VaultWorker()
    parts = replace(
        build_context(VaultAccess(Realm.LIVE, home, find_pack_folder(DEFAULT_LANGUAGE), COST), tasks, again),
        relaunch_locked=again,
    )
    shell = AppController(app, parts, Settings.read(home))
    shell.start_locked()
    driver = Driver(shell, lambda: tasks.is_busy)
    driver.type_text("passphrase", PASSPHRASE)
    driver.press("open")
    say(f"memory {memory()}")
    if lock:
        say(f"locking {time.clock_gettime(time.CLOCK_MONOTONIC):.6f}")
        shell.lock()
    shell.close_program()
    tasks.wait_until_done()


if __name__ == "__main__":
    wanted, *rest = sys.argv[1:]
    if wanted == "bare":
        bare()
    elif wanted == "start":
        start(Path(rest[0]))
    else:
        inside(Path(rest[0]), lock=wanted == "lock")
