"""Whether a folder is kept by something that copies it elsewhere, or stands on another machine.

A vault that is open while its files are copied in pieces can be copied in pieces that do not belong together; and what
is deleted here stays there.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from dasupport.laptop.mounts import NETWORK, mount_of

MARKS = {
    "Dropbox": r"\.dropbox\.cache",
    "OneDrive": r"\.849C9593-D756-4E56-8D6E-42412F2A707B",
    "Nextcloud": r"\.?_?\.?sync_[0-9a-f]+\.db|\.owncloudsync\.log|\.nextcloudsync\.log",
    "Google Drive": r"\.shortcut-targets-by-id|\.tmp\.drive(down|up)load",
    "Syncthing": r"\.stfolder",
    "Seafile": r"\.seafile-data",
    "MEGA": r"\.megaignore",
}
"""What such a program leaves in the folder that it keeps, and nowhere else: not in the home above it."""
NAMES = {
    "Dropbox": r"Dropbox( \(.+\)|-.+)?",
    "OneDrive": r"OneDrive(( - |-).+)?",
    "iCloud Drive": r"Mobile Documents|com~apple~CloudDocs",
    "Nextcloud": r"Nextcloud\d*|ownCloud\d*",
    "Google Drive": r"Google Drive|GoogleDrive-.+",
    "Box": r"Box|Box-Box",
    "SharePoint": r"SharePoint",
}
"""How such a folder is called."""
REMOTE = 4
"""What Windows calls DRIVE_REMOTE."""
ON_MACOS = re.compile(r"^.+ on (/.*) \(([^,)]+)")
MACOS_NETWORK = frozenset({"smbfs", "afpfs", "nfs", "webdav", "ftp", "macfuse", "osxfuse", "sshfs"})


def kept_by(folder: Path, inside: Callable[[Path], Iterable[str]]) -> str:
    """The program that copies a folder elsewhere, by name, or nothing; `inside` gives the names in a folder."""
    for place in (folder, *folder.parents):
        for program, pattern in NAMES.items():
            if re.fullmatch(pattern, place.name):
                return program
        names = list(inside(place))
        for program, pattern in MARKS.items():
            if any(re.fullmatch(pattern, name) for name in names):
                return program
    return ""


def names(place: Path) -> list[str]:
    """The names in a folder; of one that cannot be read, none."""
    try:
        return [path.name for path in place.iterdir()]
    except OSError:
        return []


def elsewhere_on_linux(folder: Path, table: str) -> bool:
    """Whether a folder stands on another machine, by a table of mounts."""
    mount = mount_of(folder, table)
    return mount is not None and mount.kind in NETWORK


def elsewhere_on_windows(folder: str, drive_type: Callable[[str], int]) -> bool:
    """Whether a folder stands on another machine, by its name and by what Windows says of its drive."""
    return folder.startswith(("\\\\", "//")) or drive_type(folder[:3]) == REMOTE


def elsewhere_on_macos(folder: Path, said: str) -> bool:
    """Whether a folder stands on another machine, by what `mount` says."""
    return mount_on_macos(folder, said)[1] in MACOS_NETWORK


def mount_on_macos(folder: Path, said: str) -> tuple[str, str]:
    """Where the file system of a folder begins, and its kind, by what `mount` says; nothing where it says nothing."""
    found = [match.groups() for line in said.splitlines() if (match := ON_MACOS.match(line))]
    above = [(point, kind) for point, kind in found if folder.is_relative_to(point)]
    return max(above, key=lambda pair: len(pair[0]), default=("", ""))
