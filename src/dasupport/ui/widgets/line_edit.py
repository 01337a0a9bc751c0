"""A text field of one line. Secret text cannot be copied out of it, whether it is shown or not."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dasupport.casework.attributed_text import MAX_CHARACTERS
from dasupport.ui.widgets.ime_guard import ImeGuard

PRIVATE_HINTS = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
SECRET_HINTS = PRIVATE_HINTS | Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoAutoUppercase
"""Hints for secret text. They are the same whether it is shown or not, so that it is typed in the same
way.
"""
COPY_SHORTCUTS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)


class PrivateLineEdit(QLineEdit):
    """A text field of one line from which input methods learn nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_secret = self._hidden_from_ime = False
        self._ime_guard = ImeGuard(self)
        self.setDragEnabled(False)
        self.setInputMethodHints(PRIVATE_HINTS)
        self.setMaxLength(MAX_CHARACTERS)

    def set_secret(self, *, secret: bool, shown: bool = False) -> None:
        """Set whether the text is secret, and whether it is shown now.

        The input method hints are set again each time, as Qt drops them when the echo mode changes.
        """
        self.is_secret = secret
        self.setEchoMode(QLineEdit.EchoMode.Password if secret and not shown else QLineEdit.EchoMode.Normal)
        self.setInputMethodHints(SECRET_HINTS if secret else PRIVATE_HINTS)
        self._ime_guard.set_active(on=secret or self._hidden_from_ime)

    def hide_from_ime(self, *, on: bool) -> None:
        """Set whether to keep the text from input methods although it is visible: a secret copied from paper."""
        self._hidden_from_ime = on
        self._ime_guard.set_active(on=on or self.is_secret)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_secret and any(event.matches(copying) for copying in COPY_SHORTCUTS):
            event.ignore()
            return
        with self._copying_blocked():
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Block copying here too: on some systems a selection made with the mouse is copied at once."""
        with self._copying_blocked():
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        with self._copying_blocked():
            menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    @contextmanager
    def _copying_blocked(self) -> Iterator[None]:
        """Block copying by hiding the text for a moment: Qt copies nothing out of a field that is hidden."""
        shown = self.is_secret and self.echoMode() == QLineEdit.EchoMode.Normal
        if shown:
            self.setEchoMode(QLineEdit.EchoMode.Password)
        try:
            yield
        finally:
            if shown:
                self.set_secret(secret=True, shown=True)
