"""Whether Caps Lock is on: what the system says of its own key, and what a letter that was typed gives away."""

import ctypes
import sys
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

Caps = Callable[[], bool | None]
"""Whether it is on; None where the system does not say."""
LIGHTS = Path("/sys/class/leds")
CAPITAL = 0x14
"""What Windows calls VK_CAPITAL; the lowest bit of its state is the lock."""
SESSION, ALPHA_SHIFT = 0, 0x10000
"""What macOS calls kCGEventSourceStateCombinedSessionState and kCGEventFlagMaskAlphaShift."""


def asker(system: str = sys.platform, lights: Path = LIGHTS) -> Caps:
    """How this system is asked."""
    ways: dict[str, Callable[[], Caps]] = {
        "linux": lambda: lambda: lit(lights), "win32": lambda: by_state(ctypes.CDLL("user32")), "darwin": _on_macos,
    }  # fmt: skip
    try:
        return ways[system]() if system in ways else silent
    except (OSError, AttributeError):
        return silent


def silent() -> bool | None:
    """A system that does not say."""
    return None


def lit(lights: Path) -> bool | None:
    """Whether the light of the key is on, on any keyboard; Linux keeps them as files, whoever draws the windows."""
    found = []
    for light in lights.glob("*::capslock/brightness"):
        try:
            found.append(light.read_text(encoding="ascii").strip() != "0")
        except (OSError, ValueError):
            continue
    return any(found) if found else None


def by_state(user32: ctypes.CDLL) -> Caps:
    """The way of Windows."""
    return lambda: bool(user32.GetKeyState(CAPITAL) & 1)


def by_letter(text: str, *, shift: bool) -> bool | None:
    """What one letter says, typed with no key held down but Shift; None if it says nothing.

    A capital with Shift says nothing: macOS gives one whether Caps Lock is on or not.
    """
    if len(text) != 1 or not text.isalpha():
        return None
    if text.isupper():
        return None if shift else True
    return shift if text.islower() else None


def _on_macos() -> Caps:
    services = ctypes.CDLL(find_library("ApplicationServices"))
    services.CGEventSourceFlagsState.restype = ctypes.c_uint64
    return lambda: bool(services.CGEventSourceFlagsState(ctypes.c_int32(SESSION)) & ALPHA_SHIFT)
