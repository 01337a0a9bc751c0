"""A row of the profile: two descriptions, and five equal answers between them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from dasupport.ui.screen.blocks import Choice, ProfileRow
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget, EventHandler, make_label, set_style_property
from dasupport.ui.widgets.choices import OptionButtons
from dasupport.ui.widgets.text_area import TextAreaWidget

OPTIONS_WIDTH, STACK_WIDTH = 318, 560
"""Width of the column of answers; below the second width the answers are below the descriptions."""


class ProfileRowWidget(BlockWidget):
    """Two opposite descriptions, five equal answers between them, a comment below."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._side_by_side: bool | None = None
        frame = QFrame(self)
        frame.setProperty("look", "pair")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._left, self._right, self._note = (
            make_label("body", parent=self),
            make_label("body", parent=self),
            make_label("small", parent=self),
        )
        self._options = OptionButtons(theme, "mark", self)
        self._head = make_label("label", parent=self)
        self._head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._comment = TextAreaWidget(theme, tell, self)
        self._grid = QGridLayout(frame)
        self._grid.setContentsMargins(0, theme.dp(9), 0, theme.dp(9))
        self._grid.setHorizontalSpacing(theme.dp(14))
        self._grid.setVerticalSpacing(theme.dp(6))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(2, 1)
        self._arrange(beside=False)

    def draw(self, block: ProfileRow) -> None:
        self._left.setText(block.left)
        self._right.setText(block.right)
        self._head.setText("" if block.options else block.topic)
        self._head.setVisible(not block.options)
        self._options.setVisible(bool(block.options))
        look = "body" if block.options else "label"
        for part in (self._left, self._right):
            set_style_property(part, "look", look)
        self._note.setText(block.note)
        self._note.setVisible(bool(block.note))
        self._options.show_options(Choice(block.key, block.topic, block.options, block.chosen), self.emit_event)
        for button in self._options.buttons.values():
            button.setMinimumWidth(self.theme.dp(58))
        self._comment.setVisible(block.comment is not None)
        if block.comment:
            self._comment.draw(block.comment)

    def flush(self) -> None:
        self._comment.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(beside=self.width() >= self.theme.dp(STACK_WIDTH))

    def _arrange(self, *, beside: bool) -> None:
        if beside == self._side_by_side:
            return
        self._side_by_side = beside
        parts = (self._left, self._right, self._options, self._head, self._note, self._comment)
        for part in parts:
            self._grid.removeWidget(part)
        self._grid.setColumnMinimumWidth(1, self.theme.dp(OPTIONS_WIDTH) if beside else 0)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, 0, 2)
        if beside:
            self._grid.addWidget(self._options, 0, 1, Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._head, 0, 1)
        else:
            self._grid.addWidget(self._options, 1, 0, 1, 3)
            self._grid.addWidget(self._head, 1, 0, 1, 3)
        self._grid.addWidget(self._note, 2, 0, 1, 3)
        self._grid.addWidget(self._comment, 3, 0, 1, 3)
