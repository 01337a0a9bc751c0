"""Keeping windows out of pictures and recordings of the screen, where a system can: Linux cannot."""

import ctypes
import sys
from collections.abc import Callable
from typing import Protocol

Hide = Callable[[int, bool], bool]
"""Given the native number of a window, and whether it is to be hidden: hides it or shows it again, and says whether
the system took it."""


class Sight(Protocol):
    """Whether other programs may see the windows, until this one ends."""

    @property
    def possible(self) -> bool: ...

    shown: bool

    def show(self, *, on: bool) -> None: ...


NOT_AT_ALL, BLACK, LEFT_OUT = 0x0, 0x1, 0x11
"""What Windows calls WDA_NONE, WDA_MONITOR (before Windows 10 2004: a black picture) and WDA_EXCLUDEFROMCAPTURE."""


def hider(system: str = sys.platform) -> Hide | None:
    """How this system hides a window; nothing where it cannot be done."""
    ways: dict[str, Callable[[], Hide]] = {"win32": _on_windows, "darwin": _on_macos}
    try:
        return ways[system]() if system in ways else None
    except (OSError, AttributeError):
        return None


ICONIC, NO_PEEK = 7, 11
"""DWMWA_FORCE_ICONIC_REPRESENTATION and DWMWA_DISALLOW_PEEK: the icon in the place of a small picture of the window,
and no look at it through the others."""


def excluded(user32: ctypes.CDLL, dwm: ctypes.CDLL) -> Hide:
    """The way of Windows: the window is left out of every picture, or black in it where that is all there is; and the
    task bar shows no small one."""

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
