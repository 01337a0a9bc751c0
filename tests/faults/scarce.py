"""Too little memory for the passphrase: it is said, nothing is made or changed, and no guess ever gets cheaper."""

import os
import resource
from collections.abc import Callable
from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import change_passphrase
from dasupport.vault.keys.key_file import KdfCost, read_copies
from tests.faults.figures import Figures
from tests.faults.ground import forked, ground
from tests.samples import OWNER, PASSPHRASE, FixedClock
from tests.vault.tampering import contents

DEAR = KdfCost(128 * 1024, 2, 1)
ROOM = (0, 8, 24, 60, 100)
"""MiB of room above what the process has already; the cost above needs 128."""
MEMORY = "V-MEMORY"


def run(count: int, seed: int) -> Figures:
    """So many tries to make, to open and to change with too little memory. The control: with enough, each succeeds."""
    with ground() as place:
        found = Figures()
        folder = place / "vault"
        VaultOpener(Realm.LIVE, DEAR, FixedClock()).create(folder, PASSPHRASE, OWNER).close()
        for number in range(count):
            room = ROOM[(number + seed) % len(ROOM)]
            before = contents(folder)
            said = [within(room, lambda: make(place / "new")), within(room, lambda: enter(folder))]
            wrong = said != [MEMORY, MEMORY] or contents(folder) != before or (place / "new").exists()
            found += Figures(1, (f"{room} MiB: {said}",) if wrong else ())
        said = [within(4000, lambda: make(place / "new")), within(4000, lambda: enter(folder))]
        costs = {slot.cost for copy in read_copies(folder)[0] for slot in copy.key_file.slots}
        return found + Figures(controls={"with enough memory: it opens": said == ["done", "done"] and costs == {DEAR}})


def make(folder: Path) -> None:
    VaultOpener(Realm.LIVE, DEAR, FixedClock()).create(folder, PASSPHRASE, OWNER).close()


def enter(folder: Path) -> None:
    """Open a vault, and give it another passphrase of the same."""
    vault = VaultOpener(Realm.LIVE, DEAR, FixedClock()).open(folder, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, PASSPHRASE, DEAR, at_once=True)
    vault.close()


def within(mebibytes: int, job: Callable[[], None]) -> str:
    """Do a job in a copy of this process with so much more memory than it has; the refusal, or `done`."""
    hear, tell = os.pipe()

    def tells() -> None:
        os.write(tell, bounded(mebibytes, job).encode())

    child = forked(tells)
    os.close(tell)
    os.waitpid(child, 0)
    with os.fdopen(hear) as told:
        return told.read()


def bounded(mebibytes: int, job: Callable[[], None]) -> str:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + mebibytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    try:
        job()
    except Refusal as refusal:
        return refusal.item
    except MemoryError:
        return "MemoryError"
    return "done"
