"""Reserved space: a file beside the vault, made while the disk has space, and overwritten in place when it
is full.

    two slots of one size: 12 bytes of nonce | ChaCha20-Poly1305 of: number, length, compressed drafts, zeros

An unused slot is random, and looks like a used one. Drafts are written to the slot with the older content
or none, and the newest valid slot counts: an interrupted write leaves an invalid slot, and the one before
is intact. It does not help on a full disk with copy-on-write (Btrfs, ZFS, APFS), which has no space for
the copy.
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
from dasupport.vault.sidecar.rescue_file import parse_drafts, serialise_drafts

RESERVED_SUFFIX = ".room"
MAGIC = b"dasupport-room-1\n"
SLOT_SIZE, NONCE_SIZE, TAG_SIZE, NUMBER_SIZE = 256 * 1024, 12, 16, 8
PLAINTEXT_SIZE = SLOT_SIZE - NONCE_SIZE - TAG_SIZE


class ReservedSpaceFull(Exception):
    """The drafts do not fit into the reserved space."""


@dataclass(frozen=True, slots=True)
class SpillSlot:
    """Content of one slot, and its sequence number: 0 if it is unused or invalid."""

    number: int = 0
    drafts: tuple[Draft, ...] = ()


def get_reserved_path(folder: Path) -> Path:
    """Return the path of the reserved space: beside the vault's folder, so that it survives a restore."""
    return folder.with_name(folder.name + RESERVED_SUFFIX)


def reserve_space(folder: Path) -> None:
    """Create the reserved space if there is none. Raises OSError.

    A file of another size is moved aside, as it may hold unsaved words.
    """
    path = get_reserved_path(folder)
    if path.is_file() and path.stat().st_size == 2 * SLOT_SIZE:
        return
    if path.is_file() and path.stat().st_size:
        move_aside(path)
    write_private(path, secrets.token_bytes(2 * SLOT_SIZE))


class ReservedSpace:
    """The reserved space of one vault, with the keys of its rescue files: the current key first."""

    def __init__(self, folder: Path, keys: tuple[bytes, ...], vault: str) -> None:
        self._path = get_reserved_path(folder)
        self._keys = keys
        self._bound = MAGIC + bytes.fromhex(vault)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The drafts in it; () if it is empty, missing or damaged. Raises OSError if it cannot be read at the
        moment.
        """
        return max(self._read_slots(), key=lambda half: half.number).drafts

    def save_drafts(self, drafts: Iterable[Draft]) -> None:
        """Replace the drafts in it with these. Raises ReservedSpaceFull or OSError; the former ones then remain."""
        one, other = self._read_slots()
        sealed = self._encrypt_slot(SpillSlot(max(one.number, other.number) + 1, tuple(drafts)))
        self._overwrite_slot(0 if one.number <= other.number else 1, sealed)

    def erase_drafts(self) -> None:
        """Overwrite both slots with random bytes, the older one first. Raises OSError."""
        one, other = self._read_slots()
        for at in (0, 1) if one.number <= other.number else (1, 0):
            self._overwrite_slot(at, secrets.token_bytes(SLOT_SIZE))

    def _read_slots(self) -> tuple[SpillSlot, SpillSlot]:
        try:
            with open_regular(self._path) as file:
                data = file.read(2 * SLOT_SIZE)
        except FileNotFoundError:
            data = b""
        return self._decrypt_slot(data[:SLOT_SIZE]), self._decrypt_slot(data[SLOT_SIZE:])

    def _decrypt_slot(self, data: bytes) -> SpillSlot:
        for key in self._keys:
            try:
                plain = ChaCha20Poly1305(key).decrypt(data[:NONCE_SIZE], data[NONCE_SIZE:], self._bound)
                number, length = (int.from_bytes(plain[at : at + NUMBER_SIZE], "big") for at in (0, NUMBER_SIZE))
                return SpillSlot(number, parse_drafts(zlib.decompress(plain[2 * NUMBER_SIZE :][:length])))
            except (InvalidTag, ValueError, TypeError, KeyError, zlib.error):
                pass
        return SpillSlot()

    def _encrypt_slot(self, half: SpillSlot) -> bytes:
        said = zlib.compress(serialise_drafts(half.drafts))
        plain = half.number.to_bytes(NUMBER_SIZE, "big") + len(said).to_bytes(NUMBER_SIZE, "big") + said
        if len(plain) > PLAINTEXT_SIZE:
            raise ReservedSpaceFull
        nonce = secrets.token_bytes(NONCE_SIZE)
        return nonce + ChaCha20Poly1305(self._keys[0]).encrypt(nonce, plain.ljust(PLAINTEXT_SIZE, b"\0"), self._bound)

    def _overwrite_slot(self, at: int, data: bytes) -> None:
        """Overwrite one slot in place, and no byte beyond it. Raises OSError."""
        if not self._path.is_file() or self._path.stat().st_size != 2 * SLOT_SIZE:
            raise FileNotFoundError(errno.ENOENT, self._path.name)
        with self._path.open("r+b", buffering=0) as file:
            file.seek(at * SLOT_SIZE)
            left = memoryview(data)
            while left:
                left = left[file.write(left) or 0 :]
            sync_file(file.fileno())
