"""The drill: a history by chance, a backup, all lost, restored; and kills while a copy is made or brought back."""

import random
import shutil
import signal
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from dasupport.atomic_files import finish_interrupted_moves
from dasupport.casework.details import FollowUpDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.engine import connect
from dasupport.vault.maintenance.backup_catalogue import back_up_if_due, create_backup, get_status
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, verify_backup
from dasupport.vault.maintenance.backup_schedule import list_backups
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, Fresh, answer, draft, entry, person, session
from tests.sweeps import pick
from tests.vault.child_processes import CONTEXT, run
from tests.vault.database_dump import dumped
from tests.vault.small_disk import SmallDisk
from tests.vault.tampering import DATA, WHOLE, opens, verdict
from tests.vault.vault_steps import add, begin, keep, meet, start

SEED = 20261121
KILLS = pick(12, 8)


def history(vault: Vault, seed: int) -> None:
    """Some days of work, by chance: people, talks, statements, changes, drafts, seals."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    begin(vault)
    sessions = ["s1"]
    for number in range(chance.randrange(15, 40)):
        at = chance.choice(sessions)
        said = answer("".join(chance.choices("aeiou äß漢🙂\n", k=chance.randrange(1, 900))))
        deed = chance.randrange(6)
        if deed == 0:
            meet(vault, replace(person(f"KD-{number}"), id=f"q{number}"), real_name="Zoë 漢")
            start(vault, replace(session(f"t{number}"), person=f"q{number}"))
            sessions.append(f"t{number}")
        elif deed == 1:
            keep(vault, replace(draft(Kind.NOTE, f"D{number}", said), session=at))
        elif deed == 2 and len(sessions) > 1 and at != "s1":
            vault.transact(lambda work, at=at: work.sessions.seal(at, Closing.SEALED, NOON))  # type: ignore[misc] # bound here
            sessions.remove(at)
        elif deed == 3:
            due = answer(detail=FollowUpDetail(date(2026, 12, 1), f"Call {number}"))
            add(vault, replace(entry(Kind.FOLLOW_UP, "FOLLOW-UP", due, id=f"f{number}", part=str(number)), session=at))
        else:
            add(vault, replace(entry(Kind.NOTE, f"N{number}", said), session=at))


def rows(folder: Path) -> list[str]:
    """The canonical dump of a closed vault."""
    copy, keys = opens(folder)
    keys = replace(keys, data=_data_key(folder))
    connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)
    try:
        return dumped(connection)
    finally:
        connection.close()


def _data_key(folder: Path) -> bytes:
    from dasupport.vault.access.authenticate import authenticate

    return authenticate(folder, PASSPHRASE, Realm.LIVE)[1].data


def but_the_count(lines: list[str]) -> list[str]:
    return [line for line in lines if '"setting"' not in line]


@pytest.mark.parametrize("seed", range(4))
def test_that_a_wiped_vault_comes_back_row_by_row_and_link_by_link(
    fresh: Fresh, folder: Path, tmp_path: Path, seed: int
) -> None:
    vault = fresh.entered(folder, FixedClock())
    history(vault, SEED + seed)
    made = shutil.copy(create_backup(vault).backups[0].path, tmp_path / "stick.backup")
    vault.close()
    before = rows(folder)
    shutil.rmtree(folder)
    restore(Path(made), PASSPHRASE, folder, FixedClock())
    after = rows(folder)
    told = [line for line in before if '"backed up"' in line]
    assert len(told) == 1
    gone = set(but_the_count(before)) - set(after)
    assert gone == set(told), "the line that tells of the backup itself comes after it"
    new = set(but_the_count(after)) - set(before)
    assert ['"restored"' in line for line in new] == [True]
    assert verdict(folder) == WHOLE


def made_until_killed(folder: Path, seconds: float, sent: Connection) -> None:
    """Make one backup after the other until the kernel ends this process: an alarm that nobody handles."""
    clock = FixedClock()
    vault = VaultOpener(Realm.LIVE, CHEAP, clock).open(folder, PASSPHRASE)
    sent.send("open")
    signal.setitimer(signal.ITIMER_REAL, seconds)
    while True:
        create_backup(vault)
        clock.move(days=1)


def restored_until_killed(folder: Path, seconds: float, sent: Connection) -> None:
    sent.send("open")
    signal.setitimer(signal.ITIMER_REAL, seconds)
    while True:
        restore(folder.parent / "a.backup", PASSPHRASE, folder, FixedClock())


def killed(job: object, folder: Path, seconds: float) -> None:
    here, there = CONTEXT.Pipe(duplex=False)
    child = CONTEXT.Process(target=job, args=(folder, seconds, there))  # type: ignore[arg-type] # one of the two above
    child.start()
    there.close()
    with here:
        assert here.recv() == "open"
        child.join()
    assert child.exitcode == -signal.SIGALRM
    child.close()


@pytest.mark.sweep
def test_that_a_kill_while_a_backup_is_made_leaves_no_half_one(closed: Path) -> None:
    moments = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    cut = 0
    for _ in range(KILLS):
        killed(made_until_killed, closed, moments.uniform(0.001, 0.09))
        cut += any(".making" in path.name or path.suffix == ".new" for path in (closed / BACKUPS_FOLDER).iterdir())
        keys = opens(closed)[1]
        for each in list_backups(closed / BACKUPS_FOLDER):
            verify_backup(each.path, keys, closed / BACKUPS_FOLDER)
        assert verdict(closed) == WHOLE
    assert cut > 0, "no kill fell into the making of a backup, so nothing was tried"


@pytest.mark.sweep
def test_that_a_kill_while_restoring_leaves_the_old_one_or_the_new_one(closed: Path) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)
    shutil.copy(create_backup(vault).backups[0].path, closed.parent / "a.backup")
    vault.close()
    moments = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    cut = 0
    for _ in range(KILLS):
        killed(restored_until_killed, closed, moments.uniform(0.02, 0.3))
        cut += any(path.name.endswith((".restoring", ".restored")) for path in closed.parent.iterdir())
        finish_interrupted_moves(closed.parent)
        assert verdict(closed) == WHOLE
    assert cut > 0, "no kill fell into a restore, so nothing was tried"


def locked_while_full(closed: Path, place: Path, wanted: bool) -> tuple[str, str, list[str]]:
    """Lock on a disk that has no room for a backup: what the vault says then, what was told, and what lies there."""
    disk = SmallDisk(place, wanted)
    folder = Path(shutil.copytree(closed, place / "vault"))
    (folder / "reserve.bin").write_bytes(bytes(96 * 1024))
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    disk.fill(folder / DATA, left=1000)
    back_up_if_due(vault)
    vault.close()
    disk.empty()
    said = verdict(folder)
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    trouble = get_status(vault).last_refusal or ""
    vault.close()
    return said, trouble, [path.name for path in (folder / BACKUPS_FOLDER).iterdir()]


@pytest.mark.parametrize("wanted", [True, False], ids=["a small disk", "a limit on sizes"])
def test_that_a_full_disk_hinders_no_lock_leaves_no_rubbish_and_is_told(
    lived_in: Path, tmp_path: Path, wanted: bool
) -> None:
    said, trouble, left = run(locked_while_full, lived_in, tmp_path, wanted)
    assert said == WHOLE
    assert left == []
    assert trouble in ("V-DISK-FULL", "V-NOT-SAVED")


def test_that_a_backup_that_was_never_made_cannot_be_proven(closed: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="V-BACKUP-NOT-ONE"):
        verify_backup(closed / BACKUPS_FOLDER / "none.backup", opens(closed)[1], tmp_path)
