"""Exclusion of windows from screenshots and screen recordings, on systems that can: Linux cannot."""

import ctypes
import sys
from collections.abc import Callable
from typing import Protocol

Hide = Callable[[int, bool], bool]
"""Function that hides a window from captures or shows it again: takes the native window number and True to
hide, and returns True if the system accepted it.
"""


class Sight(Protocol):
    """Setting that lets other programs capture the windows; it lasts until the program ends."""

    @property
    def possible(self) -> bool:
        """True if this system can hide windows from captures."""

    shown: bool

    def show(self, *, on: bool) -> None:
        """Allow or forbid captures of all windows."""


NOT_AT_ALL, BLACK, LEFT_OUT = 0x0, 0x1, 0x11
"""WDA_NONE, WDA_MONITOR (the window is black; before Windows 10 2004) and WDA_EXCLUDEFROMCAPTURE."""


def hider(system: str = sys.platform) -> Hide | None:
    """Return the function that hides a window on this system, or None if it cannot be done."""
    ways: dict[str, Callable[[], Hide]] = {"win32": _on_windows, "darwin": _on_macos}
    try:
        return ways[system]() if system in ways else None
    except (OSError, AttributeError):
        return None


ICONIC, NO_PEEK = 7, 11
"""DWMWA_FORCE_ICONIC_REPRESENTATION and DWMWA_DISALLOW_PEEK: an icon in place of the thumbnail of the
window, and no preview of it with Aero Peek.
"""


def excluded(user32: ctypes.CDLL, dwm: ctypes.CDLL) -> Hide:
    """Return the function that hides a window on Windows.

    Captures leave the window out, or show it black on older versions; the task bar shows no thumbnail.
    """

    def hide(window: int, on: bool) -> bool:
        handle, wanted = ctypes.c_void_p(window), (LEFT_OUT, BLACK) if on else (NOT_AT_ALL,)
        flag = ctypes.c_int(on)
        for what in (ICONIC, NO_PEEK):
            dwm.DwmSetWindowAttribute(handle, ctypes.c_uint32(what), ctypes.byref(flag), ctypes.c_uint32(4))
        return any(user32.SetWindowDisplayAffinity(handle, ctypes.c_uint32(how)) for how in wanted)

    return hide


def _on_windows() -> Hide:
    return excluded(ctypes.CDLL("user32"), ctypes.CDLL("dwmapi"))


def _on_macos() -> Hide:
    from dasupport.laptop.cocoa import Cocoa

    cocoa = Cocoa()
    return lambda view, on: cocoa.share(view, shown=not on)
