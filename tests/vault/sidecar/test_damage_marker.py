"""Damage that is met in an open vault: it has one name from then on, and is told again after the lock."""

import shutil
from pathlib import Path

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.errors import DataDamaged, ReadOnly
from dasupport.vault.keys.credentials import RecoveryCodeBits
from dasupport.vault.maintenance.backup_catalogue import back_up_if_due, create_at, create_backup, get_status
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER
from dasupport.vault.maintenance.backup_schedule import list_backups
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.sidecar import damage_marker
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, PASSPHRASE, FixedClock, answer, entry
from tests.vault.tampering import DATA, PAGE, by_the_driver, contents, flip
from tests.vault.vault_steps import add, begin

LONG = "word " * 1500

UNREAD = 20 * PAGE + 200
"""In a page that nothing reads on the way in: only a backup reads all."""


@pytest.fixture
def spoilt(vault: Vault) -> Vault:
    """An open vault whose file was damaged where nobody has looked yet."""
    flip(vault.folder / DATA, UNREAD)
    return vault


def again(vault: Vault) -> Vault:
    vault.close()
    return VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, PASSPHRASE)


def test_that_what_the_backup_at_the_lock_found_is_told_after_the_next_unlocking(spoilt: Vault) -> None:
    back_up_if_due(spoilt)
    opened = again(spoilt)
    assert get_status(opened).last_refusal == DataDamaged.id
    assert get_status(opened).is_damaged
    opened.close()


def test_that_after_the_first_answer_there_is_no_other(spoilt: Vault, tmp_path: Path) -> None:
    for job in (
        lambda: create_backup(spoilt),
        lambda: spoilt.transact(lambda work: work.audit_chain.append("something", "")),
        lambda: spoilt.transact(lambda work: work.metadata.get_commit_count()),
        lambda: create_at(spoilt, tmp_path / "stick"),
        lambda: rotate_keys(spoilt, PASSPHRASE, RecoveryCodeBits(bytes(16))),
    ):
        with pytest.raises(Refusal, match=DataDamaged.id):
            job()
    assert not (tmp_path / "stick").exists()


@pytest.fixture
def long(shut: Path) -> Path:
    """A closed vault with long words: the ends of some lie in pages of their own."""
    vault = begin(VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(shut, PASSPHRASE))
    for number in range(6):
        add(vault, entry(Kind.NOTE, f"N{number}", answer(LONG)))
    vault.close()
    return shut


def test_that_no_words_are_read_that_nobody_said(long: Path, tmp_path: Path) -> None:
    said, believed = set(), 0
    for page in range(1, (long / DATA).stat().st_size // PAGE):
        folder = Path(shutil.copytree(long, tmp_path / str(page)))
        vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
        flip(folder / DATA, page * PAGE + 200)
        said.add(read(vault))
        vault.release()
        believed += bool(by_the_driver(folder) - {LONG})
    assert said == {LONG, DataDamaged.id}
    assert believed, "the driver alone gives zeros for words"


def read(vault: Vault) -> str:
    try:
        return {each.answer.words.value for each in vault.transact(lambda work: work.entries.list_entries("s1"))}.pop()
    except Refusal as refusal:
        return refusal.item


def test_that_new_keys_are_refused_by_the_right_name_and_change_nothing(spoilt: Vault) -> None:
    before = contents(spoilt.folder)
    with pytest.raises(DataDamaged):
        rotate_keys(spoilt, PASSPHRASE, RecoveryCodeBits(bytes(16)))
    assert contents(spoilt.folder) == before


def test_that_a_note_beside_a_whole_vault_goes_with_the_next_backup_though_none_is_due(vault: Vault) -> None:
    create_backup(vault)
    damage_marker.write_marker(vault.folder)
    assert get_status(vault).is_damaged
    back_up_if_due(vault)
    assert not damage_marker.has_marker(vault.folder)
    assert len(list_backups(vault.folder / BACKUPS_FOLDER)) == 2
    assert not get_status(vault).is_damaged


def test_that_damage_under_pages_at_hand_is_found_and_the_backup_holds_them(vault: Vault) -> None:
    create_backup(vault)
    flip(vault.folder / DATA, UNREAD)
    with pytest.raises(DataDamaged):
        create_backup(vault)
    opened = again(vault)
    assert (get_status(opened).is_damaged, len(get_status(opened).backups)) == (True, 2)
    opened.close()


def test_that_a_restored_vault_is_not_called_damaged(vault: Vault, clock: FixedClock) -> None:
    made = create_backup(vault).backups[0].path
    flip(vault.folder / DATA, UNREAD)
    clock.move(days=1)
    back_up_if_due(vault)
    vault.close()
    assert damage_marker.has_marker(vault.folder)
    restore(made, PASSPHRASE, vault.folder, clock)
    assert not damage_marker.has_marker(vault.folder)


def test_that_a_folder_that_takes_no_backup_is_not_called_damaged(vault: Vault) -> None:
    (vault.folder / BACKUPS_FOLDER).write_bytes(b"")
    with pytest.raises(ReadOnly):
        create_backup(vault)
    vault.transact(lambda work: work.audit_chain.append("something", ""))
    vault.close()
    assert not damage_marker.has_marker(vault.folder)


def test_that_where_no_note_can_be_taken_nothing_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere" / "a1"
    damage_marker.write_marker(folder)
    damage_marker.delete_marker(folder)
    assert not damage_marker.has_marker(folder)


def test_that_what_is_no_file_is_no_note(vault: Vault) -> None:
    place = vault.folder.with_name(vault.folder.name + damage_marker.MARKER_SUFFIX)
    place.mkdir()
    assert not damage_marker.has_marker(vault.folder)
    shutil.rmtree(place)
