"""Cover by the keyboard: Shift, three times, alone and quickly. And the lock that comes by itself."""

from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

WITHIN = 1.2
TAPS = 3
IDLE_MINUTES = 5
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
    """Locks when nobody has touched anything for a while."""

    passed = Signal()

    def __init__(self, minutes: float = IDLE_MINUTES) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(int(minutes * 60_000))
        self._timer.timeout.connect(self.passed)

    def watch(self, *, on: bool) -> None:
        """Start counting, or stop."""
        if on:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if self._timer.isActive() and event.type() in BUSY:
            self._timer.start()
        return False
