"""Orderly exit when the operating system ends the program, at log-out or shutdown: typed text is saved first."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

ASKS = tuple(
    found
    for name in ("SIGTERM", "SIGHUP", "SIGINT")
    if isinstance(found := getattr(signal, name, None), signal.Signals)
)


class Ending(QObject):
    """Turns Unix signals into an orderly exit.

    A pipe wakes Qt's event loop, as Python runs its signal handlers only between instructions of its own.
    """

    def __init__(self, app: QCoreApplication, hurry: Callable[[], None] = lambda: None) -> None:
        super().__init__(app)
        self._app = app
        self._hurry = hurry
        if sys.platform == "win32":
            return
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for asked in ASKS:
            signal.signal(asked, self._asked)
        self._notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._drain(reader))

    def _asked(self, _: int, __: FrameType | None) -> None:
        self._hurry()
        self._app.quit()

    def _drain(self, reader: int) -> None:
        """Read the wake-up bytes. Python calls the signal handler as soon as it runs its own code: now."""
        os.read(reader, 64)
