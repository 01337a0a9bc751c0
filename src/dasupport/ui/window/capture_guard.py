"""Excludes every window of the program from screenshots, recordings and screen sharing, on systems that
can.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from dasupport.platform.screen_capture import HideWindow

WINDOW_SHOWN_EVENTS = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})
"""Events after which a window must be excluded: it is shown, or it got a new native number, to which the
earlier setting does not apply.
"""


class CaptureGuard(QObject):
    """Excludes each window, menu and dialog when it appears.

    The user can allow captures until the program ends, if they need a magnifier or remote help.
    """

    def __init__(self, app: QApplication, hide: HideWindow | None) -> None:
        super().__init__(app)
        self.is_capture_allowed = False
        self._hide_window = hide
        self._was_refused = False
        if hide:
            app.installEventFilter(self)
            self._apply_to_all()

    @property
    def is_supported(self) -> bool:
        """True if this system can exclude windows from captures, and has never refused to."""
        return self._hide_window is not None and not self._was_refused

    def allow_capture(self, *, on: bool) -> None:
        """Allow or forbid captures of all windows."""
        self.is_capture_allowed = on
        self._apply_to_all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in WINDOW_SHOWN_EVENTS and isinstance(watched, QWidget) and watched.isWindow():
            self._apply_to_window(watched)
        return False

    def _apply_to_all(self) -> None:
        for window in QApplication.topLevelWidgets():
            self._apply_to_window(window)

    def _apply_to_window(self, window: QWidget) -> None:
        if self._hide_window and window.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            taken = self._hide_window(int(window.winId()), not self.is_capture_allowed)
            self._was_refused = self._was_refused or not (taken or self.is_capture_allowed)
