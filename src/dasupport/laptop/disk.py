"""Whether the disk under a folder is encrypted as a whole: what swap and hibernation leave there is not ours to seal.

Each system is read by a function that takes what the system says and gives a verdict; nothing is asked here.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path

from dasupport.laptop.mounts import mount_of

DEPTH = 8
"""How many disks may stand on one another; a longer chain is no chain that we understand."""


class Disk(StrEnum):
    """What could be seen."""

    ON = "on"
    OFF = "off"
    UNKNOWN = "unknown"


def worst(found: Iterable[Disk]) -> Disk:
    """What holds for all of them: one that is not encrypted gives the words away, whatever the others do."""
    seen = set(found)
    if Disk.OFF in seen:
        return Disk.OFF
    return Disk.ON if seen == {Disk.ON} else Disk.UNKNOWN


def linux(folder: Path, root: Path, number: Callable[[str], str]) -> Disk:
    """The disk of a folder and every swap, with `/proc` and `/sys` below a root; `number` gives the number of a device
    by its path, or nothing."""
    table = _read(root / "proc/self/mountinfo")
    return worst([_under(folder, table, root, number), *_swaps(table, root, number)])


def windows(said: str) -> Disk:
    """What the shell says of a drive (`System.Volume.BitLockerProtection`): on, off, being sealed, being opened,
    suspended, on and locked; anything else is nothing that we know."""
    verdicts = {"1": Disk.ON, "2": Disk.OFF, "3": Disk.OFF, "4": Disk.OFF, "5": Disk.OFF, "6": Disk.ON}
    return verdicts.get(said.strip(), Disk.UNKNOWN)


def macos(said: str) -> Disk:
    """What `fdesetup isactive` says."""
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
    """A disk, and those on which it stands: encrypted where it or all of them are."""
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
