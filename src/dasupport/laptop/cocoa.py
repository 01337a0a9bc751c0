"""Talking to macOS from Python: as much of it as a window and a pasteboard need. Written for it, not run on it yet."""

from ctypes import CDLL, c_char_p, c_long, c_void_p
from ctypes.util import find_library

from dasupport.laptop.clipboard import MARKS

HIDDEN, READABLE = 0, 1
"""NSWindowSharingNone and NSWindowSharingReadOnly."""


class Cocoa:
    """Messages to the objects of macOS. Raises OSError or AttributeError where there are none."""

    def __init__(self, library: CDLL | None = None) -> None:
        self._objc = library or CDLL(find_library("objc"))
        self._objc.objc_getClass.restype = c_void_p
        self._objc.sel_registerName.restype = c_void_p
        self._objc.objc_msgSend.restype = c_void_p

    def share(self, view: int, *, shown: bool) -> bool:
        """Whether pictures of the screen may hold the window of this view; true if the system took it."""
        window = self._send(view, "window")
        if not window:
            return False
        self._send(window, "setSharingType:", c_long(READABLE if shown else HIDDEN))
        return True

    def conceal(self) -> None:
        """Mark what stands on the pasteboard now as concealed and transient."""
        board = self._send(self._kind("NSPasteboard"), "generalPasteboard")
        for name in MARKS["darwin"]:
            sort = self._text(name)
            self._send(board, "addTypes:owner:", self._list(sort), c_void_p())
            self._send(board, "setString:forType:", self._text(""), sort)

    def _text(self, text: str) -> c_void_p:
        return c_void_p(self._send(self._kind("NSString"), "stringWithUTF8String:", c_char_p(text.encode())))

    def _list(self, one: c_void_p) -> c_void_p:
        return c_void_p(self._send(self._kind("NSArray"), "arrayWithObject:", one))

    def _kind(self, name: str) -> int:
        return int(self._objc.objc_getClass(name.encode()) or 0)

    def _send(self, receiver: int, message: str, *given: c_void_p | c_long | c_char_p) -> int:
        selector = c_void_p(self._objc.sel_registerName(message.encode()))
        return int(self._objc.objc_msgSend(c_void_p(receiver), selector, *given) or 0)
