"""A program in the middle of a word, which the laptop's own messages lock. Argument: a home. Ends with code 70."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dasupport.app import LIVE, RELOCK, Entrance, house
from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.content.load import PACKS_FOLDER
from dasupport.hardening import harden
from dasupport.settings import Settings
from dasupport.ui.driver import Driver
from dasupport.ui.laptop import watch
from dasupport.ui.shell import Shell
from dasupport.ui.tasks import Tasks
from tests.journey.desk_work import new_worker
from tests.journey.test_every_word import meet
from tests.made import CHEAP

app = QApplication(sys.argv[:1])
tasks = Tasks()
entrance = Entrance(LIVE, Path(sys.argv[1]), PACKS_FOLDER / "blank", CHEAP)


def end() -> None:
    tasks.finish()
    app.exit(RELOCK)


shell = Shell(app, house(entrance, tasks, end), Settings.read(entrance.home))
app.aboutToQuit.connect(shell.close)
app.aboutToQuit.connect(tasks.finish)
harden()
shell.start()
driver = Driver(shell, lambda: tasks.busy)
worker = new_worker(driver)
meet(worker, Presenting.USING)
worker.place(SessionPage.NOTICE)
driver.keep_typing("note|NOTICE||words", "half a wo")
watching = watch(shell.window.windowHandle(), "title", shell.lock)
sys.exit(app.exec())
