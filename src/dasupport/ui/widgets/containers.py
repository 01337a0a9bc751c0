"""A column of blocks, and the blocks that contain other blocks. A block that stays keeps its widget."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dasupport.ui.screen import blocks as b
from dasupport.ui.theme import Theme
from dasupport.ui.widgets.block_widget import BlockWidget, EventHandler, set_style_property
from dasupport.ui.widgets.choices import ButtonWidget, CheckboxWidget, ChoiceWidget
from dasupport.ui.widgets.date_field import DateFieldWidget
from dasupport.ui.widgets.flow_layout import FlowLayout
from dasupport.ui.widgets.list_rows import LadderWidget, ListRowsWidget
from dasupport.ui.widgets.pdf_preview import PdfPreviewWidget
from dasupport.ui.widgets.profile_row import ProfileRowWidget
from dasupport.ui.widgets.statement_row import StatementRowWidget
from dasupport.ui.widgets.static_text import ChipsWidget, HeadingWidget, NoteWidget, ParagraphWidget
from dasupport.ui.widgets.text_area import TextAreaWidget
from dasupport.ui.widgets.text_field import TextFieldWidget

STACK_WIDTH = 600
"""Below this width columns are stacked."""


class BlockReconciler:
    """Keeps one widget for each block of a layout, and creates, moves or destroys only what changed."""

    def __init__(self, theme: Theme, tell: EventHandler, layout: QBoxLayout | FlowLayout) -> None:
        self._theme = theme
        self._tell = tell
        self._layout = layout
        self._widgets: dict[str, BlockWidget] = {}
        self._blocks: dict[str, b.Block] = {}

    def show_blocks(self, wanted: tuple[b.Block, ...]) -> None:
        """Show these blocks in this order."""
        names = [self._block_id(index, block) for index, block in enumerate(wanted)]
        for gone in set(self._widgets) - set(names):
            part = self._widgets.pop(gone)
            self._blocks.pop(gone, None)
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        for index, (name, block) in enumerate(zip(names, wanted, strict=True)):
            part = self._widgets.get(name) or self._make_widget(name, block)
            if self._layout.indexOf(part) != index:
                self._layout.removeWidget(part)
                self._insert_widget(index, part)
            if self._blocks.get(name) != block:
                part.draw(block)
                self._blocks[name] = block

    def flush(self) -> None:
        """Flush every widget. A copy of the list is used: an event sent meanwhile can add or remove widgets."""
        for part in tuple(self._widgets.values()):
            part.flush()

    def _make_widget(self, name: str, block: b.Block) -> BlockWidget:
        part: BlockWidget = WIDGET_OF_BLOCK[type(block)](self._theme, self._tell, self._layout.parentWidget())
        self._widgets[name] = part
        return part

    def _insert_widget(self, index: int, part: BlockWidget) -> None:
        if isinstance(self._layout, FlowLayout):
            self._layout.insert_widget(index, part)
        else:
            self._layout.insertWidget(index, part)

    def _block_id(self, index: int, block: b.Block) -> str:
        return f"{type(block).__name__}:{block.key or index}"


class BlockColumnWidget(BlockWidget):
    """A column of blocks."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None, gap: int = 12) -> None:
        super().__init__(theme, tell, parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(gap))
        self._reconciler = BlockReconciler(theme, tell, box)

    def draw(self, block: tuple[b.Block, ...]) -> None:
        self._reconciler.show_blocks(block)

    def flush(self) -> None:
        self._reconciler.flush()


class CardWidget(BlockWidget):
    """Blocks grouped in a frame."""

    STYLE_OF_LOOK = {"card": "card", "plain": "plaincard", "inset": "inset", "stop": "stopcard", "tight": "card"}  # noqa: RUF012 - never changed

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._frame = QFrame(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._layout = QVBoxLayout(self._frame)
        self._layout.setSpacing(theme.dp(10))
        self._reconciler = BlockReconciler(theme, tell, self._layout)

    def draw(self, block: b.Card) -> None:
        look = self.STYLE_OF_LOOK[block.look]
        if self._frame.property("look") != look:
            set_style_property(self._frame, "look", look)
            side = self.theme.dp({"card": 18, "stop": 18, "inset": 14, "plain": 0, "tight": 14}[block.look])
            self._layout.setSpacing(self.theme.dp(3 if block.look == "tight" else 10))
            self._layout.setContentsMargins(side, max(side - self.theme.dp(2), 0), side, side)
        self._reconciler.show_blocks(block.blocks)

    def flush(self) -> None:
        self._reconciler.flush()


class RowWidget(BlockWidget):
    """Blocks side by side that wrap."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._flow = FlowLayout(theme.dp(8))
        self.setLayout(self._flow)
        self._reconciler = BlockReconciler(theme, tell, self._flow)

    def draw(self, block: b.Row) -> None:
        self._flow.set_last_at_end(ends=block.ends)
        self._reconciler.show_blocks(block.blocks)

    def flush(self) -> None:
        self._reconciler.flush()


class ColumnsWidget(BlockWidget):
    """Blocks in columns of equal width; stacked where there is no space."""

    def __init__(self, theme: Theme, tell: EventHandler, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.dp(18))
        self._columns: list[BlockColumnWidget] = []

    def draw(self, block: b.Columns) -> None:
        while len(self._columns) < len(block.columns):
            holder = QWidget(self)
            area = BlockColumnWidget(self.theme, self.emit_event, holder, gap=8)
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(area)
            inner.addStretch(1)
            self._columns.append(area)
            self._box.addWidget(holder, 1)
        for area, column in zip(self._columns, block.columns, strict=True):
            area.draw(column)

    def resizeEvent(self, event: Any) -> None:
        narrow = self.width() < self.theme.dp(STACK_WIDTH)
        down = QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def flush(self) -> None:
        for area in self._columns:
            area.flush()


WIDGET_OF_BLOCK: dict[type, type[BlockWidget]] = {
    b.Heading: HeadingWidget,
    b.Paragraph: ParagraphWidget,
    b.Note: NoteWidget,
    b.Choice: ChoiceWidget,
    b.TextArea: TextAreaWidget,
    b.TextField: TextFieldWidget,
    b.Checkbox: CheckboxWidget,
    b.DateField: DateFieldWidget,
    b.Button: ButtonWidget,
    b.Chips: ChipsWidget,
    b.LadderSteps: LadderWidget,
    b.ProfileRow: ProfileRowWidget,
    b.StatementRow: StatementRowWidget,
    b.ListRows: ListRowsWidget,
    b.PdfPreview: PdfPreviewWidget,
    b.Row: RowWidget,
    b.Columns: ColumnsWidget,
    b.Card: CardWidget,
}
"""The widget that draws each kind of block."""

ALIGN_TOP = Qt.AlignmentFlag.AlignTop
