"""Event filters on all input: three taps of Shift cover the program, and the idle timer locks it."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from dasupport.ui.window.elapsed import elapsed

WITHIN = 1.2
TAPS = 3
IDLE_MINUTES = 5
LOOK = 3
"""Seconds between two checks of how long there has been no input."""
BUSY = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class CoverKey(QObject):
    """Watches every key of the program: three quick taps of Shift, with no other key between, emit
    `triggered`.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._taps: list[float] = []

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Watch a key press; never consume it.

        Installed on the native window only: a key event reaches that once, and then one widget after another.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._pressed(event.key())
        return False

    def _pressed(self, key: int) -> None:
        if key == Qt.Key.Key_Shift:
            self._tap(monotonic())
        else:
            self._taps = []

    def _tap(self, now: float) -> None:
        self._taps = [tap for tap in self._taps if now - tap < WITHIN] + [now]
        if len(self._taps) >= TAPS:
            self._taps = []
            self.wanted.emit()


class Idle(QObject):
    """Emits `timed_out` when there has been no input for some minutes, time asleep included."""

    passed = Signal()

    def __init__(self, minutes: float = IDLE_MINUTES, now: Callable[[], float] = elapsed) -> None:
        super().__init__()
        self._now = now
        self._limit = minutes * 60
        self._touched = now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def allow(self, minutes: float) -> None:
        """Change the limit; the time counted so far stays."""
        self._limit = minutes * 60

    def watch(self, *, on: bool) -> None:
        """Start counting from zero, or stop."""
        self._touched = self._now()
        if on:
            self._timer.start(int(min(self._limit, LOOK) * 1000))
        else:
            self._timer.stop()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Restart the count on input.

        Input that comes after the limit is consumed and locks instead: after sleep, input is the first event.
        """
        if not self._timer.isActive() or event.type() not in BUSY:
            return False
        if self._look():
            return True
        self._touched = self._now()
        return False

    def _look(self) -> bool:
        late = self._now() - self._touched >= self._limit
        if late:
            self._timer.stop()
            self.passed.emit()
        return late
