"""Ids and time are arguments: these are their types and their everyday makers."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the time now, in UTC."""

NewId = Callable[[], str]
"""Gives an id that nobody used before. Ids are made before they are stored, so that saving twice is harmless."""

Ticks = Callable[[], float]
"""Gives seconds that only ever go on, whatever is done to the clock on the wall."""


def ticks() -> float:
    """Seconds since the machine was started; on Linux those spent asleep count too."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def utc_now() -> datetime:
    """The time now, in UTC, to the microsecond."""
    return datetime.now(UTC)


def random_id() -> str:
    """A random id of 32 hexadecimal digits."""
    from uuid import uuid4  # late: the lock screen needs no id

    return uuid4().hex
