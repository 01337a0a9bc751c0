"""A column of blocks, and the blocks that contain other blocks. A block that stays keeps its widget."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from dasupport.ui import blocks as b
from dasupport.ui.parts.answered import AnsweredPart
from dasupport.ui.parts.choices import ButtonPart, ChoicePart, TickPart
from dasupport.ui.parts.day import DayPart
from dasupport.ui.parts.field import FieldPart
from dasupport.ui.parts.flow import FlowLayout
from dasupport.ui.parts.lists import LinesPart, RungsPart
from dasupport.ui.parts.pair import PairRowPart
from dasupport.ui.parts.paper import PaperPart
from dasupport.ui.parts.part import Part, Tell, mark
from dasupport.ui.parts.reading import ChipsPart, HeadingPart, NotePart, ParaPart
from dasupport.ui.parts.words import BoxPart
from dasupport.ui.theme import Theme

NARROW = 600
"""Below this width columns are stacked."""


class Keeper:
    """Keeps one widget for each block of a layout, and creates, moves or destroys only what changed."""

    def __init__(self, theme: Theme, tell: Tell, layout: QBoxLayout | FlowLayout) -> None:
        self._theme = theme
        self._tell = tell
        self._layout = layout
        self._shown: dict[str, Part] = {}
        self._blocks: dict[str, b.Block] = {}

    def show(self, wanted: tuple[b.Block, ...]) -> None:
        """Show these blocks in this order."""
        names = [self._name(index, block) for index, block in enumerate(wanted)]
        for gone in set(self._shown) - set(names):
            part = self._shown.pop(gone)
            self._blocks.pop(gone, None)
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        for index, (name, block) in enumerate(zip(names, wanted, strict=True)):
            part = self._shown.get(name) or self._made(name, block)
            if self._layout.indexOf(part) != index:
                self._layout.removeWidget(part)
                self._put(index, part)
            if self._blocks.get(name) != block:
                part.draw(block)
                self._blocks[name] = block

    def flush(self) -> None:
        """Flush every widget. A copy of the list is used: an event sent meanwhile can add or remove widgets."""
        for part in tuple(self._shown.values()):
            part.flush()

    def _made(self, name: str, block: b.Block) -> Part:
        part: Part = PARTS[type(block)](self._theme, self._tell, self._layout.parentWidget())
        self._shown[name] = part
        return part

    def _put(self, index: int, part: Part) -> None:
        if isinstance(self._layout, FlowLayout):
            self._layout.insert(index, part)
        else:
            self._layout.insertWidget(index, part)

    def _name(self, index: int, block: b.Block) -> str:
        return f"{type(block).__name__}:{block.key or index}"


class AreaPart(Part):
    """A column of blocks."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None, gap: int = 12) -> None:
        super().__init__(theme, tell, parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.dp(gap))
        self._keeper = Keeper(theme, tell, box)

    def draw(self, block: tuple[b.Block, ...]) -> None:
        self._keeper.show(block)

    def flush(self) -> None:
        self._keeper.flush()


class CardPart(Part):
    """Blocks grouped in a frame."""

    LOOKS = {"card": "card", "plain": "plaincard", "inset": "inset", "stop": "stopcard", "tight": "card"}  # noqa: RUF012 - never changed

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._frame = QFrame(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._box = QVBoxLayout(self._frame)
        self._box.setSpacing(theme.dp(10))
        self._keeper = Keeper(theme, tell, self._box)

    def draw(self, block: b.Card) -> None:
        look = self.LOOKS[block.look]
        if self._frame.property("look") != look:
            mark(self._frame, "look", look)
            side = self.theme.dp({"card": 18, "stop": 18, "inset": 14, "plain": 0, "tight": 14}[block.look])
            self._box.setSpacing(self.theme.dp(3 if block.look == "tight" else 10))
            self._box.setContentsMargins(side, max(side - self.theme.dp(2), 0), side, side)
        self._keeper.show(block.blocks)

    def flush(self) -> None:
        self._keeper.flush()


class RowPart(Part):
    """Blocks side by side that wrap."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._flow = FlowLayout(theme.dp(8))
        self.setLayout(self._flow)
        self._keeper = Keeper(theme, tell, self._flow)

    def draw(self, block: b.Row) -> None:
        self._flow.set_ends(ends=block.ends)
        self._keeper.show(block.blocks)

    def flush(self) -> None:
        self._keeper.flush()


class ColumnsPart(Part):
    """Blocks in columns of equal width; stacked where there is no space."""

    def __init__(self, theme: Theme, tell: Tell, parent: QWidget | None = None) -> None:
        super().__init__(theme, tell, parent)
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.dp(18))
        self._areas: list[AreaPart] = []

    def draw(self, block: b.Columns) -> None:
        while len(self._areas) < len(block.columns):
            holder = QWidget(self)
            area = AreaPart(self.theme, self.tell, holder, gap=8)
            inner = QVBoxLayout(holder)
            inner.setContentsMargins(0, 0, 0, 0)
            inner.addWidget(area)
            inner.addStretch(1)
            self._areas.append(area)
            self._box.addWidget(holder, 1)
        for area, column in zip(self._areas, block.columns, strict=True):
            area.draw(column)

    def resizeEvent(self, event: Any) -> None:
        narrow = self.width() < self.theme.dp(NARROW)
        down = QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if narrow else QBoxLayout.Direction.LeftToRight)
        super().resizeEvent(event)

    def flush(self) -> None:
        for area in self._areas:
            area.flush()


PARTS: dict[type, type[Part]] = {
    b.Heading: HeadingPart,
    b.Para: ParaPart,
    b.Note: NotePart,
    b.Choice: ChoicePart,
    b.Box: BoxPart,
    b.Field: FieldPart,
    b.Tick: TickPart,
    b.Day: DayPart,
    b.Button: ButtonPart,
    b.Chips: ChipsPart,
    b.Rungs: RungsPart,
    b.PairRow: PairRowPart,
    b.Answered: AnsweredPart,
    b.Lines: LinesPart,
    b.Paper: PaperPart,
    b.Row: RowPart,
    b.Columns: ColumnsPart,
    b.Card: CardPart,
}
"""The widget that draws each kind of block."""

TOP = Qt.AlignmentFlag.AlignTop
