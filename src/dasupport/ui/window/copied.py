"""What was copied here: it can be pasted by whoever sits here next, so it is marked, and forgotten in time (F56)."""

import sys
from contextlib import suppress

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from dasupport.laptop.clipboard import marks

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
KEPT = 30_000
"""Milliseconds after which what was copied here is forgotten."""


def plainly(text: str) -> QMimeData:
    """A text for the clipboard: plain, with the marks that keep it out of histories and clouds."""
    data = QMimeData()
    data.setText(text)
    for name, value in marks().items():
        data.setData(name, value)
    return data


class Copied(QObject):
    """Knows what of the clipboard is ours: what changed while a window of ours had the keyboard, or owned it."""

    def __init__(self) -> None:
        super().__init__()
        self._ours: dict[QClipboard.Mode, str] = {}
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.setInterval(KEPT)
        self.later.timeout.connect(self.forget)
        QGuiApplication.clipboard().changed.connect(self._changed)

    def forget(self) -> None:
        """Empty the clipboard of what was copied here; what another program copied stays."""
        self.later.stop()
        clipboard = QGuiApplication.clipboard()
        ours, self._ours = self._ours, {}
        for mode, text in ours.items():
            if clipboard.text(mode) == text:
                clipboard.clear(mode)

    def stop(self) -> None:
        """Know nothing more of it."""
        self.later.stop()
        QGuiApplication.clipboard().changed.disconnect(self._changed)

    def _changed(self, mode: QClipboard.Mode) -> None:
        text = QGuiApplication.clipboard().text(mode)
        if not text or not _here(mode):
            self._ours.pop(mode, None)
            return
        self._ours[mode] = text
        self.later.start()
        self._mark(mode, text)

    def _mark(self, mode: QClipboard.Mode, text: str) -> None:
        """Put it there once more where the widget that copied it set no marks, or set more than its text."""
        clipboard = QGuiApplication.clipboard()
        data = clipboard.mimeData(mode)
        wanted = {"text/plain", *marks()}
        if data is not None and {name.split(";")[0] for name in data.formats()} != wanted:
            clipboard.setMimeData(plainly(text), mode)
        elif sys.platform == "darwin":
            _conceal()


def _here(mode: QClipboard.Mode) -> bool:
    """Whether it was copied in this program. X11 knows for certain; elsewhere the window with the keyboard tells."""
    clipboard = QGuiApplication.clipboard()
    owns = clipboard.ownsClipboard() if mode is CLIPBOARD else clipboard.ownsSelection()
    return owns or (QGuiApplication.platformName() != "xcb" and QGuiApplication.focusWindow() is not None)


def _conceal() -> None:
    from dasupport.laptop.cocoa import Cocoa

    with suppress(OSError, AttributeError):
        Cocoa().conceal()
