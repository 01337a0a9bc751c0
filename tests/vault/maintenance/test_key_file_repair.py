"""Restoring where other hands wrote in the key file: what is whole today stays, and nothing is written over that may be
the only key to something."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import change_passphrase
from dasupport.vault.data import owner_alerts
from dasupport.vault.keys import key_file
from dasupport.vault.keys.credentials import RecoveryCodeBits
from dasupport.vault.keys.key_file import COPY_NAMES
from dasupport.vault.maintenance.backup_catalogue import create_at
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.maintenance.restore import restore
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, person
from tests.vault.access.test_opener import altered
from tests.vault.tampering import DATA, WHOLE, by_sql, contents, flip, verdict
from tests.vault.vault_steps import actions, meet

LATER = FixedClock(NOON.replace(day=25))
DOOR = VaultOpener(Realm.LIVE, CHEAP, LATER)
NEW = "seven copper lanterns by the harbour wall"
Forge = Callable[[dict[str, Any]], object]


@dataclass(frozen=True)
class Today:
    """A vault in which somebody worked after its backup was made."""

    folder: Path
    backup: Path


@pytest.fixture
def today(closed: Path, tmp_path: Path) -> Today:
    vault = DOOR.open(closed, PASSPHRASE)
    create_at(vault, tmp_path / "b.backup")
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    return Today(closed, tmp_path / "b.backup")


def has_today(folder: Path, passphrase: str = PASSPHRASE) -> bool:
    vault = DOOR.open(folder, passphrase)
    try:
        return any(each.id == "p9" for each in vault.transact(lambda work: work.people.list_recent(9)))
    finally:
        vault.close()


FORGED: dict[str, Forge] = {
    "program": lambda table: table.update(made_by="9"),
    "generation": lambda table: table.update(generation=999),
    "generation of the data": lambda table: table["data"].update(generation=2),
    "data that is not there": lambda table: table["data"].update(generation=2, file="data.2.db"),
    "realm": lambda table: table.update(realm=Realm.TRAINING),
    "newer program": lambda table: table.update(min_reader=99),
    "slots": lambda table: table["slots"][0].update(commit="00" * 32),
}


@pytest.mark.parametrize("forged", FORGED)
@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_the_copy_which_is_still_ours_is_put_over_the_one_that_was_forged(
    today: Today, forged: str, name: str
) -> None:
    altered(today.folder, FORGED[forged], (name,))
    assert verdict(today.folder) != WHOLE
    restored = restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert (restored.old_folder, restored.missing_events, restored.used_own_copy) == (None, 0, True)
    assert verdict(today.folder) == WHOLE
    assert has_today(today.folder)


def test_that_a_backup_whose_seal_nobody_made_writes_nothing(today: Today) -> None:
    flip(today.backup, today.backup.stat().st_size - 1)
    for name in COPY_NAMES:
        (today.folder / name).unlink()
    before = contents(today.folder)
    with pytest.raises(Refusal, match="V-BACKUP-ALTERED"):
        restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert contents(today.folder) == before


def test_that_the_key_files_of_before_open_it_no_more(today: Today, tmp_path: Path) -> None:
    shutil.copy(today.folder / COPY_NAMES[0], tmp_path / "old")
    vault = DOOR.open(today.folder, PASSPHRASE)
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    newest, older = vault.key_files.newest.name, vault.key_files.older.name
    vault.close()
    altered(today.folder, FORGED["program"], (older,))
    restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert has_today(today.folder, NEW)
    for name in (newest, older):
        shutil.copy(tmp_path / "old", today.folder / name)
    with pytest.raises(Refusal, match="V-KEYS-OLD"):
        DOOR.open(today.folder, PASSPHRASE)


def test_that_the_log_and_the_owner_hear_of_it(today: Today) -> None:
    altered(today.folder, FORGED["program"], COPY_NAMES[1:])
    restore(today.backup, PASSPHRASE, today.folder, LATER)
    vault = DOOR.open(today.folder, PASSPHRASE)
    assert "key_mended" in actions(vault)
    assert [each.action for each in vault.transact(owner_alerts.list_open_alerts)] == ["key_mended"]
    vault.close()


def test_that_the_passphrase_of_today_is_the_one_that_opens_it_afterwards(today: Today) -> None:
    change_passphrase(vault := DOOR.open(today.folder, PASSPHRASE), PASSPHRASE, NEW, CHEAP, at_once=True)
    vault.close()
    altered(today.folder, FORGED["program"], COPY_NAMES[1:])
    assert restore(today.backup, PASSPHRASE, today.folder, LATER).used_own_copy
    assert has_today(today.folder, NEW)
    with pytest.raises(Refusal, match="V-PASS-WRONG"):
        DOOR.open(today.folder, PASSPHRASE)


@pytest.mark.parametrize("forged", ["program", "generation"])
def test_that_where_both_copies_are_forged_the_key_file_of_the_backup_stands_beside_the_data(
    today: Today, forged: str
) -> None:
    altered(today.folder, FORGED[forged])
    restored = restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert (restored.old_folder, restored.missing_events, restored.used_own_copy) == (None, 0, False)
    assert verdict(today.folder) == WHOLE
    assert has_today(today.folder)


def test_that_a_sound_key_file_still_gives_way_to_the_backup_that_was_asked_for(today: Today) -> None:
    restored = restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert restored.old_folder
    assert not has_today(today.folder)
    assert has_today(restored.old_folder)


def test_that_data_which_does_not_pass_comes_back_from_the_backup(today: Today) -> None:
    by_sql(today.folder, "UPDATE event SET action = 'other' WHERE seq = 5")
    altered(today.folder, FORGED["program"], COPY_NAMES[1:])
    restored = restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert restored.old_folder
    assert verdict(today.folder) == WHOLE


def test_that_a_copy_that_names_other_data_which_stands_is_moved_aside_with_it(today: Today) -> None:
    (today.folder / "data.2.db").write_bytes(b"x")
    altered(today.folder, FORGED["data that is not there"], COPY_NAMES[1:])
    before = contents(today.folder)
    restored = restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert restored.old_folder
    assert contents(restored.old_folder) == before
    assert verdict(today.folder) == WHOLE


def test_that_new_keys_are_not_written_over_by_those_of_before(today: Today, tmp_path: Path) -> None:
    """Whoever has an old backup, its passphrase and the files of that day puts all but the newest data back."""
    for name in (COPY_NAMES[1], DATA):
        shutil.copy(today.folder / name, tmp_path / name)
    rotate_keys(DOOR.open(today.folder, PASSPHRASE), PASSPHRASE, RecoveryCodeBits(bytes(17)))
    for name in (COPY_NAMES[1], DATA):
        shutil.copy(tmp_path / name, today.folder / name)
    before = contents(today.folder)
    restored = restore(today.backup, PASSPHRASE, today.folder, LATER)
    assert restored.old_folder
    assert contents(restored.old_folder) == before
    assert {copy.key_file.data.file for copy in key_file.read_copies(restored.old_folder)[0]} == {DATA, "data.2.db"}
