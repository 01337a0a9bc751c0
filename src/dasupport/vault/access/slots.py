"""Key slots of a vault: listing, adding, replacing and revoking them without touching the data."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import KeyDamaged, LastKey, TooManyKeys, os_errors_as_refusals
from dasupport.vault.keys import key_derivation
from dasupport.vault.keys.credentials import (
    PASSPHRASE,
    RECOVERY_CODE,
    RECOVERY_SHARES,
    SUPERVISOR_KEY,
    Credential,
    RecoveryCodeBits,
    RecoverySharesBits,
)
from dasupport.vault.keys.key_file import KdfCost, KeyFileCopy, KeySlot
from dasupport.vault.vault import Vault

Slots = tuple[KeySlot, ...]
MIN_GENERATION_KEY = "min_keyring_generation"
SLOT_IDS_KEY = "ways"
"""Setting with the ids of all valid slots; needed to check a key file copy whose MAC is invalid."""
RECOVERY_TYPES = {RECOVERY_CODE, RECOVERY_SHARES}
"""Slot types that still open a vault when the passphrase is forgotten."""


@dataclass(frozen=True, slots=True)
class KeySlotInfo:
    """One key slot: its type, when it was created, and the public key if it is for a supervisor key."""

    id: str
    slot_type: str
    created_at: datetime
    holder: str = ""


def list_slots(vault: Vault) -> tuple[KeySlotInfo, ...]:
    """Return the key slots of this vault, in the order in which they are tried."""
    return tuple(
        KeySlotInfo(slot.id, slot.type, datetime.fromisoformat(slot.created), slot.holder)
        for slot in vault.key_files.newest.key_file.slots
    )


def change_passphrase(vault: Vault, authority: Credential, new: str, cost: KdfCost, *, at_once: bool = False) -> None:
    """Replace the passphrase that was typed; or all passphrases, if the authority is another credential.

    The old one still opens the vault until the new one has done so once, unless `at_once`: a slip in typing
    the new one locks nobody out. Raises the same as unlocking a key slot; DiskFull and ReadOnly.
    """

    def build(by: KeySlot, master: bytes, slots: Slots) -> Slots:
        alone = by.type == PASSPHRASE  # with any other credential the passphrases are forgotten, so all are replaced
        gone = {slot.id for slot in slots if slot.type == PASSPHRASE and (not alone or slot.id == by.id)}
        stronger = max((slot.cost for slot in slots if slot.id in gone), key=_kdf_price, default=cost)
        made = key_derivation.wrap_master_key(
            master, new, _vault_id(vault), stronger if cost.is_weaker_than(stronger) else cost, vault.now()
        )
        return (made, *(slot for slot in slots if slot.id not in gone))

    _change_slots(vault, authority, build, (new,), "passphrase_changed", at_once=at_once)


def strengthen_passphrase(vault: Vault, passphrase: str, cost: KdfCost) -> None:
    """Raise the KDF cost of a passphrase slot to today's usual cost; do nothing if it is high enough."""
    slots = [slot for slot in vault.key_files.newest.key_file.slots if slot.type == PASSPHRASE]
    if vault.key_files.has_pending_change or not any(slot.cost.is_weaker_than(cost) for slot in slots):
        return
    if vault.key_files.unlock_slot(passphrase)[1].cost.is_weaker_than(cost):
        change_passphrase(vault, passphrase, passphrase, cost, at_once=True)


def add_passphrase(vault: Vault, authority: Credential, new: str, cost: KdfCost) -> None:
    """Add a passphrase. Raises TooManyKeys, and the same as `change_passphrase`."""
    _add_slot(
        vault,
        authority,
        lambda m: key_derivation.wrap_master_key(m, new, _vault_id(vault), cost, vault.now()),
        (new,),
        PASSPHRASE,
    )


def set_recovery_code(vault: Vault, authority: Credential, code: RecoveryCodeBits | RecoverySharesBits) -> None:
    """Set a recovery code, or the code given by two recovery shares of three; the previous one is revoked at
    once.

    The caller has checked that it was typed back. Raises the same as `change_passphrase`.
    """
    sort = RECOVERY_CODE if isinstance(code, RecoveryCodeBits) else RECOVERY_SHARES

    def build(_: KeySlot, master: bytes, slots: Slots) -> Slots:
        made = key_derivation.wrap_master_key(master, code, _vault_id(vault), KdfCost(), vault.now())
        return (*(slot for slot in slots if slot.type != sort), made)

    _change_slots(vault, authority, build, (authority, code), f"{sort}_made", at_once=True)


def add_supervisor_key(vault: Vault, authority: Credential, public: str) -> None:
    """Add a supervisor key by its public key. Raises WrongKey, TooManyKeys, and the same as
    `change_passphrase`.
    """
    _add_slot(
        vault,
        authority,
        lambda m: key_derivation.wrap_for_supervisor(m, public, _vault_id(vault), vault.now()),
        (authority,),
        SUPERVISOR_KEY,
        public.strip(),
    )


