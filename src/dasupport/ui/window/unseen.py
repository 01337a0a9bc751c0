"""Excludes every window of the program from screenshots, recordings and screen sharing, on systems that
can.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from dasupport.laptop.screen import Hide

COMES = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})
"""Events after which a window must be excluded: it is shown, or it got a new native number, to which the
earlier setting does not apply.
"""


class Unseen(QObject):
    """Excludes each window, menu and dialog when it appears.

    The user can allow captures until the program ends, if they need a magnifier or remote help.
    """

    def __init__(self, app: QApplication, hide: Hide | None) -> None:
        super().__init__(app)
        self.shown = False
        self._hide = hide
        self._refused = False
        if hide:
            app.installEventFilter(self)
            self._all()

    @property
    def possible(self) -> bool:
        """True if this system can exclude windows from captures, and has never refused to."""
        return self._hide is not None and not self._refused

    def show(self, *, on: bool) -> None:
        """Allow or forbid captures of all windows."""
        self.shown = on
        self._all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in COMES and isinstance(watched, QWidget) and watched.isWindow():
            self._apply(watched)
        return False

    def _all(self) -> None:
        for window in QApplication.topLevelWidgets():
            self._apply(window)

    def _apply(self, window: QWidget) -> None:
        if self._hide and window.testAttribute(Qt.WidgetAttribute.WA_WState_Created):
            taken = self._hide(int(window.winId()), not self.shown)
            self._refused = self._refused or not (taken or self.shown)
