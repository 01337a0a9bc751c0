"""Linux: D-Bus signals about sleep, lid, locked screen and session. Local sockets only."""

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

LOGIN_SERVICE, MANAGER_INTERFACE = "org.freedesktop.login1", "org.freedesktop.login1.Manager"
SESSION_INTERFACE, POWER_SERVICE = "org.freedesktop.login1.Session", "org.freedesktop.UPower"
LOGIN_PATH = "/org/freedesktop/login1"
PROPERTIES_INTERFACE = "org.freedesktop.DBus.Properties"
SCREEN_SAVER_INTERFACES = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""D-Bus interfaces by which desktops report that their screen is locked."""
LOCK_PROPERTIES: Mapping[str, bool] = {"LidIsClosed": True, "LidClosed": True, "LockedHint": True, "Active": False}
"""Properties of lid, power and session, with the value that means the user is gone."""
BEGINS_SLOT, LOCKED_SLOT, CHANGED_SLOT = SLOT("begins(bool)"), SLOT("locked()"), SLOT("changed(QString,QVariantMap)")
DEFAULT_SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket"


def is_local(address: str) -> bool:
    """Return True if a bus address uses only sockets of this machine: other transports can leave it."""
    return all(part.startswith("unix:") for part in address.split(";"))


def find_bus_addresses(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of the system and session bus, by name, without those that are not local."""
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    usual = f"unix:path={runtime}/bus" if runtime and Path(runtime, "bus").exists() else ""
    found = {
        "system": environ.get("DBUS_SYSTEM_BUS_ADDRESS") or DEFAULT_SYSTEM_BUS,
        "session": environ.get("DBUS_SESSION_BUS_ADDRESS") or usual,
    }
    return {name: address for name, address in found.items() if address and is_local(address)}


class LinuxEvents(QObject):
    """Listens on D-Bus, and asks the system to delay its sleep until typed text is saved (an inhibitor lock)."""

    def __init__(self, parent: QObject, who: str, lock: Callable[[], None]) -> None:
        super().__init__(parent)
        self._lock = lock
        self._inhibitor: QDBusUnixFileDescriptor | None = None
        self._inhibit_call: QDBusPendingCallWatcher | None = None
        found = find_bus_addresses(os.environ)
        if "session" in found:
            self._listen_on_session_bus(QDBusConnection.connectToBus(found["session"], "laptop-session"))
        if "system" in found:
            self._listen_on_system_bus(QDBusConnection.connectToBus(found["system"], "laptop-system"), who)

    def _listen_on_session_bus(self, bus: QDBusConnection) -> None:
        listen: Any = bus.connect  # it takes the str that SLOT returns, but its stubs say bytes
        for name in SCREEN_SAVER_INTERFACES:
            listen("", "", name, "ActiveChanged", self, BEGINS_SLOT)

    def _listen_on_system_bus(self, bus: QDBusConnection, who: str) -> None:
        listen: Any = bus.connect
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            listen(LOGIN_SERVICE, LOGIN_PATH, MANAGER_INTERFACE, name, self, BEGINS_SLOT)
        listen(LOGIN_SERVICE, "", SESSION_INTERFACE, "Lock", self, LOCKED_SLOT)
        for service in (LOGIN_SERVICE, POWER_SERVICE):
            listen(service, "", PROPERTIES_INTERFACE, "PropertiesChanged", self, CHANGED_SLOT)
        if bus.isConnected():
            wish = QDBusMessage.createMethodCall(LOGIN_SERVICE, LOGIN_PATH, MANAGER_INTERFACE, "Inhibit")
            wish.setArguments(["sleep", who, who, "delay"])
            asked = bus.asyncCall(wish)
            self._inhibit_call = QDBusPendingCallWatcher(asked, self)
            self._inhibit_call.finished.connect(lambda: self._hold_inhibitor(asked))

    def _hold_inhibitor(self, asked: QDBusPendingCall) -> None:
        """Hold the inhibitor's file descriptor: it is released with the process, which ends once the text is saved."""
        answer = asked.reply().arguments()
        if answer and isinstance(answer[0], QDBusUnixFileDescriptor):
            self._inhibitor = answer[0]

    @Slot(bool)
    def begins(self, on: bool) -> None:
        """Lock when sleep, shutdown or a locked screen begins (`on`); do nothing when it ends."""
        if on:
            self._lock()

    @Slot()
    def locked(self) -> None:
        """Lock: the session is to be locked."""
        self._lock()

    @Slot("QString", "QVariantMap")
    def changed(self, _: str, values: dict[str, object]) -> None:
        """Lock if a property of lid, power or session says that the user is gone.

        The signal's third argument, a list, is not read: reading it crashes the process in this release of PySide.
        """
        if any(values.get(name) is ends for name, ends in LOCK_PROPERTIES.items()):
            self._lock()
