"""The huge words of a page that stands in the middle: smaller where the page would not fit its window."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from dasupport.ui.parts.part import mark

SIZES = ("huge", "huge2", "huge3", "huge4")
"""The looks of the sheet, the largest first."""


def fit_huge(ground: QWidget, needed: Callable[[], int], room: int) -> None:
    """Give the huge words of a page the largest size with which all of it fits into a height, or the smallest."""
    words = [found for found in ground.findChildren(QLabel) if found.property("look") in SIZES]
    if not words or room <= 0:
        return
    for look in SIZES:
        for label in words:
            mark(label, "look", look)
            _measure_anew(label, ground)
        if needed() <= room:
            return


def _measure_anew(widget: QWidget, ground: QWidget) -> None:
    above: QWidget | None = widget
    while above is not None and above is not ground:
        above.updateGeometry()
        above = above.parentWidget()
