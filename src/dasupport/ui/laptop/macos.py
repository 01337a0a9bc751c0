"""macOS: notifications of sleep, locked screen, user switch and shutdown. Not tested on macOS yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dasupport.laptop.cocoa import Cocoa

HERE = (
    "NSWorkspaceWillSleepNotification",
    "NSWorkspaceScreensDidSleepNotification",
    "NSWorkspaceSessionDidResignActiveNotification",
    "NSWorkspaceWillPowerOffNotification",
)
"""Workspace notifications: sleep (also a closed lid), display sleep, user switch, shutdown."""
EVERYWHERE = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
"""Distributed notifications: screen locked, screen saver started."""


class Macos(QObject):
    """Locks on these notifications. macOS sleeps only after the handler returns: the text is saved by then."""

    def __init__(self, parent: QObject, lock: Callable[[], None], cocoa: Cocoa | None = None) -> None:
        super().__init__(parent)
        self._cocoa = cocoa or Cocoa()
        ear = self._cocoa.ear("LaptopEar", lock)
        self._cocoa.listen(ear, self._cocoa.workspace_notices, HERE)
        self._cocoa.listen(ear, self._cocoa.everybodys_notices, EVERYWHERE)
