"""Somebody of any role who does anything in any order, held against a plain model of what they may."""

import random
from dataclasses import replace

from dasupport.content.load import load_pack
from tests.actions.restricted_user import DEEDS, PAUSES, ROLES, Anybody, lenient, machine
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.tools.blank_pack import make_blank_pack
from tests.vault.sample_vaults import newborn

LIFE = 60
"""Steps at one vault."""
CONTROL = 200


def run(count: int, seed: int) -> Figures:
    """So many steps. The control: a vault that takes everybody for a worker is found out."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found = Figures()
    with ground() as place:
        somebody = machine(newborn(place), load_pack(make_blank_pack()), place / "vaults")
        while found.counted < count:
            found += lived(somebody, min(LIFE, count - found.counted), chance)
        wrong = lived(lenient(somebody), CONTROL, chance).failures
    return replace(found, controls={"a vault that asks for no role": len(wrong)})


def lived(somebody: type[Anybody], steps: int, chance: random.Random) -> Figures:
    """One vault, from its opening to its end, which is the first step that the model did not expect."""
    one = somebody()
    try:
        for number in range(steps):
            done = step(one, chance)
            if done:
                return Figures(number + 1, (done,))
    finally:
        one.teardown()
    return Figures(steps)


def step(one: Anybody, chance: random.Random) -> str:
    """One step; what went otherwise than the model says, or nothing."""
    role, what = one.role, chance.choice(sorted(DEEDS))
    try:
        match chance.randrange(10):
            case 0:
                one.opens(chance.choice(ROLES))
            case 1:
                one.waits(chance.choice(PAUSES))
            case 2:
                one.types(chance.random() < 0.7)
            case 3 if role == "worker":
                one.turns()
            case _:
                one.does(what)
    except AssertionError as error:
        return f"{role}: {what}: {error}"
    return ""
