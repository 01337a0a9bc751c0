"""What the process gives away of itself: no core file, no other program may read its memory (S11). Linux only, so far;
elsewhere the limits that the system has are set and the rest is left to the system."""

import os
import sys
from contextlib import suppress

PR_SET_DUMPABLE = 4


def harden() -> None:
    """Before anything private is in memory. What the system does not have is left out."""
    os.umask(0o077)
    _no_core()
    if sys.platform == "linux":
        _not_readable()


def _no_core() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _not_readable() -> None:
    """No other process of the same user may trace this one or read its memory."""
    from ctypes import CDLL

    with suppress(OSError, AttributeError):
        CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