def revoke_slot(vault: Vault, authority: Credential, id: str) -> None:
    """Revoke a key slot at once.

    Raises LastKey if too little would be left: at least a passphrase or a supervisor key, and a recovery
    code or recovery shares if there are any now; and the same as `change_passphrase`.
    """

    def build(_: KeySlot, __: bytes, slots: Slots) -> Slots:
        left = tuple(slot for slot in slots if slot.id != id)
        before, after = ({slot.type for slot in each} for each in (slots, left))
        if not after & {PASSPHRASE, SUPERVISOR_KEY} or (before & RECOVERY_TYPES and not after & RECOVERY_TYPES):
            raise LastKey
        return left

    _change_slots(vault, authority, build, (), "key_ended", at_once=True, object=id)


def commit_pending(vault: Vault) -> None:
    """Make the pending change final: the credential that it replaces is revoked.

    It is final once the data records it; if the disk then refuses the key file, the next unlock repairs it.
    Raises DiskFull, ReadOnly.
    """
    _commit_newest(vault, "keys_settled")


def repair_copy(vault: Vault) -> None:
    """Overwrite an unusable copy of the key file with the copy that opened the vault.

    Slots that only the unusable copy held are revoked: nobody can tell whether it held a pending change.
    Raises DiskFull, ReadOnly.
    """
    _commit_newest(vault, "keys_mended")


def discard_pending(vault: Vault) -> None:
    """Discard the pending change, which nobody has used. Raises DiskFull, ReadOnly."""
    vault.require_certain_keys()
    with os_errors_as_refusals():
        vault.key_files.discard_pending()
    vault.transact(lambda work: _log_commit(work, vault, "keys_kept"))


def read_min_generation(work: Transaction) -> int:
    """Return the lowest generation of key files that are still valid."""
    return int(work.metadata.get(MIN_GENERATION_KEY) or "0")


def record_slot_ids(work: Transaction, copies: Iterable[KeyFileCopy]) -> None:
    """Record the ids of all valid slots in the data, if they changed: those of every copy that was not
    revoked.

    They are a setting, so the witness covers them.
    """
    least = read_min_generation(work)
    ids = {slot.id for copy in copies if copy.key_file.generation >= least for slot in copy.key_file.slots}
    if set(work.metadata.get(SLOT_IDS_KEY).split()) != ids:
        work.metadata.put(SLOT_IDS_KEY, " ".join(sorted(ids)))


def is_slot_registered(work: Transaction, slot: str) -> bool:
    """Return True if a slot is valid. Older data has no list of slots; then every slot is."""
    known = work.metadata.get(SLOT_IDS_KEY).split()
    return not known or slot in known


def _add_slot(
    vault: Vault,
    authority: Credential,
    make: Callable[[bytes], KeySlot],
    proofs: tuple[Credential, ...],
    sort: str,
    holder: str = "",
) -> None:
    def build(_: KeySlot, master: bytes, slots: Slots) -> Slots:
        kept = tuple(slot for slot in slots if not (holder and slot.holder == holder))
        if sum(slot.type == sort for slot in kept) >= key_derivation.MAX_SLOTS[sort]:
            raise TooManyKeys
        return (*kept, make(master))

    _change_slots(vault, authority, build, proofs, f"{sort}_added", at_once=True)


def _change_slots(
    vault: Vault,
    authority: Credential,
    build: Callable[[KeySlot, bytes, Slots], Slots],
    proofs: tuple[Credential, ...],
    action: str,
    *,
    at_once: bool,
    object: str = "",
) -> None:
    vault.require_certain_keys()
    copy, by, master = vault.key_files.unlock_slot(authority)
    if (
        vault.key_files.has_pending_change
    ):  # one change at a time: the credential used now decides whether the pending one is committed or discarded
        (commit_pending if copy.name == vault.key_files.newest.name else discard_pending)(vault)
    slots = build(by, master, vault.key_files.newest.key_file.slots)

    def proves(written: KeyFileCopy) -> bool:
        return all(key_derivation.unwrap_master_key(written, secret) == master for secret in proofs)

    with os_errors_as_refusals():
        vault.key_files.write_pending(slots, proves)
    vault.transact(lambda work: _log_proposal(work, vault, action, object or _vault_id(vault)))
    if at_once:
        commit_pending(vault)


def _commit_newest(vault: Vault, action: str) -> None:
    vault.transact(lambda work: _log_commit(work, vault, action))
    with suppress(OSError, KeyDamaged):
        vault.key_files.commit_pending()


def _log_proposal(work: Transaction, vault: Vault, action: str, object: str) -> None:
    record_slot_ids(work, vault.key_files.valid_copies)
    work.audit_chain.append(action, object)


def _log_commit(work: Transaction, vault: Vault, action: str) -> None:
    work.metadata.put(MIN_GENERATION_KEY, str(vault.key_files.newest.key_file.generation))
    record_slot_ids(work, vault.key_files.valid_copies)
    work.audit_chain.append(action, _vault_id(vault))


def _kdf_price(cost: KdfCost) -> int:
    return cost.memory * cost.passes


def _vault_id(vault: Vault) -> str:
    return vault.key_files.newest.key_file.vault
