"""What other systems are asked to do, in their own words. Windows and macOS are stood in for by what takes down a call:
what they make of it could not be tried here."""

import ctypes
import sys
from typing import cast

import pytest

from dasupport.platform.clipboard import PRIVACY_FORMATS, ZERO, get_privacy_formats
from dasupport.platform.cocoa import HIDDEN, READABLE, Cocoa
from dasupport.platform.screen_capture import (
    ICONIC,
    NO_PEEK,
    WDA_EXCLUDEFROMCAPTURE,
    WDA_MONITOR,
    WDA_NONE,
    find_window_hider,
    make_windows_hider,
)

WINDOW = 4711


class User32:
    """Takes down what is asked of Windows; it grants what it is told to grant. It is its compositor too."""

    def __init__(self, *granted: int) -> None:
        self.granted = granted
        self.asked: list[tuple[int | None, int]] = []
        self.small: dict[int, bool] = {}

    def DwmSetWindowAttribute(
        self,
        window: ctypes.c_void_p,
        what: ctypes.c_uint32,
        flag: "ctypes._Pointer[ctypes.c_int]",
        size: ctypes.c_uint32,
    ) -> int:
        assert (window.value, size.value) == (WINDOW, ctypes.sizeof(ctypes.c_int))
        self.small[what.value] = bool(ctypes.cast(flag, ctypes.POINTER(ctypes.c_int)).contents)
        return 0

    def SetWindowDisplayAffinity(self, window: ctypes.c_void_p, how: ctypes.c_uint32) -> int:
        self.asked.append((window.value, how.value))
        return how.value in self.granted


@pytest.mark.parametrize(
    ("on", "granted", "asked", "taken"),
    [
        (True, (WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR), [WDA_EXCLUDEFROMCAPTURE], True),
        (True, (WDA_MONITOR,), [WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR], True),
        (True, (), [WDA_EXCLUDEFROMCAPTURE, WDA_MONITOR], False),
        (False, (WDA_NONE,), [WDA_NONE], True),
    ],
)
def test_that_windows_is_asked_to_leave_a_window_out_else_to_blacken_it(
    on: bool, granted: tuple[int, ...], asked: list[int], taken: bool
) -> None:
    system = User32(*granted)
    library = cast("ctypes.CDLL", system)
    assert make_windows_hider(library, library)(WINDOW, on) is taken
    assert system.asked == [(WINDOW, how) for how in asked]
    assert system.small == {ICONIC: on, NO_PEEK: on}


class Named:
    """A function of a library, which takes down what it was given."""

    restype: object = None

    def __init__(self, taken: list[tuple[object, ...]], gives: int = 0) -> None:
        self.taken = taken
        self.gives = gives
        self.names: dict[bytes, int] = {}

    def __call__(self, *given: object) -> int:
        if isinstance(given[0], bytes):
            return self.names.setdefault(given[0], 100 + len(self.names))
        self.taken.append(given)
        return self.gives


class Objects:
    """Takes down the messages that the objects of macOS are sent."""

    def __init__(self, gives: int = 9) -> None:
        self.sent: list[tuple[object, ...]] = []
        self.objc_getClass = Named([])
        self.sel_registerName = Named([])
        self.objc_msgSend = Named(self.sent, gives)

    @property
    def messages(self) -> list[tuple[str, list[object]]]:
        names = {number: name.decode() for name, number in self.sel_registerName.names.items()}
        return [
            (names[cast("ctypes.c_void_p", selector).value or 0], [getattr(part, "value", part) for part in rest])
            for _, selector, *rest in self.sent
        ]


@pytest.mark.parametrize(("shown", "how"), [(False, HIDDEN), (True, READABLE)])
def test_that_macos_is_told_how_to_share_the_window_of_a_view(shown: bool, how: int) -> None:
    objects = Objects()
    assert Cocoa(cast("ctypes.CDLL", objects)).set_sharing(WINDOW, shown=shown)
    assert objects.messages == [("window", []), ("setSharingType:", [how])]


def test_that_a_view_without_a_window_is_not_taken_for_a_hidden_one() -> None:
    assert not Cocoa(cast("ctypes.CDLL", Objects(gives=0))).set_sharing(WINDOW, shown=False)


def test_that_macos_is_told_that_what_was_copied_is_concealed_and_passing() -> None:
    objects = Objects()
    Cocoa(cast("ctypes.CDLL", objects)).conceal_pasteboard()
    texts = [given[0] for message, given in objects.messages if message == "stringWithUTF8String:"]
    assert [text for text in texts if text] == [name.encode() for name in PRIVACY_FORMATS["darwin"]]
    assert [message for message, _ in objects.messages].count("setString:forType:") == len(PRIVACY_FORMATS["darwin"])


def test_that_linux_cannot_hide_a_window_and_does_not_say_so() -> None:
    assert find_window_hider("linux") is None


@pytest.mark.skipif(sys.platform == "win32", reason="elsewhere there is no user32")
def test_that_a_system_without_its_library_hides_nothing_and_goes_on() -> None:
    assert find_window_hider("win32") is None


def test_that_each_system_has_its_own_marks_for_what_was_copied() -> None:
    assert get_privacy_formats("linux") == {"x-kde-passwordManagerHint": b"secret"}
    assert (
        get_privacy_formats("win32")["CanIncludeInClipboardHistory"]
        == get_privacy_formats("win32")["CanUploadToCloudClipboard"]
        == ZERO
    )
    assert "ExcludeClipboardContentFromMonitorProcessing" in get_privacy_formats("win32")
    assert get_privacy_formats("darwin") == get_privacy_formats("plan9") == {}
