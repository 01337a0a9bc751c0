"""Wrong passphrases: random ones, and those that differ by as little as a hand, a layout or a habit."""

import random
import secrets
import unicodedata
from collections.abc import Callable, Iterator

from dasupport.casework.ids import utc_now
from dasupport.casework.realms import Realm
from dasupport.vault.errors import VaultRefusal, WrongPassphrase
from dasupport.vault.keys.key_derivation import unwrap_master_key, wrap_master_key
from dasupport.vault.keys.key_file import DataFile, KdfCost, KeyFile, KeyFileCopy
from tests.faults.figures import Figures
from tests.samples import CHEAP

LETTERS = "abcdefghijklmnopqrstuvwxyzäéîõůšžßøłČŘ ABCDEFGHIJ0123456789-'"
QWERTZ = str.maketrans("yzYZ", "zyZY")
CYRILLIC = str.maketrans("abcehkmoptx", "авсенкмортх")
"""Letters that look the same, on another layout."""


class Tiny(KdfCost):
    """A cost that no key file may have: so small that a hundred thousand guesses take a minute."""

    @property
    def is_acceptable(self) -> bool:
        return True


MOST, RARELY = 200, 5000
TINY, USUAL = Tiny(memory=8, passes=1, lanes=1), KdfCost()
TRIES = (TINY, MOST), (CHEAP, 4), (USUAL, 1)
"""How many guesses at each cost, again and again; the usual one once in so many."""


def edited(typed: str, chance: random.Random) -> str:
    """One character more, fewer or other."""
    place = chance.randrange(len(typed))
    return (
        typed[:place]
        + chance.choice(["", chance.choice(LETTERS), chance.choice(LETTERS) + typed[place]])
        + (typed[place + 1 :])
    )


def turned(typed: str, chance: random.Random) -> str:
    """Two characters have changed places."""
    place = chance.randrange(len(typed) - 1)
    return typed[:place] + typed[place + 1] + typed[place] + typed[place + 2 :]


def bare(typed: str, _: random.Random) -> str:
    """Every accent is gone."""
    return "".join(letter for letter in unicodedata.normalize("NFD", typed) if not unicodedata.combining(letter))


NEAR: tuple[Callable[[str, random.Random], str], ...] = (
    edited,
    turned,
    bare,
    lambda typed, _: typed.upper(),
    lambda typed, _: typed.swapcase(),
    lambda typed, _: typed.capitalize(),
    lambda typed, _: typed + " ",
    lambda typed, _: " " + typed,
    lambda typed, _: typed.replace(" ", ""),
    lambda typed, _: typed.replace(" ", "  ", 1),
    lambda typed, _: typed.replace(" ", "\u00a0"),
    lambda typed, _: typed.translate(QWERTZ),
    lambda typed, _: typed.translate(CYRILLIC),
    lambda typed, _: unicodedata.normalize("NFKD", typed).replace("-", "\u2010"),
    lambda typed, _: typed + "\0",
    lambda typed, _: typed + "\n",
    lambda typed, _: typed[:-1],
    lambda typed, _: typed * 2,
    lambda *_: "",
    lambda typed, chance: "".join(chance.sample(typed, len(typed))),
)


def run(count: int, seed: int) -> Figures:
    """So many wrong passphrases, a tenth of them near misses. The control: the right one opens, as typed here and
    as another system composes its letters."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found = Figures()
    while found.counted < count:
        for cost, most in TRIES:
            if cost is not USUAL or found.counted % RARELY < MOST:
                found += guessed(cost, min(most, max(1, count - found.counted)), chance)
    return found


def guessed(cost: KdfCost, count: int, chance: random.Random) -> Figures:
    """A new slot, its right passphrase twice, and so many wrong ones."""
    right = unicodedata.normalize("NFC", "".join(chance.choices(LETTERS, k=chance.randrange(14, 50))).strip() + "é")
    master = secrets.token_bytes(32)
    slot = locked(master, right, cost)
    found = Figures()
    for typed in (right, unicodedata.normalize("NFD", right)):
        opened = unwrap_master_key(slot, typed) == master
        found += Figures(0, () if opened else (f"{typed!r} is right",), {"the right one opens": opened})
    for wrong in wrongs(right, chance, count):
        found += refused(slot, wrong)
    return found + Figures(facts={f"at {cost.memory} KiB": count})


def locked(master: bytes, right: str, cost: KdfCost) -> KeyFileCopy:
    """A key file with one slot."""
    vault = secrets.token_hex(16)
    slot = wrap_master_key(master, right, vault, cost, utc_now())
    data = DataFile("data.1.db", 1, secrets.token_hex(16), 4096)
    made = KeyFile(vault=vault, realm=Realm.LIVE, generation=1, made_by="", data=data, slots=(slot,))
    return KeyFileCopy("keyring.a", b"", "", made)


def wrongs(right: str, chance: random.Random, count: int) -> Iterator[str]:
    """So many passphrases that are not this one, however it is composed."""
    while count:
        near = chance.random() < 0.1
        wrong = chance.choice(NEAR)(right, chance) if near else "".join(chance.choices(LETTERS, k=chance.randrange(60)))
        if unicodedata.normalize("NFC", wrong) != right:
            count -= 1
            yield wrong


def refused(slot: KeyFileCopy, wrong: str) -> Figures:
    try:
        unwrap_master_key(slot, wrong)
    except WrongPassphrase:
        return Figures(1)
    except VaultRefusal as refusal:
        return Figures(1, (f"{wrong!r}: {refusal.item}",))
    return Figures(1, (f"{wrong!r}: accepted",))
