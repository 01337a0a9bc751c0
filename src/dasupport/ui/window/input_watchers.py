"""Event filters on all input: three taps of Shift cover the program, and the idle timer locks it."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from dasupport.ui.window.boot_clock import read_boot_clock

TAP_SECONDS = 1.2
TAP_COUNT = 3
IDLE_MINUTES = 5
CHECK_SECONDS = 3
"""Seconds between two checks of how long there has been no input."""
ACTIVITY_EVENTS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin}
)


class CoverKeyWatcher(QObject):
    """Watches every key of the program: three quick taps of Shift, with no other key between, emit
    `triggered`.
    """

    triggered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._taps: list[float] = []

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Watch a key press; never consume it.

        Installed on the native window only: a key event reaches that once, and then one widget after another.
        """
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._on_key(event.key())
        return False

    def _on_key(self, key: int) -> None:
        if key == Qt.Key.Key_Shift:
            self._count_tap(monotonic())
        else:
            self._taps = []

    def _count_tap(self, now: float) -> None:
        self._taps = [tap for tap in self._taps if now - tap < TAP_SECONDS] + [now]
        if len(self._taps) >= TAP_COUNT:
            self._taps = []
            self.triggered.emit()


class IdleTimer(QObject):
    """Emits `timed_out` when there has been no input for some minutes, time asleep included."""

    timed_out = Signal()

    def __init__(self, minutes: float = IDLE_MINUTES, now: Callable[[], float] = read_boot_clock) -> None:
        super().__init__()
        self._now = now
        self._limit = minutes * 60
        self._last_input = now()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._check_limit)

    def set_limit(self, minutes: float) -> None:
        """Change the limit; the time counted so far stays."""
        self._limit = minutes * 60

    def set_running(self, *, on: bool) -> None:
        """Start counting from zero, or stop."""
        self._last_input = self._now()
        if on:
            self._timer.start(int(min(self._limit, CHECK_SECONDS) * 1000))
        else:
            self._timer.stop()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Restart the count on input.

        Input that comes after the limit is consumed and locks instead: after sleep, input is the first event.
        """
        if not self._timer.isActive() or event.type() not in ACTIVITY_EVENTS:
            return False
        if self._check_limit():
            return True
        self._last_input = self._now()
        return False

    def _check_limit(self) -> bool:
        late = self._now() - self._last_input >= self._limit
        if late:
            self._timer.stop()
            self.timed_out.emit()
        return late
