"""Killed at a random moment while opening or saving: what was acknowledged is there, the rest whole or not at all."""

import os
import random
import select
import shutil
import time
from collections.abc import Callable
from itertools import count as from_number
from pathlib import Path
from typing import NamedTuple, Self

from dasupport.casework.kinds import Kind
from tests.faults.figures import Figures
from tests.faults.ground import forked, ground, killed, stock
from tests.faults.looking import look
from tests.faults.weak import weaken
from tests.samples import FixedClock, answer, entered, entry
from tests.vault.tampering import DATA, WHOLE, opens
from tests.vault.vault_steps import add

IN_A_LIFE = 50
"""How many kills one vault goes through before the next one is taken."""
LATEST = 0.02
OPENING = 0.2
"""How often a kill falls into the opening of the vault."""
UNSEEN, PROVEN = 0.25, 5
"""How often nobody looks after a kill; every how manieth look is the whole proof."""
OPEN, SAVED = b"o", b"."
WORDS = "who said what to whom " * 40
Saver = Callable[[Path, int, int], None]


class Moment(NamedTuple):
    """When a child is killed: so long after its start, or after its vault was open."""

    when_open: bool
    seconds: float

    @classmethod
    def at(cls, chance: random.Random) -> Self:
        early = chance.random() < OPENING
        return cls(not early, chance.uniform(0, LATEST))


def save(folder: Path, first: int, told: int) -> None:
    """Save one note after the other for ever; a byte goes out when the vault is open, and one when a note is saved."""
    vault = entered(folder, *opens(folder), FixedClock())
    os.write(told, OPEN)
    for number in from_number(first):
        add(vault, entry(Kind.NOTE, f"K{number}", answer(f"{number} {WORDS}")))
        os.write(told, SAVED)


def boast(folder: Path, first: int, told: int) -> None:
    """As `save`, but the byte of a note goes out before it is saved."""
    vault = entered(folder, *opens(folder), FixedClock())
    os.write(told, OPEN)
    for number in from_number(first):
        os.write(told, SAVED)
        add(vault, entry(Kind.NOTE, f"K{number}", answer(f"{number} {WORDS}")))


def save_without_journal(folder: Path, first: int, told: int) -> None:
    """As `save`, with the journal in memory, where a kill takes it too."""
    weaken({"journal_mode": "MEMORY"})
    save(folder, first, told)


def run(kills: int, seed: int) -> Figures:
    """So many kills, and the controls: one that boasts must be seen to lose, one without journal to be damaged."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    with ground() as place:
        home = stock(place)
        found = lives(home, kills, chance, save)
        boasted = lives(home, 10, chance, boast)
        broken = until_seen(home, chance, save_without_journal)
    controls = {"acknowledged before the commit: lost": len(boasted.failures), "no journal on disk: damaged": broken}
    return found + Figures(controls=controls)


def until_seen(home: Path, chance: random.Random, saver: Saver) -> int:
    """Kill until something is damaged, and no longer than it takes to despair of it."""
    for _ in range(16):
        if seen := lives(home, 25, chance, saver).failures:
            return len(seen)
    return 0


def lives(home: Path, kills: int, chance: random.Random, saver: Saver) -> Figures:
    figures = Figures()
    while figures.counted < kills:
        folder = home.with_name("life")
        shutil.copytree(home, folder)
        figures += life(folder, min(IN_A_LIFE, kills - figures.counted), chance, saver)
        shutil.rmtree(folder)
    return figures


def life(folder: Path, kills: int, chance: random.Random, saver: Saver) -> Figures:
    """One vault through its kills, or until it is broken. Now and then nobody looks, and the next one is killed
    while it mends what the last one left."""
    told, hot = 0, 0
    for kill in range(1, kills + 1):
        acknowledged, refused = interrupted(folder, told, Moment.at(chance), saver)
        told += acknowledged
        journal = folder / f"{DATA}-journal"
        hot += journal.exists() and journal.stat().st_size > 0
        if kill < kills and chance.random() < UNSEEN and not refused:
            continue
        said, found = look(folder, "K%", closely=kill % PROVEN == 0 or kill == kills)
        if trouble := judged(said, found, told) or "it would not open" * refused:
            return Figures(kill, (trouble,), facts={"hot journals": hot, "notes": told})
        told = len(found)
    return Figures(kills, facts={"hot journals": hot, "notes": told})


def interrupted(folder: Path, first: int, moment: Moment, saver: Saver) -> tuple[int, bool]:
    """Run a saver until it is killed; how many notes it acknowledged, and whether its vault refused it."""
    here, there = os.pipe()
    child = forked(lambda: saver(folder, first, there))
    os.close(there)
    told = len(os.read(here, 1)) if moment.when_open else 0
    told += len(heard(here, moment.seconds))
    running = killed(child)
    told += len(heard(here, LATEST))
    os.close(here)
    return max(0, told - 1), not running


def heard(pipe: int, seconds: float) -> bytes:
    """What comes within so many seconds, or until nobody can send any more."""
    told, end = b"", time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and select.select([pipe], [], [], left)[0]:
        if not (said := os.read(pipe, 4096)):
            break
        told += said
    return told


def judged(said: str, found: list[str], told: int) -> str:
    """What is wrong with a vault after a kill; nothing if it is whole and every acknowledged note stands in it."""
    if said != WHOLE:
        return said
    if found not in ([f"{number} {WORDS}" for number in range(most)] for most in (told, told + 1)):
        return f"{told} acknowledged, {len(found)} there"
    return ""
