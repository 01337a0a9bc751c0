"""A whole day at the window of the real program, in a process of its own: `python -m tests.faults.day HOME ACT`.

Every field is filled with a canary. It says what it has come to on standard output, one line each, and goes on when a
line comes in on standard input:

    ready PID   everything was typed, and stands on the screen
    then it locks as the program does: the same process becomes a lock screen

Acts: `make` begins with an empty laptop, `open` with a vault that an earlier day left, `stay` is as `open`, but shows
the lock screen in the same process: what must not be done.
"""

import os
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from dasupport.app import VaultAccess, start_app
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.cli import restart_or_exit
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.screen.routes import (
    Directory,
    Home,
    InSession,
    NewPerson,
    People,
    PrintSheets,
    SealedSession,
    Settings,
)
from dasupport.ui.screens.people import people, person
from dasupport.ui.screens.session import check, print_sheets, sealed
from tests.faults.canaries import CANARIES, PHRASE
from tests.journey.test_every_word import every_place, open_up
from tests.journey.worker import DeskWork
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

CODE = "KD-4410"
SHEET = "saved-by-the-worker.pdf"
PICTURE = '<img src="file:///planted/picture.png">'
"""What a text that is taken for mark-up would fetch."""
SOON = 50


class Teller(DeskWork):
    """A worker who writes canaries, one after the other, into whatever there is to write in."""

    def write(self, key: str) -> str:
        self.words[key] = CANARIES[len(self.words) % len(CANARIES)]
        self.driver.type_text(key, f"{self.words[key]} {PICTURE}")
        return self.words[key]


def say(*words: object) -> None:
    os.write(1, " ".join(map(str, words)).encode() + b"\n")


def wait() -> None:
    """Until somebody says that we may go on."""
    os.read(0, 1)


def arrive(driver: Driver, act: str) -> Teller:
    if act == "make":
        driver.press("own")
        driver.type_text("passphrase", PHRASE)
        driver.type_text("again", PHRASE)
        driver.type_text("name", "Amara Osei")
        driver.press("make")
        driver.press("code-later")
    else:
        driver.type_text("passphrase", PHRASE)
        driver.press("open")
    return Teller(driver)


def talk(worker: Teller) -> str:
    """One person from the first meeting on, with every field of every page filled in."""
    driver = worker.driver
    driver.press_keys("Ctrl+N")
    driver.type_text(people.CODE, CODE)
    worker.write(people.REAL_NAME_FIELD)
    driver.choose(people.PRESENTING, Presenting.NOT_CLEAR)
    driver.press("begin")
    for place in every_place(Presenting.NOT_CLEAR):
        worker.place(place)
        open_up(worker, place)
        worker.fill()
    return worker.session


def look_round(driver: Driver) -> None:
    """Every page outside the conversation, the guide and the emergency card."""
    for route in (Settings(), Directory(), People(), NewPerson(), Home()):
        driver.app.go(route)
        driver.wait_until_idle()
    for key in ("F1", "Esc", "F2", "Esc"):
        driver.press_keys(key)
    driver.app.change_settings(driver.app.settings.with_appearance("dark", 110))
    driver.wait_until_idle()


def print_it(worker: Teller, session: str, target: Path) -> None:
    """A sheet with the worker's own words in it, saved through the dialog as a hand would."""
    driver = worker.driver
    driver.app.go(PrintSheets(session))
    driver.wait_until_idle()
    driver.choose(print_sheets.PrintField.FILE_READER, "own_team")
    driver.press(print_sheets.PrintAction.SEE_FILE)
    QTimer.singleShot(SOON, driver.app.window, partial(choose_file, driver.app.window, target))
    driver.press(print_sheets.PrintAction.SAVE)
    worker.type_again(PHRASE)


def choose_file(window: QWidget, target: Path) -> None:
    """Write a path into the dialog as soon as there is one, and accept it."""
    dialog = QApplication.activeModalWidget()
    line = dialog.findChild(QLineEdit, "fileNameEdit") if isinstance(dialog, QFileDialog) else None
    if isinstance(dialog, QFileDialog) and line:
        line.setText(str(target))
        QTimer.singleShot(SOON, dialog, dialog.accept)
    else:
        QTimer.singleShot(SOON, window, partial(choose_file, window, target))


def seal(worker: Teller, session: str) -> None:
    driver = worker.driver
    driver.app.go(InSession(session, SessionPage.CHECK))
    driver.wait_until_idle()
    driver.press(check.CheckAction.SEAL)
    driver.press(check.CheckAction.CONFIRM_SEAL)
    driver.app.go(SealedSession(session))
    driver.wait_until_idle()
    worker.write(sealed.ADDENDUM_WORDS)
    worker.write(sealed.ADDENDUM_REASON)
    driver.press(sealed.SealedAction.ADD_ADDENDUM)


def whole(worker: Teller, home: Path) -> None:
    """Everything that can be done in a day."""
    session = talk(worker)
    look_round(worker.driver)
    print_it(worker, session, home.parent / SHEET)
    seal(worker, session)
    worker.person(CODE)
    worker.driver.press_first(person.OPEN_SESSION)


def again(worker: Teller) -> None:
    """An earlier talk, read once more."""
    worker.person(CODE)
    worker.driver.press_first(person.OPEN_SESSION)


def drive(shell: AppController, tasks: VaultWorker, act: str, home: Path) -> None:
    driver = Driver(shell, lambda: tasks.is_busy)
    driver.wait_until_idle()
    worker = arrive(driver, act)
    if act == "make":
        whole(worker, home)
    else:
        again(worker)
    driver.app.window.activateWindow()  # there is no desktop here to do it once the dialog has gone
    driver.press_keys("Ctrl+A")
    say("ready", os.getpid(), len(worker.words))
    wait()
    worker.lock()
    if act == "stay":
        driver.wait_until_idle()
        say("stayed", os.getpid())
        wait()


def loudly(job: Callable[[], None]) -> None:
    """A day that goes wrong ends at once, and says where: the program itself would only count the fault."""
    try:
        job()
    except Exception:  # noqa: BLE001 - whatever it is, it ends the day
        traceback.print_exc()
        os._exit(1)


def main() -> int:
    home, act = Path(sys.argv[1]), sys.argv[2]
    app = QApplication(sys.argv[:1])
    tasks = VaultWorker()
    leave: Callable[[int], None] = app.exit
    shell = start_app(app, VaultAccess(Realm.LIVE, home, make_blank_pack(), CHEAP), tasks, leave)
    QTimer.singleShot(4 * SOON, app, lambda: loudly(lambda: drive(shell, tasks, act, home)))
    return restart_or_exit(app.exec(), [])


if __name__ == "__main__":
    sys.exit(main())
