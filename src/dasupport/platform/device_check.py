"""Device check, run once behind the lock screen: disk encryption, sync programs and network drives."""

import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dasupport.platform import disk_encryption as disk
from dasupport.platform import removable_media, synced_folders
from dasupport.platform.disk_encryption import DiskEncryption

TIMEOUT_SECONDS = 10
BITLOCKER_COMMAND = (
    "(New-Object -ComObject Shell.Application).NameSpace('{drive}').Self"
    ".ExtendedProperty('System.Volume.BitLockerProtection')"
)


@dataclass(frozen=True, slots=True)
class DeviceState:
    """Result of the device check."""

    disk: DiskEncryption = DiskEncryption.ON
    synced_by: str = ""
    """Name of the program that copies the folder elsewhere, or an empty string."""
    is_remote: bool = False
    """True if the folder is on another machine."""

    @property
    def is_unsafe(self) -> bool:
        """True if a vault here would be copied to another machine, or is on one already."""
        return bool(self.synced_by) or self.is_remote


def check_device(folder: Path) -> DeviceState:
    """Check how safe this computer is for a vault in a folder. What the system does not tell is unknown."""
    ways: dict[str, Callable[[Path], tuple[DiskEncryption, bool]]] = {"win32": _check_windows, "darwin": _check_macos}
    place = folder.resolve()
    sealed, elsewhere = ways.get(sys.platform, _check_linux)(place)
    return DeviceState(sealed, synced_folders.find_sync_program(place, synced_folders.list_names), elsewhere)


@dataclass(frozen=True, slots=True)
class TargetFolder:
    """Risks of a folder for a file that anybody can read."""

    is_removable: bool = False
    """True if the folder is on a USB stick, a memory card or an external disk."""
    synced_by: str = ""
    is_remote: bool = False


def check_target_folder(file: Path) -> TargetFolder:
    """Check the folder in which a file is to be saved."""
    folder = file.parent.resolve()
    kept = synced_folders.find_sync_program(folder, synced_folders.list_names)
    if sys.platform == "win32":
        return TargetFolder(
            removable_media.is_removable_on_windows(str(folder), _drive_type),
            kept,
            synced_folders.is_remote_on_windows(str(folder), _drive_type),
        )
    if sys.platform == "darwin":
        said = _run_program("/sbin/mount")
        return TargetFolder(
            removable_media.is_removable_on_macos(folder, said), kept, synced_folders.is_remote_on_macos(folder, said)
        )
    table = _read_mounts()
    out = removable_media.is_removable_on_linux(folder, table, Path("/"), _device_number)
    return TargetFolder(out, kept, synced_folders.is_remote_on_linux(folder, table))


def _check_linux(folder: Path) -> tuple[DiskEncryption, bool]:
    return disk.check_linux(folder, Path("/"), _device_number), synced_folders.is_remote_on_linux(
        folder, _read_mounts()
    )


def _read_mounts() -> str:
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _check_windows(folder: Path) -> tuple[DiskEncryption, bool]:
    command = BITLOCKER_COMMAND.format(drive=folder.drive)
    sealed = disk.parse_windows(_run_program("powershell", "-NoProfile", "-NonInteractive", "-Command", command))
    return sealed, synced_folders.is_remote_on_windows(str(folder), _drive_type)


def _check_macos(folder: Path) -> tuple[DiskEncryption, bool]:
    return disk.parse_macos(_run_program("/usr/bin/fdesetup", "isactive")), synced_folders.is_remote_on_macos(
        folder, _run_program("/sbin/mount")
    )


def _run_program(*command: str) -> str:
    """Return the output of a system program; an empty string if it is missing or takes too long."""
    import subprocess  # late: not needed on Linux

    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS)  # noqa: S603 - named above
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout


def _device_number(device: str) -> str:
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
