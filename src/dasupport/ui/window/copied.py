"""What was copied here: it can be pasted by whoever sits here next, so it is forgotten in time (F56)."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection


class Copied(QObject):
    """Knows whether the clipboard holds something of ours: what changed while a window of ours had the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._ours: set[QClipboard.Mode] = set()
        QGuiApplication.clipboard().changed.connect(self._changed)

    def forget(self) -> None:
        """Empty the clipboard of what was copied here; what another program copied stays."""
        clipboard = QGuiApplication.clipboard()
        owned = {CLIPBOARD: clipboard.ownsClipboard(), SELECTION: clipboard.ownsSelection()}
        for mode, owns in owned.items():
            if owns or mode in self._ours:
                clipboard.clear(mode)
        self._ours.clear()

    def stop(self) -> None:
        """Know nothing more of it."""
        QGuiApplication.clipboard().changed.disconnect(self._changed)

    def _changed(self, mode: QClipboard.Mode) -> None:
        if QGuiApplication.focusWindow() is not None:
            self._ours.add(mode)
        else:
            self._ours.discard(mode)
