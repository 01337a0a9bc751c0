"""What every part is: a widget that draws a block and tells intents."""

import re
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy, QWidget

from dasupport.ui.intents import Told
from dasupport.ui.theme import Theme

Tell = Callable[[Told], None]
NUMBER = re.compile(r"\d[\d ]{4,}\d")
"""What may be a telephone number: digits in groups."""


class Part(QWidget):
    """A widget for one kind of block. `draw` shows a block; drawing the same one again changes nothing."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.tell = tell

    def draw(self, block: Any) -> None:
        """Show a block of this part's kind."""
        raise NotImplementedError

    def flush(self) -> None:
        """Tell at once what has been typed and not told yet."""


def label(look: str, text: str = "", parent: QWidget | None = None, *, wrap: bool = True) -> QLabel:
    """A label in one of the looks of the sheet; never rich text. With a parent from birth it is styled only once."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("look", look)
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def unbroken(text: str) -> str:
    """A text in which no telephone number breaks across lines."""
    return NUMBER.sub(lambda found: found[0].replace(" ", "\N{NO-BREAK SPACE}"), text)


def bold(font: QFont) -> QFont:
    """The same face, bold."""
    made = QFont(font)
    made.setBold(True)
    return made


def in_lines(text: str, font: QFont, within: int) -> str:
    """A text on as many lines as it takes to stay within a width, for what does not wrap by itself."""
    metrics = QFontMetrics(font)
    lines, line = [], ""
    for word in text.split(" "):
        longer = f"{line} {word}".strip()
        if line and metrics.horizontalAdvance(longer) > within:
            lines.append(line)
            longer = word
        line = longer
    return "\n".join((*lines, line))


def chip_label(text: str, tone: str, parent: QWidget | None = None) -> QLabel:
    """A chip: a few words with a tone, never narrower than its words."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", tone)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def mark(widget: QWidget, name: str, value: object) -> None:
    """Give a widget another look of the sheet. What is not on the screen yet is dressed once, when it comes there."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().polish(widget)


def clear(layout: QLayout) -> None:
    """Drop every widget of a layout."""
    while item := layout.takeAt(0):
        widget = item.widget()
        if widget:
            widget.hide()
            widget.deleteLater()
