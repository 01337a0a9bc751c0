"""Watches for the user switching to another program: the page could then be seen by others, among the
windows or over the user's shoulder.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from dasupport.settings import COVER_AFTER_MINUTE, HIDE_AFTER_MINUTE, HIDE_AT_ONCE

GRACE_PERIOD = 60_000
"""Milliseconds in another program before the page is hidden or covered."""


class FocusLossWatcher(QObject):
    """Emits `focus_lost` when no window of the program has the focus, at once or after a minute, as
    configured, and `focus_returned` when one has it again.

    While a file dialog is open nothing is emitted: the user may look for the folder in another program.
    """

    focus_lost = Signal(str)
    """Emitted with the action to take: HIDE_AFTER_MINUTE (hide the page) or COVER_AFTER_MINUTE (cover)."""
    focus_returned = Signal()

    def __init__(self, app: QApplication, wish: Callable[[], str], asking: Callable[[], bool]) -> None:
        super().__init__()
        self._app = app
        self._get_action = wish
        self._is_dialog_open = asking
        self.grace_timer = QTimer(self)
        self.grace_timer.setSingleShot(True)
        self.grace_timer.setInterval(GRACE_PERIOD)
        self.grace_timer.timeout.connect(self._on_timeout)
        app.applicationStateChanged.connect(self._on_state_changed)

    def stop_watching(self) -> None:
        """Stop watching."""
        self.grace_timer.stop()
        self._app.applicationStateChanged.disconnect(self._on_state_changed)

    def check_now(self) -> None:
        """Act if another program has the focus already.

        Called when private content was just opened, perhaps by a late answer: the user may have switched before
        this was listening, or while there was nothing to hide.
        """
        state = self._app.applicationState()
        if state != Qt.ApplicationState.ApplicationActive:
            self._on_state_changed(state)

    def _on_timeout(self) -> None:
        if self._is_dialog_open():
            self.grace_timer.start()
        elif self._get_action() in (HIDE_AFTER_MINUTE, HIDE_AT_ONCE):
            self.focus_lost.emit(HIDE_AFTER_MINUTE)
        elif self._get_action() == COVER_AFTER_MINUTE:
            self.focus_lost.emit(COVER_AFTER_MINUTE)

    def _on_state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.grace_timer.stop()
            self.focus_returned.emit()
        elif self._get_action() == HIDE_AT_ONCE and not self._is_dialog_open():
            self.focus_lost.emit(HIDE_AFTER_MINUTE)
        elif not self.grace_timer.isActive():
            self.grace_timer.start()
