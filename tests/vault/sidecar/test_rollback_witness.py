"""A whole vault put back older than it was: noticed, told with its dates, and let in by whoever knows why."""

import os
import shutil
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.read_only import open_read_only
from dasupport.vault.errors import Altered, RolledBack
from dasupport.vault.integrity.verify import verify_vault
from dasupport.vault.keys.credentials import RecoveryCodeBits
from dasupport.vault.keys.key_file import KdfCost
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.sidecar import attempt_counter
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.tampering import keyed, verdict
from tests.vault.vault_steps import actions, begin


@pytest.fixture
def older(shut: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """A closed vault whose folder was put back as it was before the last day's work."""
    kept = shutil.copytree(shut, tmp_path / "kept")
    clock.move(days=1)
    begin(VaultOpener(Realm.LIVE, CHEAP, clock).open(shut, PASSPHRASE)).close()
    shutil.rmtree(shut)
    return Path(shutil.move(kept, shut))


def test_that_a_whole_folder_put_back_is_noticed_and_the_dates_are_told(older: Path, door: VaultOpener) -> None:
    with pytest.raises(RolledBack) as told:
        door.open(older, PASSPHRASE)
    assert told.value.closed.startswith("2026-11-22")
    assert told.value.latest.startswith("2026-11-21")


def test_that_nothing_in_the_folder_gives_it_away_but_the_note_beside_it(older: Path, door: VaultOpener) -> None:
    """The control: without the note, the older folder is as whole as any."""
    for note in older.parent.glob("*.seen"):
        note.unlink()
    verify_vault(older, PASSPHRASE)
    door.open(older, PASSPHRASE).close()


def test_that_who_knows_why_gets_in_and_is_not_asked_again(older: Path, door: VaultOpener) -> None:
    held = door.open(older, PASSPHRASE, older_is_fine=True)
    assert "older_accepted" in actions(held)
    held.close()
    held = door.open(older, PASSPHRASE)
    assert actions(held).count("older_accepted") == 1
    held.close()
    verify_vault(older, PASSPHRASE)


def test_that_work_after_an_older_copy_was_let_in_is_never_called_a_forgery(older: Path, door: VaultOpener) -> None:
    """Even if the power fails before the vault is closed, and more has been written than was there before."""
    held = door.open(older, PASSPHRASE, older_is_fine=True)
    begin(held)
    for _ in range(20):
        held.transact(lambda work: work.audit_chain.append("something", ""))
    held.release()
    door.open(older, PASSPHRASE).close()
    assert verdict(older) == "whole"


@pytest.mark.parametrize(
    "found", [b"", b"{}", b"[1]", b"\xff", b'{"mac": 1}', b'{"mac": "00", "commits": 9}', b"9" * 9000, b"[" * 4000]
)
def test_that_a_note_that_is_not_ours_says_nothing(shut: Path, door: VaultOpener, found: bytes) -> None:
    door.open(shut, PASSPHRASE).close()
    (note,) = shut.parent.glob("*.seen")
    note.write_bytes(found)
    door.open(shut, PASSPHRASE).close()


def test_that_a_note_of_another_hand_does_not_keep_anybody_out(shut: Path, door: VaultOpener) -> None:
    door.open(shut, PASSPHRASE).close()
    (note,) = shut.parent.glob("*.seen")
    note.write_bytes(note.read_bytes().replace(b'"events":', b'"events":9'))
    door.open(shut, PASSPHRASE).close()


def test_that_a_passphrase_that_was_cheap_to_guess_costs_what_is_usual_after_the_next_unlocking(shut: Path) -> None:
    usual = KdfCost(memory=24 * 1024, passes=3, lanes=1)
    VaultOpener(Realm.LIVE, usual, FixedClock()).open(shut, PASSPHRASE).close()
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(shut, PASSPHRASE)
    assert [slot.cost for slot in held.key_files.newest.key_file.slots] == [usual]
    held.close()


def test_that_a_copy_that_went_on_elsewhere_is_told_and_not_called_a_forgery(
    shut: Path, door: VaultOpener, tmp_path: Path, clock: FixedClock
) -> None:
    """Its log is whole, and longer than the one that was seen here: whoever carried it about gets in."""
    elsewhere = shutil.copytree(shut, tmp_path / "elsewhere" / "vault")
    for folder, lines in ((shut, 1), (elsewhere, 30)):
        clock.move(minutes=1)
        held = door.open(folder, PASSPHRASE)
        for _ in range(lines):
            held.transact(lambda work: work.audit_chain.append("something", ""))
        held.close()
    shutil.rmtree(shut)
    shutil.move(elsewhere, shut)
    with pytest.raises(RolledBack):
        door.open(shut, PASSPHRASE)
    door.open(shut, PASSPHRASE, older_is_fine=True).close()
    door.open(shut, PASSPHRASE).close()
    assert verdict(shut) == "whole"


def test_that_a_log_that_does_not_follow_is_altered_whoever_says_it_is_fine(shut: Path, door: VaultOpener) -> None:
    with keyed(shut) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET action = 'other' WHERE seq = 1")
        connection.execute("UPDATE event SET mac = ? WHERE seq = (SELECT max(seq) FROM event)", ("00" * 32,))
    with pytest.raises(Altered):
        door.open(shut, PASSPHRASE, older_is_fine=True)


def test_that_an_end_of_the_power_while_older_data_is_accepted_locks_nobody_out(
    older: Path, door: VaultOpener, clock: FixedClock
) -> None:
    """The data knows of it by then, and neither the key file nor the note beside it does."""
    clock.move(minutes=1)
    witnesses = [*older.glob("keyring.?"), *older.parent.glob("*.seen")]
    before = {witness: witness.read_bytes() for witness in witnesses}
    door.open(older, PASSPHRASE, older_is_fine=True).release()
    for witness, found in before.items():
        witness.write_bytes(found)
    with pytest.raises(RolledBack):
        door.open(older, PASSPHRASE)
    door.open(older, PASSPHRASE, older_is_fine=True).close()
    assert verdict(older) == "whole"


def test_that_the_whole_folder_of_before_a_change_of_all_keys_is_noticed(
    shut: Path, door: VaultOpener, tmp_path: Path, clock: FixedClock
) -> None:
    kept = shutil.copytree(shut, tmp_path / "kept")
    clock.move(days=1)
    rotate_keys(begin(door.open(shut, PASSPHRASE)), PASSPHRASE, RecoveryCodeBits(bytes(17)))
    door.open(shut, PASSPHRASE).close()
    shutil.rmtree(shut)
    shutil.move(kept, shut)
    with pytest.raises(RolledBack):
        door.open(shut, PASSPHRASE)


def test_that_a_pipe_in_place_of_a_note_makes_nobody_wait(shut: Path, door: VaultOpener) -> None:
    door.open(shut, PASSPHRASE).close()
    (note,) = shut.parent.glob("*.seen")
    for name in (note.name, f"{shut.name}.tries"):
        note.with_name(name).unlink(missing_ok=True)
        os.mkfifo(note.with_name(name))
    door.open(shut, PASSPHRASE).close()
    assert attempt_counter.read_attempt_count(shut) == 0


def old_name(folder: Path) -> Path:
    """The note as it was called before: by the vault alone."""
    (note,) = folder.parent.glob("*.seen")
    return note.rename(note.with_name(note.name.removeprefix(f"{folder.name}.")))


def test_that_two_folders_of_one_vault_side_by_side_are_not_held_against_each_other(
    shut: Path, door: VaultOpener, clock: FixedClock
) -> None:
    door.open(shut, PASSPHRASE).close()
    twin = Path(shutil.copytree(shut, shut.with_name("twin")))
    for folder in (shut, twin, shut, twin):
        clock.move(minutes=1)
        door.open(folder, PASSPHRASE).close()
    assert len(list(shut.parent.glob("*.seen"))) == 2


def test_that_a_note_of_the_old_name_still_tells_and_goes_with_the_next_closing(older: Path, door: VaultOpener) -> None:
    note = old_name(older)
    with pytest.raises(RolledBack):
        door.open(older, PASSPHRASE)
    door.open(older, PASSPHRASE, older_is_fine=True).close()
    assert not note.exists()
    assert len(list(older.parent.glob("*.seen"))) == 1


def test_that_an_older_copy_under_another_name_is_told_once(older: Path, door: VaultOpener) -> None:
    renamed = older.rename(older.with_name("another"))
    with pytest.raises(RolledBack):
        door.open(renamed, PASSPHRASE)
    door.open(renamed, PASSPHRASE, older_is_fine=True).close()
    door.open(renamed, PASSPHRASE).close()


def test_that_a_folder_that_was_only_renamed_is_not_behind(shut: Path, door: VaultOpener) -> None:
    begin(door.open(shut, PASSPHRASE)).close()
    door.open(shut.rename(shut.with_name("another")), PASSPHRASE).close()


def test_that_a_name_that_is_only_the_ending_of_a_note_shuts_nobody_out(shut: Path, door: VaultOpener) -> None:
    door.open(shut, PASSPHRASE).close()
    (note,) = shut.parent.glob("*.seen")
    odd = note.with_name(note.name.removeprefix(shut.name))
    odd.touch()
    door.open(shut, PASSPHRASE).close()
    open_read_only(shut, PASSPHRASE, Realm.LIVE, FixedClock()).close()
    assert verdict(shut) == "whole"
    odd.rename(odd.with_name(f".{odd.name}"))
    door.open(shut, PASSPHRASE).close()
