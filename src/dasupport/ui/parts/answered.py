"""A saved statement as a row of three columns. All rows have the same columns, and the first line of text
in each column is on one baseline.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from dasupport.ui.blocks import Answered, Chips
from dasupport.ui.intents import Pressed
from dasupport.ui.parts.part import Part, Tell, label, mark, unbroken
from dasupport.ui.parts.reading import ChipsPart
from dasupport.ui.theme import Theme

SHARE = 0.32
"""Share of the row's width that the first column takes."""
NARROW, WIDEST = 560, 16_000
"""Below the first width the answer is below its label; the second stands for no maximum width."""


class AnsweredPart(Part):
    """One statement in three columns: its label, the answer and words given, and a button to change it."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._beside: bool | None = None
        frame = QFrame(self)
        frame.setProperty("look", "answered")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._label, self._value, self._words = (
            label("label", parent=frame),
            label("answer", parent=frame),
            label("quote", parent=frame),
        )
        self._chips = ChipsPart(theme, tell, frame)
        self._change = QPushButton(frame)
        self._change.setProperty("look", "quiet")
        self._change.clicked.connect(lambda: self.tell(Pressed(self._key)))
        self._middle = QVBoxLayout()
        self._middle.setSpacing(theme.dp(4))
        for part in (self._value, self._words, self._chips):
            self._middle.addWidget(part)
        self._middle.addStretch(1)
        self._grid = QGridLayout(frame)
        self._grid.setHorizontalSpacing(theme.dp(14))
        self._grid.setVerticalSpacing(theme.dp(2))
        self._grid.setColumnStretch(1, 1)
        self._arrange(beside=True)

    def draw(self, block: Answered) -> None:
        self._key = block.key
        self._label.setText(block.label)
        look = "answer" if block.value or block.words else "missing"
        mark(self._value, "look", look)
        for part, text in (
            (self._value, block.value or ("" if block.words else block.missing)),
            (self._words, block.words),
        ):
            part.setText(unbroken(text))
            part.setVisible(bool(text))
        self._chips.draw(Chips(block.chips))
        self._chips.setVisible(bool(block.chips))
        self._change.setObjectName(block.key)
        self._change.setText(block.action)
        self._change.setAccessibleName(f"{block.action}: {block.label}")
        self._change.setVisible(bool(block.action))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= self.theme.dp(NARROW)
        self._arrange(beside=beside)
        self._grid.setColumnMinimumWidth(0, round(self.width() * SHARE) if beside else 0)
        self._label.setMaximumWidth(round(self.width() * SHARE) if beside else WIDEST)
        self._stand_on_one_line(beside=beside)

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._beside:
            return
        self._beside = beside
        top = Qt.AlignmentFlag.AlignTop
        for item in (self._label, self._change):
            self._grid.removeWidget(item)
        self._grid.removeItem(self._middle)
        self._grid.setContentsMargins(0, self.theme.dp(7), 0, self.theme.dp(7 if beside else 14))
        if beside:
            self._grid.addWidget(self._label, 0, 0, top)
            self._grid.addLayout(self._middle, 0, 1)
        else:
            self._grid.addWidget(self._label, 0, 0, 1, 2, top)
            self._grid.addLayout(self._middle, 1, 0, 1, 3)
        self._grid.addWidget(self._change, 0, 2, top)

    def _stand_on_one_line(self, *, beside: bool) -> None:
        """Push each column down until its first line of text is on the baseline of the button's text."""
        for widget in (self._label, self._value, self._words, self._change):
            widget.ensurePolished()
        metrics = self._change.fontMetrics()
        button = (self._change.sizeHint().height() - metrics.height()) // 2 + metrics.ascent()
        first = self._words if self._value.isHidden() else self._value
        low = max(
            0 if self._change.isHidden() else button, *(part.fontMetrics().ascent() for part in (self._label, first))
        )
        self._label.setContentsMargins(0, low - self._label.fontMetrics().ascent(), 0, 0)
        self._middle.setContentsMargins(0, low - first.fontMetrics().ascent() if beside else 0, 0, 0)
