"""Finds the note directly above a widget, so that both can be scrolled into view together."""

from PySide6.QtWidgets import QWidget

from dasupport.ui.widgets.containers import RowWidget
from dasupport.ui.widgets.static_text import NoteWidget


def find_note_above(widget: QWidget, ground: QWidget) -> NoteWidget | None:
    """Return the note directly above a widget, or above the row that contains it; None if there is none."""
    step: QWidget = widget
    while step is not ground and (holder := step.parentWidget()) is not None:
        layout = holder.layout()
        at = layout.indexOf(step) if layout is not None else -1
        if layout is not None and at > 0 and not isinstance(holder, RowWidget):
            item = layout.itemAt(at - 1)
            above = item.widget() if item else None
            return above if isinstance(above, NoteWidget) else None
        step = holder
    return None
