"""The backups beside a vault: made when due, tried once a month, let go by the rule; none ever hinders the lock."""

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.casework.shelf import Backup, BackupStatus
from dasupport.refusal import Refusal
from dasupport.vault.backup import FOLDER, write
from dasupport.vault.door import Door
from dasupport.vault.faults import NoBackup
from dasupport.vault.keeping import standing
from dasupport.vault.restore import restore
from dasupport.vault.settings import Owner
from dasupport.vault.shelf import at_lock, carry, drill, elsewhere, first, make, shelf
from dasupport.vault.vault import Vault
from dasupport.vault.wrapping import look
from tests.made import CHEAP, NOON, PASSPHRASE, FixedClock, Fresh, no_room
from tests.vault.doing import actions
from tests.vault.tampering import DATA, WHOLE, flip, verdict

A_DAY = timedelta(days=1)


def names(vault: Vault) -> list[str]:
    return [each.path.name for each in standing(vault.folder / FOLDER)]


def test_that_a_backup_stands_beside_the_vault_and_the_log_says_so(vault: Vault) -> None:
    found = make(vault)
    assert [(each.made_at, each.verified_at) for each in found.backups] == [(NOON, NOON)]
    assert found.newest_verified == NOON
    assert actions(vault)[-1] == "backed up"
    assert found.backups[0].size == found.backups[0].path.stat().st_size > 100_000


def test_that_one_is_made_at_the_lock_and_the_next_after_twenty_hours(vault: Vault, clock: FixedClock) -> None:
    counts = []
    for hours in (0, 1, 18, 2, 5, 14, 2):
        clock.move(hours=hours)
        at_lock(vault)
        counts.append(len(names(vault)))
    assert counts == [1, 1, 1, 2, 2, 2, 3]


def test_that_a_clock_set_back_makes_one_and_takes_none(vault: Vault, clock: FixedClock) -> None:
    at_lock(vault)
    before = names(vault)
    clock.move(days=-3650)
    at_lock(vault)
    assert len(names(vault)) == 2
    assert set(before) < set(names(vault))


def test_that_old_ones_go_and_what_else_lies_there_stays(vault: Vault, clock: FixedClock) -> None:
    for _ in range(9):
        make(vault)
        (vault.folder / FOLDER / "keyring.5").write_bytes(b"a key file of before")
        clock.move(days=1)
    assert len(names(vault)) == 8
    assert (vault.folder / FOLDER / "keyring.5").exists()


def test_that_made_up_people_are_not_backed_up(tmp_path: Path) -> None:
    door = Door("training", CHEAP, FixedClock())
    made = door.make(tmp_path / "t", PASSPHRASE, Owner("A", "trainer"))
    at_lock(made)
    assert not (tmp_path / "t" / FOLDER).exists()
    made.close()


def test_that_a_closed_vault_is_left_alone(vault: Vault) -> None:
    vault.close()
    at_lock(vault)
    assert not (vault.folder / FOLDER).exists()


def test_that_a_full_disk_does_not_hinder_the_lock_and_is_told_next_time(vault: Vault) -> None:
    with no_room((vault.folder / DATA).stat().st_size + 500):
        at_lock(vault)
    assert shelf(vault).last_refusal in ("V-DISK-FULL", "V-NOT-SAVED")
    assert names(vault) == []
    assert actions(vault)[-1] == "backup failed"
    make(vault)
    assert shelf(vault).last_refusal == ""


def test_that_a_disk_that_takes_nothing_at_all_does_not_either(vault: Vault) -> None:
    with no_room():
        at_lock(vault)
    assert shelf(vault) == BackupStatus()


def test_that_a_file_where_the_folder_should_be_is_told(vault: Vault) -> None:
    (vault.folder / FOLDER).write_bytes(b"")
    at_lock(vault)
    assert shelf(vault).last_refusal == "V-READ-ONLY"


def test_that_the_newest_is_tried_and_the_day_is_noted(vault: Vault, clock: FixedClock) -> None:
    make(vault)
    clock.move(days=2)
    found = drill(vault)
    assert found.last_verified_at == clock.at
    assert [each.verified_at for each in found.backups] == [clock.at]
    assert actions(vault)[-1] == "backup proved"
    assert list((vault.folder / FOLDER).iterdir()) == [found.backups[0].path]


