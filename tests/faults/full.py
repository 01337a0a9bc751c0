"""A disk that is full at any moment: what was shown as saved stands there, the rest is refused, and saved later."""

import random
import shutil
from dataclasses import replace
from pathlib import Path

from tests.faults.figures import Figures
from tests.faults.ground import ground, stock
from tests.vault.child_processes import run as in_a_child
from tests.vault.saving_child import SAVED
from tests.vault.small_disk import Told, lock_while_full, save_until_full
from tests.vault.tampering import WHOLE

MOST = 160 * 1024
"""Room for some twenty notes and their journal."""
SIZES = (3, 200, 5_000, 40_000, 300_000)
"""Of texts at a lock: one of the last is more than what is set aside for them."""
REFUSED = {"V-DISK-FULL", "V-NOT-SAVED"}


def run(levels: int, seed: int) -> Figures:
    """So many levels. The control: a note that was refused and is taken for saved must be seen."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found = Figures()
    with ground() as place:
        home = stock(place)
        for _ in range(levels):
            left = chance.randrange(0, MOST)
            found += level(home, place / "disk", left)
            sizes = tuple(chance.choice(SIZES) for _ in range(chance.randrange(1, 5)))
            found += lock(home, place / "disk", left, sizes)
    return found


def level(home: Path, disk: Path, left: int) -> Figures:
    """Fill a disk until there is so little room, save until three notes are refused, and on once there is room."""
    disk.mkdir()
    told: Told = in_a_child(save_until_full, home, disk, True, left)
    shutil.rmtree(disk)
    trouble = judged(told)
    boasted = replace(told, told=dict.fromkeys(told.told, SAVED))
    return Figures(
        1,
        (f"{left} bytes left: {trouble}",) if trouble else (),
        {"refused and taken for saved: seen": int(bool(judged(boasted)))},
        {"notes": len(told.told)},
    )


def lock(home: Path, disk: Path, left: int, sizes: tuple[int, ...]) -> Figures:
    """Lock with words that the vault does not have: all come back, or it is said that some do not."""
    disk.mkdir()
    kept, back = in_a_child(lock_while_full, home, disk, True, left, sizes)
    shutil.rmtree(disk)
    trouble, boasted = untold(kept, back, sizes), untold(True, back - 1, sizes)
    return Figures(
        0,
        (f"{left} bytes left: {trouble}",) if trouble else (),
        {"words lost and not told: seen": int(bool(boasted))},
        {"locks with unsaved words": 1, "of them told that some were lost": int(not kept)},
    )


def untold(kept: bool, back: int, sizes: tuple[int, ...]) -> str:
    """What is wrong where a lock said that all words are kept, or not, and so many came back."""
    return f"a lock kept {back} of {sizes} and said that it kept all" if kept and back < len(sizes) else ""


def judged(told: Told) -> str:
    """What is wrong with what was told on a full disk, and with the vault afterwards."""
    saved = [number for number, said in told.told.items() if said == SAVED]
    if strange := set(told.told.values()) - {SAVED} - REFUSED:
        return f"it said {sorted(strange)}"
    if not saved == told.stood_while_full == told.stood_after:
        return f"{len(saved)} shown as saved, {len(told.stood_while_full)} there"
    if sorted(told.stood_in_the_end) != list(told.told):
        return "not every note stands exactly once in the end"
    if told.reserve_when_full or not told.reserve_in_the_end:
        return "the room put aside was not given up, or not put aside again"
    return "" if told.verdict == WHOLE else told.verdict
