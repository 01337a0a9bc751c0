"""From a passphrase to the keys: Argon2id unwraps the master key, HKDF makes one key for each purpose."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dasupport.vault.faults import KeyDamaged, NoMemory, VaultRefusal, WrongPassphrase
from dasupport.vault.key_file import FORMAT, Copy, Cost, KeySlot, canonical

PASSPHRASE = "passphrase"  # noqa: S105 - the name of a sort of slot
MOST_SLOTS = 8


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one open vault. They print nothing of themselves."""

    header: bytes
    data: bytes
    log: bytes
    backup: bytes
    """The root of the backups' own keys: each has one of its own, drawn from this one and its id."""
    draft: bytes
    """Seals what a failing disk would not take, in a file somewhere else."""

    def __repr__(self) -> str:
        return "<keys>"


def derive(master: bytes, vault: str, generation: int) -> Keys:
    """One key for each purpose, bound to the vault and to the generation of its data."""

    def expand(purpose: str) -> bytes:
        info = f"dasupport/{purpose}".encode()
        return HKDF(SHA256(), 32, salt=bytes.fromhex(vault), info=info).derive(master)

    return Keys(
        header=expand("header/v1"),
        data=expand(f"data/v1/{generation}"),
        log=expand("log/v1"),
        backup=expand("backup/v1"),
        draft=expand("draft/v1"),
    )


def wrap(master: bytes, passphrase: str, vault: str, cost: Cost, now: datetime) -> KeySlot:
    """A new slot that opens to this passphrase. Raises NoMemory where the cost cannot be paid."""
    bare = KeySlot(
        id=secrets.token_hex(8), type=PASSPHRASE, cost=cost, salt=secrets.token_hex(16),
        nonce=secrets.token_hex(12), commit="", wrapped="", created=now.isoformat(),
    )  # fmt: skip
    key, commit = _stretch(passphrase, bare)
    wrapped = ChaCha20Poly1305(key).encrypt(bytes.fromhex(bare.nonce), master, _bound(bare, vault))
    return KeySlot(
        bare.id, bare.type, cost, bare.salt, bare.nonce, _commitment(commit, bare), wrapped.hex(), bare.created
    )


def unwrap(copy: Copy, passphrase: str) -> bytes:
    """The master key. Raises WrongPassphrase if no slot knows the passphrase, KeyDamaged if one does and
    cannot be opened, NoMemory where the cost cannot be paid."""
    slots = [slot for slot in copy.keys.slots[:MOST_SLOTS] if slot.type == PASSPHRASE]
    if not slots:
        raise KeyDamaged
    for slot in slots:
        if not slot.cost.bearable:
            raise KeyDamaged
        key, commit = _stretch(passphrase, slot)
        if not hmac.compare_digest(_commitment(commit, slot), slot.commit):
            continue
        try:
            wrapped = bytes.fromhex(slot.wrapped)
            return ChaCha20Poly1305(key).decrypt(bytes.fromhex(slot.nonce), wrapped, _bound(slot, copy.keys.vault))
        except (InvalidTag, ValueError):
            raise KeyDamaged from None
    raise WrongPassphrase


def unwrap_any(copies: Iterable[Copy], passphrase: str) -> tuple[Copy, bytes, list[str]]:
    """The first copy that opens, the master key, and the names of the copies that know the passphrase and do not open.

    Raises KeyDamaged if there is none but those, or none at all; WrongPassphrase, NoMemory.
    """
    tried: set[object] = set()
    fault: VaultRefusal = KeyDamaged()
    broken: list[str] = []
    for copy in copies:
        locks = (copy.keys.vault, copy.keys.slots)
        if locks in tried:
            continue  # its twin has answered already, and every answer costs half a second
        tried.add(locks)
        try:
            return copy, unwrap(copy, passphrase), broken
        except KeyDamaged:
            broken.append(copy.name)
        except WrongPassphrase as error:
            fault = error
    raise KeyDamaged if broken else fault


def _stretch(passphrase: str, slot: KeySlot) -> tuple[bytes, bytes]:
    """The wrapping key and the commitment key; the same letters typed on another system give the same bytes."""
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        made = hash_secret_raw(
            typed, bytes.fromhex(slot.salt), slot.cost.passes, slot.cost.memory, slot.cost.lanes, 64, Type.ID
        )
    except HashingError:
        raise NoMemory from None
    except ValueError:
        raise KeyDamaged from None
    return made[:32], made[32:]


def _commitment(key: bytes, slot: KeySlot) -> str:
    return hmac.new(key, b"slot" + slot.id.encode(), hashlib.sha256).hexdigest()


def _bound(slot: KeySlot, vault: str) -> bytes:
    """What the wrapped key is tied to."""
    cost = [slot.cost.memory, slot.cost.passes, slot.cost.lanes]
    return canonical([FORMAT, vault, slot.id, slot.type, cost, slot.salt])
