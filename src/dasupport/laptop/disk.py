"""Disk encryption under a folder. Swap and hibernation files contain memory, which the vault cannot
encrypt.

Each function takes what its system reports and returns a verdict; nothing here queries the system.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from dasupport.laptop.mounts import mount_of

DEPTH = 8
"""Most devices that may be stacked on one another; the state of a longer chain is unknown."""


class Disk(StrEnum):
    """Encryption state of a disk."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


def worst(found: Iterable[Disk]) -> Disk:
    """Return the weakest of several states: one unencrypted disk exposes the data, whatever the others do."""
    seen = set(found)
    if Disk.OFF in seen:
        return Disk.OFF
    return Disk.ON if seen == {Disk.ON} else Disk.UNKNOWN


def linux(folder: Path, root: Path, number: Callable[[str], str]) -> Disk:
    """Return the state of the disk of a folder and of every swap area, with `/proc` and `/sys` read below
    `root`.

    `number` returns the number of a device by its path, or an empty string.
    """
    table = _read(root / "proc/self/mountinfo")
    return worst([_under(folder, table, root, number), *_swaps(table, root, number)])


def windows(said: str) -> Disk:
    """Parse `System.Volume.BitLockerProtection`: 1 on, 2 off, 3 encrypting, 4 decrypting, 5 suspended, 6 on
    and locked.
    """
    verdicts = {"1": Disk.ON, "2": Disk.OFF, "3": Disk.OFF, "4": Disk.OFF, "5": Disk.OFF, "6": Disk.ON}
    return verdicts.get(said.strip(), Disk.UNKNOWN)


def macos(said: str) -> Disk:
    """Parse the output of `fdesetup isactive`."""
    return {"true": Disk.ON, "false": Disk.OFF}.get(said.strip().lower(), Disk.UNKNOWN)


def _under(path: Path, table: str, root: Path, number: Callable[[str], str]) -> Disk:
    mount = mount_of(path, table)
    if mount is None:
        return Disk.UNKNOWN
    if mount.kind in ("ecryptfs", "fuse.gocryptfs", "fuse.encfs", "fuse.cryfs"):
        return Disk.ON
    for device in (mount.device, number(mount.source)):
        node = root / "sys/dev/block" / device
        if device and node.exists():
            return _chain(node, DEPTH)
    return Disk.UNKNOWN


def _chain(node: Path, left: int) -> Disk:
    """Return the state of a device: encrypted if it is, or if all devices below it are."""
    if _read(node / "dm/uuid").startswith("CRYPT-") or node.resolve().name.startswith("zram"):
        return Disk.ON
    if not left or (node / "loop").exists() or node.resolve().name.startswith("nbd"):
        return Disk.UNKNOWN
    below = sorted((node / "slaves").iterdir()) if (node / "slaves").is_dir() else []
    if below:
        return worst(_chain(each, left - 1) for each in below)
    if (node / "partition").exists():
        return _chain(node.resolve().parent, left - 1)
    return Disk.OFF


def _swaps(table: str, root: Path, number: Callable[[str], str]) -> list[Disk]:
    found = []
    for line in _read(root / "proc/swaps").splitlines()[1:]:
        name, kind, *_ = [*line.split(), "", ""]
        node = root / "sys/dev/block" / (number(name) or "none")
        if kind == "partition":
            found.append(_chain(node, DEPTH) if node.exists() else Disk.UNKNOWN)
        elif kind:
            found.append(_under(Path(name), table, root, number))
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
