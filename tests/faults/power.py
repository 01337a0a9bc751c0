"""The power goes while a vault is at work: whatever the disk had not taken yet, nothing acknowledged is lost."""

import itertools
import random
from pathlib import Path

from tests.faults.acts import ACTS, Act
from tests.faults.blackout import State, read, states, write
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.looking import DAMAGED
from tests.faults.recording import recorded

FEW = 5000
"""Of fewer states than these, not every deed is recorded: each recording takes as long as three hundred states."""
PROVEN = 8
"""Every how manieth state is tried by the whole proof; the others by every page and every word."""
CONTROLS = {
    "journal deleted (SQLite's own way): lost": ("acknowledged", ("journal_mode=DELETE", "locking_mode=NORMAL")),
    "no flush: damaged": (DAMAGED, ("synchronous=OFF",)),
}
"""What must be seen with settings that are not ours."""


def run(count: int, seed: int) -> Figures:
    """So many states, most of them of saving, and the controls on a twentieth of that."""
    deeds = [name for name in ACTS if name not in ("save", "save-once")]
    if count < FEW:
        deeds = random.Random(seed).sample(deeds, 3)  # noqa: S311 - a seed, not a secret
    small = max(4, count // 100)
    with ground() as place:
        found = [cut(place / name, name, small, seed) for name in deeds]
        left = count - sum(figures.counted for figures in found)
        found.append(cut(place / "save", "save", left, seed))
        controls = {
            name: sum(wanted in trouble for trouble in cut(place / wanted, "save", least(count), seed, weak).failures)
            for name, (wanted, weak) in CONTROLS.items()
        }
    return sum(found, Figures(controls=controls))


def least(count: int) -> int:
    return max(150, count // 20)


def cut(place: Path, name: str, most: int, seed: int, weak: tuple[str, ...] = ()) -> Figures:
    """Record a deed once, and look at so many states in which a power cut could leave it."""
    act, home = ACTS[name], place / "home"
    home.mkdir(parents=True)
    act.before(home)
    before = read(home)
    steps = recorded(["-m", "tests.faults.child", name, str(home), *weak], home)
    after = place / "after"
    after.mkdir()
    found = Figures()
    for number, state in enumerate(itertools.islice(states(before, steps, seed), most)):
        found += tried(act, after, state, closely=number % PROVEN == 0)
    return found + Figures(facts={name: found.counted})


def tried(act: Act, folder: Path, state: State, *, closely: bool) -> Figures:
    write(folder, state.files)
    trouble = act.judge(folder, state.told, closely)
    return Figures(1, (f"{trouble}: {state.where}",) if trouble else ())
