"""The log of the program: types and places of faults, never a word about people, never an error's own text."""

import logging
import os
import stat
import traceback
from contextlib import suppress
from pathlib import Path

NAME = "faults.log"
LARGEST = 1024 * 1024
"""Bytes after which the log begins afresh; the one before it is kept. (The library's own rotating handler would load
the network's code before the lock screen is painted.)"""
WAYS = ("O_WRONLY", "O_APPEND", "O_CREAT", "O_NONBLOCK", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY")
"""How it is opened, as far as the system knows them: a pipe makes nobody wait, and no link leads elsewhere."""


class FaultsFile(logging.Handler):
    """Appends to a file of its own name, and to nothing else. A line that cannot be written is let go of: the library
    would raise or print what went wrong, and an error of that would quote the one that was to be noted."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):
            line = f"{self.format(record)}\n".encode(errors="backslashreplace")
            descriptor = os.open(self._path, sum(getattr(os, way, 0) for way in WAYS), 0o600)
            try:
                if stat.S_ISREG(os.fstat(descriptor).st_mode):
                    os.write(descriptor, line)
            finally:
                os.close(descriptor)


def begin(folder: Path) -> None:
    """Write faults into a file of the program's own folder, made by the first of them. Where that cannot be,
    they are written nowhere."""
    log = folder / NAME
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_suffix(".old.log"))
    handler = FaultsFile(log)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    root = logging.getLogger("dasupport")
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    root.propagate = False


def fault(log: logging.Logger, error: BaseException) -> str:
    """Note a fault by its type and place, and give the short number under which it stands in the log. Never raises: it
    is called where something has gone wrong already."""
    frames = list(traceback.walk_tb(error.__traceback__))
    where = "unknown"
    if frames:
        frame, line = frames[-1]
        where = f"{Path(frame.f_code.co_filename).name}:{line}"
    number = f"{sum(map(ord, type(error).__name__ + where)) % 10_000:04d}"
    with suppress(Exception):
        log.error("fault %s %s at %s", number, type(error).__name__, where)
    return number
