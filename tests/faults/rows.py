"""The rows: what each tries, how often in the tests, and how often in the long form."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from tests.faults import (
    backup_bits,
    clocks,
    drill,
    erasing,
    flushes,
    full,
    hostile,
    huge,
    in_use,
    key_bits,
    kill,
    kill_deeds,
    long_run,
    memory,
    passphrases,
    positions,
    power,
    roles,
    rollback,
    scarce,
    tamper,
    two,
    unicode,
    unique,
)
from tests.faults.figures import Figures


class Row(NamedTuple):
    """One sort of fault. `run` takes how many and a seed.

    A row that is in one piece is not shared among processes; one that is alone measures memory, in a fresh process.
    """

    what: str
    must: str
    run: Callable[[int, int], Figures]
    quick: int
    long: int
    in_one: bool = False
    alone: bool = False


ALL = 1_000_000
DEEDS = {
    "save": "opening, two saves, closing",
    "make": "making a vault",
    "change": "change of passphrase, and its first use",
    "change-at-once": "change of passphrase that counts at once",
    "code": "making a recovery code",
    "rotate": "new keys for everything",
    "rotate-anew": "new keys for everything, with another passphrase",
    "backup": "backup",
    "restore": "restoring over a vault",
    "migrate": "migration from the first form",
}
ROWS = {
    "kill": Row(
        "kills (`kill -9`) while opening and saving", "0 acknowledged notes lost, 0 damaged", kill.run, 16, 20_000
    ),
    "kill-deeds": Row(
        "kills while making, changing keys, backing up, restoring, migrating",
        "old or new, and a way in",
        kill_deeds.run,
        16,
        1_000,
    ),
    "power": Row(
        "states of the disk after a power cut", "0 acknowledged notes lost, 0 damaged", power.run, 120, 100_000
    ),
    "tamper": Row(
        "bit flips, cuts, swaps, replays in the data", "each found, each by its right name", tamper.run, 800, 230_000
    ),
    "in-use": Row(
        "pages spoilt under an open vault",
        "found by its right name; nothing lost without a word",
        in_use.run,
        60,
        5_000,
    ),
    "key-bits": Row(
        "every bit of the key file, flipped",
        "each found; one good copy still opens",
        key_bits.run,
        4000,
        40_000,
        in_one=True,
    ),
    "passphrases": Row("wrong passphrases", "0 accepted, 0 called damage", passphrases.run, 1000, 100_000),
    "memory": Row(
        "locks, after which the memory of the lock screen is searched",
        "0 words, passphrases or keys left",
        memory.run,
        2,
        200,
        in_one=True,
    ),
    "backup-bits": Row("bits and pieces of a backup", "each found, none believed", backup_bits.run, 1_000, 50_000),
    "drill": Row(
        "lives of any sort, backed up, wiped and restored", "every row, and the log goes on", drill.run, 6, 200
    ),
    "erasing": Row("records deleted among others, and every page searched", "no half of a word", erasing.run, 4, 200),
    "full": Row("levels at which the disk is full", "as shown; each note once in the end", full.run, 4, 200),
    "rollback": Row(
        "files of an earlier day put back: each key file, data, note; 1, 10, 100 commits old",
        "what the table of the vault says",
        rollback.run,
        12,
        270,
    ),
    "two": Row(
        "a second opener: in a race, while the first works, stops, was killed",
        "one gets in, or the next one",
        two.run,
        16,
        500,
    ),
    "hostile": Row(
        "key files with unbearable costs",
        "refused as damage, in under 100 MiB",
        hostile.run,
        62,
        62,
        in_one=True,
        alone=True,
    ),
    "flushes": Row(
        "saves, and what is flushed for each", "journal, journal, data, journal", flushes.run, 19, 19, in_one=True
    ),
    "clocks": Row("vaults under a clock that jumps", "order kept, whole", clocks.run, 4, 200),
    "unicode": Row("texts of every script", "given back to the last bit, or refused", unicode.run, 1_000, 200_000),
    "huge": Row(
        "entries in one vault, and a note of 5 MB",
        "all there, proven, under 600 MiB",
        huge.run,
        500,
        50_000,
        in_one=True,
        alone=True,
    ),
    "scarce": Row(
        "passphrases without the memory for them",
        "said so; nothing made, no guess cheaper",
        scarce.run,
        5,
        100,
        in_one=True,
        alone=True,
    ),
    "long-run": Row(
        "rounds of open, save, close in one process",
        "no more files, 5 % more memory at most",
        long_run.run,
        20,
        1_000,
        in_one=True,
        alone=True,
    ),
    "unique": Row("vaults: salts, nonces, ids, keys", "none twice", unique.run, 500, 10_000, in_one=True),
    **{
        f"at-{name}": Row(
            f"a fault at every system call: {what}",
            "old or new, never neither",
            partial(positions.run, name),
            4,
            ALL,
            in_one=True,
        )
        for name, what in DEEDS.items()
    },
    "roles": Row(
        "steps of somebody of any role, in any order",
        "let through exactly where the table says",
        roles.run,
        400,
        100_000,
    ),
}
