"""Lists of rows, and the ladder of questions."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import LadderSteps, ListRow, ListRows
from dasupport.ui.screen.intents import Pressed
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import (
    BlockWidget,
    EventHandler,
    clear_layout,
    keep_numbers_unbroken,
    make_chip_label,
    make_label,
)

MIN_CHIP_WIDTH, MIN_NAME_WIDTH, MAX_COLUMN_WIDTH = 96, 92, 190
"""Limits for the widths of the chip column and the name column, each as wide as its widest entry. A longer
name wraps.
"""
STACK_WIDTH, MIN_ABOUT_WIDTH = 430, 110
"""Below the first width, or if less than the second is left for the description, the description is placed
below the name.
"""


class ListRowFrame(QFrame):
    """One row: a chip, a name, a description and a button; the description is below where there is no space."""

    def __init__(self, theme: Theme, line: ListRow, opened: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "line")
        self._theme = theme
        self._side_by_side: bool | None = None
        self._chip_width = 0
        self.chip = make_chip_label(line.chip.text, line.chip.tone, self) if line.chip else None
        self.name = make_label("strong", line.name, self) if line.name else None
        self._about = make_label("body", keep_numbers_unbroken(line.about), self)
        self._aside = make_label("small", line.aside, self) if line.aside else None
        self._button = self._make_button(line, opened) if line.action else None
        if self.chip:
            self.chip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.dp(5), 0, theme.dp(5))
        self._grid.setColumnStretch(2, 1)
        self._grid.setVerticalSpacing(theme.dp(4))
        self._arrange(beside=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=self.width() >= self._needed_width())

    def set_chip_width(self, width: int) -> None:
        """Set the width of the chip while it is in a column with the other chips. Above the name, a chip is as
        wide as its text.
        """
        self._chip_width = width
        self._fit_chip()

    def _fit_chip(self) -> None:
        if self.chip:
            self.chip.setMinimumWidth(self._chip_width if self._side_by_side else 0)

    def _needed_width(self) -> int:
        """Return the width in pixels at which all of the row fits side by side, at the current text size."""
        held = [part for part in (self.chip, self.name, self._aside, self._button) if part]
        least = {part: part.minimumWidth() for part in held} | ({self.chip: self._chip_width} if self.chip else {})
        wide = sum(max(least[part], part.minimumSizeHint().width()) + self._theme.dp(12) for part in held)
        return max(self._theme.dp(STACK_WIDTH), wide + self._theme.dp(MIN_ABOUT_WIDTH))

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._side_by_side:
            return
        self._side_by_side = beside
        self._fit_chip()
        middle = Qt.AlignmentFlag.AlignVCenter
        self._place_widget(self.chip, (0, 0), middle if beside else middle | Qt.AlignmentFlag.AlignLeft)
        self._place_widget(self._button, (0, 4), middle | Qt.AlignmentFlag.AlignRight)
        below = 1 if self.chip else 0
        self._place_widget(self.name, (0, below) if beside else (below, 0, 1, 5 if below else 1), middle)
        self._place_widget(self._about, (0, 2) if beside else (2, 0, 1, 5))
        self._place_widget(self._aside, (0, 3) if beside else (3, 0, 1, 5))
        self._grid.setHorizontalSpacing(self._theme.dp(12 if beside else 6))

    def _place_widget(
        self, part: QWidget | None, place: tuple[int, ...], align: Qt.AlignmentFlag | None = None
    ) -> None:
        if part is not None:
            self._grid.removeWidget(part)
            row, column, tall, wide = (*place, 1, 1)[:4]
            self._grid.addWidget(part, row, column, tall, wide, align or Qt.AlignmentFlag(0))

    def _make_button(self, line: ListRow, opened: Callable[[], None]) -> QPushButton:
        button = QPushButton(line.action, self)
        button.setObjectName(line.key)
        button.setAccessibleName(" ".join(part for part in (line.action, line.name, line.about) if part))
        button.clicked.connect(lambda: opened())
        return button


class ListRowsWidget(BlockWidget):
    """A list of rows; each has a button that opens it."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._drawn_block: ListRows | None = None

    def draw(self, block: ListRows) -> None:
        if block == self._drawn_block:
            return
        self._drawn_block = block
        clear_layout(self._box)
        rows = [ListRowFrame(self.theme, line, self._press_handler(line.key), self) for line in block.rows]
        for row in rows:
            self._box.addWidget(row)
        most = self.theme.dp(MAX_COLUMN_WIDTH)
        chips = _column_width([row.chip for row in rows if row.chip], self.theme.dp(MIN_CHIP_WIDTH), most)
        names = _column_width([row.name for row in rows if row.name], self.theme.dp(MIN_NAME_WIDTH), most)
        for row in rows:
            row.set_chip_width(chips)
            if row.name:
                row.name.setMinimumWidth(names)

    def _press_handler(self, key: str) -> Callable[[], None]:
        return lambda: self.emit_event(Pressed(key))


def _column_width(column: list[QLabel], least: int, most: int) -> int:
    """Return the width of a column of labels, so that the next column is aligned in all rows."""
    for cell in column:
        cell.ensurePolished()
    return max(least, min(max((_one_line_width(cell) for cell in column), default=0), most))


def _one_line_width(cell: QLabel) -> int:
    """Return the width of a label in one line: the size hint of a label that wraps can be narrower."""
    return max(cell.sizeHint().width(), cell.fontMetrics().horizontalAdvance(cell.text()) + 2)


class LadderWidget(BlockWidget):
    """The ladder of questions: bars that narrow from general to concrete."""

    STEP_INDENT = 42

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.dp(4))
        self._drawn_block: LadderSteps | None = None

    def draw(self, block: LadderSteps) -> None:
        if block == self._drawn_block:
            return
        self._drawn_block = block
        clear_layout(self._box)
        for index, rung in enumerate(block.steps):
            button = QPushButton("  ·  ".join(part for part in (rung.text, rung.note) if part).replace("&", "&&"))
            button.setObjectName(rung.key)
            button.setProperty("look", "rung")
            button.setProperty("state", rung.state)
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, key=rung.key: self.emit_event(Pressed(key)))
            frame = QFrame(self)
            row = QHBoxLayout(frame)
            side = self.theme.dp(self.STEP_INDENT * index / 2)
            row.setContentsMargins(side, 0, side, 0)
            row.addWidget(button)
            self._box.addWidget(frame)
