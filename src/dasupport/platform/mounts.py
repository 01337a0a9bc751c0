"""The mount of a folder, read from the mount table of Linux."""

import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

NETWORK_KINDS = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "davfs",
        "lustre",
        "fuse.sshfs",
        "fuse.davfs2",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "fuse.glusterfs",
        "fuse.s3fs",
        "fuse.google-drive-ocamlfuse",
    }
)
"""File system types that are stored on another machine."""
OCTAL_ESCAPE = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    """A mounted file system and its mount point."""

    point: str
    device: str
    """The device number, such as `8:2`."""
    kind: str
    source: str


def parse_mounts(table: str) -> tuple[Mount, ...]:
    """Parse a table in the format of `/proc/self/mountinfo`; malformed lines are skipped."""
    found = []
    for line in table.splitlines():
        before, dash, after = line.partition(" - ")
        first, last = before.split(), after.split()
        if dash and len(first) >= 6 and len(last) >= 2:
            found.append(Mount(_unescape(first[4]), first[2], last[0], _unescape(last[1])))
    return tuple(found)


def find_mount(path: Path, table: str) -> Mount | None:
    """Return the mount of a path: the longest mount point above it; of two at one mount point, the later."""
    place = PurePosixPath(path)
    above = [mount for mount in parse_mounts(table) if place.is_relative_to(mount.point)]
    return max(above, key=lambda mount: len(PurePosixPath(mount.point).parts), default=None) if above else None


def _unescape(name: str) -> str:
    return OCTAL_ESCAPE.sub(lambda match: chr(int(match[1], 8)), name)
