"""A saved statement as a row of three columns. All rows have the same columns, and the first line of text
in each column is on one baseline.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import Chips, StatementRow
from dasupport.ui.screen.intents import Pressed
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import (
    BlockWidget,
    EventHandler,
    keep_numbers_unbroken,
    make_label,
    set_style_property,
)
from dasupport.ui.widgets.static_text import ChipsWidget

LABEL_SHARE = 0.32
"""Share of the row's width that the first column takes."""
STACK_WIDTH, NO_MAX_WIDTH = 560, 16_000
"""Below the first width the answer is below its label; the second stands for no maximum width."""


class StatementRowWidget(BlockWidget):
    """One statement in three columns: its label, the answer and words given, and a button to change it."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._key = ""
        self._side_by_side: bool | None = None
        frame = QFrame(self)
        frame.setProperty("look", "answered")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._label, self._value, self._words = (
            make_label("label", parent=frame),
            make_label("answer", parent=frame),
            make_label("quote", parent=frame),
        )
        self._chips = ChipsWidget(theme, tell, frame)
        self._change_button = QPushButton(frame)
        self._change_button.setProperty("look", "quiet")
        self._change_button.clicked.connect(lambda: self.emit_event(Pressed(self._key)))
        self._answer_column = QVBoxLayout()
        self._answer_column.setSpacing(theme.dp(4))
        for part in (self._value, self._words, self._chips):
            self._answer_column.addWidget(part)
        self._answer_column.addStretch(1)
        self._grid = QGridLayout(frame)
        self._grid.setHorizontalSpacing(theme.dp(14))
        self._grid.setVerticalSpacing(theme.dp(2))
        self._grid.setColumnStretch(1, 1)
        self._arrange(beside=True)

    def draw(self, block: StatementRow) -> None:
        self._key = block.key
        self._label.setText(block.label)
        look = "answer" if block.value or block.words else "missing"
        set_style_property(self._value, "look", look)
        for part, text in (
            (self._value, block.value or ("" if block.words else block.missing)),
            (self._words, block.words),
        ):
            part.setText(keep_numbers_unbroken(text))
            part.setVisible(bool(text))
        self._chips.draw(Chips(block.chips))
        self._chips.setVisible(bool(block.chips))
        self._change_button.setObjectName(block.key)
        self._change_button.setText(block.action)
        self._change_button.setAccessibleName(f"{block.action}: {block.label}")
        self._change_button.setVisible(bool(block.action))
        self._fit_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_width()

    def _fit_width(self) -> None:
        beside = self.width() >= self.theme.dp(STACK_WIDTH)
        self._arrange(beside=beside)
        self._grid.setColumnMinimumWidth(0, round(self.width() * LABEL_SHARE) if beside else 0)
        self._label.setMaximumWidth(round(self.width() * LABEL_SHARE) if beside else NO_MAX_WIDTH)
        self._align_baselines(beside=beside)

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._side_by_side:
            return
        self._side_by_side = beside
        top = Qt.AlignmentFlag.AlignTop
        for item in (self._label, self._change_button):
            self._grid.removeWidget(item)
        self._grid.removeItem(self._answer_column)
        self._grid.setContentsMargins(0, self.theme.dp(7), 0, self.theme.dp(7 if beside else 14))
        if beside:
            self._grid.addWidget(self._label, 0, 0, top)
            self._grid.addLayout(self._answer_column, 0, 1)
        else:
            self._grid.addWidget(self._label, 0, 0, 1, 2, top)
            self._grid.addLayout(self._answer_column, 1, 0, 1, 3)
        self._grid.addWidget(self._change_button, 0, 2, top)

    def _align_baselines(self, *, beside: bool) -> None:
        """Push each column down until its first line of text is on the baseline of the button's text."""
        for widget in (self._label, self._value, self._words, self._change_button):
            widget.ensurePolished()
        metrics = self._change_button.fontMetrics()
        button = (self._change_button.sizeHint().height() - metrics.height()) // 2 + metrics.ascent()
        first = self._words if self._value.isHidden() else self._value
        low = max(
            0 if self._change_button.isHidden() else button,
            *(part.fontMetrics().ascent() for part in (self._label, first)),
        )
        self._label.setContentsMargins(0, low - self._label.fontMetrics().ascent(), 0, 0)
        self._answer_column.setContentsMargins(0, low - first.fontMetrics().ascent() if beside else 0, 0, 0)
