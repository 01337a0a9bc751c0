"""From a passphrase to the keys: what opens a slot, what does not, and that the numbers are those of the design."""

import hashlib
import hmac
import resource
import unicodedata
from contextlib import suppress
from dataclasses import replace

import pytest
from argon2.low_level import Type, hash_secret_raw

from dasupport.vault.errors import KeyDamaged, NoMemory, WrongPassphrase
from dasupport.vault.keys.key_derivation import (
    MAX_SLOTS,
    derive_keys,
    unwrap_from_any,
    unwrap_master_key,
    wrap_master_key,
)
from dasupport.vault.keys.key_file import KdfCost, KeyFileCopy, KeySlot
from tests.samples import CHEAP, NOON, PASSPHRASE
from tests.vault.child_processes import run
from tests.vault.keys.test_key_file import MADE

MASTER = bytes(range(100, 132))
VAULT = MADE.vault
SLOT = wrap_master_key(MASTER, PASSPHRASE, VAULT, CHEAP, NOON)


def copy(*slots: KeySlot, vault: str = VAULT, name: str = "keyring.a") -> KeyFileCopy:
    return KeyFileCopy(name, b"", "", replace(MADE, vault=vault, slots=slots))


def test_that_the_passphrase_gives_the_master_key_back() -> None:
    assert unwrap_master_key(copy(SLOT), PASSPHRASE) == MASTER


def test_that_a_slot_never_holds_the_key_or_the_passphrase() -> None:
    said = repr(SLOT)
    assert MASTER.hex() not in said
    assert PASSPHRASE not in said


def test_that_every_wrap_is_new() -> None:
    again = wrap_master_key(MASTER, PASSPHRASE, VAULT, CHEAP, NOON)
    for part in ("id", "salt", "nonce", "commit", "wrapped"):
        assert getattr(again, part) != getattr(SLOT, part)


MISSES = sorted(
    {
        *(PASSPHRASE[:spot] + PASSPHRASE[spot + 1 :] for spot in range(0, len(PASSPHRASE), 5)),
        *(PASSPHRASE[:spot] + PASSPHRASE[spot].swapcase() + PASSPHRASE[spot + 1 :] for spot in range(0, 44, 9)),
        *(PASSPHRASE[:spot] + "x" + PASSPHRASE[spot:] for spot in range(0, len(PASSPHRASE), 11)),
        PASSPHRASE + " ",
        " " + PASSPHRASE,
        PASSPHRASE + "\n",
        PASSPHRASE + "\0",
        PASSPHRASE.replace(" ", ""),
        PASSPHRASE.replace(" ", "  ", 1),
        PASSPHRASE.replace(" ", "\N{NO-BREAK SPACE}", 1),
        PASSPHRASE.upper(),
        PASSPHRASE.replace("y", "z"),
        PASSPHRASE.replace("a", "\N{CYRILLIC SMALL LETTER A}"),
        PASSPHRASE[::-1],
        "",
        PASSPHRASE * 2,
        PASSPHRASE.title(),
    }
    - {PASSPHRASE}
)


def test_that_a_near_miss_opens_nothing() -> None:
    opened = []
    for miss in MISSES:
        with suppress(WrongPassphrase):
            opened.append((miss, unwrap_master_key(copy(SLOT), miss)))
    assert opened == []
    assert len(MISSES) >= 30


@pytest.mark.parametrize("typed", ["Zoë Ångström über café", "각하 한글 비밀", "ﾊﾟﾋﾟﾌﾟ ộ ợ ử"])
def test_that_the_same_letters_typed_on_another_system_open_alike(typed: str) -> None:
    composed, apart = unicodedata.normalize("NFC", typed), unicodedata.normalize("NFD", typed)
    assert composed.encode() != apart.encode()
    assert unwrap_master_key(copy(wrap_master_key(MASTER, apart, VAULT, CHEAP, NOON)), composed) == MASTER


@pytest.mark.parametrize("other", ["cafe olé", "café ole", "cafè olé", "CAFÉ OLÉ"])
def test_that_other_accents_do_not_open(other: str) -> None:
    with pytest.raises(WrongPassphrase):
        unwrap_master_key(copy(wrap_master_key(MASTER, "café olé", VAULT, CHEAP, NOON)), other)


@pytest.mark.parametrize(
    "odd", ["nul \0 inside", "half \ud83d character", "🕵️‍♀️ family 👩‍👩‍👧", "x" * 100_000, "\u202eright to left"]
)
def test_that_an_odd_passphrase_opens_with_itself(odd: str) -> None:
    slot = wrap_master_key(MASTER, odd, VAULT, CHEAP, NOON)
    assert unwrap_master_key(copy(slot), odd) == MASTER
    with pytest.raises(WrongPassphrase):
        unwrap_master_key(copy(slot), odd[:-1])


