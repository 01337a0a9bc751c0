"""Types of the sources of ids and time, which are passed as arguments, and their default implementations."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Returns the current time, in UTC."""

NewId = Callable[[], str]
"""Returns an id that was never used before. Ids are made before they are stored, so that saving twice is
harmless.
"""

MonotonicClock = Callable[[], float]
"""Returns seconds that only ever increase, whatever is done to the system clock."""


def monotonic_seconds() -> float:
    """Return seconds since the machine was started; on Linux, time spent asleep counts too."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


def utc_now() -> datetime:
    """Return the current time, in UTC, to the microsecond."""
    return datetime.now(UTC)


def random_id() -> str:
    """Return a random id of 32 hexadecimal digits."""
    from uuid import uuid4  # late import: the lock screen needs no id

    return uuid4().hex
