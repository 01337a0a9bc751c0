"""What a process gives away of itself when it ends badly, and to programs that ask for its memory: Windows and macOS.

Written from their manuals, with the system's own calls given in; not run there yet.
"""

from ctypes import CDLL, c_int, c_uint32, c_void_p, c_wchar_p, pointer

NO_HEAP = 0x1
"""WER_FAULT_REPORTING_FLAG_NOHEAP: a report of a crash holds no memory but the stacks."""
QUIET = 0x1 | 0x2
"""SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX: a crash is not reported, and nobody is asked."""
RIGHTS = "0x101001"
"""Wait for the process, see that it is there, end it: not its memory, and not its handles."""
WALL = f"D:P(A;;{RIGHTS};;;OW)(A;;{RIGHTS};;;SY)"
"""Who may do what to the process: its owner and the system, and they no more than that."""
DACL, REVISION = 4, 1
DENY_ATTACH = 31
"""PT_DENY_ATTACH."""


def unreported(kernel32: CDLL, wer: CDLL, program: str) -> None:
    """Windows: no report of a crash, and none with the heap. A program of our own name is also put on the user's list
    of those that are never reported; Python itself is not, because it is others' too."""
    kernel32.SetErrorMode(c_uint32(QUIET))
    kernel32.WerSetFlags(c_uint32(NO_HEAP))
    if not program.lower().startswith("python"):
        wer.WerAddExcludedApplication(c_wchar_p(program), c_int(0))


def closed(kernel32: CDLL, advapi32: CDLL) -> bool:
    """Windows: no other program of the same user may read the memory, or make a picture of it; true if it was taken.
    An administrator may still."""
    described = c_void_p()
    if not advapi32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
        c_wchar_p(WALL), c_uint32(REVISION), pointer(described), None
    ):
        return False
    kernel32.GetCurrentProcess.restype = c_void_p
    taken = advapi32.SetKernelObjectSecurity(c_void_p(kernel32.GetCurrentProcess()), c_uint32(DACL), described)
    kernel32.LocalFree(described)
    return bool(taken)


def unattached(libc: CDLL) -> bool:
    """macOS: no debugger may be attached; true if it was taken. Its reports of crashes hold stacks and no heap."""
    return int(libc.ptrace(c_int(DENY_ATTACH), c_int(0), c_void_p(), c_int(0))) == 0
