"""The Tab order of a page: its reading order, whatever was added to the page later."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def iter_tab_stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield what the Tab key can stop at in a widget, in layout order."""
    layout = widget.layout()
    if layout is not None:
        yield from _iter_layout_stops(layout)
    elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget


def set_tab_order(first: QWidget, ground: QWidget) -> None:
    """Set the Tab order from `first` through everything in `ground`, in reading order."""
    for stop in iter_tab_stops(ground):
        QWidget.setTabOrder(first, stop)
        first = stop


def _iter_layout_stops(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if widget is not None:
            yield from iter_tab_stops(widget)
        elif inner is not None:
            yield from _iter_layout_stops(inner)
