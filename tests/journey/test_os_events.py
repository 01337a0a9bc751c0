"""The laptop sleeps, is shut, locks its screen, changes hands: the program locks first, with the half of the word."""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.settings import Settings
from dasupport.ui.os_events.linux import DEFAULT_SYSTEM_BUS, find_bus_addresses
from dasupport.ui.os_events.windows import (
    LOCKING_SESSION_EVENTS,
    PBT_APMSUSPEND,
    PBT_POWERSETTINGCHANGE,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    PowerBroadcastSetting,
    is_lock_event,
    make_lid_guid,
    register_notifications,
)
from dasupport.vault.access.opener import VaultOpener
from tests.samples import CHEAP, PASSPHRASE

ROOT = Path(__file__).parents[2]
LOCKED = 70
LOGIN, PLACE, ONE = "org.freedesktop.login1", "/org/freedesktop/login1", "/org/freedesktop/login1/session/_31"
PROPERTIES = "org.freedesktop.DBus.Properties"
UPOWER = ("org.freedesktop.UPower", "/org/freedesktop/UPower", PROPERTIES, "PropertiesChanged")
SESSION_IS = (LOGIN, ONE, PROPERTIES, "PropertiesChanged")
SAID: dict[str, tuple[str, str, str, str, list[object]]] = {
    "it goes to sleep": (LOGIN, PLACE, f"{LOGIN}.Manager", "PrepareForSleep", [True]),
    "it is shut down": (LOGIN, PLACE, f"{LOGIN}.Manager", "PrepareForShutdown", [True]),
    "the session is locked": (LOGIN, ONE, f"{LOGIN}.Session", "Lock", []),
    "the lid is closed": (*UPOWER, ["org.freedesktop.UPower", {"LidIsClosed": True}, []]),
    "another user comes": (*SESSION_IS, [f"{LOGIN}.Session", {"Active": False}, []]),
    "the session says that it is locked": (*SESSION_IS, [f"{LOGIN}.Session", {"LockedHint": True}, []]),
    "the desktop locks its screen": ("org.gnome.ScreenSaver", "/x", "org.gnome.ScreenSaver", "ActiveChanged", [True]),
}
CONF = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth><policy context="default">
<allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""
on_linux = pytest.mark.skipif(not shutil.which("dbus-daemon"), reason="there is no message bus here to be played")


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[str]:
    """The address of a bus of our own."""
    path, conf = tmp_path / "bus", tmp_path / "bus.conf"
    conf.write_text(CONF.format(path=path), encoding="utf-8")
    words = ["dbus-daemon", "--nofork", "--print-address", f"--config-file={conf}"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:  # noqa: S603
        assert daemon.stdout is not None
        assert daemon.stdout.readline().startswith("unix:")
        try:
            yield f"unix:path={path}"
        finally:
            daemon.terminate()


@dataclass(frozen=True)
class Ended:
    """How the program ended, and what its vault holds."""

    code: int
    let_go: int
    words: str
    trace: str


def ended(bus: str, home: Path, said: tuple[str, str, str, str, list[object]], *before: str) -> Ended:
    """Run a program in the middle of a word beside somebody who plays the system; see how both end."""
    name, path, face, signal, arguments = said
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "DBUS_SYSTEM_BUS_ADDRESS": bus,
        "DBUS_SESSION_BUS_ADDRESS": bus,
    }
    other = [sys.executable, "-m", "tests.journey.os_event_bus", bus, name, path, face, signal, json.dumps(arguments)]
    with subprocess.Popen(other, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as system:  # noqa: S603
        assert system.stdout is not None
        assert system.stdout.readline().strip() == "True"
        words = [*before, sys.executable, "-m", "tests.journey.os_event_child", str(home)]
        try:
            program = subprocess.run(  # noqa: S603 - ourselves
                words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=30
            )
            let_go = system.wait(timeout=5)
        finally:
            system.kill()
    assert "Traceback" not in program.stderr, program.stderr
    (folder,) = Settings(home).list_vaults(Realm.LIVE)
    vault = VaultOpener(Realm.LIVE, CHEAP).open(folder, PASSPHRASE)
    (session,) = vault.transact(lambda work: work.sessions.list_unfinished(5))
    record = vault.transact(lambda work: work.read_record(session.id))
    vault.close()
    assert record is not None
    return Ended(program.returncode, let_go, record.get_answer(Slot(Kind.NOTE, "NOTICE")).words.value, program.stderr)


@on_linux
@pytest.mark.parametrize("what", SAID)
def test_that_the_program_locks_keeps_half_a_word_and_lets_the_laptop_go(bus: str, tmp_path: Path, what: str) -> None:
    found = ended(bus, tmp_path / "home", SAID[what])
    assert (found.code, found.let_go, found.words) == (LOCKED, 0, "half a wo")


@on_linux
@pytest.mark.skipif(not shutil.which("strace"), reason="nothing here can watch another program's calls")
def test_that_listening_opens_no_way_out_of_this_machine(bus: str, tmp_path: Path) -> None:
    found = ended(bus, tmp_path / "home", SAID["it goes to sleep"], "strace", "-f", "-qq", "-e", "trace=socket,connect")
    assert found.code == LOCKED
    assert "AF_UNIX" in found.trace
    assert "AF_INET" not in found.trace


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({}, {"system": DEFAULT_SYSTEM_BUS}),
        ({"DBUS_SYSTEM_BUS_ADDRESS": "tcp:host=evil,port=1"}, {}),
        ({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/a;tcp:host=evil"}, {}),
        ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a"}, {"system": DEFAULT_SYSTEM_BUS, "session": "unix:path=/a"}),
        ({"DBUS_SESSION_BUS_ADDRESS": "autolaunch:"}, {"system": DEFAULT_SYSTEM_BUS}),
        ({"XDG_RUNTIME_DIR": "/nowhere"}, {"system": DEFAULT_SYSTEM_BUS}),
    ],
)
def test_that_only_buses_of_this_machine_are_listened_to(environ: dict[str, str], found: dict[str, str]) -> None:
    assert find_bus_addresses(environ) == found


def shut(data: int) -> PowerBroadcastSetting:
    return PowerBroadcastSetting(make_lid_guid(), 4, data)


@pytest.mark.parametrize(
    ("message", "word", "setting", "leaves"),
    [
        *((WM_WTSSESSION_CHANGE, word, None, True) for word in sorted(LOCKING_SESSION_EVENTS)),
        (WM_WTSSESSION_CHANGE, 0x8, None, False),
        (WM_WTSSESSION_CHANGE, 0x1, None, False),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, None, True),
        (WM_POWERBROADCAST, 0x12, None, False),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, shut(0), True),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, shut(1), False),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, PowerBroadcastSetting(), False),
        (0x0100, 0x7, None, False),
    ],
)
def test_that_the_messages_of_windows_are_told_apart(
    message: int, word: int, setting: PowerBroadcastSetting | None, leaves: bool
) -> None:
    assert is_lock_event(message, word, setting) is leaves


class Library:
    """A library of Windows, which takes down what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int | None, object]] = []

    def __getattr__(self, name: str) -> Callable[..., int]:
        def call(window: ctypes.c_void_p, *rest: object) -> int:
            what = rest[0]
            self.asked.append((name, window.value, bytes(what.contents) if hasattr(what, "contents") else what))
            return 1

        return call


def test_that_windows_is_asked_to_tell_of_the_session_the_lid_and_the_sleep() -> None:
    user32, wtsapi32 = Library(), Library()
    register_notifications(4711, cast("ctypes.CDLL", user32), cast("ctypes.CDLL", wtsapi32))
    assert [(name, window) for name, window, _ in wtsapi32.asked] == [("WTSRegisterSessionNotification", 4711)]
    assert [(name, window) for name, window, _ in user32.asked] == [
        ("RegisterPowerSettingNotification", 4711),
        ("RegisterSuspendResumeNotification", 4711),
    ]
    assert user32.asked[0][2] == bytes(make_lid_guid())
