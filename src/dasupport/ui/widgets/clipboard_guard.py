"""Text copied in this program: the next user of the laptop could paste it, so it is marked as private and
cleared after a while (F56).
"""

import sys
from contextlib import suppress

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from dasupport.platform.clipboard import get_privacy_formats

CLIPBOARD, SELECTION = QClipboard.Mode.Clipboard, QClipboard.Mode.Selection
CLEAR_DELAY = 30_000
"""Milliseconds after which text copied here is cleared."""


def make_private_mime_data(text: str) -> QMimeData:
    """Return clipboard data for a text: plain, with the formats that keep it out of clipboard histories and
    clouds.
    """
    data = QMimeData()
    data.setText(text)
    for name, value in get_privacy_formats().items():
        data.setData(name, value)
    return data


class ClipboardGuard(QObject):
    """Knows which clipboard content is from this program: what changed while one of its windows had the focus
    or owned the clipboard.
    """

    def __init__(self) -> None:
        super().__init__()
        self._own_texts: dict[QClipboard.Mode, str] = {}
        self.clear_timer = QTimer(self)
        self.clear_timer.setSingleShot(True)
        self.clear_timer.setInterval(CLEAR_DELAY)
        self.clear_timer.timeout.connect(self.clear_own_text)
        QGuiApplication.clipboard().changed.connect(self._on_changed)

    def clear_own_text(self) -> None:
        """Clear text that was copied here from the clipboard; content copied in another program stays."""
        self.clear_timer.stop()
        clipboard = QGuiApplication.clipboard()
        ours, self._own_texts = self._own_texts, {}
        for mode, text in ours.items():
            if clipboard.text(mode) == text:
                clipboard.clear(mode)

    def stop_watching(self) -> None:
        """Stop watching the clipboard."""
        self.clear_timer.stop()
        QGuiApplication.clipboard().changed.disconnect(self._on_changed)

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        text = QGuiApplication.clipboard().text(mode)
        if not text or not _was_copied_here(mode):
            self._own_texts.pop(mode, None)
            return
        self._own_texts[mode] = text
        self.clear_timer.start()
        self._add_privacy_formats(mode, text)

    def _add_privacy_formats(self, mode: QClipboard.Mode, text: str) -> None:
        """Put the text on the clipboard again with the privacy formats, and without any others.

        Needed where the widget that copied it set no such formats, or set more than plain text.
        """
        clipboard = QGuiApplication.clipboard()
        data = clipboard.mimeData(mode)
        wanted = {"text/plain", *get_privacy_formats()}
        if data is not None and {name.split(";")[0] for name in data.formats()} != wanted:
            clipboard.setMimeData(make_private_mime_data(text), mode)
        elif sys.platform == "darwin":
            _conceal_on_macos()


def _was_copied_here(mode: QClipboard.Mode) -> bool:
    """Return True if the content was copied in this program.

    X11 reports the owner reliably; elsewhere a window of the program must have the focus.
    """
    clipboard = QGuiApplication.clipboard()
    owns = clipboard.ownsClipboard() if mode is CLIPBOARD else clipboard.ownsSelection()
    return owns or (QGuiApplication.platformName() != "xcb" and QGuiApplication.focusWindow() is not None)


def _conceal_on_macos() -> None:
    from dasupport.platform.cocoa import Cocoa

    with suppress(OSError, AttributeError):
        Cocoa().conceal_pasteboard()
