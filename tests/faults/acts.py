"""What is done to a vault while something goes wrong: how it was before, the deed, and how to judge what is left."""

import gzip
import random
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import change_passphrase, set_recovery_code
from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade
from dasupport.vault.maintenance.backup_create import write_backup as write_backup
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.maintenance.restore import restore
from tests.faults import judging
from tests.faults.ground import stock
from tests.faults.judging import BACKUP, CODE, NEW, VAULT
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock, answer, draft, entry
from tests.tools.freeze import DUMP, FIXTURES
from tests.vault.vault_steps import add, keep

OLDEST = FIXTURES / "form-1"
Tell = Callable[[str], None]


class Act(NamedTuple):
    """One deed. All of it happens below one folder, in which `vault` is the vault.

    `judge` says what is wrong with that folder, knowing what the deed had told and whether to look closely: nothing if
    all is as it was before or as it should be after; and after, if that was told.
    """

    before: Callable[[Path], None]
    do: Callable[[Path, Tell], None]
    judge: Callable[[Path, Sequence[str], bool], str]


def door() -> VaultOpener:
    return VaultOpener(Realm.LIVE, CHEAP, FixedClock(NOON + timedelta(days=1)), back_up_before_upgrade)


def nothing(_: Path) -> None:
    """Before anything was made."""


def lived_in(home: Path) -> None:
    judging.copied(stock(home.parent), home / VAULT)


def words(number: int) -> str:
    """The words of a note: some take one page, some several."""
    size = random.Random(number).randrange(5, 900)  # noqa: S311 - a seed, not a secret
    return f"{number} " + "said to " * size


def save(notes: int, home: Path, tell: Tell) -> None:
    """Open a vault, keep and save notes, close it."""
    vault = door().open(home / VAULT, PASSPHRASE)
    for number in range(notes):
        keep(vault, draft(Kind.NOTE, f"K{number}", answer(words(number)[:99])))
        add(vault, entry(Kind.NOTE, f"K{number}", answer(words(number))))
        tell(str(number))
    vault.close()


def saved(home: Path, told: Sequence[str], closely: bool) -> str:
    """Every note that was told stands there, at most one more, in a whole vault with a good key file."""
    return judging.notes(home / VAULT, [words(number) for number in range(len(told) + 1)], closely=closely)


def change(home: Path, tell: Tell) -> None:
    """Give a vault a new passphrase, and use it for the first time."""
    vault = door().open(home / VAULT, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    tell("changed")
    vault.close()
    tell("closed")
    again = door().open(home / VAULT, NEW)
    counts = not again.key_files.has_pending_change
    again.close()
    tell("used" if counts else "opened")  # a disk that takes nothing keeps nobody out: then the change waits on


def change_at_once(home: Path, tell: Tell) -> None:
    """Give a vault a new passphrase that ends the old one."""
    vault = door().open(home / VAULT, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    tell("used")
    vault.close()


def make_code(home: Path, tell: Tell) -> None:
    """Give a vault a recovery code."""
    vault = door().open(home / VAULT, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, CODE)
    tell("made")
    vault.close()


def rotate_all_keys(home: Path, tell: Tell) -> None:
    """Give a vault new keys and its data a new file, and open it again."""
    vault = door().open(home / VAULT, PASSPHRASE)
    rotate_keys(vault, PASSPHRASE, CODE)
    tell("rotated")
    door().open(home / VAULT, PASSPHRASE).close()


def rotate_anew(home: Path, tell: Tell) -> None:
    """Give a vault new keys and another passphrase, and open it again with that."""
    vault = door().open(home / VAULT, PASSPHRASE)
    rotate_keys(vault, PASSPHRASE, CODE, NEW)
    tell("rotated")
    door().open(home / VAULT, NEW).close()


def back_up(home: Path, tell: Tell) -> None:
    """Write a backup of an open vault."""
    vault = door().open(home / VAULT, PASSPHRASE)
    write_backup(vault.open_state, home / BACKUP, NOON)
    tell("written")
    vault.close()


def to_be_restored(home: Path) -> None:
    """A vault, and a backup of an earlier day."""
    lived_in(home)
    back_up(home, lambda _: None)
    save(1, home, lambda _: None)


def bring_back(home: Path, tell: Tell) -> None:
    restore(home / BACKUP, PASSPHRASE, home / VAULT, door().now)
    tell("restored")


def make(home: Path, tell: Tell) -> None:
    """Make a vault where there is none."""
    vault = door().create(home / VAULT, PASSPHRASE, OWNER)
    tell("made")
    vault.close()


def of_old_form(home: Path) -> None:
    """A vault as the first release left it."""
    judging.copied(OLDEST / VAULT, home / VAULT)


def migrated(home: Path, told: Sequence[str], closely: bool) -> str:
    rows = gzip.decompress((OLDEST / DUMP).read_bytes()).decode("ascii").splitlines()
    return judging.migrated([row for row in rows if judging.counted(row)], home, told, closely)


def migrate(home: Path, tell: Tell) -> None:
    """Open a vault of an older form."""
    door().open(home / VAULT, PASSPHRASE).close()
    tell("opened")


ACTS = {
    "save": Act(lived_in, partial(save, 20), saved),
    "save-once": Act(lived_in, partial(save, 2), saved),
    "make": Act(nothing, make, judging.made),
    "change": Act(lived_in, change, judging.changed),
    "change-at-once": Act(lived_in, change_at_once, judging.changed),
    "code": Act(lived_in, make_code, judging.coded),
    "rotate": Act(lived_in, rotate_all_keys, judging.rotated),
    "rotate-anew": Act(lived_in, rotate_anew, judging.rotated_anew),
    "backup": Act(lived_in, back_up, judging.backed_up),
    "restore": Act(to_be_restored, bring_back, partial(judging.restored, words(0))),
    "migrate": Act(of_old_form, migrate, migrated),
}
