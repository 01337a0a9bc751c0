"""Widgets for reading: headings, paragraphs, notes and chips."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dasupport.ui.blocks import Chips, Heading, Note, Para
from dasupport.ui.parts.flow import FlowLayout
from dasupport.ui.parts.part import Part, Tell, chip_label, clear, in_lines, label, mark, unbroken
from dasupport.ui.theme import Theme

LEAST = 120
"""Below this width the widget has not been laid out yet."""


class HeadingPart(Part):
    """The title of a screen or of a part of it, with a line below."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._text, self._sub = label("h1", parent=self), label("sub", parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(4))
        box.addWidget(self._text)
        box.addWidget(self._sub)

    def draw(self, block: Heading) -> None:
        mark(self._text, "look", f"h{block.level}")
        mark(self._sub, "look", "sub" if block.level == 1 else "small")
        self._text.setText(block.text)
        self._sub.setText(block.sub)
        self._sub.setVisible(bool(block.sub))


class ParaPart(Part):
    """A paragraph of text."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._text = label("body", parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._text)

    def draw(self, block: Para) -> None:
        mark(self._text, "look", block.look)
        self._text.setWordWrap(block.wrap)
        self._text.setText(unbroken(block.text))


class NotePart(Part):
    """A coloured strip; its title also says what the colour means."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._frame = QFrame(self)
        self._title, self._say, self._source = (
            label("strong", parent=self),
            label("body", parent=self),
            label("source", parent=self),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        box = QVBoxLayout(self._frame)
        box.setContentsMargins(theme.dp(14), theme.dp(10), theme.dp(12), theme.dp(11))
        box.setSpacing(theme.dp(3))
        for part in (self._title, self._say, self._source):
            box.addWidget(part)

    def draw(self, block: Note) -> None:
        mark(self._frame, "tone", block.tone)
        for part, text in ((self._title, block.title), (self._say, block.say), (self._source, block.source)):
            part.setText(unbroken(text))
            part.setVisible(bool(text))


class ChipsPart(Part):
    """A row of chips; long ones break into several lines."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._flow = FlowLayout(theme.dp(6))
        self.setLayout(self._flow)
        self._drawn: Chips | None = None
        self._shown: list[tuple[QLabel, str]] = []

    def draw(self, block: Chips) -> None:
        if block == self._drawn:
            return
        self._drawn = block
        clear(self._flow)
        self._shown = [(chip_label(chip.text, chip.tone, self), chip.text) for chip in block.chips]
        for made, _ in self._shown:
            made.setMinimumWidth(1)
            self._flow.addWidget(made)
        self._break(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break(self.width())

    def _break(self, width: int) -> None:
        for made, text in self._shown if width > self.theme.dp(LEAST) else ():
            made.setText(in_lines(text, made.font(), width - self.theme.dp(20)))
