"""The data changes under an open vault: whatever is done next is done, or is refused by the right name, and so is all
that follows; what was acknowledged is there, or the damage is told; and what is read is what was said."""

import itertools
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from dasupport.casework.kinds import Kind
from dasupport.refusal import Refusal
from dasupport.vault.maintenance import backup_catalogue
from dasupport.vault.sidecar import damage_marker
from dasupport.vault.vault import Vault
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.looking import DAMAGED
from tests.samples import FixedClock, answer, entered, entry
from tests.vault.sample_vaults import newborn
from tests.vault.tampering import DATA, PAGE, WHOLE, inspected, keyed, opens
from tests.vault.vault_steps import add, begin

STEPS = 6
LONG, SHORT = "word " * 1500, "said"
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
NOTES = "SELECT item FROM entry WHERE kind = ?"


def run(count: int, seed: int) -> Figures:
    """So many pages spoilt, each under a vault of its own."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    failures, facts = [], Counter[str]()
    with ground() as place:
        stock = _stock(place)
        for number in range(count):
            folder = Path(shutil.copytree(stock, place / "now"))
            failures += [f"case {number}: {what}" for what in _case(folder, chance, facts)]
            shutil.rmtree(folder)
            damage_marker.delete_marker(folder)
        wrong = _bare(Path(shutil.copytree(stock, place / "bare")))
    return Figures(count, tuple(failures), {"the driver's own words: another name": wrong}, facts)


def _stock(place: Path) -> Path:
    """A closed vault with more pages than its opening reads."""
    fresh = newborn(place)
    vault = begin(fresh.entered(place / "stock", FixedClock()))
    for number in range(12):
        add(vault, entry(Kind.NOTE, f"B{number}", answer(LONG)))
    vault.close()
    return place / "stock"


def _case(folder: Path, chance: random.Random, facts: Counter[str]) -> list[str]:
    """What is wrong with how one vault bears it."""
    vault = entered(folder, *opens(folder), FixedClock())
    kept, said = [], []
    spoil(folder / DATA, chance.randrange(1, (folder / DATA).stat().st_size // PAGE), chance)
    for step in range(STEPS):
        name, job = chance.choice(list(DEEDS.items()))
        said.append(_said(vault, job, f"K{step}"))
        if name == "save" and said[-1] == WHOLE:
            kept.append(f"K{step}")
    vault.close()
    facts.update(said)
    found = [f"called {item}" for item in {*said} - {WHOLE, DAMAGED}]
    if DAMAGED in said:
        found += ["answered after the damage"] if WHOLE in itertools.dropwhile(lambda it: it == WHOLE, said) else []
        found += [] if damage_marker.has_marker(folder) else ["not noted"]
    elif inspected(folder) == WHOLE and not {*kept} <= _notes(folder):
        found.append("lost without a word")
    return found


OTHER = "other words"


def _said(vault: Vault, job: Callable[[Vault, str], object], name: str) -> str:
    try:
        if job(vault, name) == OTHER:
            return OTHER
    except Refusal as refusal:
        return refusal.item
    except Exception as error:  # noqa: BLE001 - what it must never come to is what is looked for
        return type(error).__name__
    return WHOLE


def _read(vault: Vault, _: str) -> str:
    """Everything, held against what was said."""
    found = vault.transact(lambda work: (work.entries.list_entries("s1"), list(work.audit_chain.iterate_verified())))[0]
    words = {each.answer.words.value for each in found}
    return WHOLE if words <= {LONG, SHORT} else OTHER


def _save(vault: Vault, name: str) -> None:
    add(vault, entry(Kind.NOTE, name, answer(SHORT)))


DEEDS: dict[str, Callable[[Vault, str], object]] = {
    "read": _read,
    "save": _save,
    "back up": lambda vault, _: backup_catalogue.create_backup(vault),
}


def spoil(data: Path, page: int, chance: random.Random) -> None:
    """Change one bit of a page, whoever has the file open."""
    offset = page * PAGE + chance.randrange(PAGE)
    descriptor = os.open(data, os.O_RDWR)
    try:
        byte = os.pread(descriptor, 1, offset)[0]
        os.pwrite(descriptor, bytes([byte ^ 1 << chance.randrange(8)]), offset)
    finally:
        os.close(descriptor)


def _notes(folder: Path) -> set[str]:
    with keyed(folder) as connection:
        return {item for (item,) in connection.execute(NOTES, (Kind.NOTE,))}


def _bare(folder: Path) -> int:
    """How often a connection, asked again after it met a damaged page, says something else than damage."""
    wrong = 0
    with keyed(folder) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        chance = random.Random(0)  # noqa: S311 - a seed, not a secret
        for page in range(1, (folder / DATA).stat().st_size // PAGE):
            spoil(folder / DATA, page, chance)
        for statement in (*(f"SELECT * FROM {name}" for name in tables), *("BEGIN IMMEDIATE" for _ in tables)):  # noqa: S608 - the schema's own names
            try:
                connection.execute(statement).fetchall()
            except MemoryError:
                wrong += 1
            except sqlcipher.DatabaseError as error:
                wrong += "malformed" not in str(error)
    return wrong
