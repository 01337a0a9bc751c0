"""Looking at the laptop once, behind the lock screen: its disk, and what else has a hand on the program's folder."""

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dasupport.laptop import disk, places, sticks
from dasupport.laptop.disk import Disk

SECONDS = 10
BITLOCKER = (
    "(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)


@dataclass(frozen=True, slots=True)
class Laptop:
    """What was seen."""

    disk: Disk = Disk.ON
    kept_by: str = ""
    """The program that copies the folder elsewhere."""
    elsewhere: bool = False
    """Whether the folder stands on another machine."""

    @property
    def unsafe(self) -> bool:
        """Whether a vault would be copied away, or is away already."""
        return bool(self.kept_by) or self.elsewhere


def look(folder: Path) -> Laptop:
    """What this laptop is like for a vault in a folder. What the system does not answer is unknown."""
    ways: dict[str, Callable[[Path], tuple[Disk, bool]]] = {"win32": _windows, "darwin": _macos}
    place = folder.resolve()
    sealed, elsewhere = ways.get(sys.platform, _linux)(place)
    return Laptop(sealed, places.kept_by(place, places.names), elsewhere)


@dataclass(frozen=True, slots=True)
class Place:
    """What a folder is like for a file that anybody can read."""

    comes_out: bool = False
    """Whether it stands on a stick, a card or a disk on a cable."""
    kept_by: str = ""
    elsewhere: bool = False


def place(file: Path) -> Place:
    """What the folder is like to which a file goes."""
    folder = file.parent.resolve()
    kept = places.kept_by(folder, places.names)
    if sys.platform == "win32":
        return Place(
            sticks.on_windows(str(folder), _drive_type), kept, places.elsewhere_on_windows(str(folder), _drive_type)
        )
    if sys.platform == "darwin":
        said = _said("/sbin/mount")
        return Place(sticks.on_macos(folder, said), kept, places.elsewhere_on_macos(folder, said))
    table = _mounts()
    out = sticks.on_linux(folder, table, Path("/"), _number)
    return Place(out, kept, places.elsewhere_on_linux(folder, table))


def _linux(folder: Path) -> tuple[Disk, bool]:
    return disk.linux(folder, Path("/"), _number), places.elsewhere_on_linux(folder, _mounts())


def _mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _windows(folder: Path) -> tuple[Disk, bool]:
    command = BITLOCKER.format(drive=folder.drive)
    sealed = disk.windows(_said("powershell", "-NoProfile", "-NonInteractive", "-Command", command))
    return sealed, places.elsewhere_on_windows(str(folder), _drive_type)


def _macos(folder: Path) -> tuple[Disk, bool]:
    return disk.macos(_said("/usr/bin/fdesetup", "isactive")), places.elsewhere_on_macos(folder, _said("/sbin/mount"))


def _said(*command: str) -> str:
    """What a program of the system says; nothing where it is not there, or takes too long."""
    import subprocess  # late: Linux asks no program

    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603 - named above
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _number(device: str) -> str:
    """The number of a device by its path, or nothing."""
    try:
        found = Path(device).stat()
    except (OSError, ValueError):
        return ""
    return f"{os.major(found.st_rdev)}:{os.minor(found.st_rdev)}" if stat.S_ISBLK(found.st_mode) else ""


def _drive_type(drive: str) -> int:
    from ctypes import CDLL, c_wchar_p

    try:
        return int(CDLL("kernel32").GetDriveTypeW(c_wchar_p(drive)))
    except (OSError, AttributeError):
        return 0
