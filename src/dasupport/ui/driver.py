"""Drives the real window as a hand would: it finds what is on the screen, clicks it, types, and takes pictures.

The tour uses it, and so do the tests of whole journeys.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from dasupport.ui.shell import Shell

PATIENCE = 60.0
"""Seconds that a job may take before the drive is given up."""
WAKE = 50
"""Milliseconds after which it looks again whether a job has come back."""


class Lost(LookupError):
    """What the drive wanted to touch is not on the screen; it carries the key only."""


class Driver:
    """One hand on the mouse and one on the keys."""

    def __init__(self, shell: Shell, busy: Callable[[], bool]) -> None:
        self.shell = shell
        self._busy = busy

    def settle(self) -> None:
        """Let everything that was begun come to its end."""
        end = time.monotonic() + PATIENCE
        while self._busy() and time.monotonic() < end:
            QTimer.singleShot(WAKE, lambda: None)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(4):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def find(self, key: str) -> QWidget:
        """What bears this key and can be seen; what lies over the page comes first. Raises Lost."""
        over = self.shell.window.overlaid
        for root in (*((over,) if over else ()), self.shell.window):
            shown: list[QWidget] = [found for found in root.findChildren(QWidget, key) if found.isVisible()]
            if shown:
                return shown[0]
        raise Lost(key)

    def has(self, key: str) -> bool:
        """Whether something of this key can be seen."""
        try:
            self.find(key)
        except Lost:
            return False
        return True

    def press(self, key: str) -> None:
        """Click a button, a tick or an answer."""
        target = self._seen(key)
        if isinstance(target, QAbstractButton) and not target.isEnabled():
            raise Lost(f"{key} is out of reach")
        middle = QPoint(min(target.width() // 2, 12), target.height() // 2)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self.settle()

    def press_first(self, start: str) -> None:
        """Click the first button whose key begins so."""
        for button in self.shell.window.findChildren(QAbstractButton):
            if button.objectName().startswith(start) and button.isVisible():
                self.press(button.objectName())
                return
        raise Lost(start)

    def choose(self, key: str, value: str) -> None:
        """Click one answer of a choice."""
        self.press(f"{key}={value}")

    def type(self, key: str, text: str) -> None:
        """Write a text in place of what stands in a field, and leave the field."""
        target = self._seen(key)
        target.setFocus()
        if isinstance(target, QPlainTextEdit | QLineEdit):
            target.selectAll()
        self._type_into(target, text)
        self.leave(target)

    def keep_typing(self, key: str, text: str) -> None:
        """Write a text and stay in the field, in the middle of a word."""
        target = self._seen(key)
        target.setFocus()
        self._type_into(target, text)

    def date(self, key: str, days: int) -> None:
        """Set a date so many days from the day it is here."""
        office = self.shell.office
        if office:
            self.type(key, (office.today + timedelta(days=days)).isoformat())

    @property
    def focused(self) -> QWidget:
        """What has the keyboard now. Raises Lost where nothing has."""
        widget = QApplication.focusWidget()
        if widget is None:
            raise Lost("focus")
        return widget

    def keys(self, sequence: str) -> None:
        """Press a key with its modifiers, wherever the focus is."""
        window = self.shell.window.windowHandle()
        combination = QKeySequence.fromString(sequence)[0]  # type: ignore[index] # PySide can, its stubs cannot
        QTest.keyClick(window, combination.key(), combination.keyboardModifiers())
        self.settle()

    def leave(self, target: QWidget) -> None:
        """Put the cursor elsewhere, as the Tab key does."""
        QTest.keyClick(target, Qt.Key.Key_Tab)
        self.settle()

    def shot(self, path: Path) -> None:
        """A picture of the whole window as it is now."""
        self.settle()
        self.shell.window.grab().save(str(path))

    def texts(self) -> list[str]:
        """Every text that can be seen, said or found by a screen reader in the window now."""
        found: list[str] = []
        for widget in (self.shell.window, *self.shell.window.findChildren(QWidget)):
            said = [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            for reads in ("text", "toPlainText", "placeholderText"):
                if hasattr(widget, reads):
                    said.append(str(getattr(widget, reads)()))
            found += [text for text in said if text]
        return found

    def _seen(self, key: str) -> QWidget:
        """Find, and bring into view."""
        target = self.find(key)
        above: QWidget | None = target.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(target, 0, 80)
            above = above.parentWidget()
        QCoreApplication.processEvents()
        return target

    def _type_into(self, target: QWidget, text: str) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(target, Qt.Key.Key_Return)
            if isinstance(target, QPlainTextEdit):
                target.insertPlainText(line)
            elif isinstance(target, QLineEdit):
                target.insert(line)
                target.textEdited.emit(target.text())
        QCoreApplication.processEvents()
