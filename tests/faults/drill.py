"""Restoring after a life of any sort: every row comes back as it was, and the log goes on from where it stood."""

import random
import shutil
from datetime import timedelta
from pathlib import Path

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.maintenance.backup_create import write_backup
from dasupport.vault.maintenance.restore import restore
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.judging import dump
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, Fresh
from tests.vault.deletion_steps import Canaries, carried_out, held_and_lifted, lived
from tests.vault.sample_vaults import newborn
from tests.vault.tampering import WHOLE, inspected

LATER = FixedClock(NOON + timedelta(days=30))
ADDED = '"event.action": "restored"'


def run(count: int, seed: int) -> Figures:
    """So many lives, each backed up, wiped and restored. The control: a note more is seen."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    with ground() as place:
        fresh = newborn(place)
        said = [once(fresh, chance.randrange(2**32)) for _ in range(count)]
        late = once(fresh, seed, late=True)
    return Figures(count, tuple(filter(None, said)), {"a record more after the backup: seen": int(bool(late))})


def once(fresh: Fresh, seed: int, *, late: bool = False) -> str:
    """Live, back up, wipe, restore: what is wrong with what came back."""
    folder, chance = fresh.folder.with_name("life"), random.Random(seed)  # noqa: S311 - a seed, not a secret
    backup = folder.with_name("a.backup")
    try:
        begun(fresh, folder, Canaries(seed), chance)
        vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
        write_backup(vault.open_state, backup, NOON)
        if late:
            lived(vault, Canaries(seed + 1), "p9")
        vault.close()
        before = dump(folder)
        shutil.rmtree(folder)
        restore(backup, PASSPHRASE, folder, LATER)
        return compared(before, dump(folder), inspected(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        backup.unlink(missing_ok=True)


def begun(fresh: Fresh, folder: Path, words: Canaries, chance: random.Random) -> None:
    """Some people, talks and words; now and then a hold that was lifted, and a record that was deleted."""
    vault = fresh.entered(folder, FixedClock())
    for number in range(chance.randrange(1, 5)):
        lived(vault, words, f"p{number}")
    if chance.random() < 0.3 and vault.transact(lambda work: work.people.get_person("p1")):
        held_and_lifted(vault, words)
        carried_out(vault)
    vault.close()


def compared(before: tuple[int, list[str]], after: tuple[int, list[str]], said: str) -> str:
    """What is not the same in a dump, but for the one line that a restore adds to the log."""
    lost, more = set(before[1]) - set(after[1]), set(after[1]) - set(before[1])
    if before[0] != after[0] or lost:
        return f"{len(lost)} rows did not come back"
    if len(more) != 1 or not all(ADDED in row for row in more):
        return f"{len(more)} rows came from nowhere"
    return "" if said == WHOLE else said