@pytest.mark.parametrize(
    ("part", "value", "verdict"),
    [
        ("wrapped", "00" * 48, KeyDamaged),
        ("nonce", "00" * 12, KeyDamaged),
        ("commit", "00" * 32, WrongPassphrase),
        ("salt", "00" * 16, WrongPassphrase),
        ("id", "0b" * 8, WrongPassphrase),
        ("cost", KdfCost(19 * 1024, 3, 1), WrongPassphrase),
        ("cost", KdfCost(1024, 1, 1), KeyDamaged),
        ("type", "recovery", KeyDamaged),
    ],
)
def test_that_each_changed_part_of_a_slot_has_its_verdict(part: str, value: object, verdict: type[Exception]) -> None:
    with pytest.raises(verdict):
        unwrap_master_key(copy(replace(SLOT, **{part: value})), PASSPHRASE)  # type: ignore[arg-type] # one of its own fields


def test_that_a_slot_of_another_vault_does_not_open_here() -> None:
    with pytest.raises(KeyDamaged):
        unwrap_master_key(copy(SLOT, vault="cd" * 16), PASSPHRASE)


def test_that_any_of_several_slots_opens() -> None:
    other = wrap_master_key(MASTER, "another one", VAULT, CHEAP, NOON)
    assert unwrap_master_key(copy(other, SLOT), PASSPHRASE) == MASTER


def test_that_of_more_slots_than_are_ever_written_none_is_tried_and_it_is_never_called_a_wrong_passphrase() -> None:
    foreign = replace(SLOT, id="0c" * 8)
    assert unwrap_master_key(copy(*[foreign] * (MAX_SLOTS["passphrase"] - 1), SLOT), PASSPHRASE) == MASTER
    with pytest.raises(KeyDamaged):
        unwrap_master_key(copy(*[foreign] * MAX_SLOTS["passphrase"], SLOT), PASSPHRASE)


def test_that_a_broken_copy_does_not_hide_its_whole_twin() -> None:
    broken, foreign = replace(SLOT, wrapped="00" * 48), replace(SLOT, salt="00" * 16)
    twins = copy(broken, name="keyring.a"), copy(foreign, name="keyring.c"), copy(SLOT, name="keyring.b")
    found, master, bad = unwrap_from_any(twins, PASSPHRASE)
    assert (found.name, master, bad) == ("keyring.b", MASTER, ["keyring.a"])


def test_that_a_passphrase_that_one_copy_knows_is_never_called_wrong() -> None:
    broken, foreign = replace(SLOT, wrapped="00" * 48), replace(SLOT, salt="00" * 16)
    with pytest.raises(KeyDamaged):
        unwrap_from_any((copy(broken), copy(foreign)), PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        unwrap_from_any((copy(broken), copy(foreign)), "not this one")


def test_that_no_copy_at_all_is_damage_and_no_wrong_passphrase() -> None:
    with pytest.raises(KeyDamaged):
        unwrap_from_any((), PASSPHRASE)


def expanded(purpose: str) -> bytes:
    """HKDF-SHA256 for one block, from its definition (RFC 5869)."""
    early = hmac.new(bytes.fromhex(VAULT), MASTER, hashlib.sha256).digest()
    return hmac.new(early, f"dasupport/{purpose}".encode() + b"\1", hashlib.sha256).digest()


def test_that_the_keys_are_those_of_the_design() -> None:
    keys = derive_keys(MASTER, VAULT, 1)
    assert (keys.header, keys.data, keys.log) == tuple(map(expanded, ("header/v1", "data/v1/1", "log/v1")))


def test_that_the_commitment_is_that_of_the_design() -> None:
    made = hash_secret_raw(PASSPHRASE.encode(), bytes.fromhex(SLOT.salt), 2, 19 * 1024, 1, 64, Type.ID)
    assert hmac.new(made[32:], b"slot" + SLOT.id.encode(), hashlib.sha256).hexdigest() == SLOT.commit


def test_that_each_purpose_vault_and_generation_has_keys_of_its_own() -> None:
    sets = [derive_keys(MASTER, VAULT, 1), derive_keys(MASTER, "cd" * 16, 1), derive_keys(bytes(32), VAULT, 1)]
    keys = [key for each in sets for key in (each.header, each.data, each.log)]
    assert len(set(keys)) == len(keys)
    assert derive_keys(MASTER, VAULT, 2).data not in keys


def test_that_keys_print_nothing_of_themselves() -> None:
    keys = derive_keys(MASTER, VAULT, 1)
    assert f"{keys} {keys!r} {[keys]}" == "<keys> <keys> [<keys>]"


def starved() -> str:
    """Ask for more memory than this process may have."""
    with open("/proc/self/statm") as file:  # noqa: PTH123 - not a file of ours
        pages = int(file.read().split()[0])
    room = pages * resource.getpagesize() + 64 * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    try:
        wrap_master_key(MASTER, PASSPHRASE, VAULT, KdfCost(), NOON)
    except NoMemory as refusal:
        return refusal.item
    return "paid"


def test_that_too_little_memory_is_said_and_never_answered_by_a_weaker_key() -> None:
    assert run(starved) == "V-MEMORY"
