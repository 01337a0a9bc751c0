"""Drives the real window like a user: finds widgets, clicks, types, and takes screenshots.

Used by the tour, and by the tests of whole journeys.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from dasupport.ui.app.controller import AppController

TIMEOUT = 60.0
"""Seconds a job may take before the driver gives up."""
POLL_INTERVAL = 50
"""Milliseconds between two checks for the end of a job."""


class WidgetNotFound(LookupError):
    """The wanted widget is not on the screen, or disabled. Carries only its key."""


class Driver:
    """A simulated mouse and keyboard."""

    def __init__(self, shell: AppController, busy: Callable[[], bool]) -> None:
        self.app = shell
        self._busy = busy

    def wait_until_idle(self) -> None:
        """Wait until all running jobs and pending events are done."""
        end = time.monotonic() + TIMEOUT
        while self._busy() and time.monotonic() < end:
            QTimer.singleShot(POLL_INTERVAL, lambda: None)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(4):
            QCoreApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def find_widget(self, key: str) -> QWidget:
        """Return the visible widget with this key; an overlay is searched first. Raises WidgetNotFound."""
        over = self.app.window.overlay_page
        for root in (*((over,) if over else ()), self.app.window):
            shown: list[QWidget] = [found for found in root.findChildren(QWidget, key) if found.isVisible()]
            if shown:
                return shown[0]
        raise WidgetNotFound(key)

    def has_widget(self, key: str) -> bool:
        """Return True if a widget with this key is visible."""
        try:
            self.find_widget(key)
        except WidgetNotFound:
            return False
        return True

    def press(self, key: str) -> None:
        """Click a button, a check box or an answer. Raises WidgetNotFound if it is missing or disabled."""
        target = self._scroll_to(key)
        if isinstance(target, QAbstractButton) and not target.isEnabled():
            raise WidgetNotFound(f"{key} is out of reach")
        middle = QPoint(min(target.width() // 2, 12), target.height() // 2)
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        self.wait_until_idle()

    def press_first(self, start: str) -> None:
        """Click the first visible button whose key begins with `start`."""
        for button in self.app.window.findChildren(QAbstractButton):
            if button.objectName().startswith(start) and button.isVisible():
                self.press(button.objectName())
                return
        raise WidgetNotFound(start)

    def choose(self, key: str, value: str) -> None:
        """Click one answer of a choice."""
        self.press(f"{key}={value}")

    def type_text(self, key: str, text: str) -> None:
        """Replace the text of a field, then leave the field."""
        target = self._scroll_to(key)
        target.setFocus()
        if isinstance(target, QPlainTextEdit | QLineEdit):
            target.selectAll()
        self._type_into(target, text)
        self.leave_field(target)

    def keep_typing(self, key: str, text: str) -> None:
        """Append text to a field and stay in it, in the middle of a word."""
        target = self._scroll_to(key)
        target.setFocus()
        self._type_into(target, text)

    def set_date(self, key: str, days: int) -> None:
        """Set a date field to `days` from today."""
        office = self.app.session_context
        if office:
            self.type_text(key, (office.today + timedelta(days=days)).isoformat())

    @property
    def focused_widget(self) -> QWidget:
        """The widget with the keyboard focus. Raises WidgetNotFound if there is none."""
        widget = QApplication.focusWidget()
        if widget is None:
            raise WidgetNotFound("focus")
        return widget

    def press_keys(self, sequence: str) -> None:
        """Press a key combination, wherever the focus is."""
        window = self.app.window.windowHandle()
        combination = QKeySequence.fromString(sequence)[0]  # type: ignore[index] # PySide can index, its stubs cannot
        QTest.keyClick(window, combination.key(), combination.keyboardModifiers())
        self.wait_until_idle()

    def leave_field(self, target: QWidget) -> None:
        """Move the focus on with the Tab key."""
        QTest.keyClick(target, Qt.Key.Key_Tab)
        self.wait_until_idle()

    def save_screenshot(self, path: Path) -> None:
        """Save a screenshot of the whole window."""
        self.wait_until_idle()
        self.app.window.grab().save(str(path))

    def list_texts(self) -> list[str]:
        """Return every text of the window that can be seen, or read out by a screen reader."""
        found: list[str] = []
        for widget in (self.app.window, *self.app.window.findChildren(QWidget)):
            said = [widget.windowTitle(), widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            for reads in ("text", "toPlainText", "placeholderText"):
                if hasattr(widget, reads):
                    said.append(str(getattr(widget, reads)()))
            found += [text for text in said if text]
        return found

    def _scroll_to(self, key: str) -> QWidget:
        """Return the widget with this key, scrolled into view."""
        target = self.find_widget(key)
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
