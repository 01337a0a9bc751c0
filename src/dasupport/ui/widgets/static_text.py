"""Widgets for reading: headings, paragraphs, notes and chips."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import Chips, Heading, Note, Paragraph
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import (
    BlockWidget,
    EventHandler,
    clear_layout,
    keep_numbers_unbroken,
    make_chip_label,
    make_label,
    set_style_property,
    wrap_text,
)
from dasupport.ui.widgets.flow_layout import FlowLayout

MIN_WIDTH = 120
"""Below this width the widget has not been laid out yet."""


class HeadingWidget(BlockWidget):
    """The title of a screen or of a part of it, with a line below."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._text, self._sub = make_label("h1", parent=self), make_label("sub", parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(4))
        box.addWidget(self._text)
        box.addWidget(self._sub)

    def draw(self, block: Heading) -> None:
        set_style_property(self._text, "look", f"h{block.level}")
        set_style_property(self._sub, "look", "sub" if block.level == 1 else "small")
        self._text.setText(block.text)
        self._sub.setText(block.sub)
        self._sub.setVisible(bool(block.sub))


class ParagraphWidget(BlockWidget):
    """A paragraph of text."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._text = make_label("body", parent=self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._text)

    def draw(self, block: Paragraph) -> None:
        set_style_property(self._text, "look", block.look)
        self._text.setWordWrap(block.wrap)
        self._text.setText(keep_numbers_unbroken(block.text))


class NoteWidget(BlockWidget):
    """A coloured strip; its title also says what the colour means."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._frame = QFrame(self)
        self._title, self._body, self._source = (
            make_label("strong", parent=self),
            make_label("body", parent=self),
            make_label("source", parent=self),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        box = QVBoxLayout(self._frame)
        box.setContentsMargins(theme.dp(14), theme.dp(10), theme.dp(12), theme.dp(11))
        box.setSpacing(theme.dp(3))
        for part in (self._title, self._body, self._source):
            box.addWidget(part)

    def draw(self, block: Note) -> None:
        set_style_property(self._frame, "tone", block.tone)
        for part, text in ((self._title, block.title), (self._body, block.say), (self._source, block.source)):
            part.setText(keep_numbers_unbroken(text))
            part.setVisible(bool(text))


class ChipsWidget(BlockWidget):
    """A row of chips; long ones break into several lines."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._flow = FlowLayout(theme.dp(6))
        self.setLayout(self._flow)
        self._drawn_block: Chips | None = None
        self._labels: list[tuple[QLabel, str]] = []

    def draw(self, block: Chips) -> None:
        if block == self._drawn_block:
            return
        self._drawn_block = block
        clear_layout(self._flow)
        self._labels = [(make_chip_label(chip.text, chip.tone, self), chip.text) for chip in block.chips]
        for made, _ in self._labels:
            made.setMinimumWidth(1)
            self._flow.addWidget(made)
        self._wrap_labels(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._wrap_labels(self.width())

    def _wrap_labels(self, width: int) -> None:
        for made, text in self._labels if width > self.theme.dp(MIN_WIDTH) else ():
            made.setText(wrap_text(text, made.font(), width - self.theme.dp(20)))
