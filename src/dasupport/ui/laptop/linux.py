"""Linux: the system's own messages (D-Bus) about sleep, lid, locked screen and session. Local sockets only."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCall,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

LOGIN, MANAGER = "org.freedesktop.login1", "org.freedesktop.login1.Manager"
SESSION, POWER = "org.freedesktop.login1.Session", "org.freedesktop.UPower"
PLACE = "/org/freedesktop/login1"
PROPERTIES = "org.freedesktop.DBus.Properties"
SAVERS = (
    "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)  # fmt: skip
"""The names under which desktops say that their own screen is locked."""
LEAVING: Mapping[str, bool] = {"LidIsClosed": True, "LidClosed": True, "LockedHint": True, "Active": False}
"""What of the lid, of the power and of a session says that nobody of ours sits here any more."""
BEGINS, LOCKED, CHANGED = SLOT("begins(bool)"), SLOT("locked()"), SLOT("changed(QString,QVariantMap)")
USUAL = "unix:path=/run/dbus/system_bus_socket"


def local(address: str) -> bool:
    """Whether a bus is reached by a socket of this machine: there are addresses that lead out of it."""
    return all(part.startswith("unix:") for part in address.split(";"))


def addresses(environ: Mapping[str, str]) -> dict[str, str]:
    """Where the buses of the system and of the session are, as far as they are local."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    usual = f"unix:path={runtime}/bus" if runtime and Path(runtime, "bus").exists() else ""
    found = {
        "system": environ.get("DBUS_SYSTEM_BUS_ADDRESS") or USUAL,
        "session": environ.get("DBUS_SESSION_BUS_ADDRESS") or usual,
    }
    return {name: address for name, address in found.items() if address and local(address)}


class Linux(QObject):
    """Listens, and asks the system to wait a moment before it sleeps, so that what was typed is kept first."""

    def __init__(self, parent: QObject, who: str, lock: Callable[[], None]) -> None:
        super().__init__(parent)
        self._lock = lock
        self._moment: QDBusUnixFileDescriptor | None = None
        self._asked: QDBusPendingCallWatcher | None = None
        found = addresses(os.environ)
        if "session" in found:
            self._session(QDBusConnection.connectToBus(found["session"], "laptop-session"))
        if "system" in found:
            self._system(QDBusConnection.connectToBus(found["system"], "laptop-system"), who)

    def _session(self, bus: QDBusConnection) -> None:
        listen: Any = bus.connect  # it takes the text that SLOT gives, and its stubs say bytes
        for name in SAVERS:
            listen("", "", name, "ActiveChanged", self, BEGINS)

    def _system(self, bus: QDBusConnection, who: str) -> None:
        listen: Any = bus.connect
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            listen(LOGIN, PLACE, MANAGER, name, self, BEGINS)
        listen(LOGIN, "", SESSION, "Lock", self, LOCKED)
        for service in (LOGIN, POWER):
            listen(service, "", PROPERTIES, "PropertiesChanged", self, CHANGED)
        if bus.isConnected():
            wish = QDBusMessage.createMethodCall(LOGIN, PLACE, MANAGER, "Inhibit")
            wish.setArguments(["sleep", who, who, "delay"])
            asked = bus.asyncCall(wish)
            self._asked = QDBusPendingCallWatcher(asked, self)
            self._asked.finished.connect(lambda: self._granted(asked))

    def _granted(self, asked: QDBusPendingCall) -> None:
        """Keep what holds the sleep up: it is let go of with the process, which ends when the words are kept."""
        answer = asked.reply().arguments()
        if answer and isinstance(answer[0], QDBusUnixFileDescriptor):
            self._moment = answer[0]

    @Slot(bool)
    def begins(self, on: bool) -> None:
        """Something begins, or ends: sleep, shutting down, a locked screen."""
        if on:
            self._lock()

    @Slot()
    def locked(self) -> None:
        """The session is to be locked."""
        self._lock()

    @Slot("QString", "QVariantMap")
    def changed(self, _: str, values: dict[str, object]) -> None:
        """The lid, the power or a session is another than before. The list that comes third is left where it is:
        asked for, it ends the process in this release of the library."""
        if any(values.get(name) is ends for name, ends in LEAVING.items()):
            self._lock()
