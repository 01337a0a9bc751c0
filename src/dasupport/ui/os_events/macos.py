"""macOS: notifications of sleep, locked screen, user switch and shutdown. Not tested on macOS yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dasupport.platform.cocoa import Cocoa

WORKSPACE_NOTIFICATIONS = (
    "NSWorkspaceWillSleepNotification",
    "NSWorkspaceScreensDidSleepNotification",
    "NSWorkspaceSessionDidResignActiveNotification",
    "NSWorkspaceWillPowerOffNotification",
)
"""Workspace notifications: sleep (also a closed lid), display sleep, user switch, shutdown."""
DISTRIBUTED_NOTIFICATIONS = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
"""Distributed notifications: screen locked, screen saver started."""


class MacosEvents(QObject):
    """Locks on these notifications. macOS sleeps only after the handler returns: the text is saved by then."""

    def __init__(self, parent: QObject, lock: Callable[[], None], cocoa: Cocoa | None = None) -> None:
        super().__init__(parent)
        self._cocoa = cocoa or Cocoa()
        ear = self._cocoa.make_observer("LaptopEar", lock)
        self._cocoa.add_observer(ear, self._cocoa.workspace_notifications, WORKSPACE_NOTIFICATIONS)
        self._cocoa.add_observer(ear, self._cocoa.distributed_notifications, DISTRIBUTED_NOTIFICATIONS)
