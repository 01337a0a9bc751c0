"""The base class of the widgets that draw blocks, and helpers for labels, fonts and layouts."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from dasupport.ui.screen.intents import WidgetEvent
from dasupport.ui.theme import Theme

EventHandler = Callable[[WidgetEvent], None]
PHONE_NUMBER_PATTERN = re.compile(r"\d[\d ]{4,}\d")
"""Matches what may be a telephone number: digits in groups."""


class BlockWidget(QWidget):
    """A widget for one kind of block. Drawing the same block again changes nothing."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.emit_event = tell

    def draw(self, block: Any) -> None:
        """Show a block of this widget's kind."""
        raise NotImplementedError

    def flush(self) -> None:
        """Report text that was typed and not reported yet."""


def make_label(look: str, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> QLabel:
    """Return a label with one of the looks of the style sheet; always plain text, never rich text.

    A parent given at construction saves styling the label twice.
    """
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def keep_numbers_unbroken(text: str) -> str:
    """Return a text in which no telephone number breaks across lines."""
    return PHONE_NUMBER_PATTERN.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def make_bold(font: QFont) -> QFont:
    """Return the same font in bold."""
    made = QFont(font)
    made.setBold(True)
    return made


def wrap_text(text: str, font: QFont, within: int) -> str:
    """Break a text into lines no wider than `within` pixels, for widgets that do not wrap by themselves."""
    metrics = QFontMetrics(font)
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > within:
            lines.append(line)
            longer = word
        line = longer
    return "\n".join((*lines, line))


def make_chip_label(text: str, tone: str, parent: QWidget | None = None) -> QLabel:
    """Return a chip: a few words with a colour tone, never narrower than its words."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects by, and restyle the widget if it changed.

    A widget that was never shown is not restyled here: Qt does that once, when it is first shown.
    """
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().polish(widget)


def clear_layout(layout: QLayout) -> None:
    """Remove and destroy every widget of a layout."""
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
