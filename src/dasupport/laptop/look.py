"""Device check, run once behind the lock screen: disk encryption, sync programs and network drives."""

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
    """Result of the device check."""

    disk: Disk = Disk.ON
    kept_by: str = ""
    """Name of the program that copies the folder elsewhere, or an empty string."""
    elsewhere: bool = False
    """True if the folder is on another machine."""

    @property
    def unsafe(self) -> bool:
        """True if a vault here would be copied to another machine, or is on one already."""
        return bool(self.kept_by) or self.elsewhere


def look(folder: Path) -> Laptop:
    """Check how safe this computer is for a vault in a folder. What the system does not tell is unknown."""
    ways: dict[str, Callable[[Path], tuple[Disk, bool]]] = {"win32": _windows, "darwin": _macos}
    place = folder.resolve()
    sealed, elsewhere = ways.get(sys.platform, _linux)(place)
    return Laptop(sealed, places.kept_by(place, places.names), elsewhere)


@dataclass(frozen=True, slots=True)
class Place:
    """Risks of a folder for a file that anybody can read."""

    comes_out: bool = False
    """True if the folder is on a USB stick, a memory card or an external disk."""
    kept_by: str = ""
    elsewhere: bool = False


def place(file: Path) -> Place:
    """Check the folder in which a file is to be saved."""
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
    """Return the output of a system program; an empty string if it is missing or takes too long."""
    import subprocess  # late: not needed on Linux

    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=SECONDS)  # noqa: S603 - named above
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _number(device: str) -> str:
    """Return the number of a block device by its path, or an empty string."""
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
