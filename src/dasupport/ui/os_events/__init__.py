"""Operating system events that lock the program: sleep, lid, locked screen, user switch. One class per system."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QWindow


def watch_os_events(window: QWindow, who: str, lock: Callable[[], None]) -> QObject | None:
    """Call `lock` on sleep, a closed lid, a locked screen, a user switch or shutdown.

    `who` is the program's name, for the system's list of programs that delay sleep. Returns the watcher, to be
    kept as long as the window; None if the system reports nothing: there the idle timer finds out after the sleep.
    """
    if sys.platform == "linux":
        from dasupport.ui.os_events.linux import LinuxEvents

        return LinuxEvents(window, who, lock)
    if sys.platform == "win32":
        from dasupport.ui.os_events.windows import WindowsEvents

        return WindowsEvents(window, lock)
    if sys.platform == "darwin":
        from dasupport.ui.os_events.macos import MacosEvents

        return MacosEvents(window, lock)
    return None
