"""macOS tells of sleep, a locked screen, another user and shutting down: something that takes down what its objects are
told stands in for it, and calls back as it would."""

import ctypes
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from dasupport.platform.cocoa import NOTIFICATION_METHOD, Cocoa
from dasupport.ui.os_events.macos import DISTRIBUTED_NOTIFICATIONS, WORKSPACE_NOTIFICATIONS, MacosEvents
from tests.platform.test_screen_capture import Named, Objects


class Runtime(Objects):
    """Classes can be made in it too."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[str] = []
        self.called: list[Callable[..., None]] = []
        self.objc_allocateClassPair = Named([], 55)
        self.objc_registerClassPair = Named([])

    def class_addMethod(
        self, kind: ctypes.c_void_p, name: ctypes.c_void_p, method: Callable[..., None], types: ctypes.c_char_p
    ) -> int:
        assert (kind.value, types.value) == (55, b"v@:@")
        assert isinstance(method, NOTIFICATION_METHOD)
        self.made.append(self.named(name))
        self.called.append(method)
        return 1

    def named(self, name: ctypes.c_void_p) -> str:
        return {number: text.decode() for text, number in self.sel_registerName.names.items()}[name.value or 0]


def test_that_whatever_takes_the_laptop_out_of_ones_hands_is_listened_for(qtbot: QtBot) -> None:
    runtime, locked = Runtime(), []
    parent = QObject()
    MacosEvents(parent, lambda: locked.append(True), Cocoa(cast("ctypes.CDLL", runtime)))
    texts = [given[0] for message, given in runtime.messages if message == "stringWithUTF8String:"]
    assert texts == [name.encode() for name in (*WORKSPACE_NOTIFICATIONS, *DISTRIBUTED_NOTIFICATIONS)]
    asked = [given for message, given in runtime.messages if message == "addObserver:selector:name:object:"]
    assert len(asked) == len(WORKSPACE_NOTIFICATIONS) + len(DISTRIBUTED_NOTIFICATIONS)
    assert runtime.made == ["heard:"]
    (heard,) = runtime.called
    heard(1, 2, 3)
    assert locked == [True]
