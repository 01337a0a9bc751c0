"""Windows: messages about sleep, lid, locked screen and session. Written from the documentation; not tested yet."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
"""Window messages."""
PBT_APMSUSPEND, PBT_POWERSETTINGCHANGE = 0x0004, 0x8013
"""Power events (wParam of WM_POWERBROADCAST)."""
LOCKING_SESSION_EVENTS = frozenset({0x2, 0x4, 0x6, 0x7})
"""Session events that lock: console and remote disconnect, log-off, lock."""
LID_SWITCH_GUID = (0xBA3E0F4D, 0xB817, 0x4094, (0xA2, 0xD1, 0xD5, 0x63, 0x79, 0xE6, 0xA0, 0xF3))
"""GUID_LIDSWITCH_STATE_CHANGE: the setting whose first data byte is 0 when the lid is closed."""


class Guid(ctypes.Structure):
    """A Windows GUID structure."""

    _fields_ = (("a", wintypes.DWORD), ("b", wintypes.WORD), ("c", wintypes.WORD), ("d", wintypes.BYTE * 8))


class PowerBroadcastSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING, with only the first byte of its data."""

    _fields_ = (("which", Guid), ("length", wintypes.DWORD), ("data", ctypes.c_ubyte))


def make_lid_guid() -> Guid:
    """Return LID_SWITCH_GUID as a structure."""
    first, second, third, rest = LID_SWITCH_GUID
    return Guid(first, second, third, (wintypes.BYTE * 8)(*rest))


def is_lock_event(message: int, word: int, setting: PowerBroadcastSetting | None) -> bool:
    """Return True if a message says that the user has left: session locked or disconnected, sleep, lid closed."""
    if message == WM_WTSSESSION_CHANGE:
        return word in LOCKING_SESSION_EVENTS
    if message != WM_POWERBROADCAST:
        return False
    shut = setting is not None and bytes(setting.which) == bytes(make_lid_guid()) and setting.data == 0
    return word == PBT_APMSUSPEND or (word == PBT_POWERSETTINGCHANGE and shut)


def register_notifications(window: int, user32: ctypes.CDLL, wtsapi32: ctypes.CDLL) -> None:
    """Register a window for session, lid and sleep messages.

    A system that stays on the network while asleep (modern standby) reports sleep only to programs that registered.
    """
    handle, to_a_window = wintypes.HWND(window), wintypes.DWORD(0)
    wtsapi32.WTSRegisterSessionNotification(handle, to_a_window)
    user32.RegisterPowerSettingNotification(handle, ctypes.pointer(make_lid_guid()), to_a_window)
    user32.RegisterSuspendResumeNotification(handle, to_a_window)


class WindowsEvents(QObject, QAbstractNativeEventFilter):
    """Listens to the native messages of one window."""

    def __init__(self, window: QWindow, lock: Callable[[], None]) -> None:
        QObject.__init__(self, window)
        QAbstractNativeEventFilter.__init__(self)
        self._lock = lock
        if sys.platform == "win32":
            register_notifications(int(window.winId()), ctypes.CDLL("user32"), ctypes.CDLL("wtsapi32"))
        app = QCoreApplication.instance()
        if app:
            app.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        said = wintypes.MSG.from_address(int(message))
        setting = None
        if (said.message, said.wParam) == (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE) and said.lParam:
            setting = PowerBroadcastSetting.from_address(said.lParam)
        if is_lock_event(said.message, said.wParam, setting):
            self._lock()
        return False
