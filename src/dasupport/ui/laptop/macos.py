"""macOS: its own notifications of sleep, locked screen, another user and shutting down. Not run there yet."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dasupport.laptop.cocoa import Cocoa

HERE = (
    "NSWorkspaceWillSleepNotification", "NSWorkspaceScreensDidSleepNotification",
    "NSWorkspaceSessionDidResignActiveNotification", "NSWorkspaceWillPowerOffNotification",
)  # fmt: skip
"""What the workspace says: sleep (a shut lid is one), a dark screen, another user, shutting down."""
EVERYWHERE = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
"""What the system says to every program."""


class Macos(QObject):
    """Listens. The laptop sleeps when whoever hears of it has come to an end: the words are kept by then."""

    def __init__(self, parent: QObject, lock: Callable[[], None], cocoa: Cocoa | None = None) -> None:
        super().__init__(parent)
        self._cocoa = cocoa or Cocoa()
        ear = self._cocoa.ear("LaptopEar", lock)
        self._cocoa.listen(ear, self._cocoa.workspace_notices, HERE)
        self._cocoa.listen(ear, self._cocoa.everybodys_notices, EVERYWHERE)
