"""A program in the middle of a word, which the laptop's own messages lock. Argument: a home. Ends with code 70."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dasupport.app import EXIT_RELOCK, VaultAccess, build_context
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.platform.hardening import harden_process
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.os_events import watch_os_events
from tests.journey.test_every_word import meet
from tests.journey.worker import new_worker
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

app = QApplication(sys.argv[:1])
tasks = VaultWorker()
entrance = VaultAccess(Realm.LIVE, Path(sys.argv[1]), make_blank_pack(), CHEAP)


def end() -> None:
    tasks.wait_until_done()
    app.exit(EXIT_RELOCK)


shell = AppController(app, build_context(entrance, tasks, end), Settings.read(entrance.home))
app.aboutToQuit.connect(shell.close_program)
app.aboutToQuit.connect(tasks.wait_until_done)
harden_process()
shell.start_locked()
driver = Driver(shell, lambda: tasks.is_busy)
worker = new_worker(driver)
meet(worker, Presenting.USING)
worker.place(SessionPage.NOTICE)
driver.keep_typing("note|NOTICE||words", "half a wo")
watching = watch_os_events(shell.window.windowHandle(), "title", shell.lock)
sys.exit(app.exec())
