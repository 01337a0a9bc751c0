"""Room for words, set aside beside the vault while the disk has some: written over in place where no new file fits.

    two halves of one size: 12 bytes of nonce | ChaCha20-Poly1305 of: number, length, packed words, zeros

A half that nobody wrote is random, and looks like one that somebody wrote. Words go into the half that holds the older
ones or none, and the newest whole half counts: a write that is cut off is no half, and leaves the one before. It is no
help on a disk that copies what it writes over (Btrfs, ZFS, APFS) and has no room for the copy.
"""

import errno
import secrets
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dasupport.atomic_files import move_aside, open_regular, sync_file, write_private
from dasupport.casework.entry import Draft
from dasupport.vault.sidecar.rescue_file import from_rows, rows_of

SUFFIX = ".room"
MAGIC = b"dasupport-room-1\n"
HALF, NONCE, TAG, NUMBER = 256 * 1024, 12, 16, 8
PLAIN = HALF - NONCE - TAG


class TooLong(Exception):
    """More words than there is room for."""


@dataclass(frozen=True, slots=True)
class Half:
    """What one half holds, and how many came before it."""

    number: int = 0
    drafts: tuple[Draft, ...] = ()


def place(folder: Path) -> Path:
    """Where the room of a vault is: beside its folder, so that it outlives a restore."""
    return folder.with_name(folder.name + SUFFIX)


def set_aside(folder: Path) -> None:
    """Make it where there is none; one of another size steps aside, as it may hold words. Raises OSError."""
    path = place(folder)
    if path.is_file() and path.stat().st_size == 2 * HALF:
        return
    if path.is_file() and path.stat().st_size:
        move_aside(path)
    write_private(path, secrets.token_bytes(2 * HALF))


class Room:
    """The room of one vault, with the keys of its rescue files: the one of today first."""

    def __init__(self, folder: Path, keys: tuple[bytes, ...], vault: str) -> None:
        self._path = place(folder)
        self._keys = keys
        self._bound = MAGIC + bytes.fromhex(vault)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The words that are there; none where it is empty, gone or damaged. Raises OSError where it cannot be read
        now."""
        return max(self._halves(), key=lambda half: half.number).drafts

    def put(self, drafts: Iterable[Draft]) -> None:
        """Let these words be all that is there. Raises TooLong, OSError; what was there before then still is."""
        one, other = self._halves()
        sealed = self._sealed(Half(max(one.number, other.number) + 1, tuple(drafts)))
        self._write(0 if one.number <= other.number else 1, sealed)

    def empty(self) -> None:
        """Leave nothing of any words there, the older ones first. Raises OSError."""
        one, other = self._halves()
        for at in (0, 1) if one.number <= other.number else (1, 0):
            self._write(at, secrets.token_bytes(HALF))

    def _halves(self) -> tuple[Half, Half]:
        try:
            with open_regular(self._path) as file:
                data = file.read(2 * HALF)
        except FileNotFoundError:
            data = b""
        return self._read(data[:HALF]), self._read(data[HALF:])

    def _read(self, data: bytes) -> Half:
        for key in self._keys:
            try:
                plain = ChaCha20Poly1305(key).decrypt(data[:NONCE], data[NONCE:], self._bound)
                number, length = (int.from_bytes(plain[at : at + NUMBER], "big") for at in (0, NUMBER))
                return Half(number, from_rows(zlib.decompress(plain[2 * NUMBER :][:length])))
            except (InvalidTag, ValueError, TypeError, KeyError, zlib.error):
                pass
        return Half()

    def _sealed(self, half: Half) -> bytes:
        said = zlib.compress(rows_of(half.drafts))
        plain = half.number.to_bytes(NUMBER, "big") + len(said).to_bytes(NUMBER, "big") + said
        if len(plain) > PLAIN:
            raise TooLong
        nonce = secrets.token_bytes(NONCE)
        return nonce + ChaCha20Poly1305(self._keys[0]).encrypt(nonce, plain.ljust(PLAIN, b"\0"), self._bound)

    def _write(self, at: int, data: bytes) -> None:
        """Over what stands there, and no byte beyond. Raises OSError."""
        if not self._path.is_file() or self._path.stat().st_size != 2 * HALF:
            raise FileNotFoundError(errno.ENOENT, self._path.name)
        with self._path.open("r+b", buffering=0) as file:
            file.seek(at * HALF)
            left = memoryview(data)
            while left:
                left = left[file.write(left) or 0 :]
            sync_file(file.fileno())
