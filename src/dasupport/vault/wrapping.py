"""The file format of a backup: preamble, header, key files, encrypted data, a checksum and a MAC over
everything.

The checksum needs no key and tells damage from everything else, for example on a USB stick; the MAC
detects tampering. The last 64 bytes are a SHA-256 of all bytes before them, then the MAC, in this and
every later format.
"""

import errno
import hashlib
import hmac
import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from dasupport.files import opened, private_file, sync
from dasupport.vault.faults import BackupAltered, BackupCut, BackupDamaged, NotABackup, TooNew
from dasupport.vault.key_file import LARGEST, canonical
from dasupport.vault.strict import moment

MAGIC = b"dasupport-backup"
FORMAT, READER = 1, 1
FRONT = struct.Struct(">16sHHIIIQ")
"""Magic, format, oldest reader version, and the lengths of the header, both key files and the data."""
DIGEST = hashlib.sha256().digest_size
TAIL = 2 * DIGEST
PIECE = 1024 * 1024
LONGEST_HEAD = 4096
LARGEST_FILE = 16 * 1024**3
"""A hundred times what a working life produces; a larger file is not a backup of ours and is not read."""


@dataclass(frozen=True, slots=True)
class Head:
    """Header of a backup, with nothing about any person: its id, its time, and how far the data had come."""

    id: str
    at: str
    salt: str
    form: int
    commits: int
    events: int
    newest: str
    people: int
    sessions: int
    entries: int


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A backup file whose checksum is valid: not damaged, not yet authenticated."""

    path: Path
    head: Head
    keys: tuple[bytes, ...]
    start: int
    size: int
    digest: bytes
    seal: bytes

    def authenticate(self, key: bytes) -> None:
        """Raise BackupAltered unless the MAC over this content was made with this key."""
        if not hmac.compare_digest(_seal(key, self.digest), self.seal):
            raise BackupAltered

    def unwrap(self, to: Path) -> None:
        """Write the data, still encrypted, to a file of its own. Raises OSError."""
        with self.path.open("rb") as file, private_file(to) as out:
            file.seek(self.start)
            for piece in _pieces(file, self.size):
                out.write(piece)


def wrap(to: Path, head: Head, keys: tuple[bytes, ...], data: Path, key: bytes) -> None:
    """Write a backup file atomically, after reading it back from the disk. Raises OSError."""
    told = canonical(asdict(head))
    first, second = (*keys, b"")[:2]
    size = data.stat().st_size
    if FRONT.size + sum(map(len, (told, first, second))) + size + TAIL > LARGEST_FILE:
        raise OSError(errno.EFBIG, to.name)  # `open_archive` would refuse it
    front = FRONT.pack(MAGIC, FORMAT, READER, len(told), len(first), len(second), size)
    digest = hashlib.sha256()
    with private_file(to) as file, data.open("rb") as sealed:
        for piece in (front, told, first, second, *_pieces(sealed, size)):
            file.write(piece)
            digest.update(piece)
        file.write(digest.digest() + _seal(key, digest.digest()))
        file.flush()
        sync(file.fileno())
        if _digest(file, file.tell() - TAIL) != digest.digest():
            raise OSError(errno.EIO, to.name)


def copy_to(wrapped: Wrapped, to: Path, suffix: str) -> None:
    """Copy a backup file and read the copy back. Raises OSError."""
    size = wrapped.start + wrapped.size
    with wrapped.path.open("rb") as file, private_file(to, suffix) as out:
        for piece in _pieces(file, size + TAIL):
            out.write(piece)
        out.flush()
        sync(out.fileno())
        if out.tell() != size + TAIL or _digest(out, size) != wrapped.digest:
            raise OSError(errno.EIO, to.name)


def look(path: Path) -> Wrapped:
    """Read a backup file and check its checksum. Raises NotABackup, BackupTruncated, BackupDamaged, TooNew."""
    try:
        with opened(path) as file:
            return _look(path, file, path.stat().st_size)
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        raise NotABackup from None
    except OSError:
        raise BackupDamaged from None


def head_of(path: Path) -> Head | None:
    """Return the header of a backup file for a list, without any check; None if it cannot be read."""
    try:
        with opened(path) as file:
            front = FRONT.unpack(file.read(FRONT.size))
            return _head(file.read(min(front[3], LONGEST_HEAD))) if front[0] == MAGIC else None
    except (OSError, struct.error, BackupDamaged):
        return None


def _look(path: Path, file: BinaryIO, size: int) -> Wrapped:
    start = file.read(FRONT.size)
    if not start or not start.startswith(MAGIC[: len(start)]):
        raise NotABackup
    if len(start) < FRONT.size:
        raise BackupCut
    _, _, reader, *lengths = FRONT.unpack(start)
    if reader <= READER or size > LARGEST_FILE:
        _fits(lengths, size)
    digest = _digest(file, max(size - TAIL, 0))
    file.seek(max(size - TAIL, 0))
    checksum, seal = file.read(DIGEST), file.read(DIGEST)
    if digest != checksum:
        raise BackupCut if size < FRONT.size + sum(lengths) + TAIL else BackupDamaged
    if reader > READER:
        raise TooNew
    told, first, second, data = lengths
    file.seek(FRONT.size)
    head = _head(file.read(told))
    keys = tuple(key for key in (file.read(first), file.read(second)) if key)
    return Wrapped(path, head, keys, file.tell(), data, digest, seal)


def _fits(lengths: list[int], size: int) -> None:
    """Compare a file's size with its preamble before reading on, as the file may be as large as its disk.
    Raises BackupTruncated, BackupDamaged.
    """
    told, first, second, _ = lengths
    wanted = FRONT.size + sum(lengths) + TAIL
    if size > LARGEST_FILE or wanted > LARGEST_FILE or told > LONGEST_HEAD or max(first, second) > LARGEST:
        raise BackupDamaged
    if size != wanted:
        raise BackupCut if size < wanted else BackupDamaged


def _head(data: bytes) -> Head:
    try:
        head = Head(**json.loads(data))
        moment(head.at)
        sizes = [len(bytes.fromhex(part)) for part in (head.id, head.salt, head.newest)]
    except (ValueError, TypeError, RecursionError):
        raise BackupDamaged from None
    numbers = (head.form, head.commits, head.events, head.people, head.sessions, head.entries)
    if sizes[:2] != [16, 16] or sizes[2] not in (0, DIGEST):
        raise BackupDamaged
    if canonical(asdict(head)) != data or any(type(number) is not int or number < 0 for number in numbers):
        raise BackupDamaged
    return head


def _digest(file: BinaryIO, size: int) -> bytes:
    """Return the checksum of the first `size` bytes, and leave the file position after them."""
    file.seek(0)
    digest = hashlib.sha256()
    for piece in _pieces(file, size):
        digest.update(piece)
    return digest.digest()


def _seal(key: bytes, digest: bytes) -> bytes:
    return hmac.new(key, digest, hashlib.sha256).digest()


def _pieces(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(PIECE, size))):
        size -= len(piece)
        yield piece
