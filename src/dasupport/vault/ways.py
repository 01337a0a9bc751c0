"""Key slots of a vault: listing, adding, replacing and revoking them without touching the data."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from dasupport.vault import keyring
from dasupport.vault.faults import KeyDamaged, LastKey, TooManyKeys, plainly
from dasupport.vault.key_file import Copy, Cost, KeySlot
from dasupport.vault.secret import PASSPHRASE, RECIPIENT, RECOVERY, SPLIT, Code, Parts, Secret
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

Slots = tuple[KeySlot, ...]
LEAST = "min_keyring_generation"
WAYS = "ways"
"""Setting with the ids of all valid slots; needed to check a key file copy whose MAC is invalid."""
LASTING = {RECOVERY, SPLIT}
"""Slot types that still open a vault when the passphrase is forgotten."""


@dataclass(frozen=True, slots=True)
class Way:
    """One key slot: its type, when it was created, and the public key if it is for a supervisor key."""

    id: str
    sort: str
    since: datetime
    holder: str = ""


def ways(vault: Vault) -> tuple[Way, ...]:
    """Return the key slots of this vault, in the order in which they are tried."""
    return tuple(
        Way(slot.id, slot.type, datetime.fromisoformat(slot.created), slot.holder)
        for slot in vault.pair.newest.keys.slots
    )


def change_passphrase(vault: Vault, authority: Secret, new: str, cost: Cost, *, at_once: bool = False) -> None:
    """Replace the passphrase that was typed; or all passphrases, if the authority is another credential.

    The old one still opens the vault until the new one has done so once, unless `at_once`: a slip in typing
    the new one locks nobody out. Raises the same as unlocking a key slot; DiskFull and ReadOnly.
    """

    def build(by: KeySlot, master: bytes, slots: Slots) -> Slots:
        alone = by.type == PASSPHRASE  # with any other credential the passphrases are forgotten, so all are replaced
        gone = {slot.id for slot in slots if slot.type == PASSPHRASE and (not alone or slot.id == by.id)}
        stronger = max((slot.cost for slot in slots if slot.id in gone), key=_price, default=cost)
        made = keyring.wrap(master, new, _id(vault), stronger if cost.weaker_than(stronger) else cost, vault.now())
        return (made, *(slot for slot in slots if slot.id not in gone))

    _change(vault, authority, build, (new,), "passphrase_changed", at_once=at_once)


def strengthen(vault: Vault, passphrase: str, cost: Cost) -> None:
    """Raise the KDF cost of a passphrase slot to today's usual cost; do nothing if it is high enough."""
    slots = [slot for slot in vault.pair.newest.keys.slots if slot.type == PASSPHRASE]
    if vault.pair.waiting or not any(slot.cost.weaker_than(cost) for slot in slots):
        return
    if vault.pair.opening(passphrase)[1].cost.weaker_than(cost):
        change_passphrase(vault, passphrase, passphrase, cost, at_once=True)


def add_passphrase(vault: Vault, authority: Secret, new: str, cost: Cost) -> None:
    """Add a passphrase. Raises TooManyKeys, and the same as `change_passphrase`."""
    _add(vault, authority, lambda m: keyring.wrap(m, new, _id(vault), cost, vault.now()), (new,), PASSPHRASE)


def put_code(vault: Vault, authority: Secret, code: Code | Parts) -> None:
    """Set a recovery code, or the code given by two recovery shares of three; the previous one is revoked at
    once.

    The caller has checked that it was typed back. Raises the same as `change_passphrase`.
    """
    sort = RECOVERY if isinstance(code, Code) else SPLIT

    def build(_: KeySlot, master: bytes, slots: Slots) -> Slots:
        made = keyring.wrap(master, code, _id(vault), Cost(), vault.now())
        return (*(slot for slot in slots if slot.type != sort), made)

    _change(vault, authority, build, (authority, code), f"{sort}_made", at_once=True)


def add_supervisor(vault: Vault, authority: Secret, public: str) -> None:
    """Add a supervisor key by its public key. Raises WrongKey, TooManyKeys, and the same as
    `change_passphrase`.
    """
    _add(
        vault,
        authority,
        lambda m: keyring.wrap_for(m, public, _id(vault), vault.now()),
        (authority,),
        RECIPIENT,
        public.strip(),
    )


