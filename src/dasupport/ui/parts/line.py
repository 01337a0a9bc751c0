"""A line for typing in. What is secret in it cannot be copied out of it, shown or not."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dasupport.casework.text import LONGEST
from dasupport.ui.parts.untold import Untold

PRIVATE = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
HIDDEN = PRIVATE | Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase
"""What is secret is typed in the same way whether it is shown or not."""
COPYING = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class Line(QLineEdit):
    """One line, which input methods learn nothing from."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.secret = self._withheld = False
        self._untold = Untold(self)
        self.setDragEnabled(False)
        self.setInputMethodHints(PRIVATE)
        self.setMaxLength(LONGEST)

    def keep_secret(self, *, secret: bool, shown: bool = False) -> None:
        """Whether this is secret, and whether it can be read now. The toolkit drops the hints with every change."""
        self.secret = secret
        self.setEchoMode(QLineEdit.EchoMode.Password if secret and not shown else QLineEdit.EchoMode.Normal)
        self.setInputMethodHints(HIDDEN if secret else PRIVATE)
        self._untold.keep(on=secret or self._withheld)

    def withhold(self, *, on: bool) -> None:
        """Whether this is a secret off paper, typed in sight."""
        self._withheld = on
        self._untold.keep(on=on or self.secret)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.secret and any(event.matches(copying) for copying in COPYING):
            event.ignore()
            return
        with self._guarded():
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What is marked with the mouse is copied at once on some systems."""
        with self._guarded():
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        with self._guarded():
            menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """The toolkit copies nothing out of a line that it hides."""
        shown = self.secret and self.echoMode() == QLineEdit.EchoMode.Normal
        if shown:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        try:
            yield
        finally:
            if shown:
                self.keep_secret(secret=True, shown=True)
