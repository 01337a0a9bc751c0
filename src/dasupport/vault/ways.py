"""The ways into a vault: which there are, and how one is added, changed or ended, without a touch to the data."""

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
"""The ids of the slots that count, as the data knows them: what is not sealed is read by no other."""
LASTING = {RECOVERY, SPLIT}
"""What still opens a vault when a passphrase is forgotten."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: what sort, since when, and for a supervisor's key its public half."""

    id: str
    sort: str
    since: datetime
    holder: str = ""


def ways(vault: Vault) -> tuple[Way, ...]:
    """What opens this vault now, in the order in which it is tried."""
    return tuple(
        Way(slot.id, slot.type, datetime.fromisoformat(slot.created), slot.holder)
        for slot in vault.pair.newest.keys.slots
    )


def change_passphrase(vault: Vault, authority: Secret, new: str, cost: Cost, *, at_once: bool = False) -> None:
    """Another passphrase in place of the one that was typed, or of all where something else is the authority.

    The old one still opens the vault until the new one has done so once, unless it is to end at once: a slip in
    typing the new one locks nobody out. Raises what `keyring.opening` raises, DiskFull and ReadOnly.
    """

    def build(by: KeySlot, master: bytes, slots: Slots) -> Slots:
        alone = by.type == PASSPHRASE  # another sort of authority speaks for all passphrases: they are forgotten
        gone = {slot.id for slot in slots if slot.type == PASSPHRASE and (not alone or slot.id == by.id)}
        stronger = max((slot.cost for slot in slots if slot.id in gone), key=_price, default=cost)
        made = keyring.wrap(master, new, _id(vault), stronger if cost.weaker_than(stronger) else cost, vault.now())
        return (made, *(slot for slot in slots if slot.id not in gone))

    _change(vault, authority, build, (new,), "passphrase_changed", at_once=at_once)


def strengthen(vault: Vault, passphrase: str, cost: Cost) -> None:
    """Let a guess at a passphrase cost no less than is usual today; where it does already, nothing happens."""
    slots = [slot for slot in vault.pair.newest.keys.slots if slot.type == PASSPHRASE]
    if vault.pair.waiting or not any(slot.cost.weaker_than(cost) for slot in slots):
        return
    if vault.pair.opening(passphrase)[1].cost.weaker_than(cost):
        change_passphrase(vault, passphrase, passphrase, cost, at_once=True)


def add_passphrase(vault: Vault, authority: Secret, new: str, cost: Cost) -> None:
    """One more passphrase beside those that there are. Raises TooManyKeys, and as above."""
    _add(vault, authority, lambda m: keyring.wrap(m, new, _id(vault), cost, vault.now()), (new,), PASSPHRASE)


def put_code(vault: Vault, authority: Secret, code: Code | Parts) -> None:
    """A recovery code (or what two parts of three give) in place of the one before; that one ends now.

    The caller has had it typed back. Raises as above.
    """
    sort = RECOVERY if isinstance(code, Code) else SPLIT

    def build(_: KeySlot, master: bytes, slots: Slots) -> Slots:
        made = keyring.wrap(master, code, _id(vault), Cost(), vault.now())
        return (*(slot for slot in slots if slot.type != sort), made)

    _change(vault, authority, build, (authority, code), f"{sort}_made", at_once=True)


def add_supervisor(vault: Vault, authority: Secret, public: str) -> None:
    """Let the holder of a supervisor's key open this vault. Raises WrongKey, TooManyKeys, and as above."""
    _add(
        vault, authority, lambda m: keyring.wrap_for(m, public, _id(vault), vault.now()), (authority,), RECIPIENT,
        public.strip(),
    )  # fmt: skip


def end(vault: Vault, authority: Secret, id: str) -> None:
    """Take a way away, now. Raises LastKey where too little would be left: a passphrase or a supervisor's key, and a
    recovery code or split code if there is one; and as above."""

    def build(_: KeySlot, __: bytes, slots: Slots) -> Slots:
        left = tuple(slot for slot in slots if slot.id != id)
        before, after = ({slot.type for slot in each} for each in (slots, left))
        if not after & {PASSPHRASE, RECIPIENT} or (before & LASTING and not after & LASTING):
            raise LastKey
        return left

    _change(vault, authority, build, (), "key_ended", at_once=True, object=id)


def settle(vault: Vault) -> None:
    """The change that waited counts from now on, and what opened the vault before it does no more.

    It counts once the data knows: a disk that then takes no key file has it mended by the next unlocking. Raises
    DiskFull, ReadOnly.
    """
    _count(vault, "keys_settled")


def mend(vault: Vault) -> None:
    """Write the copy of the key file that opened the vault in the place of one that gives nothing of ours. What that
    one held is ended with it: nobody can say whether a change waited. Raises DiskFull, ReadOnly."""
    _count(vault, "keys_mended")


def keep_old(vault: Vault) -> None:
    """Drop the change that waited: nobody has used it. Raises DiskFull, ReadOnly."""
    vault.certain()
    with plainly():
        vault.pair.take_back()
    vault.do(lambda work: _settled(work, vault, "keys_kept"))


def least_generation(work: Work) -> int:
    """Older key files than this one open no more."""
    return int(work.settings.get(LEAST) or "0")


def counted(work: Work, copies: Iterable[Copy]) -> None:
    """Write down which slots count, where the data does not know it yet: those of every copy that was not ended. It
    stands among the settings, so the witness has it."""
    least = least_generation(work)
    ids = {slot.id for copy in copies if copy.keys.generation >= least for slot in copy.keys.slots}
    if set(work.settings.get(WAYS).split()) != ids:
        work.settings.put(WAYS, " ".join(sorted(ids)))


def counts(work: Work, slot: str) -> bool:
    """Whether a slot is one of those; older data says nothing of them, and then it is."""
    known = work.settings.get(WAYS).split()
    return not known or slot in known


def _add(
    vault: Vault, authority: Secret, make: Callable[[bytes], KeySlot], proofs: tuple[Secret, ...], sort: str,
    holder: str = "",
) -> None:  # fmt: skip
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
    if vault.pair.waiting:  # one change at a time: who makes this one has used the one side or the other
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
