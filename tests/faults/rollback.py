"""Files of an earlier day put back, in every combination: what the vault says of each, as its own table promises."""

import random
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import change_passphrase
from dasupport.vault.keys.key_file import COPY_NAMES
from tests.faults.figures import Figures
from tests.faults.ground import ground, stock
from tests.faults.judging import NEW
from tests.samples import CHEAP, PASSPHRASE, FixedClock, answer, entry
from tests.vault.tampering import DATA
from tests.vault.vault_steps import actions, add

A, B, DATA_FILE, NOTE = "key A", "key B", "data", "note"
THINGS = (A, B, DATA_FILE, NOTE)
COMMITS = (1, 10, 100)
OPENED, OLDER, KEYS_OLD = "opened", "V-ROLLED-BACK", "V-KEYS-OLD"


class Case(NamedTuple):
    """What is put back, from how many commits ago, and whether the passphrase was changed since."""

    things: tuple[str, ...]
    commits: int
    changed: bool

    @property
    def secret(self) -> str:
        """Whoever puts both key files back knows what opened them."""
        return NEW if self.changed and not {A, B} <= {*self.things} else PASSPHRASE

    @property
    def wanted(self) -> str:
        """What is to be said: nothing is noticed only where every witness went back with the data."""
        if DATA_FILE in self.things:
            return OPENED if {*self.things} == {*THINGS} else OLDER
        return KEYS_OLD if self.changed and {A, B} <= {*self.things} else OPENED


def cases() -> Iterator[Case]:
    for changed in (False, True):
        for commits in COMMITS:
            for many in range(1, len(THINGS) + 1):
                yield from (Case(things, commits, changed) for things in combinations(THINGS, many))


def run(count: int, seed: int) -> Figures:
    """Every case, again and again on other vaults, or so many of them by chance. The control: what is said where
    nothing is put back, and where everything is."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found = Figures(controls={"everything put back: not noticed": 0})
    while found.counted < count:
        left = count - found.counted
        every = list(cases())
        chosen = every if left >= len(every) else [every[-1], *chance.sample(every[:-1], left - 1)]
        with ground() as place:
            for case in chosen:
                found += tried(place / f"case{len(list(place.iterdir()))}", case)
    return found


def tried(home: Path, case: Case) -> Figures:
    """Work for so many commits, put things back, and open."""
    home.mkdir()
    folder = shutil.copytree(stock(home), home / "vault")
    door = VaultOpener(Realm.LIVE, CHEAP, FixedClock())
    door.open(folder, PASSPHRASE).close()
    before = kept(folder)
    vault = door.open(folder, PASSPHRASE)
    for number in range(case.commits):
        add(vault, entry(Kind.NOTE, f"K{number}", answer(f"{number} " + "word " * 20)))
    if case.changed:
        change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    vault.close()
    for thing in case.things:
        path, data = before[thing]
        path.write_bytes(data)
    trouble = judged(door, folder, case)
    return Figures(
        1, (f"{case}: {trouble}",) if trouble else (), {"everything put back: not noticed": {*case.things} == {*THINGS}}
    )


def kept(folder: Path) -> dict[str, tuple[Path, bytes]]:
    """Everything that can be put back."""
    (note,) = folder.parent.glob(f"{folder.name}.*.seen")
    paths = (*(folder / name for name in COPY_NAMES), folder / DATA, note)
    return {thing: (path, path.read_bytes()) for thing, path in zip(THINGS, paths, strict=True)}


def judged(door: VaultOpener, folder: Path, case: Case) -> str:
    """What is wrong with what is said; where it is older and somebody says that it is fine, it opens and tells."""
    said = opened(door, folder, case.secret)
    if said != case.wanted:
        return f"{said}, not {case.wanted}"
    if said != OLDER:
        return ""
    vault = door.open(folder, case.secret, older_is_fine=True)
    told = actions(vault)
    vault.close()
    if "older_accepted" not in told:
        return "nothing in the log says that it was let in"
    again = opened(door, folder, case.secret)
    return "" if again == OPENED else f"let in once, then {again}"


def opened(door: VaultOpener, folder: Path, secret: str) -> str:
    try:
        door.open(folder, secret).close()
    except Refusal as refusal:
        return refusal.item
    return OPENED
