"""Very many entries, and one note of five megabytes: all come back, all is proven, in bounded memory."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from dasupport.casework.kinds import Kind
from dasupport.vault.data.transaction import Transaction
from tests.faults.figures import Figures
from tests.faults.ground import forked, ground, stock
from tests.samples import FixedClock, answer, entered, entry, session
from tests.vault.tampering import DATA, WHOLE, inspected, opens
from tests.vault.vault_steps import add

MOST = 600 * 1024
"""KiB of memory, with the program and its libraries."""
TOGETHER, A_TALK = 500, 10
LONG = "said to nobody else " * 250_000
SAID = "He said that he checks her phone every evening and that she knows it. "


def run(count: int, _: int) -> Figures:
    """So many entries of the usual length, ten to a talk. The control: memory is seen to grow when there is more."""
    with ground() as place:
        folder = stock(place)
        small = most_memory(lambda: prove(folder))
        filled = most_memory(lambda: fill(folder, count))
        proven = most_memory(lambda: prove(folder))
        failures = [f"it took {most:,} KiB" for most in (filled, proven) if most > MOST]
        facts = {"MiB of data": (folder / DATA).stat().st_size >> 20, "MiB of memory": max(filled, proven) >> 10}
        return Figures(count, tuple(failures), {"memory is seen to grow": filled > small}, facts)


def most_memory(job: Callable[[], None]) -> int:
    """The most memory that a copy of this process takes for a job, in KiB. Raises RuntimeError if the job fails."""
    _, status, used = os.wait4(forked(job), 0)
    if status:
        raise RuntimeError(f"the job ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_maxrss


def fill(folder: Path, count: int) -> None:
    """Add the long note and the many entries, and read back the long note and the last entry."""
    vault = entered(folder, *opens(folder), FixedClock())
    add(vault, entry(Kind.NOTE, "LONG", answer(LONG)))
    for first in range(0, count, TOGETHER):
        vault.transact(partial(batch, first=first, last=min(count, first + TOGETHER)))
    (long,) = [note for note in vault.transact(lambda work: work.entries.list_entries("s1")) if note.item == "LONG"]
    last = vault.transact(lambda work: work.entries.list_entries(f"h{(count - 1) // A_TALK}"))
    vault.close()
    if long.answer.words.value != LONG or last[-1].answer.words.value != words(count - 1):
        raise RuntimeError("what was read back is not what was written")


def batch(work: Transaction, *, first: int, last: int) -> None:
    for number in range(first, last):
        talk = f"h{number // A_TALK}"
        if number % A_TALK == 0:
            work.sessions.start_session(session(talk, 2 + number // A_TALK))
        said = entry(Kind.NOTE, f"H{number}", answer(words(number)), id=f"h-{number}")
        work.entries.add_entry(replace(said, session=talk))


def words(number: int) -> str:
    return f"{number} " + SAID * (number % 4 + 1)


def prove(folder: Path) -> None:
    if (said := inspected(folder)) != WHOLE:
        raise RuntimeError(said)
