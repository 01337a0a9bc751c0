"""Watches for the user switching to another program: the page could then be seen by others, among the
windows or over the user's shoulder.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dasupport.settings import COVER, HIDE, ONCE

MINUTE = 60_000
"""Milliseconds in another program before the page is hidden or covered."""


class Elsewhere(QObject):
    """Emits `focus_lost` when no window of the program has the focus, at once or after a minute, as
    configured, and `focus_returned` when one has it again.

    While a file dialog is open nothing is emitted: the user may look for the folder in another program.
    """

    wanted = Signal(str)
    """Emitted with the action to take: HIDE_AFTER_MINUTE (hide the page) or COVER_AFTER_MINUTE (cover)."""
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
        """Stop watching."""
        self.later.stop()
        self._app.applicationStateChanged.disconnect(self._changed)

    def look(self) -> None:
        """Act if another program has the focus already.

        Called when private content was just opened, perhaps by a late answer: the user may have switched before
        this was listening, or while there was nothing to hide.
        """
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
