"""Process hardening: no core file, no crash report, and no other program may read its memory (S11, L18).
Measures that a system lacks are skipped.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

PR_SET_DUMPABLE = 4


def harden_process() -> None:
    """Apply all measures of this system. Call it before anything private is in memory."""
    os.umask(0o077)
    _disable_core_dumps()
    ways = {"linux": _harden_linux, "win32": _harden_windows, "darwin": _harden_macos}
    with suppress(OSError, AttributeError):
        ways.get(sys.platform, lambda: None)()


def _disable_core_dumps() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _harden_linux() -> None:
    """Forbid other processes of the same user to trace this one or read its memory."""
    from ctypes import CDLL

    CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def _harden_windows() -> None:
    from ctypes import CDLL

    from dasupport.platform.process_protection import deny_memory_access, disable_crash_reports

    kernel32 = CDLL("kernel32")
    disable_crash_reports(kernel32, CDLL("wer"), Path(sys.executable).name)
    deny_memory_access(kernel32, CDLL("advapi32"))


def _harden_macos() -> None:
    from ctypes import CDLL

    from dasupport.platform.process_protection import deny_debuggers

    deny_debuggers(CDLL(None))
