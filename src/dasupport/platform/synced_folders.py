"""Folders that a program syncs elsewhere, or that are on another machine.

If the files of an open vault are copied one by one, the copies may not belong together; and what is
deleted here is not deleted there.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from dasupport.platform.mounts import NETWORK_KINDS, find_mount

SYNC_MARKERS = {
    "Dropbox": r"\.dropbox\.cache",
    "OneDrive": r"\.849C9593-D756-4E56-8D6E-42412F2A707B",
    "Nextcloud": r"\.?_?\.?sync_[0-9a-f]+\.db|\.owncloudsync\.log|\.nextcloudsync\.log",
    "Google Drive": r"\.shortcut-targets-by-id|\.tmp\.drive(down|up)load",
    "Syncthing": r"\.stfolder",
    "Seafile": r"\.seafile-data",
    "MEGA": r"\.megaignore",
}
"""Regular expressions of files that a sync program puts into the folder it syncs, and not into the home
folder above it.
"""
SYNC_FOLDER_NAMES = {
    "Dropbox": r"Dropbox( \(.+\)|-.+)?",
    "OneDrive": r"OneDrive(( - |-).+)?",
    "iCloud Drive": r"Mobile Documents|com~apple~CloudDocs",
    "Nextcloud": r"Nextcloud\d*|ownCloud\d*",
    "Google Drive": r"Google Drive|GoogleDrive-.+",
    "Box": r"Box|Box-Box",
    "SharePoint": r"SharePoint",
}
"""Regular expressions of the names of synced folders."""
DRIVE_REMOTE = 4
"""DRIVE_REMOTE of Windows."""
MACOS_MOUNT_LINE = re.compile(r"^.+ on (/.*) \(([^,)]+)")
MACOS_NETWORK_KINDS = frozenset({"smbfs", "afpfs", "nfs", "webdav", "ftp", "macfuse", "osxfuse", "sshfs"})


def find_sync_program(folder: Path, inside: Callable[[Path], Iterable[str]]) -> str:
    """Return the name of the program that syncs a folder, or an empty string.

    `inside` returns the names in a folder.
    """
    for place in (folder, *folder.parents):
        for program, pattern in SYNC_FOLDER_NAMES.items():
            if re.fullmatch(pattern, place.name):
                return program
        names = list(inside(place))
        for program, pattern in SYNC_MARKERS.items():
            if any(re.fullmatch(pattern, name) for name in names):
                return program
    return ""


def list_names(place: Path) -> list[str]:
    """Return the names in a folder; [] if it cannot be read."""
    try:
        return [path.name for path in place.iterdir()]
    except OSError:
        return []


def is_remote_on_linux(folder: Path, table: str) -> bool:
    """Return True if a folder is on another machine, by a mount table."""
    mount = find_mount(folder, table)
    return mount is not None and mount.kind in NETWORK_KINDS


def is_remote_on_windows(folder: str, drive_type: Callable[[str], int]) -> bool:
    """Return True if a folder is on another machine, by its path and the Windows type of its drive."""
    return folder.startswith(("\\\\", "//")) or drive_type(folder[:3]) == DRIVE_REMOTE


def is_remote_on_macos(folder: Path, said: str) -> bool:
    """Return True if a folder is on another machine, by the output of `mount`."""
    return find_macos_mount(folder, said)[1] in MACOS_NETWORK_KINDS


def find_macos_mount(folder: Path, said: str) -> tuple[str, str]:
    """Return the mount point and file system type of a folder from the output of `mount`; two empty strings if
    there is none.
    """
    found = [match.groups() for line in said.splitlines() if (match := MACOS_MOUNT_LINE.match(line))]
    above = [(point, kind) for point, kind in found if folder.is_relative_to(point)]
    return max(above, key=lambda pair: len(pair[0]), default=("", ""))
