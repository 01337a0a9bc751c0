"""Handle unexpected errors on the window's thread: log them under a number, without any text about people."""

import logging
import sys
import threading
import warnings
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from dasupport.logs import log_fault

log = logging.getLogger(__name__)


def install_excepthook(told: Callable[[str], None]) -> None:
    """Log every uncaught exception, and call `told` with its number."""

    def caught(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        number = log_fault(log, error)
        try:
            told(number)
        except RuntimeError:
            pass  # the window is already destroyed
        except Exception as trouble:  # noqa: BLE001 - Python would print an error raised here, and the one it came from
            log_fault(log, trouble)

    sys.excepthook = caught


def silence_qt() -> None:
    """Keep Qt's own messages off the console: they can quote the text of a field. Log only their type."""
    qInstallMessageHandler(lambda kind, _, __: log.warning("qt %s", QtMsgType(kind).name))


def silence_python() -> None:
    """Keep Python's own messages off the console: uncaught errors of threads, warnings, errors of logging.

    All of them can quote what was typed. They are logged by class and place only.
    """
    threading.excepthook = lambda failed: _log_error(failed.exc_value)
    sys.unraisablehook = lambda failed: _log_error(failed.exc_value)
    warnings.showwarning = lambda _, kind, *__, **___: log.warning("python %s", kind.__name__)
    logging.lastResort = None
    logging.raiseExceptions = False


def _log_error(error: BaseException | None) -> None:
    if error is not None:
        log_fault(log, error)
