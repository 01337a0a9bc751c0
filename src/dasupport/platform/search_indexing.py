"""Exclusion of files from the system's search index. Only Windows has an attribute for it.

macOS goes by names only (a file or folder whose name ends in `.noindex`), and Linux by the settings of
the user's search program: neither suits a sheet that the user wants to open later. The page that saves
it says so.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

NOT_INDEXED = 0x2000
"""FILE_ATTRIBUTE_NOT_CONTENT_INDEXED. Files made in a folder that has it inherit it."""
INVALID_ATTRIBUTES = 0xFFFFFFFF
"""INVALID_FILE_ATTRIBUTES."""


def exclude_from_search(path: Path) -> None:
    """Exclude a file or folder from the search index, if the system can; else do nothing."""
    if sys.platform == "win32":
        from ctypes import CDLL  # late: the lock screen starts without it

        make_windows_marker(CDLL("kernel32"))(path)


def make_windows_marker(kernel32: "CDLL") -> Callable[[Path], None]:
    """Return the function that marks a file or folder on Windows."""
    from ctypes import c_uint32, c_wchar_p

    def mark(path: Path) -> None:
        name = c_wchar_p(str(path))
        kernel32.GetFileAttributesW.restype = c_uint32
        now = int(kernel32.GetFileAttributesW(name))
        if now != INVALID_ATTRIBUTES:
            kernel32.SetFileAttributesW(name, c_uint32(now | NOT_INDEXED))

    return mark
