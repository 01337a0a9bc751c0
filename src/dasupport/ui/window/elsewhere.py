"""The worker has gone to another program: what stands here could be seen among the windows, or by who sits by."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

AWAY = 60_000
"""Milliseconds that one may be elsewhere."""


class Elsewhere(QObject):
    """Tells when no window of the program had the keyboard for a minute."""

    passed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self._app = app
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.setInterval(AWAY)
        self.later.timeout.connect(self.passed)
        app.applicationStateChanged.connect(self._changed)

    def stop(self) -> None:
        """Watch no more."""
        self.later.stop()
        self._app.applicationStateChanged.disconnect(self._changed)

    def _changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.later.stop()
        elif not self.later.isActive():
            self.later.start()
