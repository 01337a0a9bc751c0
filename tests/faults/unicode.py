"""Every sort of letter: what is taken is given back to the last bit, what cannot be kept is refused.

Of NUL, which only the verbs refuse, `tests/actions` has the tests.
"""

import random
from dataclasses import replace
from pathlib import Path

from dasupport.casework.attributed_text import text_error
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.refusal import Refusal
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault
from tests.faults.figures import Figures
from tests.faults.ground import ground, stock
from tests.samples import FixedClock, answer, entered, entry, session
from tests.vault.tampering import WHOLE, inspected, opens
from tests.vault.vault_steps import start

RANGES = (
    (0x20, 0x7E),
    (0x00, 0x1F),
    (0x7F, 0x2FF),
    (0x300, 0x36F),
    (0x590, 0x6FF),
    (0x900, 0xFFF),
    (0x1100, 0x11FF),
    (0x2000, 0x206F),
    (0x2E80, 0x9FFF),
    (0xA000, 0xD7FF),
    (0xE000, 0xFFFF),
    (0x10000, 0x1FFFF),
    (0x1F3FB, 0x1F9FF),
    (0x20000, 0x2FFFF),
    (0xE0000, 0xE01EF),
    (0xF0000, 0x10FFFF),
)
SURROGATES = 0xD800, 0xDFFF
TOGETHER = 50
"""How many texts are kept in one transaction."""


def text(chance: random.Random) -> str:
    """Some letters of some scripts, in any order; now and then a flood of marks, or half a character."""
    ranges = chance.sample(RANGES, chance.randrange(1, 4))
    if chance.random() < 0.02:
        ranges.append(SURROGATES)
    letters = [chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randrange(1, 40))]
    if chance.random() < 0.05:
        letters += [chr(chance.randint(0x300, 0x36F)) for _ in range(200)]
    return "".join(letters)


def run(count: int, seed: int) -> Figures:
    """So many texts, through the vault and back. The control: some cannot be kept, and are refused."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    with ground() as place:
        folder = stock(place)
        vault = entered(folder, *opens(folder), FixedClock())
        found = Figures(controls={"what cannot be kept: refused": 0})
        for first in range(0, count, TOGETHER):
            texts = [text(chance) for _ in range(min(TOGETHER, count - first))]
            found += through(vault, f"u{first}", first, texts)
        vault.close()
        return found + whole(folder)


def whole(folder: Path) -> Figures:
    said = inspected(folder)
    return Figures(0, () if said == WHOLE else (f"afterwards: {said}",))


def through(vault: Vault, id: str, number: int, texts: list[str]) -> Figures:
    """Keep texts in a session of their own, those that cannot be kept each alone, and read them back."""
    start(vault, session(id, 2 + number))
    good = [each for each in texts if text_error(each) is None]
    vault.transact(lambda work: keep(work, [made(id, place, each) for place, each in enumerate(good)]))
    stood = [note.answer.words.value for note in vault.transact(lambda work: work.entries.list_entries(id))]
    failures = [f"{here!a} came back as {there!a}" for here, there in zip(good, stood, strict=True) if here != there]
    bad = [each for each in texts if text_error(each) is not None and "\0" not in each]
    failures += [
        f"{each!a} was taken" for place, each in enumerate(bad) if not refused(vault, id, len(texts) + place, each)
    ]
    return Figures(len(good) + len(bad), tuple(failures), {"what cannot be kept: refused": len(bad)})


def keep(work: Transaction, said: list[Entry]) -> None:
    for each in said:
        work.entries.add_entry(each)


def made(id: str, place: int, words: str) -> Entry:
    said = entry(Kind.NOTE, f"U{place}", answer(words), id=f"{id}-{place}")
    return replace(said, session=id)


def refused(vault: Vault, id: str, place: int, words: str) -> bool:
    try:
        vault.transact(lambda work: work.entries.add_entry(made(id, place, words)))
    except Refusal:
        return True
    return False
