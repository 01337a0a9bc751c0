"""Key files that ask for more than a machine can bear, or for next to nothing: refused before any work is done."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.errors import KeyDamaged
from dasupport.vault.keys.key_file import KdfCost
from tests.faults.figures import Figures
from tests.faults.ground import REFUSED, forked, ground
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.vault.sample_vaults import newborn
from tests.vault.tampering import keyring, put_keyring, resealed

MOST = 100 * 1024
"""KiB: so much memory a refusal may take, with the program and its libraries."""
HUGE = (2**31, 2**32 + 1, 2**63, 10**308)
WRONG: dict[str, tuple[object, ...]] = {
    "memory": (*HUGE, 2 * 1024 * 1024 + 1, 19 * 1024 - 1, 8, 0, -1, 262144.0, "262144", None, True, [], {}),
    "passes": (*HUGE, 17, 1, 0, -3, 3.0, "3", None, True, [3]),
    "lanes": (*HUGE, 17, 0, -1, 4.0, "4", None, [4], {"lanes": 4}),
}
TOGETHER = ((2 * 1024 * 1024, 16, 1), (2 * 1024 * 1024, 5, 16), (1024 * 1024, 9, 4), (600 * 1024, 14, 16))
"""Each bearable by itself, and together not."""


def costs() -> Iterator[object]:
    """What stands in place of a cost."""
    fair: dict[str, object] = {"memory": 256 * 1024, "passes": 3, "lanes": 4}
    for name, values in WRONG.items():
        yield from (fair | {name: value} for value in values)
        yield {key: value for key, value in fair.items() if key != name}
    yield from (dict(zip(fair, numbers, strict=True)) for numbers in TOGETHER)
    yield from (fair | {"memory": memory, "passes": passes} for memory, passes in itertools.product(HUGE, (1, 2**31)))
    yield from (None, [], 3, "cheap", {}, fair | {"more": 1}, [fair])


def run(count: int, _: int) -> Figures:
    """So many such key files, each opened in a process of its own. The control: a cost that can be borne takes the
    memory that it says."""
    with ground() as place:
        folder = newborn(place).folder
        table = keyring(folder)
        found = Figures()
        for cost in itertools.islice(costs(), count):
            slot = table["slots"][0] | {"cost": cost}
            put_keyring(folder, resealed(table | {"slots": [slot]}))
            ending, memory = tried(folder)
            failed = ending != REFUSED or memory > MOST
            found += Figures(1, (f"{cost}: ended {ending}, {memory:,} KiB",) if failed else ())
        dear = place / "dear"
        VaultOpener(Realm.LIVE, KdfCost(128 * 1024, 2, 1), FixedClock()).create(dear, PASSPHRASE, OWNER).close()
        ending, memory = tried(dear)
    return found + Figures(controls={"a cost that can be borne: more memory is seen": ending == 0 and memory > MOST})


def tried(folder: Path) -> tuple[int, int]:
    """Open a vault in a copy of this process; how it ended, and its memory at the most."""
    child = forked(lambda: opened(folder))
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss


def opened(folder: Path) -> None:
    """Raises KeyDamaged, which is what is wanted; any other refusal would be a wrong verdict."""
    try:
        VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE).close()
    except KeyDamaged:
        raise
    except Exception as error:
        raise RuntimeError(type(error).__name__) from error
