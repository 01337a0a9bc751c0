"""Windows: its messages about sleep, lid, locked screen and session. Written from its manual; not run there yet."""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

POWER, SESSION = 0x0218, 0x02B1
"""WM_POWERBROADCAST and WM_WTSSESSION_CHANGE."""
SLEEPS, SETTING = 0x0004, 0x8013
"""PBT_APMSUSPEND and PBT_POWERSETTINGCHANGE."""
LEAVES = frozenset({0x2, 0x4, 0x6, 0x7})
"""Console and remote disconnect, log-off, lock."""
LID = (0xBA3E0F4D, 0xB817, 0x4094, (0xA2, 0xD1, 0xD5, 0x63, 0x79, 0xE6, 0xA0, 0xF3))
"""GUID_LIDSWITCH_STATE_CHANGE."""


class Guid(ctypes.Structure):
    _fields_ = (("a", wintypes.DWORD), ("b", wintypes.WORD), ("c", wintypes.WORD), ("d", wintypes.BYTE * 8))


class Setting(ctypes.Structure):
    """POWERBROADCAST_SETTING, with the one byte that we read."""

    _fields_ = (("which", Guid), ("length", wintypes.DWORD), ("data", ctypes.c_ubyte))


def lid() -> Guid:
    first, second, third, rest = LID
    return Guid(first, second, third, (wintypes.BYTE * 8)(*rest))


def leaving(message: int, word: int, setting: Setting | None) -> bool:
    """Whether a message says that the laptop goes out of the worker's hands."""
    if message == SESSION:
        return word in LEAVES
    if message != POWER:
        return False
    shut = setting is not None and bytes(setting.which) == bytes(lid()) and setting.data == 0
    return word == SLEEPS or (word == SETTING and shut)


def subscribe(window: int, user32: ctypes.CDLL, wtsapi32: ctypes.CDLL) -> None:
    """Have a window told of its session, of the lid, and of a sleep: one that keeps the network up says it to nobody
    who has not asked."""
    handle, to_a_window = wintypes.HWND(window), wintypes.DWORD(0)
    wtsapi32.WTSRegisterSessionNotification(handle, to_a_window)
    user32.RegisterPowerSettingNotification(handle, ctypes.pointer(lid()), to_a_window)
    user32.RegisterSuspendResumeNotification(handle, to_a_window)


class Windows(QObject, QAbstractNativeEventFilter):
    """Listens to the messages of one window."""

    def __init__(self, window: QWindow, lock: Callable[[], None]) -> None:
        QObject.__init__(self, window)
        QAbstractNativeEventFilter.__init__(self)
        self._lock = lock
        if sys.platform == "win32":
            subscribe(int(window.winId()), ctypes.CDLL("user32"), ctypes.CDLL("wtsapi32"))
        app = QCoreApplication.instance()
        if app:
            app.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        said = wintypes.MSG.from_address(int(message))
        setting = None
        if (said.message, said.wParam) == (POWER, SETTING) and said.lParam:
            setting = Setting.from_address(said.lParam)
        if leaving(said.message, said.wParam, setting):
            self._lock()
        return False
