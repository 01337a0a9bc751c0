"""Shrinks the headline of a centred page if the page would not fit its window."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from dasupport.ui.parts.part import mark

SIZES = ("huge", "huge2", "huge3", "huge4")
"""Looks of the headline in the style sheet, the largest first."""


def fit_huge(ground: QWidget, needed: Callable[[], int], room: int) -> None:
    """Set the largest headline size at which the whole page fits into `room` pixels of height, or the
    smallest.
    """
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
