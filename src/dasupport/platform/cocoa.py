"""Calls to the Objective-C runtime of macOS for windows, the pasteboard and notifications. Written from
the documentation; not run on macOS yet.
"""

from collections.abc import Callable, Iterable
from ctypes import CDLL, CFUNCTYPE, c_char_p, c_long, c_size_t, c_void_p
from ctypes.util import find_library

from dasupport.platform.clipboard import PRIVACY_FORMATS

HIDDEN, READABLE = 0, 1
"""NSWindowSharingNone and NSWindowSharingReadOnly."""
NOTIFICATION_METHOD = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p)
"""C signature of a notification method: the object, the selector, the notification."""
METHOD_SELECTOR, METHOD_TYPES = "heard:", b"v@:@"


class Cocoa:
    """Sender of messages to Objective-C objects. Raises OSError or AttributeError if there is no Objective-C
    runtime.
    """

    def __init__(self, library: CDLL | None = None) -> None:
        self._objc = library or CDLL(find_library("objc"))
        self._objc.objc_getClass.restype = c_void_p
        self._objc.sel_registerName.restype = c_void_p
        self._objc.objc_msgSend.restype = c_void_p
        self._methods: list[object] = []
        """Callbacks held for as long as the program runs, because macOS may call them."""

    def set_sharing(self, view: int, *, shown: bool) -> bool:
        """Allow or forbid screen captures of the window of this view; return True if the system accepted it."""
        window = self._send(view, "window")
        if not window:
            return False
        self._send(window, "setSharingType:", c_long(READABLE if shown else HIDDEN))
        return True

    def conceal_pasteboard(self) -> None:
        """Mark the current content of the pasteboard as concealed and transient."""
        board = self._send(self._class("NSPasteboard"), "generalPasteboard")
        for name in PRIVACY_FORMATS["darwin"]:
            sort = self._string(name)
            self._send(board, "addTypes:owner:", self._array(sort), c_void_p())
            self._send(board, "setString:forType:", self._string(""), sort)

    @property
    def workspace_notifications(self) -> int:
        """The notification centre of this user's desktop."""
        return self._send(self._send(self._class("NSWorkspace"), "sharedWorkspace"), "notificationCenter")

    @property
    def distributed_notifications(self) -> int:
        """The notification centre shared by all programs."""
        return self._send(self._class("NSDistributedNotificationCenter"), "defaultCenter")

    def make_observer(self, name: str, heard: Callable[[], None]) -> int:
        """Create an object of a new class of this name that calls `heard` on each notification it observes."""
        self._objc.objc_allocateClassPair.restype = c_void_p
        method = NOTIFICATION_METHOD(lambda *_: heard())
        self._methods.append(method)
        above, none = c_void_p(self._class("NSObject")), c_size_t(0)
        kind = c_void_p(self._objc.objc_allocateClassPair(above, c_char_p(name.encode()), none))
        self._objc.class_addMethod(kind, self._selector(METHOD_SELECTOR), method, c_char_p(METHOD_TYPES))
        self._objc.objc_registerClassPair(kind)
        return self._send(kind.value or 0, "new")

    def add_observer(self, ear: int, where: int, names: Iterable[str]) -> None:
        """Subscribe an observer to notifications of these names."""
        for name in names:
            given = (c_void_p(ear), self._selector(METHOD_SELECTOR), self._string(name), c_void_p())
            self._send(where, "addObserver:selector:name:object:", *given)

    def _selector(self, message: str) -> c_void_p:
        return c_void_p(self._objc.sel_registerName(message.encode()))

    def _string(self, text: str) -> c_void_p:
        return c_void_p(self._send(self._class("NSString"), "stringWithUTF8String:", c_char_p(text.encode())))

    def _array(self, one: c_void_p) -> c_void_p:
        return c_void_p(self._send(self._class("NSArray"), "arrayWithObject:", one))

    def _class(self, name: str) -> int:
        return int(self._objc.objc_getClass(name.encode()) or 0)

    def _send(self, receiver: int, message: str, *given: c_void_p | c_long | c_char_p) -> int:
        return int(self._objc.objc_msgSend(c_void_p(receiver), self._selector(message), *given) or 0)
