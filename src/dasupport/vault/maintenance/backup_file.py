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

from dasupport.atomic_files import open_private_draft, open_regular, sync_file
from dasupport.vault.errors import BackupAltered, BackupDamaged, BackupTruncated, NotABackup, TooNew
from dasupport.vault.keys.key_file import MAX_KEY_FILE_SIZE, canonical_json
from dasupport.vault.strict_json import require_timestamp

MAGIC = b"dasupport-backup"
FORMAT, MIN_READER = 1, 1
PREAMBLE = struct.Struct(">16sHHIIIQ")
"""Magic, format, oldest reader version, and the lengths of the header, both key files and the data."""
DIGEST_SIZE = hashlib.sha256().digest_size
TRAILER_SIZE = 2 * DIGEST_SIZE
CHUNK_SIZE = 1024 * 1024
MAX_HEADER_SIZE = 4096
MAX_FILE_SIZE = 16 * 1024**3
"""A hundred times what a working life produces; a larger file is not a backup of ours and is not read."""


@dataclass(frozen=True, slots=True)
class BackupHeader:
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
class BackupArchive:
    """A backup file whose checksum is valid: not damaged, not yet authenticated."""

    path: Path
    header: BackupHeader
    key_files: tuple[bytes, ...]
    start: int
    size: int
    digest: bytes
    mac: bytes

    def authenticate(self, key: bytes) -> None:
        """Raise BackupAltered unless the MAC over this content was made with this key."""
        if not hmac.compare_digest(_compute_mac(key, self.digest), self.mac):
            raise BackupAltered

    def extract_data(self, to: Path) -> None:
        """Write the data, still encrypted, to a file of its own. Raises OSError."""
        with self.path.open("rb") as file, open_private_draft(to) as out:
            file.seek(self.start)
            for piece in _read_chunks(file, self.size):
                out.write(piece)


def write_archive(to: Path, head: BackupHeader, keys: tuple[bytes, ...], data: Path, key: bytes) -> None:
    """Write a backup file atomically, after reading it back from the disk. Raises OSError."""
    told = canonical_json(asdict(head))
    first, second = (*keys, b"")[:2]
    size = data.stat().st_size
    if PREAMBLE.size + sum(map(len, (told, first, second))) + size + TRAILER_SIZE > MAX_FILE_SIZE:
        raise OSError(errno.EFBIG, to.name)  # `open_archive` would refuse it
    front = PREAMBLE.pack(MAGIC, FORMAT, MIN_READER, len(told), len(first), len(second), size)
    digest = hashlib.sha256()
    with open_private_draft(to) as file, data.open("rb") as sealed:
        for piece in (front, told, first, second, *_read_chunks(sealed, size)):
            file.write(piece)
            digest.update(piece)
        file.write(digest.digest() + _compute_mac(key, digest.digest()))
        file.flush()
        sync_file(file.fileno())
        if _digest_prefix(file, file.tell() - TRAILER_SIZE) != digest.digest():
            raise OSError(errno.EIO, to.name)


def copy_archive(wrapped: BackupArchive, to: Path, suffix: str) -> None:
    """Copy a backup file and read the copy back. Raises OSError."""
    size = wrapped.start + wrapped.size
    with wrapped.path.open("rb") as file, open_private_draft(to, suffix) as out:
        for piece in _read_chunks(file, size + TRAILER_SIZE):
            out.write(piece)
        out.flush()
        sync_file(out.fileno())
        if out.tell() != size + TRAILER_SIZE or _digest_prefix(out, size) != wrapped.digest:
            raise OSError(errno.EIO, to.name)


def open_archive(path: Path) -> BackupArchive:
    """Read a backup file and check its checksum. Raises NotABackup, BackupTruncated, BackupDamaged, TooNew."""
    try:
        with open_regular(path) as file:
            return _parse_archive(path, file, path.stat().st_size)
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        raise NotABackup from None
    except OSError:
        raise BackupDamaged from None


def read_header(path: Path) -> BackupHeader | None:
    """Return the header of a backup file for a list, without any check; None if it cannot be read."""
    try:
        with open_regular(path) as file:
            front = PREAMBLE.unpack(file.read(PREAMBLE.size))
            return _parse_header(file.read(min(front[3], MAX_HEADER_SIZE))) if front[0] == MAGIC else None
    except (OSError, struct.error, BackupDamaged):
        return None


def _parse_archive(path: Path, file: BinaryIO, size: int) -> BackupArchive:
    start = file.read(PREAMBLE.size)
    if not start or not start.startswith(MAGIC[: len(start)]):
        raise NotABackup
    if len(start) < PREAMBLE.size:
        raise BackupTruncated
    _, _, reader, *lengths = PREAMBLE.unpack(start)
    if reader <= MIN_READER or size > MAX_FILE_SIZE:
        _check_size(lengths, size)
    digest = _digest_prefix(file, max(size - TRAILER_SIZE, 0))
    file.seek(max(size - TRAILER_SIZE, 0))
    checksum, seal = file.read(DIGEST_SIZE), file.read(DIGEST_SIZE)
    if digest != checksum:
        raise BackupTruncated if size < PREAMBLE.size + sum(lengths) + TRAILER_SIZE else BackupDamaged
    if reader > MIN_READER:
        raise TooNew
    told, first, second, data = lengths
    file.seek(PREAMBLE.size)
    head = _parse_header(file.read(told))
    keys = tuple(key for key in (file.read(first), file.read(second)) if key)
    return BackupArchive(path, head, keys, file.tell(), data, digest, seal)


def _check_size(lengths: list[int], size: int) -> None:
    """Compare a file's size with its preamble before reading on, as the file may be as large as its disk.
    Raises BackupTruncated, BackupDamaged.
    """
    told, first, second, _ = lengths
    wanted = PREAMBLE.size + sum(lengths) + TRAILER_SIZE
    if (
        size > MAX_FILE_SIZE
        or wanted > MAX_FILE_SIZE
        or told > MAX_HEADER_SIZE
        or max(first, second) > MAX_KEY_FILE_SIZE
    ):
        raise BackupDamaged
    if size != wanted:
        raise BackupTruncated if size < wanted else BackupDamaged


def _parse_header(data: bytes) -> BackupHeader:
    try:
        head = BackupHeader(**json.loads(data))
        require_timestamp(head.at)
        sizes = [len(bytes.fromhex(part)) for part in (head.id, head.salt, head.newest)]
    except (ValueError, TypeError, RecursionError):
        raise BackupDamaged from None
    numbers = (head.form, head.commits, head.events, head.people, head.sessions, head.entries)
    if sizes[:2] != [16, 16] or sizes[2] not in (0, DIGEST_SIZE):
        raise BackupDamaged
    if canonical_json(asdict(head)) != data or any(type(number) is not int or number < 0 for number in numbers):
        raise BackupDamaged
    return head


def _digest_prefix(file: BinaryIO, size: int) -> bytes:
    """Return the checksum of the first `size` bytes, and leave the file position after them."""
    file.seek(0)
    digest = hashlib.sha256()
    for piece in _read_chunks(file, size):
        digest.update(piece)
    return digest.digest()


def _compute_mac(key: bytes, digest: bytes) -> bytes:
    return hmac.new(key, digest, hashlib.sha256).digest()


def _read_chunks(file: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (piece := file.read(min(CHUNK_SIZE, size))):
        size -= len(piece)
        yield piece
