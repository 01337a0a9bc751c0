"""A clock that is wrong, and wrong again: what was said stays in the order in which it was said, and all is whole."""

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from tests.faults.figures import Figures
from tests.faults.ground import ground, stock
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, answer, draft, entry, session
from tests.vault.tampering import WHOLE, verdict
from tests.vault.vault_steps import add, events, keep, start

JUMPS = (
    timedelta(seconds=-1),
    timedelta(hours=-1),
    timedelta(days=-3653),
    timedelta(days=10957),
    timedelta(hours=1),
    timedelta(hours=13),
    timedelta(0),
    timedelta(days=-21915),
    timedelta(microseconds=1),
)
DAYS = 3
SAYINGS = 4


def run(count: int, seed: int) -> Figures:
    """So many vaults, each used on three days by a clock that jumps. The control: by their times, some of what was
    said would stand in another order."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found = Figures()
    with ground() as place:
        home = stock(place)
        for _ in range(count):
            found += lived(Path(shutil.copytree(home, place / "vault")), chance)
            shutil.rmtree(place / "vault")
            for note in place.glob("*.seen"):
                note.unlink()
    return found


def lived(folder: Path, chance: random.Random) -> Figures:
    """Some days by a clock that jumps before everything that is done."""
    clock, times = FixedClock(), []

    def jump() -> datetime:
        later = max(clock.at + chance.choice(JUMPS), datetime(1902, 1, 1, tzinfo=UTC))
        clock.at = min(later, NOON + timedelta(days=30_000))
        times.append(clock.at)
        return clock.at

    said: list[str] = []
    for day in range(DAYS):
        jump()
        vault = VaultOpener(Realm.LIVE, CHEAP, clock).open(folder, PASSPHRASE)
        start(vault, session(f"c{day}", 2 + day))
        for number in range(SAYINGS):
            jump()
            item = f"C{day}-{number}"
            keep(vault, draft(Kind.NOTE, item, answer("half")))
            add(vault, entry(Kind.NOTE, item, answer(item)))
            said.append(item)
        jump()
        vault.close()
    vault = VaultOpener(Realm.LIVE, CHEAP, clock).open(folder, PASSPHRASE)
    stood = [
        note.item for note in vault.transact(lambda work: work.entries.list_entries("s1")) if note.item.startswith("C")
    ]
    numbers = [event.seq for event in events(vault)]
    vault.close()
    whole = verdict(folder)
    wrong = stood != said or numbers != sorted(numbers) or whole != WHOLE
    return Figures(
        1, (f"{whole}: {stood}",) if wrong else (), {"by their times: another order": times != sorted(times)}
    )
