"""The power goes while a vault is at work: whatever the disk had not taken yet, nothing acknowledged is lost."""

import itertools
from collections import Counter
from pathlib import Path

from tests.faults.acts import ACTS, Act
from tests.faults.blackout import State, read, states, write
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.looking import DAMAGED
from tests.faults.recording import recorded

PROVEN = 8
"""Every how manieth state is tried by the whole proof; the others by every page and every word."""
CONTROLS = {
    "journal deleted (SQLite's own way): lost": ("acknowledged", ("journal_mode=DELETE", "locking_mode=NORMAL")),
    "no flush: damaged": (DAMAGED, ("synchronous=OFF",)),
}
"""What must be seen with settings that are not ours."""


def run(count: int, seed: int) -> Figures:
    """So many states, shared among the deeds, and the controls on a twentieth of them."""
    shares = dict(zip(ACTS, [count // len(ACTS)] * len(ACTS), strict=True))
    shares[next(iter(ACTS))] += count % len(ACTS)
    with ground() as place:
        found = [cut(place / name, name, share, seed) for name, share in shares.items() if share]
        controls = {
            name: sum(wanted in trouble for trouble in cut(place / wanted, "save", least(count), seed, weak).failures)
            for name, (wanted, weak) in CONTROLS.items()
        }
    return sum(found, Figures(controls=controls))


def least(count: int) -> int:
    return max(250, count // 20)


def cut(place: Path, name: str, most: int, seed: int, weak: tuple[str, ...] = ()) -> Figures:
    """Record a deed once, and look at so many states in which a power cut could leave it."""
    place.mkdir()
    act = ACTS[name]
    folder = act.before(place)
    before = read(folder)
    steps = recorded(["-m", "tests.faults.child", name, str(folder), *weak], folder)
    after = place / "after"
    after.mkdir()
    found = Figures()
    for number, state in enumerate(itertools.islice(states(before, steps, seed), most)):
        found += tried(act, after, state, closely=number % PROVEN == 0)
    left = "power cuts: " + name
    return found + Figures(facts=Counter({left: found.counted}))


def tried(act: Act, folder: Path, state: State, *, closely: bool) -> Figures:
    write(folder, state.files)
    trouble = act.judge(folder, state.told, closely)
    return Figures(1, (f"{trouble}: {state.where}",) if trouble else ())
