"""From a secret to the keys: it unwraps the master key, HKDF makes one key for each purpose."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dasupport.vault.errors import KeyDamaged, VaultRefusal, WrongCode, WrongKey, WrongPassphrase
from dasupport.vault.keys.credentials import (
    PASSPHRASE,
    RECIPIENT,
    RECOVERY,
    SPLIT,
    Secret,
    sealed_for,
    sort_of,
    stretched,
)
from dasupport.vault.keys.key_file import FORMAT, FREE, Copy, Cost, KeySlot, canonical

MOST = {PASSPHRASE: 8, RECOVERY: 4, SPLIT: 4, RECIPIENT: 8}
"""How many slots of a sort are ever tried: the file is in an attacker's hand."""
NOT_RIGHT: dict[str, type[VaultRefusal]] = {
    PASSPHRASE: WrongPassphrase,
    RECOVERY: WrongCode,
    SPLIT: WrongCode,
    RECIPIENT: WrongKey,
}


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


def wrap(master: bytes, secret: Secret, vault: str, cost: Cost, now: datetime) -> KeySlot:
    """A new slot that opens to this secret; the cost is a passphrase's only.

    Raises NoMemory where the cost cannot be paid.
    """
    sort = sort_of(secret)
    bare = _bare(sort, cost if sort == PASSPHRASE else FREE, now)
    return _closed(bare, stretched(secret, bare), master, vault)


def wrap_for(master: bytes, public: str, vault: str, now: datetime) -> KeySlot:
    """A new slot that opens to the private half of a supervisor's public key. Raises WrongKey if it is no such key."""
    made, sealed = sealed_for(public)
    bare = replace(_bare(RECIPIENT, FREE, now), sealed=sealed, holder=public.strip())
    return _closed(bare, made, master, vault)


def unwrap(copy: Copy, secret: Secret) -> bytes:
    """The master key. Raises what `opening` raises."""
    return opening(copy, secret)[1]


def opening(copy: Copy, secret: Secret) -> tuple[KeySlot, bytes]:
    """The slot that knows a secret, and the master key in it.

    Raises WrongPassphrase, WrongCode or WrongKey if no slot knows the secret, KeyDamaged if one does and cannot be
    opened, or if there is none of its sort for a passphrase; NoMemory where the cost cannot be paid.
    """
    sort = sort_of(secret)
    slots = [slot for slot in copy.keys.slots if slot.type == sort]
    if len(slots) > MOST[sort] or (not slots and sort == PASSPHRASE):
        raise KeyDamaged  # of more than we ever write, the right one might stand behind those that cost the most
    for slot in slots:
        if not _payable(slot):
            raise KeyDamaged
        made = stretched(secret, slot)
        if not hmac.compare_digest(_commitment(made[32:], slot), slot.commit):
            continue
        try:
            wrapped = bytes.fromhex(slot.wrapped)
            nonce = bytes.fromhex(slot.nonce)
            return slot, ChaCha20Poly1305(made[:32]).decrypt(nonce, wrapped, _bound(slot, copy.keys.vault))
        except (InvalidTag, ValueError):
            raise KeyDamaged from None
    raise NOT_RIGHT[sort]


def unwrap_any(copies: Iterable[Copy], secret: Secret) -> tuple[Copy, bytes, list[str]]:
    """The first copy that opens, the master key, and the names of the copies that know the secret and do not open.

    Raises KeyDamaged if there is none but those, or none at all; else what `opening` raises.
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
            return copy, unwrap(copy, secret), broken
        except KeyDamaged:
            broken.append(copy.name)
        except (WrongPassphrase, WrongCode, WrongKey) as error:
            fault = error
    raise KeyDamaged if broken else fault


def _bare(sort: str, cost: Cost, now: datetime) -> KeySlot:
    return KeySlot(
        id=secrets.token_hex(8),
        type=sort,
        cost=cost,
        salt=secrets.token_hex(16),
        nonce=secrets.token_hex(12),
        commit="",
        wrapped="",
        created=now.isoformat(),
    )


def _closed(bare: KeySlot, made: bytes, master: bytes, vault: str) -> KeySlot:
    """The master key in a slot: half of the made bytes wraps it, half says whether a secret is right."""
    wrapped = ChaCha20Poly1305(made[:32]).encrypt(bytes.fromhex(bare.nonce), master, _bound(bare, vault))
    return replace(bare, commit=_commitment(made[32:], bare), wrapped=wrapped.hex())


def _payable(slot: KeySlot) -> bool:
    return slot.cost.bearable if slot.type == PASSPHRASE else slot.cost == FREE


def _commitment(key: bytes, slot: KeySlot) -> str:
    return hmac.new(key, b"slot" + slot.id.encode(), hashlib.sha256).hexdigest()


def _bound(slot: KeySlot, vault: str) -> bytes:
    """What the wrapped key is tied to."""
    cost = [slot.cost.memory, slot.cost.passes, slot.cost.lanes]
    own = [slot.sealed, slot.holder] if slot.type == RECIPIENT else []
    return canonical([FORMAT, vault, slot.id, slot.type, cost, slot.salt, *own])
