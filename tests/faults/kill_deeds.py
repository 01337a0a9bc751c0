"""Killed at a random moment of a change of keys, a backup, a restore, a migration: all old or all new, and a way in."""

import os
import random
import time
from pathlib import Path
from typing import NamedTuple

from tests.faults.acts import ACTS, Act
from tests.faults.blackout import read, write
from tests.faults.figures import Figures
from tests.faults.ground import ended, forked, ground, killed
from tests.faults.kill import heard

DEEDS = tuple(name for name in ACTS if not name.startswith("save"))
CLOSELY = 5
"""Every how manieth look is the whole proof."""
LATER = 1.05
"""Kills fall between the beginning of a deed and a little after its end."""


class Stage(NamedTuple):
    """A deed, the folder that it happens in as it stands before, how long it takes, and all that it tells."""

    name: str
    deed: Act
    home: Path
    before: dict[str, bytes]
    seconds: float
    whole: tuple[str, ...]


def run(kills: int, seed: int) -> Figures:
    """So many kills, in turn among the deeds. The control: who tells before the deed is done must be seen."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found, boasts = Figures(), []
    for number, name in enumerate(DEEDS):
        with ground() as place:
            stage = prepared(name, place)
            times = len(range(number, kills, len(DEEDS)))
            for kill in range(1, times + 1):
                found += once(
                    stage, chance.uniform(0, stage.seconds * LATER), closely=kill % CLOSELY == 0 or kill == times
                )
            boasts.append(boasted(stage))
    return found + Figures(controls={"told before it was done: seen, of every deed": len(boasts) * all(boasts)})


def prepared(name: str, place: Path) -> Stage:
    home = place / "home"
    home.mkdir()
    deed = ACTS[name]
    deed.before(home)
    before = read(home)
    deed.do(home, lambda _: None)  # what it loads is loaded: every copy of this process has it
    write(home, before)
    start = time.monotonic()
    here, there = os.pipe()
    child = forked(lambda: deed.do(home, lambda word: _tell(there, word)))
    os.close(there)
    if ended(child):
        raise RuntimeError(f"{name} does not work where nobody kills it")
    seconds = time.monotonic() - start
    return Stage(name, deed, home, before, seconds, _lines(_rest(here)))


def once(stage: Stage, after: float, *, closely: bool) -> Figures:
    """Do the deed, kill it after so many seconds, and judge what is left."""
    write(stage.home, stage.before)
    here, there = os.pipe()
    child = forked(lambda: stage.deed.do(stage.home, lambda word: _tell(there, word)))
    os.close(there)
    said = heard(here, after)
    running = killed(child, may_have_ended=True)
    told = _lines(said + _rest(here))
    trouble = stage.deed.judge(stage.home, told, closely)
    where = f"{stage.name}, killed after {after:.4f} s, told {told}: {trouble}"
    return Figures(1, (where,) if trouble else (), facts={"fell into the deed": int(running)})


def boasted(stage: Stage) -> bool:
    """Whether a deed that told all and did nothing is seen."""
    write(stage.home, stage.before)
    return bool(stage.deed.judge(stage.home, stage.whole, True))


def _tell(pipe: int, word: str) -> None:
    os.write(pipe, f"{word}\n".encode())


def _rest(pipe: int) -> bytes:
    """What else a child said before it ended."""
    with os.fdopen(pipe, "rb") as said:
        return said.read()


def _lines(said: bytes) -> tuple[str, ...]:
    return tuple(said.decode().split("\n")[:-1])
