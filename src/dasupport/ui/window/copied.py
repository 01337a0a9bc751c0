"""Text copied in this program: the next user of the laptop could paste it, so it is marked as private and
cleared after a while (F56).
"""

import sys
from contextlib import suppress

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from dasupport.laptop.clipboard import marks

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
KEPT = 30_000
"""Milliseconds after which text copied here is cleared."""


def plainly(text: str) -> QMimeData:
    """Return clipboard data for a text: plain, with the formats that keep it out of clipboard histories and
    clouds.
    """
    data = QMimeData()
    data.setText(text)
    for name, value in marks().items():
        data.setData(name, value)
    return data


class Copied(QObject):
    """Knows which clipboard content is from this program: what changed while one of its windows had the focus
    or owned the clipboard.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ours: dict[QClipboard.Mode, str] = {}
        self.later = QTimer(self)
        self.later.setSingleShot(True)
        self.later.setInterval(KEPT)
        self.later.timeout.connect(self.forget)
        QGuiApplication.clipboard().changed.connect(self._changed)

    def forget(self) -> None:
        """Clear text that was copied here from the clipboard; content copied in another program stays."""
        self.later.stop()
        clipboard = QGuiApplication.clipboard()
        ours, self._ours = self._ours, {}
        for mode, text in ours.items():
            if clipboard.text(mode) == text:
                clipboard.clear(mode)

    def stop(self) -> None:
        """Stop watching the clipboard."""
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
        """Put the text on the clipboard again with the privacy formats, and without any others.

        Needed where the widget that copied it set no such formats, or set more than plain text.
        """
        clipboard = QGuiApplication.clipboard()
        data = clipboard.mimeData(mode)
        wanted = {"text/plain", *marks()}
        if data is not None and {name.split(";")[0] for name in data.formats()} != wanted:
            clipboard.setMimeData(plainly(text), mode)
        elif sys.platform == "darwin":
            _conceal()


def _here(mode: QClipboard.Mode) -> bool:
    """Return True if the content was copied in this program.

    X11 reports the owner reliably; elsewhere a window of the program must have the focus.
    """
    clipboard = QGuiApplication.clipboard()
    owns = clipboard.ownsClipboard() if mode is CLIPBOARD else clipboard.ownsSelection()
    return owns or (QGuiApplication.platformName() != "xcb" and QGuiApplication.focusWindow() is not None)


def _conceal() -> None:
    from dasupport.laptop.cocoa import Cocoa

    with suppress(OSError, AttributeError):
        Cocoa().conceal()
