"""Disk encryption under a folder. Swap and hibernation files contain memory, which the vault cannot
encrypt.

Each function takes what its system reports and returns a verdict; nothing here queries the system.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from dasupport.platform.mounts import find_mount

MAX_DEPTH = 8
"""Most devices that may be stacked on one another; the state of a longer chain is unknown."""


class DiskEncryption(StrEnum):
    """Encryption state of a disk."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


def combine(found: Iterable[DiskEncryption]) -> DiskEncryption:
    """Return the weakest of several states: one unencrypted disk exposes the data, whatever the others do."""
    seen = set(found)
    if DiskEncryption.OFF in seen:
        return DiskEncryption.OFF
    return DiskEncryption.ON if seen == {DiskEncryption.ON} else DiskEncryption.UNKNOWN


def check_linux(folder: Path, root: Path, number: Callable[[str], str]) -> DiskEncryption:
    """Return the state of the disk of a folder and of every swap area, with `/proc` and `/sys` read below
    `root`.

    `number` returns the number of a device by its path, or an empty string.
    """
    table = _read(root / "proc/self/mountinfo")
    return combine([_check_path(folder, table, root, number), *_check_swaps(table, root, number)])


def parse_windows(said: str) -> DiskEncryption:
    """Parse `System.Volume.BitLockerProtection`: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 on
    and locked.
    """
    verdicts = {
        "1": DiskEncryption.ON,
        "2": DiskEncryption.OFF,
        "3": DiskEncryption.OFF,
        "4": DiskEncryption.OFF,
        "5": DiskEncryption.OFF,
        "6": DiskEncryption.ON,
    }
    return verdicts.get(said.strip(), DiskEncryption.UNKNOWN)


def parse_macos(said: str) -> DiskEncryption:
    """Parse the output of `fdesetup isactive`."""
    return {"true": DiskEncryption.ON, "false": DiskEncryption.OFF}.get(said.strip().lower(), DiskEncryption.UNKNOWN)


def _check_path(path: Path, table: str, root: Path, number: Callable[[str], str]) -> DiskEncryption:
    mount = find_mount(path, table)
    if mount is None:
        return DiskEncryption.UNKNOWN
    if mount.kind in ("ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"):
        return DiskEncryption.ON
    for device in (mount.device, number(mount.source)):
        node = root / "sys/dev/block" / device
        if device and node.exists():
            return _check_device(node, MAX_DEPTH)
    return DiskEncryption.UNKNOWN


def _check_device(node: Path, left: int) -> DiskEncryption:
    """Return the state of a device: encrypted if it is, or if all devices below it are."""
    if _read(node / "dm/uuid").startswith("CRYPT-") or node.resolve().name.startswith("zram"):
        return DiskEncryption.ON
    if not left or (node / "loop").exists() or node.resolve().name.startswith("nbd"):
        return DiskEncryption.UNKNOWN
    below = sorted((node / "slaves").iterdir()) if (node / "slaves").is_dir() else []
    if below:
        return combine(_check_device(each, left - 1) for each in below)
    if (node / "partition").exists():
        return _check_device(node.resolve().parent, left - 1)
    return DiskEncryption.OFF


def _check_swaps(table: str, root: Path, number: Callable[[str], str]) -> list[DiskEncryption]:
    found = []
    for line in _read(root / "proc/swaps").splitlines()[1:]:
        name, kind, *_ = [*line.split(), "", ""]
        node = root / "sys/dev/block" / (number(name) or "none")
        if kind == "partition":
            found.append(_check_device(node, MAX_DEPTH) if node.exists() else DiskEncryption.UNKNOWN)
        elif kind:
            found.append(_check_path(Path(name), table, root, number))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
