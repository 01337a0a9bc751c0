"""Caps Lock state: from the operating system, or inferred from a typed letter."""

import ctypes
import sys
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

CapsLockQuery = Callable[[], bool | None]
"""Query of the Caps Lock state: True if it is on, None if the system does not tell."""
LEDS_FOLDER = Path("/sys/class/leds")
VK_CAPITAL = 0x14
"""VK_CAPITAL of Windows; the lowest bit of its key state is the toggle."""
SESSION, ALPHA_SHIFT = 0, 0x10000
"""kCGEventSourceStateCombinedSessionState and kCGEventFlagMaskAlphaShift of macOS."""


def choose_query(system: str = sys.platform, lights: Path = LEDS_FOLDER) -> CapsLockQuery:
    """Return the query for this system."""
    ways: dict[str, Callable[[], CapsLockQuery]] = {
        "linux": lambda: lambda: read_leds(lights),
        "win32": lambda: make_windows_query(ctypes.CDLL("user32")),
        "darwin": _make_macos_query,
    }
    try:
        return ways[system]() if system in ways else query_unsupported
    except (OSError, AttributeError):
        return query_unsupported


def query_unsupported() -> bool | None:
    """Return None: this system does not tell."""
    return None


def read_leds(lights: Path) -> bool | None:
    """Return True if the Caps Lock light of any keyboard is on; None if there is no light.

    Linux exposes the lights as files, under X11 and Wayland alike.
    """
    found = []
    for light in lights.glob("*::capslock/brightness"):
        try:
            found.append(light.read_text(encoding="ascii").strip() != "0")
        except (OSError, ValueError):
            continue
    return any(found) if found else None


def make_windows_query(user32: ctypes.CDLL) -> CapsLockQuery:
    """Return the query of Windows."""
    return lambda: bool(user32.GetKeyState(VK_CAPITAL) & 1)


def infer_from_letter(text: str, *, shift: bool) -> bool | None:
    """Return the state inferred from one letter, typed with no modifier but Shift; None if it cannot be
    inferred.

    A capital typed with Shift tells nothing: macOS gives one with Caps Lock on or off.
    """
    if len(text) != 1 or not text.isalpha():
        return None
    if text.isupper():
        return None if shift else True
    return shift if text.islower() else None


def _make_macos_query() -> CapsLockQuery:
    services = ctypes.CDLL(find_library("ApplicationServices"))
    services.CGEventSourceFlagsState.restype = ctypes.c_uint64
    return lambda: bool(services.CGEventSourceFlagsState(ctypes.c_int32(SESSION)) & ALPHA_SHIFT)
