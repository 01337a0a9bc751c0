"""Cover by the keyboard: Shift, three times, alone and quickly. And the lock that comes by itself."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from dasupport.ui.window.elapsed import elapsed

WITHIN = 1.2
TAPS = 3
IDLE_MINUTES = 5
LOOK = 3
"""Seconds after which it looks again at how long nobody has touched anything."""
BUSY = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class CoverKey(QObject):
    """Watches every key of the program; three taps of Shift within a moment, with nothing between, cover it."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._taps: list[float] = []

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """A key comes to the native window once, and then to widget after widget: only the first is watched."""
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
    """Tells when nobody has touched anything for a while. Sleep is such a while too."""

    passed = Signal()

    def __init__(self, minutes: float = IDLE_MINUTES, now: Callable[[], float] = elapsed) -> None:
        super().__init__()
        self._now = now
        self._limit = minutes * 60
        self._touched = now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)

    def allow(self, minutes: float) -> None:
        """Take another length for the while; counting goes on as it was."""
        self._limit = minutes * 60

    def watch(self, *, on: bool) -> None:
        """Start counting, or stop."""
        self._touched = self._now()
        if on:
            self._timer.start(int(min(self._limit, LOOK) * 1000))
        else:
            self._timer.stop()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """A touch counts anew, unless it comes too late: after a sleep it is the first thing that happens."""
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
