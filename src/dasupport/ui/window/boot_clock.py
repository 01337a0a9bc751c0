"""A clock that goes on during sleep and cannot be set by the user."""

import sys
import time

CLOCK_NAMES = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}
"""The system clock that goes on during sleep; on Windows Python's monotonic clock does."""


def read_boot_clock() -> float:
    """Return seconds since some fixed moment in the past."""
    clock = getattr(time, CLOCK_NAMES.get(sys.platform, ""), None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
