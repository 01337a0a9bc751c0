"""A position on a page: scroll offset, focused field and cursor."""

from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from dasupport.ui.window.page_view import PageView


class ViewPosition(NamedTuple):
    """A position on a page; it contains no text of the page."""

    scroll: int = 0
    key: str = ""
    cursor: int = -1


def get_position(page: PageView) -> ViewPosition:
    """Return the current position on a page.

    It uses the field of the page that had the focus last, as a button outside the page may have the focus
    now.
    """
    scroll, held = page.verticalScrollBar().value(), page.focusWidget()
    if isinstance(held, QPlainTextEdit):
        return ViewPosition(scroll, held.objectName(), held.textCursor().position())
    if isinstance(held, QLineEdit):
        return ViewPosition(scroll, held.objectName(), held.cursorPosition())
    return ViewPosition(scroll, held.objectName() if held else "")


def restore_position(page: PageView, where: ViewPosition) -> None:
    """Restore a position, after the page has set its initial focus."""
    QTimer.singleShot(0, page, lambda: _restore_now(page, where))


def _restore_now(page: PageView, where: ViewPosition) -> None:
    held = page.findChild(QWidget, where.key) if where.key else None
    if held is not None and held.isVisible():
        held.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(held, QPlainTextEdit):
            cursor = held.textCursor()
            cursor.setPosition(min(where.cursor, len(held.toPlainText())))
            held.setTextCursor(cursor)
        elif isinstance(held, QLineEdit):
            held.deselect()
            held.setCursorPosition(where.cursor)
    page.verticalScrollBar().setValue(where.scroll)
