"""Keeping what the program writes out of the laptop's own search, where a system has a mark for it: Windows has one.

macOS goes by names only (a file or a folder whose name ends in `.noindex`), and Linux by the settings of the user's
search: neither can be done to one sheet that somebody wants to open later. The page that saves it says so.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

NOT_INDEXED = 0x2000
"""FILE_ATTRIBUTE_NOT_CONTENT_INDEXED. What is made in a folder that has it has it too."""
NONE = 0xFFFFFFFF
"""INVALID_FILE_ATTRIBUTES."""


def unlisted(path: Path) -> None:
    """Mark a file or a folder, so that no search reads it. What cannot be marked stays as it is."""
    if sys.platform == "win32":
        from ctypes import CDLL  # late: the way to the lock screen goes without it

        marking(CDLL("kernel32"))(path)


def marking(kernel32: "CDLL") -> Callable[[Path], None]:
    """The way of Windows."""
    from ctypes import c_uint32, c_wchar_p

    def mark(path: Path) -> None:
        name = c_wchar_p(str(path))
        kernel32.GetFileAttributesW.restype = c_uint32
        now = int(kernel32.GetFileAttributesW(name))
        if now != NONE:
            kernel32.SetFileAttributesW(name, c_uint32(now | NOT_INDEXED))

    return mark
