"""A program that is asked to end by the system in the middle of a word. Arguments: a home, the name of a signal."""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport.app import LIVE, Entrance, house
from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.content.load import PACKS_FOLDER
from dasupport.hardening import harden
from dasupport.settings import Settings
from dasupport.ui.driver import Driver
from dasupport.ui.ending import Ending
from dasupport.ui.shell import Shell
from dasupport.ui.tasks import Tasks
from tests.journey.desk_work import new_worker
from tests.journey.test_every_word import meet
from tests.made import CHEAP

app = QApplication(sys.argv[:1])
tasks = Tasks()
entrance = Entrance(LIVE, Path(sys.argv[1]), PACKS_FOLDER / "blank", CHEAP)
shell = Shell(app, replace(house(entrance, tasks, lambda: None)), Settings.read(entrance.home))
app.aboutToQuit.connect(shell.close)
app.aboutToQuit.connect(tasks.finish)
harden()
Ending(app)
shell.start()
driver = Driver(shell, lambda: tasks.busy)
worker = new_worker(driver)
meet(worker, Presenting.USING)
worker.place(SessionPage.NOTICE)
driver.keep_typing("note|NOTICE||words", "half a wo")
QTimer.singleShot(0, app, lambda: os.kill(os.getpid(), getattr(signal, sys.argv[2])))
sys.exit(app.exec())
