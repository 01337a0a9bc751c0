"""A program that is asked to end by the system in the middle of a word. Arguments: a home, the name of a signal."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport.app import VaultAccess, build_context
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.platform.hardening import harden_process
from dasupport.settings import Settings
from dasupport.tour.driver import Driver
from dasupport.ui.app.controller import AppController
from dasupport.ui.app.os_shutdown import ExitSignalHandler
from dasupport.ui.background.worker import VaultWorker
from tests.journey.test_every_word import meet
from tests.journey.worker import new_worker
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

app = QApplication(sys.argv[:1])
tasks = VaultWorker()
entrance = VaultAccess(Realm.LIVE, Path(sys.argv[1]), make_blank_pack(), CHEAP)
shell = AppController(app, replace(build_context(entrance, tasks, lambda: None)), Settings.read(entrance.home))
app.aboutToQuit.connect(shell.close_program)
app.aboutToQuit.connect(tasks.wait_until_done)
harden_process()
ExitSignalHandler(app)
shell.start_locked()
driver = Driver(shell, lambda: tasks.is_busy)
worker = new_worker(driver)
meet(worker, Presenting.USING)
worker.place(SessionPage.NOTICE)
driver.keep_typing("note|NOTICE||words", "half a wo")
QTimer.singleShot(0, app, lambda: os.kill(os.getpid(), getattr(signal, sys.argv[2])))
sys.exit(app.exec())
