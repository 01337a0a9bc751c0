"""Key derivation: a credential unwraps the master key, and HKDF derives one key for each purpose from it."""

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
    RECOVERY_CODE,
    RECOVERY_SHARES,
    SUPERVISOR_KEY,
    Credential,
    derive_slot_secret,
    encrypt_slot_secret,
    get_slot_type,
)
from dasupport.vault.keys.key_file import FORMAT, NO_KDF_COST, KdfCost, KeyFileCopy, KeySlot, canonical_json

MAX_SLOTS = {PASSPHRASE: 8, RECOVERY_CODE: 4, RECOVERY_SHARES: 4, SUPERVISOR_KEY: 8}
"""The most slots of each type that are ever tried: an attacker may have written the key file."""
WRONG_CREDENTIAL: dict[str, type[VaultRefusal]] = {
    PASSPHRASE: WrongPassphrase,
    RECOVERY_CODE: WrongCode,
    RECOVERY_SHARES: WrongCode,
    SUPERVISOR_KEY: WrongKey,
}
"""The refusal for a wrong credential, by type of slot."""


@dataclass(frozen=True, slots=True)
class VaultKeys:
    """The derived keys of an open vault. Their repr shows nothing."""

    header: bytes
    data: bytes
    log: bytes
    backup: bytes
    """Root of the backup keys: the key of each backup is derived from this and the backup's id."""
    rescue: bytes
    """Encrypts rescue files and the reserved space, for words that a failing disk did not save."""

    def __repr__(self) -> str:
        return "<keys>"


def derive_keys(master: bytes, vault: str, generation: int) -> VaultKeys:
    """Return one key for each purpose, bound to the vault's id; the data key also to the generation of the data."""

    def expand(purpose: str) -> bytes:
        info = f"dasupport/{purpose}".encode()
        return HKDF(SHA256(), 32, salt=bytes.fromhex(vault), info=info).derive(master)

    return VaultKeys(
        header=expand("header/v1"),
        data=expand(f"data/v1/{generation}"),
        log=expand("log/v1"),
        backup=expand("backup/v1"),
        rescue=expand("draft/v1"),
    )


def wrap_master_key(master: bytes, secret: Credential, vault: str, cost: KdfCost, now: datetime) -> KeySlot:
    """Return a new key slot that a credential opens. `cost` applies to passphrases only.

    Raises NoMemory if there is too little memory for the cost.
    """
    sort = get_slot_type(secret)
    bare = _new_slot(sort, cost if sort == PASSPHRASE else NO_KDF_COST, now)
    return _fill_slot(bare, derive_slot_secret(secret, bare), master, vault)


def wrap_for_supervisor(master: bytes, public: str, vault: str, now: datetime) -> KeySlot:
    """Return a new key slot that the private half of a supervisor's public key opens.

    Raises WrongKey if the text is not a public key.
    """
    made, sealed = encrypt_slot_secret(public)
    bare = replace(_new_slot(SUPERVISOR_KEY, NO_KDF_COST, now), sealed=sealed, holder=public.strip())
    return _fill_slot(bare, made, master, vault)


def unwrap_master_key(copy: KeyFileCopy, secret: Credential) -> bytes:
    """Return the master key. Raises the same as `unlock_slot`."""
    return unlock_slot(copy, secret)[1]


def unlock_slot(copy: KeyFileCopy, secret: Credential) -> tuple[KeySlot, bytes]:
    """Return the slot that a credential opens, and the master key in it.

    Raises WrongPassphrase, WrongCode or WrongKey if no slot matches; KeyDamaged if one matches but cannot be
    decrypted, if a slot or the number of slots is out of bounds, or if there is no passphrase slot for a
    passphrase; NoMemory if there is too little memory for the cost.
    """
    sort = get_slot_type(secret)
    slots = [slot for slot in copy.key_file.slots if slot.type == sort]
    if len(slots) > MAX_SLOTS[sort] or (not slots and sort == PASSPHRASE):
        raise KeyDamaged  # too many: an attacker may have put the most expensive slots first
    for slot in slots:
        if not _has_acceptable_cost(slot):
            raise KeyDamaged
        made = derive_slot_secret(secret, slot)
        if not hmac.compare_digest(_compute_commitment(made[32:], slot), slot.commit):
            continue
        try:
            wrapped = bytes.fromhex(slot.wrapped)
            nonce = bytes.fromhex(slot.nonce)
            return slot, ChaCha20Poly1305(made[:32]).decrypt(
                nonce, wrapped, _associated_data(slot, copy.key_file.vault)
            )
        except (InvalidTag, ValueError):
            raise KeyDamaged from None
    raise WRONG_CREDENTIAL[sort]


def unwrap_from_any(copies: Iterable[KeyFileCopy], secret: Credential) -> tuple[KeyFileCopy, bytes, list[str]]:
    """Return the first copy that a credential unlocks, the master key, and the names of the damaged copies
    before it.

    If no copy unlocks: raises KeyDamaged if any of them is damaged or there are none, else the refusal of
    `unlock_slot`. Raises NoMemory at once.
    """
    tried: set[object] = set()
    fault: VaultRefusal = KeyDamaged()
    broken: list[str] = []
    for copy in copies:
        locks = (copy.key_file.vault, copy.key_file.slots)
        if locks in tried:
            continue  # an identical copy was tried already, and each attempt takes half a second
        tried.add(locks)
        try:
            return copy, unwrap_master_key(copy, secret), broken
        except KeyDamaged:
            broken.append(copy.name)
        except (WrongPassphrase, WrongCode, WrongKey) as error:
            fault = error
    raise KeyDamaged if broken else fault


def _new_slot(sort: str, cost: KdfCost, now: datetime) -> KeySlot:
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


def _fill_slot(bare: KeySlot, made: bytes, master: bytes, vault: str) -> KeySlot:
    """Return the slot with the master key wrapped in it.

    Half of `made` wraps the key, the other half makes the commitment that tells if a credential is right.
    """
    wrapped = ChaCha20Poly1305(made[:32]).encrypt(bytes.fromhex(bare.nonce), master, _associated_data(bare, vault))
    return replace(bare, commit=_compute_commitment(made[32:], bare), wrapped=wrapped.hex())


def _has_acceptable_cost(slot: KeySlot) -> bool:
    return slot.cost.is_acceptable if slot.type == PASSPHRASE else slot.cost == NO_KDF_COST


def _compute_commitment(key: bytes, slot: KeySlot) -> str:
    return hmac.new(key, b"slot" + slot.id.encode(), hashlib.sha256).hexdigest()


def _associated_data(slot: KeySlot, vault: str) -> bytes:
    """Return the associated data of the wrapped key: all fields of the slot that must not be changed."""
    cost = [slot.cost.memory, slot.cost.passes, slot.cost.lanes]
    own = [slot.sealed, slot.holder] if slot.type == SUPERVISOR_KEY else []
    return canonical_json([FORMAT, vault, slot.id, slot.type, cost, slot.salt, *own])