def end(vault: Vault, authority: Secret, id: str) -> None:
    """Revoke a key slot at once.

    Raises LastKey if too little would be left: at least a passphrase or a supervisor key, and a recovery
    code or recovery shares if there are any now; and the same as `change_passphrase`.
    """

    def build(_: KeySlot, __: bytes, slots: Slots) -> Slots:
        left = tuple(slot for slot in slots if slot.id != id)
        before, after = ({slot.type for slot in each} for each in (slots, left))
        if not after & {PASSPHRASE, RECIPIENT} or (before & LASTING and not after & LASTING):
            raise LastKey
        return left

    _change(vault, authority, build, (), "key_ended", at_once=True, object=id)


def settle(vault: Vault) -> None:
    """Make the pending change final: the credential that it replaces is revoked.

    It is final once the data records it; if the disk then refuses the key file, the next unlock repairs it.
    Raises DiskFull, ReadOnly.
    """
    _count(vault, "keys_settled")


def mend(vault: Vault) -> None:
    """Overwrite an unusable copy of the key file with the copy that opened the vault.

    Slots that only the unusable copy held are revoked: nobody can tell whether it held a pending change.
    Raises DiskFull, ReadOnly.
    """
    _count(vault, "keys_mended")


def keep_old(vault: Vault) -> None:
    """Discard the pending change, which nobody has used. Raises DiskFull, ReadOnly."""
    vault.certain()
    with plainly():
        vault.pair.take_back()
    vault.do(lambda work: _settled(work, vault, "keys_kept"))


def least_generation(work: Work) -> int:
    """Return the lowest generation of key files that are still valid."""
    return int(work.settings.get(LEAST) or "0")


def counted(work: Work, copies: Iterable[Copy]) -> None:
    """Record the ids of all valid slots in the data, if they changed: those of every copy that was not
    revoked.

    They are a setting, so the witness covers them.
    """
    least = least_generation(work)
    ids = {slot.id for copy in copies if copy.keys.generation >= least for slot in copy.keys.slots}
    if set(work.settings.get(WAYS).split()) != ids:
        work.settings.put(WAYS, " ".join(sorted(ids)))


def counts(work: Work, slot: str) -> bool:
    """Return True if a slot is valid. Older data has no list of slots; then every slot is."""
    known = work.settings.get(WAYS).split()
    return not known or slot in known


def _add(
    vault: Vault,
    authority: Secret,
    make: Callable[[bytes], KeySlot],
    proofs: tuple[Secret, ...],
    sort: str,
    holder: str = "",
) -> None:
    def build(_: KeySlot, master: bytes, slots: Slots) -> Slots:
        kept = tuple(slot for slot in slots if not (holder and slot.holder == holder))
        if sum(slot.type == sort for slot in kept) >= keyring.MOST[sort]:
            raise TooManyKeys
        return (*kept, make(master))

    _change(vault, authority, build, proofs, f"{sort}_added", at_once=True)


def _change(
    vault: Vault,
    authority: Secret,
    build: Callable[[KeySlot, bytes, Slots], Slots],
    proofs: tuple[Secret, ...],
    action: str,
    *,
    at_once: bool,
    object: str = "",
) -> None:
    vault.certain()
    copy, by, master = vault.pair.opening(authority)
    if (
        vault.pair.waiting
    ):  # one change at a time: the credential used now decides whether the pending one is committed or discarded
        (settle if copy.name == vault.pair.newest.name else keep_old)(vault)
    slots = build(by, master, vault.pair.newest.keys.slots)

    def proves(written: Copy) -> bool:
        return all(keyring.unwrap(written, secret) == master for secret in proofs)

    with plainly():
        vault.pair.propose(slots, proves)
    vault.do(lambda work: _proposed(work, vault, action, object or _id(vault)))
    if at_once:
        settle(vault)


def _count(vault: Vault, action: str) -> None:
    vault.do(lambda work: _settled(work, vault, action))
    with suppress(OSError, KeyDamaged):
        vault.pair.settle()


def _proposed(work: Work, vault: Vault, action: str, object: str) -> None:
    counted(work, vault.pair.copies)
    work.log.add(action, object)


def _settled(work: Work, vault: Vault, action: str) -> None:
    work.settings.put(LEAST, str(vault.pair.newest.keys.generation))
    counted(work, vault.pair.copies)
    work.log.add(action, _id(vault))


def _price(cost: Cost) -> int:
    return cost.memory * cost.passes


def _id(vault: Vault) -> str:
    return vault.pair.newest.keys.vault
