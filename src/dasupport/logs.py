"""The program log: types and locations of errors; never a word about people, never an error's own text."""

import logging
import os
import stat
import traceback
from contextlib import suppress
from pathlib import Path

LOG_NAME = "faults.log"
MAX_LOG_SIZE = 1024 * 1024
"""Bytes after which the log starts anew; one old log is kept. (The library's RotatingFileHandler would
import network code before the lock screen is painted.)
"""
OPEN_FLAGS = ("O_WRONLY", "O_APPEND", "O_CREAT", "O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
"""Flags for opening the log, as far as the system has them: a pipe does not block, and links are not
followed.
"""


class FaultLogHandler(logging.Handler):
    """A logging handler that appends to one regular file. A line that cannot be written is dropped: the
    library would raise or print the error, and that would quote the record.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):
            line = f"{self.format(record)}\n".encode(errors="backslashreplace")
            descriptor = os.open(self._path, sum(getattr(os, way, 0) for way in OPEN_FLAGS), 0o600)
            try:
                if stat.S_ISREG(os.fstat(descriptor).st_mode):
                    os.write(descriptor, line)
            finally:
                os.close(descriptor)


def start_logging(folder: Path) -> None:
    """Log errors to a file in the program's own folder; the first error creates it. If that fails, nothing is
    logged.
    """
    log = folder / LOG_NAME
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > MAX_LOG_SIZE:
            log.replace(log.with_suffix(".old.log"))
    handler = FaultLogHandler(log)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    root = logging.getLogger("dasupport")
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    root.propagate = False


def log_fault(log: logging.Logger, error: BaseException) -> str:
    """Log the type and location of an error and return the short number under which the log has it. Never
    raises: it is called where something has gone wrong already.
    """
    frames = list(traceback.walk_tb(error.__traceback__))
    where = "unknown"
    if frames:
        frame, line = frames[-1]
        where = f"{Path(frame.f_code.co_filename).name}:{line}"
    number = f"{sum(map(ord, type(error).__name__ + where)) % 10_000:04d}"
    with suppress(Exception):
        log.error("fault %s %s at %s", number, type(error).__name__, where)
    return number
