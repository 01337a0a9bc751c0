"""Killed while saving: what was acknowledged is there, what was not is there whole or not at all."""

import random
import signal
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path

from dasupport.casework.entry import Kind
from dasupport.vault.engine import connect
from dasupport.vault.key_file import Copy
from dasupport.vault.keyring import Keys
from dasupport.vault.lock_file import LockFile
from dasupport.vault.vault import Vault
from tests.made import FixedClock, answer, entry
from tests.vault.children import CONTEXT
from tests.vault.doing import add
from tests.vault.tampering import DATA, WHOLE, inspected, keyed, opens

KILLS, SEED = 40, 20261121
WORDS = "who said what to whom " * 40


def save_until_killed(
    folder: Path, copy: Copy, keys: Keys, first: int, notes: int, seconds: float, acknowledged: Connection
) -> None:
    """Save one note after the other, and say so after each; after some the kernel ends this process at some moment.

    An alarm that nobody handles ends a process like `kill -9`: nothing of it runs any more.
    """
    vault = Vault(
        folder, copy, keys, connect(folder / DATA, keys.data, copy.keys.data.salt), LockFile(folder), FixedClock()
    )
    acknowledged.send(first)
    for number in count(first):
        if number == first + notes:
            signal.setitimer(signal.ITIMER_REAL, seconds)
        add(vault, entry(Kind.NOTE, f"K{number}", answer(f"{number} {WORDS}")))
        acknowledged.send(number + 1)


def killed(folder: Path, first: int, notes: int, seconds: float) -> int:
    """Run it until it is killed; the number of notes that were acknowledged in all."""
    here, there = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=save_until_killed, args=(folder, *opens(folder), first, notes, seconds, there))
    child.start()
    there.close()
    told = first
    with here, suppress(EOFError):
        while True:
            told = here.recv()
    child.join()
    assert child.exitcode == -signal.SIGALRM
    child.close()
    return told


def notes(folder: Path) -> list[str]:
    """What stands in the data, in order, after whatever the kill left was taken back."""
    with keyed(folder) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM entry WHERE item LIKE 'K%' ORDER BY seq")]


def test_that_no_acknowledged_note_is_lost_in_forty_kills(closed: Path) -> None:
    moments = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    told, cut, lost = 0, 0, []
    for kill in range(KILLS):
        told = killed(closed, told, moments.randrange(4), moments.uniform(0.0005, 0.012))
        journal = closed / f"{DATA}-journal"
        cut += journal.exists() and journal.stat().st_size > 0
        found = notes(closed)
        if found[:told] != [f"{number} {WORDS}" for number in range(told)] or len(found) > told + 1:
            lost.append((kill, told, len(found)))
        told = len(found)
        if kill % 8 == 7:
            assert inspected(closed) == WHOLE
    assert lost == []
    assert told >= KILLS
    assert cut > 0, "no kill fell into a transaction, so nothing was tried"
