"""How much time has passed, sleep included: by a clock that nobody can set."""

import sys
import time

CLOCKS = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}
"""Which clock of the system goes on while the laptop sleeps; on Windows the one that Python takes does."""


def elapsed() -> float:
    """Seconds since some moment in the past."""
    clock = getattr(time, CLOCKS.get(sys.platform, ""), None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)
