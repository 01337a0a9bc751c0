"""The other end of the bus: somebody who plays the system, and says one thing as soon as a program listens.

Arguments: the address of a bus, the name to bear, a path, an interface, a signal, its arguments as JSON. It prints a
line when it can be asked, and ends with code 0 once the program has let go of the sleep that it held up.
"""

import json
import os
import sys
from typing import Any

from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

face: Any = ClassInfo
"""Its stubs know neither of the two ways in which it is called."""
ADDRESS, NAME, PATH, FACE, SIGNAL, SAID = sys.argv[1:]
app = QCoreApplication([])
bus = QDBusConnection.connectToBus(ADDRESS, "other-end")


def say() -> None:
    signal = QDBusMessage.createSignal(PATH, FACE, SIGNAL)
    signal.setArguments(json.loads(SAID))
    bus.send(signal)


@face({"D-Bus Interface": "org.freedesktop.login1.Manager"})
class Manager(QObject):
    """Grants a moment before the sleep, as the system does."""

    @Slot(str, str, str, str, result="QDBusUnixFileDescriptor")
    def Inhibit(self, what: str, who: str, why: str, mode: str) -> QDBusUnixFileDescriptor:
        ours, theirs = os.pipe()
        self.held = QSocketNotifier(ours, QSocketNotifier.Type.Read, self)
        self.held.activated.connect(lambda: app.exit(0 if (what, mode) == ("sleep", "delay") else 3))
        granted = QDBusUnixFileDescriptor(theirs)
        os.close(theirs)
        QTimer.singleShot(0, say)
        return granted


manager = Manager()
bus.registerObject("/org/freedesktop/login1", manager, QDBusConnection.RegisterOption.ExportAllSlots)
named = all(bus.registerService(name) for name in {"org.freedesktop.login1", NAME})
sys.stdout.write(f"{named}\n")
sys.stdout.flush()
sys.exit(app.exec())
