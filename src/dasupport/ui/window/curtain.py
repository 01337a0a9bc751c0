"""A neutral page in the place of the private one, which waits outside the window until it is wanted again.

It keeps every word, the cursor and what lies over the page; and nothing of it is on the screen, in a picture of the
window, or within reach of a screen reader.
"""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from dasupport.ui.window.page import Page, drop


class Curtain(NamedTuple):
    """What stands in the window, what waits, and what had the keyboard."""

    front: QWidget
    behind: QWidget
    held: QWidget | None


def drawn(box: QVBoxLayout, front: QWidget, behind: QWidget) -> Curtain:
    """Put a neutral page in the place of another."""
    curtain = Curtain(front, behind, QApplication.focusWidget())
    behind.hide()
    box.removeWidget(behind)
    behind.setParent(None)
    box.addWidget(front, 1)
    front.show()
    return curtain


def opened(box: QVBoxLayout, curtain: Curtain, over: Page | None) -> None:
    """Put the page back as it was; what came to lie over it, or in its place, meanwhile gets the keyboard."""
    box.removeWidget(curtain.front)
    drop(curtain.front)
    box.addWidget(curtain.behind, 1)
    curtain.behind.show()
    held = curtain.held if curtain.held is not None and isValid(curtain.held) else None
    if over and not (held and over.isAncestorOf(held)):
        over.take_focus()
    elif held and held.isVisible():
        held.setFocus(Qt.FocusReason.OtherFocusReason)
    elif page := next((page for page in curtain.behind.findChildren(Page) if page.isVisible()), None):
        page.take_focus()
