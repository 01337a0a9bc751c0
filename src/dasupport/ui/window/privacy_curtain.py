"""Hides the body of the window behind a neutral page, and restores it later.

The hidden body keeps its text, cursor and overlay outside the window: nothing of it is on the screen,
in a screenshot of the window, or within reach of a screen reader.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.ui.window.page_view import PageView, discard_widget


class HiddenBody(NamedTuple):
    """The neutral page shown in front, the body hidden behind it, and the widget that had the focus."""

    front: QWidget
    behind: QWidget
    held: QWidget | None


def put_neutral_page(box: QVBoxLayout, front: QWidget, behind: QWidget) -> HiddenBody:
    """Replace the body with a neutral page; return what is needed to restore it."""
    curtain = HiddenBody(front, behind, QApplication.focusWidget())
    behind.hide()
    box.removeWidget(behind)
    behind.setParent(None)
    box.addWidget(front, 1)
    front.show()
    return curtain


def put_body_back(box: QVBoxLayout, curtain: HiddenBody, over: PageView | None) -> None:
    """Restore the hidden body with its focus.

    An overlay that was opened, or a page that was shown, in the meantime gets the focus instead.
    """
    box.removeWidget(curtain.front)
    discard_widget(curtain.front)
    box.addWidget(curtain.behind, 1)
    curtain.behind.show()
    held = curtain.held if curtain.held is not None and isValid(curtain.held) else None
    if over and not (held and over.isAncestorOf(held)):
        over.set_initial_focus()
    elif held and held.isVisible():
        held.setFocus(Qt.FocusReason.OtherFocusReason)
    elif page := next((page for page in curtain.behind.findChildren(PageView) if page.isVisible()), None):
        page.set_initial_focus()
