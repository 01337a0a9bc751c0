"""What we need of the window library itself."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QWidget

TIMES = 1000
DRIFT = 100


def test_that_the_library_gives_away_no_reference_to_none(qapp: QApplication) -> None:
    """A release of PySide did, and ended the program after some minutes (docs/decisions/0012)."""
    label, parent = QLabel("words"), QWidget()
    before = sys.getrefcount(None)
    for _ in range(TIMES):
        label.setText("words")
        label.setParent(parent)
        label.parentWidget()
        label.isVisible()
        qapp.focusWidget()
    assert abs(sys.getrefcount(None) - before) < DRIFT
