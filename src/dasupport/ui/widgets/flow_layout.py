"""A layout that wraps: items are side by side as far as there is space, the rest on the next line."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

INSET_PROPERTY = "inset"
"""Property of a widget: the distance in pixels from its edge to its text. At the beginning of a line the
widget is moved left by this distance, so that its text is at the edge.
"""


class FlowLayout(QLayout):
    """Lays out its items in lines. With `ends`, the last item of a single line is at the far end."""

    def __init__(self, gap: int, *, ends: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._last_at_end = ends
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def set_last_at_end(self, *, ends: bool) -> None:
        """Set whether the last item of a single line is at the far end."""
        if ends != self._last_at_end:
            self._last_at_end = ends
            self.invalidate()

    def insert_widget(self, index: int, widget: QWidget) -> None:
        """Insert a widget at an index."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Return the height for a width; cached until an item changes, as Qt asks many times per redraw."""
        if width not in self._heights:
            self._heights[width] = self._lay_out(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._lay_out(rect, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items]
        heights = [item.sizeHint().height() for item in self._items]
        return QSize(sum(widths) + self._gap * max(len(widths) - 1, 0), max(heights, default=0))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay_out(self, rect: QRect, *, move: bool) -> int:
        x, y = rect.x(), rect.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        room = self._first_item_width(rect.width())
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(rect.width(), 100_000))
            if room and item is self._items[0]:
                size.setWidth(room)
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if line and x + size.width() > rect.right() + 1:
                y += self._finish_line(line, move=move) + self._gap
                x, line = rect.x(), []
            if not line:
                x -= _get_inset(item)
            line.append((item, QRect(QPoint(x, y), size)))
            x += size.width() + self._gap
        if self._last_at_end and y == rect.y() and len(line) > 1:
            item, place = line[-1]
            line[-1] = item, QRect(QPoint(rect.right() + 1 - place.width(), y), place.size())
        return y + self._finish_line(line, move=move) - rect.y()

    def _first_item_width(self, width: int) -> int:
        """Return the width of text at the near end: all the space that the item at the far end leaves.

        Returns 0 if that does not apply or the space is too narrow.
        """
        if not self._last_at_end or len(self._items) != 2 or not self._items[0].hasHeightForWidth():
            return 0
        room = width - self._items[1].sizeHint().width() - self._gap
        return room if room >= min(self._items[0].sizeHint().width(), width // 2) else 0

    def _finish_line(self, line: list[tuple[QLayoutItem, QRect]], *, move: bool) -> int:
        height = max((place.height() for _, place in line), default=0)
        for item, place in line:
            if move:
                _set_item_geometry(item, place.translated(0, (height - place.height()) // 2))
        return height


def _get_inset(item: QLayoutItem) -> int:
    widget = item.widget()
    return int(widget.property(INSET_PROPERTY) or 0) if widget else 0


def _set_item_geometry(item: QLayoutItem, place: QRect) -> None:
    """Set the geometry of an item. A widget with an inset begins left of the edge and is moved directly: its
    layout item would clip it.
    """
    widget = item.widget()
    if widget and _get_inset(item):
        widget.setGeometry(place)
    else:
        item.setGeometry(place)
