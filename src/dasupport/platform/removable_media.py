"""Removable media: USB sticks, memory cards, external disks. Deleting a file there does not erase it, and
the medium can leave without the computer.
"""

import re
from collections.abc import Callable
from pathlib import Path

from dasupport.platform.mounts import find_mount
from dasupport.platform.synced_folders import MACOS_NETWORK_KINDS, find_macos_mount

MAX_DEPTH = 8
USB_PART = re.compile(r"usb\d+")
DRIVE_REMOVABLE = 2
"""DRIVE_REMOVABLE of Windows: sticks and cards. An external disk counts as fixed there."""


def is_removable_on_linux(folder: Path, table: str, root: Path, number: Callable[[str], str]) -> bool:
    """Return True if a folder is on removable media, by a mount table and `/sys` below `root`.

    `number` returns the number of a device by its path, or an empty string.
    """
    mount = find_mount(folder, table)
    devices = (mount.device, number(mount.source)) if mount else ()
    nodes = [root / "sys/dev/block" / device for device in devices if device]
    return any(_is_removable_device(node, MAX_DEPTH) for node in nodes if node.exists())


def is_removable_on_windows(folder: str, drive_type: Callable[[str], int]) -> bool:
    """Return True if a folder is on removable media, by the Windows type of its drive."""
    return drive_type(folder[:3]) == DRIVE_REMOVABLE


def is_removable_on_macos(folder: Path, said: str) -> bool:
    """Return True if a folder is on removable media, by the output of `mount`: all disks but the internal one
    are mounted under `/Volumes`.
    """
    point, kind = find_macos_mount(folder, said)
    return point.startswith("/Volumes/") and kind not in MACOS_NETWORK_KINDS


def _is_removable_device(node: Path, left: int) -> bool:
    """Return True if a device, or one below it, is removable. A fully encrypted one counts as not removable,
    because it exposes nothing.
    """
    if not left or _read(node / "dm/uuid").startswith("CRYPT-"):
        return False
    below = sorted((node / "slaves").iterdir()) if (node / "slaves").is_dir() else []
    if below:
        return any(_is_removable_device(each, left - 1) for each in below)
    place = node.resolve()
    if (node / "partition").exists():
        return _is_removable_device(place.parent, left - 1)
    on_a_cable = any(USB_PART.fullmatch(part) for part in place.parts)
    return on_a_cable or _read(node / "removable") == "1" or _read(node / "device/type") == "SD"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
