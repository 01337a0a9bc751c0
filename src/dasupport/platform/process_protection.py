"""Process protection on Windows and macOS: crash reports, and access to memory by other programs.

Written from the documentation, with the system libraries passed in; not run on these systems yet.
"""

from ctypes import CDLL, c_int, c_uint32, c_void_p, c_wchar_p, pointer

NO_HEAP = 0x1
"""WER_FAULT_REPORTING_FLAG_NOHEAP: a crash report contains no memory but the stacks."""
ERROR_MODE = 0x1 | 0x2
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: a crash is not reported, and no dialog appears."""
ALLOWED_RIGHTS = "0x101001"
"""SYNCHRONIZE, query limited information, and terminate: no access to memory or handles."""
PROCESS_SDDL = f"D:P(A;;{ALLOWED_RIGHTS};;;OW)(A;;{ALLOWED_RIGHTS};;;SY)"
"""Security descriptor of the process: its owner and the system get these rights and no more."""
DACL, REVISION = 4, 1
DENY_ATTACH = 31
"""PT_DENY_ATTACH of macOS."""


def disable_crash_reports(kernel32: CDLL, wer: CDLL, program: str) -> None:
    """Disable crash reports on Windows, and leave the heap out of any that is made.

    An executable of our own name is also put on the user's exclusion list; Python itself is not, because
    other programs use it too.
    """
    kernel32.SetErrorMode(c_uint32(ERROR_MODE))
    kernel32.WerSetFlags(c_uint32(NO_HEAP))
    if not program.lower().startswith("python"):
        wer.WerAddExcludedApplication(c_wchar_p(program), c_int(0))


def deny_memory_access(kernel32: CDLL, advapi32: CDLL) -> bool:
    """Forbid other programs of the same user to read or dump the memory, on Windows; return True if that
    succeeded. An administrator still can.
    """
    described = c_void_p()
    if not advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        c_wchar_p(PROCESS_SDDL), c_uint32(REVISION), pointer(described), None
    ):
        return False
    kernel32.GetCurrentProcess.restype = c_void_p
    taken = advapi32.SetKernelObjectSecurity(c_void_p(kernel32.GetCurrentProcess()), c_uint32(DACL), described)
    kernel32.LocalFree(described)
    return bool(taken)


def deny_debuggers(libc: CDLL) -> bool:
    """Forbid debuggers to attach, on macOS; return True if that succeeded. Crash reports of macOS hold stacks
    and no heap.
    """
    return int(libc.ptrace(c_int(DENY_ATTACH), c_int(0), c_void_p(), c_int(0))) == 0
