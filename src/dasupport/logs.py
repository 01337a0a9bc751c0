"""The log of the program: types and places of faults, never a word about people, never an error's own text."""

import logging
import traceback
from contextlib import suppress
from pathlib import Path

NAME = "faults.log"
LARGEST = 1024 * 1024
"""Bytes after which the log begins afresh; the one before it is kept. (The library's own rotating handler would load
the network's code before the lock screen is painted.)"""


def begin(folder: Path) -> None:
    """Write faults into a file of the program's own folder, made by the first of them. Where that cannot be,
    they are written nowhere."""
    log = folder / NAME
    with suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LARGEST:
            log.replace(log.with_suffix(".old.log"))
    handler = logging.FileHandler(log, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    root = logging.getLogger("dasupport")
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    root.propagate = False


def fault(log: logging.Logger, error: BaseException) -> str:
    """Note a fault by its type and place, and give the short number under which it stands in the log."""
    frames = traceback.extract_tb(error.__traceback__)
    last = frames[-1] if frames else None
    where = f"{Path(last.filename).name}:{last.lineno}" if last else "unknown"
    number = f"{sum(map(ord, type(error).__name__ + where)) % 10_000:04d}"
    log.error("fault %s %s at %s", number, type(error).__name__, where)
    return number
