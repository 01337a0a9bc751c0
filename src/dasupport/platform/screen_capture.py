"""Exclusion of windows from screenshots and screen recordings, on systems that can: Linux cannot."""

import ctypes
import sys
from collections.abc import Callable
from typing import Protocol

HideWindow = Callable[[int, bool], bool]
"""Function that hides a window from captures or shows it again: takes the native window number and True to
hide, and returns True if the system accepted it.
"""


class CaptureSetting(Protocol):
    """Setting that lets other programs capture the windows; it lasts until the program ends."""

    @property
    def is_supported(self) -> bool:
        """True if this system can hide windows from captures."""

    is_capture_allowed: bool

    def allow_capture(self, *, on: bool) -> None:
        """Allow or forbid captures of all windows."""


WDA_NONE, WDA_MONITOR, WDA_EXCLUDEFROMCAPTURE = 0x0, 0x1, 0x11
"""WDA_NONE, WDA_MONITOR (the window is black; before Windows 10 2004) and WDA_EXCLUDEFROMCAPTURE."""


def find_window_hider(system: str = sys.platform) -> HideWindow | None:
    """Return the function that hides a window on this system, or None if it cannot be done."""
    ways: dict[str, Callable[[], HideWindow]] = {"win32": _load_windows_hider, "darwin": _load_macos_hider}
    try:
        return ways[system]() if system in ways else None
    except (OSError, AttributeError):
        return None


ICONIC, NO_PEEK = 7, 11
"""DWMWA_FORCE_ICONIC_REPRESENTATION and DWMWA_DISALLOW_PEEK: an icon in place of the thumbnail of the
window, and no preview of it with Aero Peek.
"""


def make_windows_hider(user32: ctypes.CDLL, dwm: ctypes.CDLL) -> HideWindow:
    """Return the function that hides a window on Windows.

    Captures leave the window out, or show it black on older versions; the task bar shows no thumbnail.
    """

    def hide(window: int, on: bool) -> bool:
        handle, wanted = ctypes.c_void_p(window), (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR) if on else (WDA_NONE,)
        flag = ctypes.c_int(on)
        for what in (ICONIC, NO_PEEK):
            dwm.DwmSetWindowAttribute(handle, ctypes.c_uint32(what), ctypes.byref(flag), ctypes.c_uint32(4))
        return any(user32.SetWindowDisplayAffinity(handle, ctypes.c_uint32(how)) for how in wanted)

    return hide


def _load_windows_hider() -> HideWindow:
    return make_windows_hider(ctypes.CDLL("user32"), ctypes.CDLL("dwmapi"))


def _load_macos_hider() -> HideWindow:
    from dasupport.platform.cocoa import Cocoa

    cocoa = Cocoa()
    return lambda view, on: cocoa.set_sharing(view, shown=not on)
