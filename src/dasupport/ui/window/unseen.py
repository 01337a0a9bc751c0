"""Every window of the program is kept out of pictures, recordings and shared screens, where the system can."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from dasupport.laptop.screen import Hide

COMES = frozenset({QEvent.Type.Show, QEvent.Type.WinIdChange})
"""When a window comes to the screen, or gets another number: what was said of the old one does not hold for it."""


class Unseen(QObject):
    """Watches for windows, menus and dialogs; until the program ends, one may let them be seen, for somebody who needs
    a magnifier or remote help."""

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
        """Whether this system can do it at all, and took it whenever it was asked."""
        return self._hide is not None and not self._refused

    def show(self, *, on: bool) -> None:
        """Let the windows be seen by other programs, or no longer."""
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
