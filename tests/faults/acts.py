"""What is done to a vault while something goes wrong: how it was before, the deed, and how to judge what is left."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from dasupport.casework.entry import Kind
from dasupport.vault import key_file
from dasupport.vault.door import Door
from tests.faults.ground import stock
from tests.faults.looking import look
from tests.made import CHEAP, PASSPHRASE, FixedClock, answer, draft, entry
from tests.vault.doing import add, keep
from tests.vault.tampering import WHOLE

NOTES = 20
Tell = Callable[[str], None]


class Act(NamedTuple):
    """One deed. `judge` gives what is wrong with the folder, knowing what the deed had told; nothing if it is right:
    as it was before, or as it should be after, and after if that was told."""

    before: Callable[[Path], Path]
    do: Callable[[Path, Tell], None]
    judge: Callable[[Path, Sequence[str], bool], str]


def words(number: int) -> str:
    """The words of a note: some take one page, some several."""
    size = random.Random(number).randrange(5, 900)  # noqa: S311 - a seed, not a secret
    return f"{number} " + "said to " * size


def save(folder: Path, tell: Tell) -> None:
    """Open a vault, keep and save notes, close it."""
    vault = Door("live", CHEAP, FixedClock()).open(folder, PASSPHRASE)
    for number in range(NOTES):
        keep(vault, draft(Kind.NOTE, f"K{number}", answer(words(number)[:99])))
        add(vault, entry(Kind.NOTE, f"K{number}", answer(words(number))))
        tell(str(number))
    vault.close()


def saved(folder: Path, told: Sequence[str], closely: bool) -> str:
    """Every note that was told stands there, at most one more, in a whole vault with a good key file."""
    if not key_file.read(folder)[0]:
        return "no key file can be read"
    said, found = look(folder, "K%", closely=closely)
    if said != WHOLE:
        return said
    if found not in ([words(number) for number in range(most)] for most in (len(told), len(told) + 1)):
        return f"{len(told)} acknowledged, {len(found)} there"
    return ""


ACTS = {"save": Act(stock, save, saved)}
