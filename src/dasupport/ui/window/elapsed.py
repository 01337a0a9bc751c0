"""A clock that goes on during sleep and cannot be set by the user."""

import sys
import time

CLOCKS = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}
"""The system clock that goes on during sleep; on Windows Python's monotonic clock does."""


def elapsed() -> float:
    """Return seconds since some fixed moment in the past."""
    clock = getattr(time, CLOCKS.get(sys.platform, ""), None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
