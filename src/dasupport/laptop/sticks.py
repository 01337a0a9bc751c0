"""Whether a folder stands on something that can be taken out: a stick, a card, a disk on a cable. What is deleted there
is not erased, and it goes where the laptop does not."""

import re
from collections.abc import Callable
from pathlib import Path

from dasupport.laptop.mounts import mount_of
from dasupport.laptop.places import MACOS_NETWORK, mount_on_macos

DEPTH = 8
USB = re.compile(r"usb\d+")
REMOVABLE = 2
"""What Windows calls DRIVE_REMOVABLE: sticks and cards. A disk on a cable is a fixed one to it."""


def on_linux(folder: Path, table: str, root: Path, number: Callable[[str], str]) -> bool:
    """By a table of mounts, and `/sys` below a root; `number` gives the number of a device by its path, or nothing."""
    mount = mount_of(folder, table)
    devices = (mount.device, number(mount.source)) if mount else ()
    nodes = [root / "sys/dev/block" / device for device in devices if device]
    return any(_comes_out(node, DEPTH) for node in nodes if node.exists())


def on_windows(folder: str, drive_type: Callable[[str], int]) -> bool:
    """By what Windows says of its drive."""
    return drive_type(folder[:3]) == REMOVABLE


def on_macos(folder: Path, said: str) -> bool:
    """By what `mount` says: everything but the laptop's own disk is found under `/Volumes`."""
    point, kind = mount_on_macos(folder, said)
    return point.startswith("/Volumes/") and kind not in MACOS_NETWORK


def _comes_out(node: Path, left: int) -> bool:
    """A disk, or one of those on which it stands; what is encrypted as a whole gives nothing away."""
    if not left or _read(node / "dm/uuid").startswith("CRYPT-"):
        return False
    below = sorted((node / "slaves").iterdir()) if (node / "slaves").is_dir() else []
    if below:
        return any(_comes_out(each, left - 1) for each in below)
    place = node.resolve()
    if (node / "partition").exists():
        return _comes_out(place.parent, left - 1)
    on_a_cable = any(USB.fullmatch(part) for part in place.parts)
    return on_a_cable or _read(node / "removable") == "1" or _read(node / "device/type") == "SD"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
