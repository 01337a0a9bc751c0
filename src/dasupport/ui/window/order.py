"""The Tab order of a page: its reading order, whatever was added to the page later."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def as_read(widget: QWidget) -> Iterator[QWidget]:
    """Yield what the Tab key can stop at in a widget, in layout order."""
    layout = widget.layout()
    if layout is not None:
        yield from _laid_out(layout)
    elif widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget


def put_in_order(first: QWidget, ground: QWidget) -> None:
    """Set the Tab order from `first` through everything in `ground`, in reading order."""
    for stop in as_read(ground):
        QWidget.setTabOrder(first, stop)
        first = stop


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget, inner = (item.widget(), item.layout()) if item else (None, None)
        if widget is not None:
            yield from as_read(widget)
        elif inner is not None:
            yield from _laid_out(inner)
