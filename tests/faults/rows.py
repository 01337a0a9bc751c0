"""The rows: what each tries, how often in the tests, and how often in the long form."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tests.faults import key_bits, kill, memory, passphrases, positions, power, roles, tamper
from tests.faults.figures import Figures


class Row(NamedTuple):
    """One sort of fault. `run` takes how many and a seed; a row that is in one piece is not shared among processes."""

    what: str
    must: str
    run: Callable[[int, int], Figures]
    quick: int
    long: int
    in_one: bool = False


ALL = 1_000_000
DEEDS = {
    "save": "opening, two saves, closing",
    "make": "making a vault",
    "change": "change of passphrase, and its first use",
    "change-at-once": "change of passphrase that counts at once",
    "code": "making a recovery code",
    "backup": "backup",
    "restore": "restoring over a vault",
    "migrate": "migration from the first form",
}
ROWS = {
    "kill": Row("kills (`kill -9`) while opening and saving", "0 acknowledged notes lost, 0 damaged",
                kill.run, 100, 20_000),
    "power": Row("states of the disk after a power cut", "0 acknowledged notes lost, 0 damaged",
                 power.run, 600, 100_000),
    "tamper": Row("bit flips, cuts, swaps, replays in the data", "each found, each by its right name",
                  tamper.run, 1200, 230_000),
    "key-bits": Row("every bit of the key file, flipped", "each found; one good copy still opens",
                    key_bits.run, 4000, 40_000, in_one=True),
    "passphrases": Row("wrong passphrases", "0 accepted, 0 called damage",
                       passphrases.run, 1000, 100_000),
    "memory": Row("locks, after which the memory of the lock screen is searched", "0 words, passphrases or keys left",
                  memory.run, 2, 200, in_one=True),
    **{
        f"at-{name}": Row(f"a fault at every system call: {what}", "old or new, never neither",
                          partial(positions.run, name), 6, ALL, in_one=True)
        for name, what in DEEDS.items()
    },
    "roles": Row("steps of somebody of any role, in any order", "let through exactly where the table says",
                 roles.run, 400, 200_000),
}  # fmt: skip
