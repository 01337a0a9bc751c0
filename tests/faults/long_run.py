"""One process that opens, saves and closes for a long time: it holds no more files and no more memory than before."""

import gc
from pathlib import Path

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from tests.faults.figures import Figures
from tests.faults.ground import ground, stock
from tests.samples import CHEAP, PASSPHRASE, FixedClock, answer, entry
from tests.vault.vault_steps import add

MOST = 1.05
FIRST = 20
"""Rounds until everything that is loaded once is loaded."""


def run(count: int, _: int) -> Figures:
    """So many rounds. The control: a round that keeps a file open is seen."""
    with ground() as place:
        folder = stock(place)
        for number in range(FIRST):
            again(folder, number)
        files, memory = held()
        for number in range(FIRST, FIRST + count):
            again(folder, number)
        files_now, memory_now = held()
        failures = [] if files_now == files else [f"{files_now} files are open, {files} were"]
        if memory_now > memory * MOST:
            failures.append(f"{memory_now:,} pages of memory, {memory:,} were")
        with (folder / "vault.lock").open("rb"):
            seen = held()[0] > files_now
        grown = {"memory in percent of before": round(100 * memory_now / memory)}
        return Figures(count, tuple(failures), {"a file that is kept open: seen": seen}, grown)


def again(folder: Path, number: int) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    add(vault, entry(Kind.NOTE, f"L{number % 50}", answer("said " * 100)))
    vault.transact(lambda work: work.read_record("s1"))
    vault.close()


def held() -> tuple[int, int]:
    """How many files this process has open, and how many pages of memory it holds."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return len(list(Path("/proc/self/fd").iterdir())), pages
