"""A program that ends while a vault is being opened. Arguments: a home, a passphrase."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from dasupport.app import VaultAccess, start_app
from dasupport.casework.realms import Realm
from dasupport.tour.driver import Driver
from dasupport.ui.background.worker import VaultWorker
from dasupport.ui.screens.access import lock
from tests.samples import CHEAP
from tests.tools.blank_pack import make_blank_pack

app = QApplication(sys.argv[:1])
tasks = VaultWorker()
shell = start_app(app, VaultAccess(Realm.LIVE, Path(sys.argv[1]), make_blank_pack(), CHEAP), tasks, app.exit)


def ask_and_leave() -> None:
    driver = Driver(shell, lambda: tasks.is_busy)
    driver.type_text(lock.PASSPHRASE_FIELD, sys.argv[2])
    assert shell.page is not None
    shell.page.press_button(lock.LockAction.OPEN)
    app.quit()


QTimer.singleShot(0, app, ask_and_leave)
code = app.exec()
assert shell.unlocked_controller is None
sys.exit(code)
