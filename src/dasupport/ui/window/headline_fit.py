"""Shrinks the headline of a centred page if the page would not fit its window."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from dasupport.ui.widgets.block_widget import set_style_property

HEADLINE_LOOKS = ("huge", "huge2", "huge3", "huge4")
"""Looks of the headline in the style sheet, the largest first."""


def fit_headline(ground: QWidget, needed: Callable[[], int], room: int) -> None:
    """Set the largest headline size at which the whole page fits into `room` pixels of height, or the
    smallest.
    """
    words = [found for found in ground.findChildren(QLabel) if found.property("look") in HEADLINE_LOOKS]
    if not words or room <= 0:
        return
    for look in HEADLINE_LOOKS:
        for label in words:
            set_style_property(label, "look", look)
            _invalidate_sizes(label, ground)
        if needed() <= room:
            return


def _invalidate_sizes(widget: QWidget, ground: QWidget) -> None:
    above: QWidget | None = widget
    while above is not None and above is not ground:
        above.updateGeometry()
        above = above.parentWidget()
