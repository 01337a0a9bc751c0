"""What nobody foresaw, on the window's own thread: a number, what is kept, and no text about people."""

import logging
import sys
import threading
import warnings
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from dasupport.logs import fault

log = logging.getLogger(__name__)


def install(told: Callable[[str], None]) -> None:
    """Catch what reaches the top: note it, and tell its number."""

    def caught(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        number = fault(log, error)
        try:
            told(number)
        except RuntimeError:
            pass  # the window is gone already
        except Exception as trouble:  # noqa: BLE001 - what is raised here is printed by Python, and what it came from
            fault(log, trouble)

    sys.excepthook = caught


def hush_qt() -> None:
    """Keep Qt's own messages off the console: they can quote what stands in a field."""
    qInstallMessageHandler(lambda kind, _, __: log.warning("qt %s", QtMsgType(kind).name))


def hush_python() -> None:
    """Keep off the console what Python says by itself of errors that nobody catches, of warnings, of logs that are not
    ours: all of it can quote what was said. Ours are noted by their sort and place."""
    threading.excepthook = lambda failed: _note(failed.exc_value)
    sys.unraisablehook = lambda failed: _note(failed.exc_value)
    warnings.showwarning = lambda _, kind, *__, **___: log.warning("python %s", kind.__name__)
    logging.lastResort = None
    logging.raiseExceptions = False


def _note(error: BaseException | None) -> None:
    if error is not None:
        fault(log, error)
