"""What the laptop does by itself: sleep, a shut lid, a locked screen, another user. One small face per system."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow


def watch(window: QWindow, who: str, lock: Callable[[], None]) -> QObject | None:
    """Have `lock` called whenever the laptop goes out of the worker's hands; `who` is the program's name, for the
    system's own list of those who want a moment before it sleeps.

    Returns what watches, to be kept as long as the window; nothing where there is no way to be told: there the clock of
    the idle time finds out after the sleep.
    """
    if sys.platform == "linux":
        from dasupport.ui.laptop.linux import Linux

        return Linux(window, who, lock)
    if sys.platform == "win32":
        from dasupport.ui.laptop.windows import Windows

        return Windows(window, lock)
    if sys.platform == "darwin":
        from dasupport.ui.laptop.macos import Macos

        return Macos(window, lock)
    return None