def test_that_a_damaged_one_is_found_by_the_trial_and_told(vault: Vault) -> None:
    made = make(vault).backups[0].path
    flip(made, made.stat().st_size // 2)
    with pytest.raises(Refusal, match="V-BACKUP-DAMAGED"):
        drill(vault)
    assert shelf(vault).last_refusal == "V-BACKUP-DAMAGED"


def test_that_nothing_can_be_tried_where_there_is_none(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="V-BACKUP-NOT-ONE"):
        drill(vault)
    with pytest.raises(Refusal, match="V-BACKUP-NOT-ONE"):
        carry(vault, tmp_path / "stick.backup")


def test_that_a_vault_that_is_older_than_its_backup_is_noticed(fresh: Fresh, folder: Path, tmp_path: Path) -> None:
    vault = fresh.entered(folder, FixedClock())
    vault.do(lambda work: work.log.add("something", ""))
    make(vault)
    vault.close()
    older = fresh.entered(tmp_path / "older", FixedClock())
    shutil.copytree(folder / FOLDER, tmp_path / "older" / FOLDER)
    older.do(lambda work: work.log.add("something else", ""))
    with pytest.raises(Refusal, match="V-ROLLED-BACK"):
        drill(older)
    older.close()


def test_that_a_restored_vault_is_no_alarm(closed: Path) -> None:
    clock = FixedClock()
    vault = Door("live", CHEAP, clock).open(closed, PASSPHRASE)
    early = make(vault).backups[0].path
    vault.do(lambda work: work.log.add("something", ""))
    clock.move(days=1)
    make(vault)
    vault.close()
    restore(early, PASSPHRASE, closed, clock)
    restored = Door("live", CHEAP, clock).open(closed, PASSPHRASE)
    assert drill(restored).last_refusal == ""
    restored.close()


def test_that_a_copy_is_carried_off_and_read_back(vault: Vault, stick: Path) -> None:
    made = make(vault).backups[0].path
    found, away = carry(vault, stick / "a.backup")
    assert (found.copied_offsite_at, away) == (NOON, True)
    assert (stick / "a.backup").read_bytes() == made.read_bytes()
    assert look(stick / "a.backup").head == look(made).head
    assert actions(vault)[-1] == "backup carried off"


def test_that_a_copy_on_the_same_disk_is_kept_and_counts_as_none_that_is_away(vault: Vault, tmp_path: Path) -> None:
    make(vault)
    found, away = carry(vault, tmp_path / "a.backup")
    assert (found.copied_offsite_at, away) == (None, False)
    assert look(tmp_path / "a.backup").head == look(found.backups[0].path).head
    assert actions(vault)[-1] == "backup copied"


def test_that_one_made_elsewhere_counts_as_carried_off_where_it_is_on_another_disk(
    vault: Vault, tmp_path: Path, stick: Path
) -> None:
    assert not elsewhere(vault, tmp_path / "a.backup")
    assert shelf(vault).copied_offsite_at is None
    assert elsewhere(vault, stick / "a.backup")
    assert shelf(vault).copied_offsite_at == NOON


def test_that_a_full_stick_keeps_no_half_copy(vault: Vault, tmp_path: Path) -> None:
    make(vault)
    (tmp_path / "stick").mkdir()
    with no_room(50_000), pytest.raises(OSError, match="File too large"):
        carry(vault, tmp_path / "stick" / "a.backup")
    assert list((tmp_path / "stick").iterdir()) == []
    assert shelf(vault).copied_offsite_at is None


def test_that_before_something_big_a_backup_stands_or_it_is_refused(vault: Vault) -> None:
    assert look(first(vault.source, NOON)).head.at.startswith("2026-11-21")
    with no_room(50_000), pytest.raises(NoBackup):
        first(vault.source, NOON + A_DAY)


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
    Door("live", CHEAP, FixedClock()).open(closed, PASSPHRASE).close()
    assert not (closed / FOLDER).exists()
    assert verdict(closed) == WHOLE


def test_that_a_write_leaves_what_somebody_else_left_in_the_folder(vault: Vault) -> None:
    (vault.folder / FOLDER).mkdir()
    for name in ("notes.txt", "12345678.making", "12345678.making-journal", "x.backup.new"):
        (vault.folder / FOLDER / name).write_bytes(b"left")
    write(vault.source, vault.folder / "b.backup", NOON)
    assert [path.name for path in (vault.folder / FOLDER).iterdir()] == ["notes.txt"]


def test_that_one_of_a_day_to_come_never_stands_for_the_newest(vault: Vault, clock: FixedClock, stick: Path) -> None:
    """The clock was wrong for a day: what is tried, carried off and called verified is of today all the same."""
    clock.move(days=5000)
    make(vault)
    carry(vault, stick / "wrong")
    clock.move(days=-5000)
    assert shelf(vault).is_copy_due(clock())
    clock.move(hours=1)
    assert make(vault).newest_verified == clock()
    clock.move(hours=1)
    carry(vault, stick / "right")
    assert look(stick / "right").head.at.startswith("2026-")
    drill(vault)
    assert shelf(vault).backups[0].verified_at == clock()


def test_that_odd_things_among_the_backups_stop_none(vault: Vault, tmp_path: Path) -> None:
    room = vault.folder / FOLDER
    (room / "x.making" / "inside").mkdir(parents=True)
    (tmp_path / "letter").write_text("somebody's own")
    (room / "y.making").symlink_to(tmp_path)
    (room / "z.backup.new").symlink_to(tmp_path / "letter")
    os.mkfifo(room / "p.making-journal")
    (room / "00010101T000000Z-00000000.backup").touch()
    (room / "99991231T235959Z-00000000.backup").touch()
    (made,) = make(vault).backups
    assert drill(vault).backups[0].path == made.path
    assert sorted(path.name for path in room.iterdir()) == [
        "00010101T000000Z-00000000.backup",
        made.path.name,
        "99991231T235959Z-00000000.backup",
        "x.making",
    ]
    assert (tmp_path / "letter").read_text() == "somebody's own"
    assert (room / "x.making" / "inside").is_dir()
