"""The data in other hands: bits, cuts, swaps, pages of an older copy. The proof calls each by its name."""

import itertools
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dasupport.refusal import Refusal
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.looking import DAMAGED
from tests.vault.sample_vaults import Aged, aged, newborn, roomy
from tests.vault.tampering import DATA, PAGE, WHOLE, inspected, own_checks, pages

EDGES = (0, 7, 15, 16, 100, 4015, 4016, 4031, 4032, 4095)
"""The first bytes of a page, its end, and both sides of where its seal begins."""
CHANGED = {DAMAGED, "V-ALTERED", "V-ROLLED-BACK"}
Change = Callable[["Ground", random.Random], bytes]


@dataclass(frozen=True)
class Ground:
    """A vault with free pages, one of another day, and the pages of a stranger's."""

    folder: Path
    whole: bytes
    days: Aged
    strange: list[bytes]

    @property
    def data(self) -> Path:
        return self.folder / DATA

    @property
    def pages(self) -> int:
        return len(self.whole) // PAGE


def cut(ground: Ground, chance: random.Random) -> bytes:
    """Any number of bytes is gone from the end."""
    return ground.whole[: chance.randrange(len(ground.whole))]


def cut_pages(ground: Ground, chance: random.Random) -> bytes:
    """Whole pages are gone from the end."""
    return ground.whole[: PAGE * chance.randrange(1, ground.pages)]


def append(ground: Ground, chance: random.Random) -> bytes:
    """Noise, or pages of its own, stand behind the end."""
    start = PAGE * chance.randrange(ground.pages)
    more = chance.choice([chance.randbytes(chance.randrange(1, 2 * PAGE)), ground.whole[start : start + PAGE]])
    return ground.whole + more


def swap(ground: Ground, chance: random.Random) -> bytes:
    """Two pages have changed places, or one stands twice."""
    found = pages(ground.data)
    here, there = chance.sample(range(ground.pages), 2)
    found[here], found[there] = found[there], chance.choice([found[here], found[there]])
    return b"".join(found)


def strange(ground: Ground, chance: random.Random) -> bytes:
    """A page is another vault's."""
    found = pages(ground.data)
    here = chance.randrange(min(ground.pages, len(ground.strange)))
    found[here] = ground.strange[here]
    return b"".join(found)


def noise(ground: Ground, chance: random.Random) -> bytes:
    """A stretch of any length is noise."""
    start = chance.randrange(len(ground.whole) - 1)
    many = chance.randrange(2, 3 * PAGE)
    return ground.whole[:start] + chance.randbytes(many)[: len(ground.whole) - start] + ground.whole[start + many :]


CHANGES: dict[str, Change] = {
    "cuts": cut,
    "pages cut off": cut_pages,
    "appended": append,
    "pages swapped": swap,
    "strange pages": strange,
    "noise": noise,
}
SHARE = 0.06
"""How much of all is done to pieces, and as much again is replay. The rest is bits."""


def run(count: int, seed: int) -> Figures:
    """So many changes, each proven, and the controls: the engine's own checks, alone, must miss some of them."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    some = round(count * SHARE)
    with ground() as place:
        fresh = newborn(place)
        days, folder = aged(fresh, place), roomy(fresh, place / "roomy")
        other = pages(newborn(_made(place / "other")).folder / DATA)
        here = Ground(folder, (folder / DATA).read_bytes(), days, other)
        if inspected(folder) != WHOLE or inspected(days.new) != WHOLE:
            raise RuntimeError("what nobody touched is not whole")
        found = bits(here, count - 2 * some, chance) + pieces(here, some, chance) + replays(days, some, chance)
        return found + Figures(
            controls={
                "SQLite's check alone: missed": unseen(here, chance),
                "both checks of the engine: replays missed": believed(days),
            }
        )


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def positions(here: Ground, chance: random.Random) -> Iterator[tuple[int, int]]:
    """The edges of every page, then any byte and bit."""
    for page, edge in itertools.product(range(here.pages), EDGES):
        yield page * PAGE + edge, chance.randrange(8)
    while True:
        yield chance.randrange(len(here.whole)), chance.randrange(8)


def bits(here: Ground, count: int, chance: random.Random) -> Figures:
    """Flip one bit at a time."""
    missed = []
    with here.data.open("r+b", buffering=0) as data:
        for offset, bit in itertools.islice(positions(here, chance), count):
            _put(data.fileno(), offset, here.whole[offset] ^ 1 << bit)
            if (said := inspected(here.folder)) != DAMAGED:
                missed.append(f"bit {bit} of byte {offset}: {said}")
            _put(data.fileno(), offset, here.whole[offset])
    return Figures(count, tuple(missed), facts={"bits": count})


def _put(descriptor: int, offset: int, byte: int) -> None:
    os.pwrite(descriptor, bytes([byte]), offset)


def pieces(here: Ground, count: int, chance: random.Random) -> Figures:
    """Change a piece at a time, one sort after the other."""
    missed, done = [], Counter[str]()
    for name in itertools.islice(itertools.cycle(CHANGES), count):
        changed = CHANGES[name](here, chance)
        here.data.write_bytes(changed)
        if changed != here.whole and (said := inspected(here.folder)) != DAMAGED:
            missed.append(f"{name}: {said}")
        done[name] += changed != here.whole
        here.data.write_bytes(here.whole)
    return Figures(done.total(), tuple(missed), facts=done)


def replays(days: Aged, count: int, chance: random.Random) -> Figures:
    """Put pages of the first day back into the second, each alone, then any of them together; and all of it."""
    data, changed = days.new / DATA, days.changed
    whole, missed = data.read_bytes(), []
    alone: Iterator[tuple[int, ...]] = ((page,) for page in changed)
    for numbers in itertools.islice(itertools.chain(alone, _together(changed, chance)), count - 1):
        days.put_back(numbers)
        if (said := inspected(days.new)) not in CHANGED:
            missed.append(f"pages {numbers} of the day before: {said}")
        data.write_bytes(whole)
    shutil.copyfile(days.old / DATA, data)
    if (said := inspected(days.new)) != "V-ROLLED-BACK":
        missed.append(f"the whole file of the day before: {said}")
    data.write_bytes(whole)
    return Figures(count, tuple(missed), facts={"replays": count})


def _together(changed: list[int], chance: random.Random) -> Iterator[tuple[int, ...]]:
    while True:
        yield tuple(sorted(chance.sample(changed, chance.randrange(2, len(changed)))))


def unseen(here: Ground, chance: random.Random) -> int:
    """How many flipped bits SQLite's own check does not see: those in free pages."""
    missed = 0
    with here.data.open("r+b", buffering=0) as data:
        for page in range(1, here.pages):
            offset = page * PAGE + chance.randrange(PAGE - 100)
            _put(data.fileno(), offset, here.whole[offset] ^ 1)
            missed += content(here.folder)[1]
            _put(data.fileno(), offset, here.whole[offset])
    return missed


def content(folder: Path) -> tuple[bool, bool]:
    """Whether SQLCipher's check and SQLite's are content; neither is if the data does not even open."""
    try:
        return own_checks(folder)
    except Refusal:
        return False, False


def believed(days: Aged) -> int:
    """How many pages of the day before both checks of the engine believe."""
    data, missed = days.new / DATA, 0
    whole = data.read_bytes()
    for page in days.changed[1:]:
        days.put_back((page,))
        missed += content(days.new) == (True, True)
        data.write_bytes(whole)
    return missed
