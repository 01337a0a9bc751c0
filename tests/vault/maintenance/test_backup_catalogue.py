"""The backups beside a vault: made when due, tried once a month, let go by the rule; none ever hinders the lock."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.casework.backup_status import Backup, BackupStatus
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.metadata import Owner
from dasupport.vault.errors import NoBackup
from dasupport.vault.maintenance.backup_catalogue import (
    back_up_before_upgrade,
    back_up_if_due,
    copy_offsite,
    create_at,
    create_backup,
    get_status,
    verify_latest,
)
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, write_backup
from dasupport.vault.maintenance.backup_file import open_archive
from dasupport.vault.maintenance.backup_schedule import list_backups
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, Fresh, no_room
from tests.vault.tampering import DATA, WHOLE, flip, verdict
from tests.vault.vault_steps import actions

A_DAY = timedelta(days=1)


def names(vault: Vault) -> list[str]:
    return [each.path.name for each in list_backups(vault.folder / BACKUPS_FOLDER)]


def test_that_a_backup_stands_beside_the_vault_and_the_log_says_so(vault: Vault) -> None:
    found = create_backup(vault)
    assert [(each.made_at, each.verified_at) for each in found.backups] == [(NOON, NOON)]
    assert found.newest_verified == NOON
    assert actions(vault)[-1] == "backed up"
    assert found.backups[0].size == found.backups[0].path.stat().st_size > 100_000


def test_that_one_is_made_at_the_lock_and_the_next_after_twenty_hours(vault: Vault, clock: FixedClock) -> None:
    counts = []
    for hours in (0, 1, 18, 2, 5, 14, 2):
        clock.move(hours=hours)
        back_up_if_due(vault)
        counts.append(len(names(vault)))
    assert counts == [1, 1, 1, 2, 2, 2, 3]


def test_that_a_clock_set_back_makes_one_and_takes_none(vault: Vault, clock: FixedClock) -> None:
    back_up_if_due(vault)
    before = names(vault)
    clock.move(days=-3650)
    back_up_if_due(vault)
    assert len(names(vault)) == 2
    assert set(before) < set(names(vault))


def test_that_old_ones_go_and_what_else_lies_there_stays(vault: Vault, clock: FixedClock) -> None:
    for _ in range(9):
        create_backup(vault)
        (vault.folder / BACKUPS_FOLDER / "keyring.5").write_bytes(b"a key file of before")
        clock.move(days=1)
    assert len(names(vault)) == 8
    assert (vault.folder / BACKUPS_FOLDER / "keyring.5").exists()


def test_that_made_up_people_are_not_backed_up(tmp_path: Path) -> None:
    door = VaultOpener(Realm.TRAINING, CHEAP, FixedClock())
    made = door.create(tmp_path / "t", PASSPHRASE, Owner("A", "trainer"))
    back_up_if_due(made)
    assert not (tmp_path / "t" / BACKUPS_FOLDER).exists()
    made.close()


def test_that_a_closed_vault_is_left_alone(vault: Vault) -> None:
    vault.close()
    back_up_if_due(vault)
    assert not (vault.folder / BACKUPS_FOLDER).exists()


def test_that_a_full_disk_does_not_hinder_the_lock_and_is_told_next_time(vault: Vault) -> None:
    with no_room((vault.folder / DATA).stat().st_size + 500):
        back_up_if_due(vault)
    assert get_status(vault).last_refusal in ("V-DISK-FULL", "V-NOT-SAVED")
    assert names(vault) == []
    assert actions(vault)[-1] == "backup failed"
    create_backup(vault)
    assert get_status(vault).last_refusal is None


def test_that_a_disk_that_takes_nothing_at_all_does_not_either(vault: Vault) -> None:
    with no_room():
        back_up_if_due(vault)
    assert get_status(vault) == BackupStatus()


def test_that_a_file_where_the_folder_should_be_is_told(vault: Vault) -> None:
    (vault.folder / BACKUPS_FOLDER).write_bytes(b"")
    back_up_if_due(vault)
    assert get_status(vault).last_refusal == "V-READ-ONLY"


def test_that_the_newest_is_tried_and_the_day_is_noted(vault: Vault, clock: FixedClock) -> None:
    create_backup(vault)
    clock.move(days=2)
    found = verify_latest(vault)
    assert found.last_verified_at == clock.at
    assert [each.verified_at for each in found.backups] == [clock.at]
    assert actions(vault)[-1] == "backup proved"
    assert list((vault.folder / BACKUPS_FOLDER).iterdir()) == [found.backups[0].path]


def test_that_a_damaged_one_is_found_by_the_trial_and_told(vault: Vault) -> None:
    made = create_backup(vault).backups[0].path
    flip(made, made.stat().st_size // 2)
    with pytest.raises(Refusal, match="V-BACKUP-DAMAGED"):
        verify_latest(vault)
    assert get_status(vault).last_refusal == "V-BACKUP-DAMAGED"


def test_that_nothing_can_be_tried_where_there_is_none(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="V-BACKUP-NOT-ONE"):
        verify_latest(vault)
    with pytest.raises(Refusal, match="V-BACKUP-NOT-ONE"):
        copy_offsite(vault, tmp_path / "stick.backup")


def test_that_a_vault_that_is_older_than_its_backup_is_noticed(fresh: Fresh, folder: Path, tmp_path: Path) -> None:
    vault = fresh.entered(folder, FixedClock())
    vault.transact(lambda work: work.audit_chain.append("something", ""))
    create_backup(vault)
    vault.close()
    older = fresh.entered(tmp_path / "older", FixedClock())
    shutil.copytree(folder / BACKUPS_FOLDER, tmp_path / "older" / BACKUPS_FOLDER)
    older.transact(lambda work: work.audit_chain.append("something else", ""))
    with pytest.raises(Refusal, match="V-ROLLED-BACK"):
        verify_latest(older)
    older.close()


def test_that_a_restored_vault_is_no_alarm(closed: Path) -> None:
    clock = FixedClock()
    vault = VaultOpener(Realm.LIVE, CHEAP, clock).open(closed, PASSPHRASE)
    early = create_backup(vault).backups[0].path
    vault.transact(lambda work: work.audit_chain.append("something", ""))
    clock.move(days=1)
    create_backup(vault)
    vault.close()
    restore(early, PASSPHRASE, closed, clock)
    restored = VaultOpener(Realm.LIVE, CHEAP, clock).open(closed, PASSPHRASE)
    assert verify_latest(restored).last_refusal is None
    restored.close()


def test_that_a_copy_is_carried_off_and_read_back(vault: Vault, stick: Path) -> None:
    made = create_backup(vault).backups[0].path
    found, away = copy_offsite(vault, stick / "a.backup")
    assert (found.copied_offsite_at, away) == (NOON, True)
    assert (stick / "a.backup").read_bytes() == made.read_bytes()
    assert open_archive(stick / "a.backup").header == open_archive(made).header
    assert actions(vault)[-1] == "backup carried off"


def test_that_a_copy_on_the_same_disk_is_kept_and_counts_as_none_that_is_away(vault: Vault, tmp_path: Path) -> None:
    create_backup(vault)
    found, away = copy_offsite(vault, tmp_path / "a.backup")
    assert (found.copied_offsite_at, away) == (None, False)
    assert open_archive(tmp_path / "a.backup").header == open_archive(found.backups[0].path).header
    assert actions(vault)[-1] == "backup copied"


def test_that_one_made_elsewhere_counts_as_carried_off_where_it_is_on_another_disk(
    vault: Vault, tmp_path: Path, stick: Path
) -> None:
    assert not create_at(vault, tmp_path / "a.backup")
    assert get_status(vault).copied_offsite_at is None
    assert create_at(vault, stick / "a.backup")
    assert get_status(vault).copied_offsite_at == NOON


def test_that_a_full_stick_keeps_no_half_copy(vault: Vault, tmp_path: Path) -> None:
    create_backup(vault)
    (tmp_path / "stick").mkdir()
    with no_room(50_000), pytest.raises(OSError, match="File too large"):
        copy_offsite(vault, tmp_path / "stick" / "a.backup")
    assert list((tmp_path / "stick").iterdir()) == []
    assert get_status(vault).copied_offsite_at is None


def test_that_before_something_big_a_backup_stands_or_it_is_refused(vault: Vault) -> None:
    assert open_archive(back_up_before_upgrade(vault.open_state, NOON)).header.at.startswith("2026-11-21")
    with no_room(50_000), pytest.raises(NoBackup):
        back_up_before_upgrade(vault.open_state, NOON + A_DAY)


def test_when_it_is_time_to_carry_one_off() -> None:
    kept = (Backup(Path("a"), NOON, 1),)
    assert not BackupStatus().is_copy_due(NOON + 30 * A_DAY)
    assert not BackupStatus(kept).is_copy_due(NOON + 6 * A_DAY)
    assert BackupStatus(kept).is_copy_due(NOON + 7 * A_DAY)
    assert not BackupStatus(kept, copied_offsite_at=NOON + 3 * A_DAY).is_copy_due(NOON + 9 * A_DAY)
    assert BackupStatus(kept, copied_offsite_at=NOON + 3 * A_DAY).is_copy_due(NOON + 10 * A_DAY)


def test_when_it_is_time_to_try_one() -> None:
    kept = (Backup(Path("a"), NOON, 1),)
    assert not BackupStatus().is_verification_due(NOON)
    assert BackupStatus(kept).is_verification_due(NOON)
    assert not BackupStatus(kept, last_verified_at=NOON).is_verification_due(NOON + 29 * A_DAY)
    assert BackupStatus(kept, last_verified_at=NOON).is_verification_due(NOON + 30 * A_DAY)
    assert BackupStatus(kept, last_verified_at=NOON).is_verification_due(NOON - A_DAY)


def test_that_an_up_to_date_vault_is_not_copied_when_it_is_opened(closed: Path) -> None:
    VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE).close()
    assert not (closed / BACKUPS_FOLDER).exists()
    assert verdict(closed) == WHOLE


def test_that_a_write_leaves_what_somebody_else_left_in_the_folder(vault: Vault) -> None:
    (vault.folder / BACKUPS_FOLDER).mkdir()
    for name in ("notes.txt", "12345678.making", "12345678.making-journal", "x.backup.new"):
        (vault.folder / BACKUPS_FOLDER / name).write_bytes(b"left")
    write_backup(vault.open_state, vault.folder / "b.backup", NOON)
    assert [path.name for path in (vault.folder / BACKUPS_FOLDER).iterdir()] == ["notes.txt"]


def test_that_one_of_a_day_to_come_never_stands_for_the_newest(vault: Vault, clock: FixedClock, stick: Path) -> None:
    """The clock was wrong for a day: what is tried, carried off and called verified is of today all the same."""
    clock.move(days=5000)
    create_backup(vault)
    copy_offsite(vault, stick / "wrong")
    clock.move(days=-5000)
    assert get_status(vault).is_copy_due(clock())
    clock.move(hours=1)
    assert create_backup(vault).newest_verified == clock()
    clock.move(hours=1)
    copy_offsite(vault, stick / "right")
    assert open_archive(stick / "right").header.at.startswith("2026-")
    verify_latest(vault)
    assert get_status(vault).backups[0].verified_at == clock()


def test_that_odd_things_among_the_backups_stop_none(vault: Vault, tmp_path: Path) -> None:
    room = vault.folder / BACKUPS_FOLDER
    (room / "x.making" / "inside").mkdir(parents=True)
    (tmp_path / "letter").write_text("somebody's own")
    (room / "y.making").symlink_to(tmp_path)
    (room / "z.backup.new").symlink_to(tmp_path / "letter")
    os.mkfifo(room / "p.making-journal")
    (room / "00010101T000000Z-00000000.backup").touch()
    (room / "99991231T235959Z-00000000.backup").touch()
    (made,) = create_backup(vault).backups
    assert verify_latest(vault).backups[0].path == made.path
    assert sorted(path.name for path in room.iterdir()) == [
        "00010101T000000Z-00000000.backup",
        made.path.name,
        "99991231T235959Z-00000000.backup",
        "x.making",
    ]
    assert (tmp_path / "letter").read_text() == "somebody's own"
    assert (room / "x.making" / "inside").is_dir()
