"""The worker has gone to another program: what stands here could be seen among the windows, or by who sits by."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

AWAY = 60_000
"""Milliseconds that one may be elsewhere."""


class Elsewhere(QObject):
    """Tells when no window of the program had the keyboard for a minute, and when one has it again. While a file is
    asked for, that minute begins anew: one may look for its place in another program."""

    passed = Signal()
    returned = Signal()

    def __init__(self, app: QApplication, asking: Callable[[], bool] = lambda: False) -> None:
        super().__init__()
        self._app = app
        self._asking = asking
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.setInterval(AWAY)
        self.later.timeout.connect(self._late)
        app.applicationStateChanged.connect(self._changed)

    def stop(self) -> None:
        """Watch no more."""
        self.later.stop()
        self._app.applicationStateChanged.disconnect(self._changed)

    def _late(self) -> None:
        if self._asking():
            self.later.start()
        else:
            self.passed.emit()

    def _changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.later.stop()
            self.returned.emit()
        elif not self.later.isActive():
            self.later.start()
