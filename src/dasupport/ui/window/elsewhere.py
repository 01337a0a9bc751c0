"""The worker has gone to another program: what stands here could be seen among the windows, or by who sits by."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dasupport.settings import COVER, HIDE, ONCE

MINUTE = 60_000
"""Milliseconds that one may be elsewhere."""


class Elsewhere(QObject):
    """Tells what is to be done when no window of the program has the keyboard, at once or after a minute, as is wished;
    and when one has it again. While a file is asked for, nothing is to be done: one may look for its place in another
    program."""

    wanted = Signal(str)
    """Hide the page, or cover."""
    returned = Signal()

    def __init__(self, app: QApplication, wish: Callable[[], str], asking: Callable[[], bool]) -> None:
        super().__init__()
        self._app = app
        self._wish = wish
        self._asking = asking
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.setInterval(MINUTE)
        self.later.timeout.connect(self._late)
        app.applicationStateChanged.connect(self._changed)

    def stop(self) -> None:
        """Watch no more."""
        self.later.stop()
        self._app.applicationStateChanged.disconnect(self._changed)

    def look(self) -> None:
        """Something private was just opened, perhaps by a late answer: whoever is in another program by now went there
        before anybody listened, or while there was nothing to hide."""
        state = self._app.applicationState()
        if state != Qt.ApplicationState.ApplicationActive:
            self._changed(state)

    def _late(self) -> None:
        if self._asking():
            self.later.start()
        elif self._wish() in (HIDE, ONCE):
            self.wanted.emit(HIDE)
        elif self._wish() == COVER:
            self.wanted.emit(COVER)

    def _changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.later.stop()
            self.returned.emit()
        elif self._wish() == ONCE and not self._asking():
            self.wanted.emit(HIDE)
        elif not self.later.isActive():
            self.later.start()
