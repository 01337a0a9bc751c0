"""Orderly exit when the operating system ends the program, at log-out or shutdown: typed text is saved first."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier

EXIT_SIGNALS = tuple(
    found
    for name in ("SIGTERM", "SIGHUP", "SIGINT")
    if isinstance(found := getattr(signal, name, None), signal.Signals)
)


class ExitSignalHandler(QObject):
    """Turns Unix signals into an orderly exit.

    A pipe wakes Qt's event loop, as Python runs its signal handlers only between instructions of its own.
    """

    def __init__(self, app: QCoreApplication, hurry: Callable[[], None] = lambda: None) -> None:
        super().__init__(app)
        self._app = app
        self._on_exit = hurry
        if sys.platform == "win32":
            return
        reader, writer = os.pipe()
        os.set_blocking(reader, False)
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        for asked in EXIT_SIGNALS:
            signal.signal(asked, self._handle_signal)
        self._notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._drain_pipe(reader))

    def _handle_signal(self, _: int, __: FrameType | None) -> None:
        self._on_exit()
        self._app.quit()

    def _drain_pipe(self, reader: int) -> None:
        """Read the wake-up bytes. Python calls the signal handler as soon as it runs its own code: now."""
        os.read(reader, 64)
