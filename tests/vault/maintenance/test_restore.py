"""Restoring: the whole vault of that day or nothing; what stood there is moved aside and never written to."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dasupport.atomic_files import replace_folder
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.settings import Settings
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import change_passphrase
from dasupport.vault.keys import key_file
from dasupport.vault.keys.credentials import RecoveryCodeBits
from dasupport.vault.maintenance.backup_catalogue import create_at
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, write_backup
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.maintenance.restore import RestoreResult, restore
from dasupport.vault.open_state import OpenState
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock, no_room, person
from tests.vault.tampering import WHOLE, contents, copied, flip, keyed, opens, verdict
from tests.vault.vault_steps import actions, events, meet

LATER = FixedClock(NOON.replace(day=25))


@pytest.fixture(scope="module")
def made(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a vault that was lived in."""
    place = tmp_path_factory.mktemp("made")
    folder = Path(shutil.copytree(lived_in, place / "vault"))
    with keyed(folder) as connection:
        write_backup(OpenState(folder, *opens(folder), connection), place / "a.backup", NOON)
    return place / "a.backup"


def dump(folder: Path) -> dict[str, list[Any]]:
    """Every row of every table, in one order; without the log's last lines and the count of commits."""
    copy, keys, _ = _opened(folder)
    from dasupport.vault.data.engine import connect

    connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt, read_only=True)
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")]
    rows = {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}"))) for table in tables}  # noqa: S608
    connection.close()
    return rows


def _opened(folder: Path) -> Any:
    from dasupport.vault.access.authenticate import authenticate

    return authenticate(folder, PASSPHRASE, None)


def said(backup: Path, folder: Path, secret: str = PASSPHRASE, realm: Realm | None = None) -> str:
    try:
        restore(backup, secret, folder, LATER, realm)
    except Refusal as refusal:
        return refusal.item
    return WHOLE


def test_that_a_wiped_vault_comes_back_row_by_row(made: Path, closed: Path) -> None:
    before = dump(closed)
    shutil.rmtree(closed)
    assert restore(made, PASSPHRASE, closed, LATER) == RestoreResult(NOON, None, 0)
    after = dump(closed)
    added = set(after["event"]) - set(before["event"])
    assert set(before["event"]) < set(after["event"])
    assert ["restored" in row and "2026-11-21T12:00:00+00:00" in row for row in added] == [True]
    assert {name: rows for name, rows in after.items() if name not in ("event", "setting")} == {
        name: rows for name, rows in before.items() if name not in ("event", "setting")
    }
    assert verdict(closed) == WHOLE


def test_that_it_opens_and_goes_on_being_used(made: Path, folder: Path) -> None:
    restore(made, PASSPHRASE, folder, LATER)
    vault = VaultOpener(Realm.LIVE, CHEAP, LATER).open(folder, PASSPHRASE)
    assert actions(vault)[-2:] == ["restored", "opened"]
    assert vault.owner == OWNER
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    assert verdict(folder) == WHOLE


def test_that_a_damaged_vault_steps_aside_untouched(made: Path, closed: Path) -> None:
    flip(closed / "data.1.db", 9000)
    before = contents(closed)
    restored = restore(made, PASSPHRASE, closed, LATER)
    assert restored.old_folder == closed.with_name("vault.aside")
    assert contents(restored.old_folder) == {**before, "vault.lock": contents(restored.old_folder)["vault.lock"]}
    assert verdict(closed) == WHOLE
    assert verdict(restored.old_folder) == "V-DATA-DAMAGED"


def test_that_a_second_one_steps_aside_under_another_name(made: Path, closed: Path) -> None:
    restore(made, PASSPHRASE, closed, LATER)
    assert restore(made, PASSPHRASE, closed, LATER).old_folder == closed.with_name("vault.aside-2")


def test_that_a_vault_without_a_readable_key_file_is_replaced_too(made: Path, closed: Path) -> None:
    for name in key_file.COPY_NAMES:
        (closed / name).write_bytes(b"")
    assert said(made, closed) == WHOLE
    assert verdict(closed) == WHOLE


@pytest.mark.parametrize("keys", ["gone", "damaged", "older"])
def test_that_data_which_outlived_its_key_file_gets_it_back_and_loses_nothing(
    closed: Path, tmp_path: Path, keys: str
) -> None:
    old = {name: (closed / name).read_bytes() for name in key_file.COPY_NAMES}
    door = VaultOpener(Realm.LIVE, CHEAP, LATER)
    change_passphrase(vault := door.open(closed, PASSPHRASE), PASSPHRASE, PASSPHRASE, CHEAP, at_once=True)
    create_at(vault, tmp_path / "b.backup")
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    for name in key_file.COPY_NAMES:
        (closed / name).write_bytes(old[name] if keys == "older" else b"")
        if keys == "gone":
            (closed / name).unlink()
    restored = restore(tmp_path / "b.backup", PASSPHRASE, closed, LATER)
    assert (restored.old_folder, restored.missing_events) == (None, 0)
    assert verdict(closed) == WHOLE
    vault = door.open(closed, PASSPHRASE)
    assert vault.transact(lambda work: work.people.get_person("p9"))
    assert "restored" in actions(vault)
    vault.close()


def test_that_data_and_key_file_are_of_a_later_generation_than_all_before(made: Path, closed: Path) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP, LATER).open(closed, PASSPHRASE)
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    old = opens(closed)[0].key_file
    restored = restore(made, PASSPHRASE, closed, LATER)
    new = key_file.read_copies(closed)[0][0].key_file
    assert (new.generation, new.data.file) == (old.generation + 1, "data.2.db")
    assert restored.missing_events == 1
    assert verdict(closed) == WHOLE


def test_that_what_is_lacking_is_told_also_where_the_vault_was_given_other_keys_since(made: Path, closed: Path) -> None:
    door = VaultOpener(Realm.LIVE, CHEAP, LATER)
    rotate_keys(door.open(closed, PASSPHRASE), PASSPHRASE, RecoveryCodeBits(bytes(17)))
    vault = door.open(closed, PASSPHRASE)
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    assert restore(made, PASSPHRASE, closed, LATER).missing_events >= 2
    assert verdict(closed) == WHOLE


@pytest.mark.parametrize("place", ["vault", "another"])
@pytest.mark.parametrize("keys", ["the same", "given new ones since"])
def test_that_what_is_lacking_is_told_where_the_whole_folder_is_gone(
    made: Path, closed: Path, place: str, keys: str
) -> None:
    """By the note beside it alone, whatever folder the backup goes into; a copy that still stands keeps its own."""
    door = VaultOpener(Realm.LIVE, CHEAP, LATER)
    if keys != "the same":
        rotate_keys(door.open(closed, PASSPHRASE), PASSPHRASE, RecoveryCodeBits(bytes(17)))
    vault = door.open(closed, PASSPHRASE)
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    beside = {note: note.read_bytes() for note in closed.parent.glob("*.seen")}
    shutil.rmtree(closed)
    folder = closed.with_name(place)
    assert restore(made, PASSPHRASE, folder, LATER).missing_events >= 1
    assert beside
    assert not [note for note in beside if note.exists()]
    assert verdict(folder) == WHOLE


def test_that_the_note_of_a_copy_that_still_stands_is_no_part_of_it(made: Path, closed: Path) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP, LATER).open(closed, PASSPHRASE)
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    beside = contents(closed.parent)
    assert restore(made, PASSPHRASE, closed.with_name("another"), LATER).missing_events == 0
    assert beside.items() <= contents(closed.parent).items()


def test_that_an_old_key_file_does_not_open_the_restored_data(made: Path, closed: Path) -> None:
    old = (closed / key_file.COPY_NAMES[0]).read_bytes()
    restore(made, PASSPHRASE, closed, LATER)
    for name in key_file.COPY_NAMES:
        (closed / name).write_bytes(old)
    assert verdict(closed) == "V-DATA-MISSING"


def test_that_the_backups_of_the_place_stand_in_the_restored_vault_too(made: Path, closed: Path) -> None:
    (closed / "backups").mkdir()
    mine = Path(shutil.copy(made, closed / "backups" / "20261121T120000Z-3fa9c2d1.backup"))
    restored = restore(mine, PASSPHRASE, closed, LATER)
    assert restored.old_folder is not None
    assert mine.read_bytes() == made.read_bytes()
    assert (restored.old_folder / "backups" / mine.name).read_bytes() == made.read_bytes()


REFUSED = {
    "a wrong passphrase": "V-PASS-WRONG",
    "a damaged backup": "V-BACKUP-DAMAGED",
    "a cut backup": "V-BACKUP-CUT",
    "a changed seal": "V-BACKUP-ALTERED",
    "another file": "V-BACKUP-NOT-ONE",
    "training": "V-OTHER-REALM",
}


@pytest.mark.parametrize("trouble", REFUSED)
def test_that_what_is_refused_changes_nothing(made: Path, closed: Path, tmp_path: Path, trouble: str) -> None:
    backup = Path(shutil.copy(made, tmp_path / "b.backup"))
    data = backup.read_bytes()
    if trouble == "a damaged backup":
        flip(backup, len(data) // 2)
    elif trouble == "a cut backup":
        backup.write_bytes(data[:-5000])
    elif trouble == "a changed seal":
        flip(backup, len(data) - 3)
    elif trouble == "another file":
        backup.write_bytes(b"a letter")
    before, secret = contents(closed), "not it" if trouble == "a wrong passphrase" else PASSPHRASE
    assert said(backup, closed, secret, Realm.TRAINING if trouble == "training" else Realm.LIVE) == REFUSED[trouble]
    assert {**contents(closed), "vault.lock": b""} == {**before, "vault.lock": b""}
    assert sorted(path.name for path in closed.parent.iterdir()) == ["b.backup", "vault"]


def test_that_another_vault_is_not_moved_away(made: Path, folder: Path, door: VaultOpener) -> None:
    door.create(folder, PASSPHRASE, OWNER).close()
    assert said(made, folder) == "V-BACKUP-OTHER"
    assert verdict(folder) == WHOLE


def test_that_a_vault_of_which_nothing_is_left_but_its_backups_comes_back(made: Path, closed: Path) -> None:
    (closed / BACKUPS_FOLDER).mkdir(exist_ok=True)
    kept = Path(shutil.copy(made, closed / BACKUPS_FOLDER))
    for path in closed.iterdir():
        if path.name.startswith(("keyring", "data")) and not path.name.endswith("-journal"):
            path.unlink()
    assert said(kept, closed) == WHOLE
    assert verdict(closed) == WHOLE


def test_that_somebodys_own_folder_is_not_moved_away(made: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    assert said(made, folder) == "V-NOT-A-VAULT"
    assert [path.name for path in folder.iterdir()] == ["letter.txt"]
    assert said(made, folder / "letter.txt") == "V-NOT-A-VAULT"


def test_that_an_empty_folder_is_taken(made: Path, folder: Path) -> None:
    folder.mkdir()
    assert restore(made, PASSPHRASE, folder, LATER).old_folder is None
    assert verdict(folder) == WHOLE


def test_that_a_vault_which_somebody_has_open_is_not_moved_away(made: Path, closed: Path) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP).open(closed, PASSPHRASE)
    assert said(made, closed) == "V-BUSY"
    assert len(events(vault)) > 1
    vault.close()


def test_that_a_full_disk_leaves_what_was_there(made: Path, closed: Path) -> None:
    before = contents(closed)
    for left in (0, 20_000, 60_000):
        with no_room(left):
            assert said(made, closed) in ("V-DISK-FULL", "V-NOT-SAVED")
        assert {**contents(closed), "vault.lock": b""} == {**before, "vault.lock": b""}
        assert [path.name for path in closed.parent.iterdir()] == ["vault"]


def test_that_what_broke_off_between_the_two_moves_is_finished_by_the_next_look(made: Path, tmp_path: Path) -> None:
    place = tmp_path / "live" / "v"
    place.parent.mkdir()
    restore(made, PASSPHRASE, place, LATER)
    old = copied(place, "v.aside")
    place.replace(place.with_name("v.restored"))
    assert Settings.read(tmp_path).list_vaults(Realm.LIVE) == (place,)
    assert verdict(place) == WHOLE
    assert old.exists()


def test_that_drafts_and_old_ones_are_not_offered(made: Path, tmp_path: Path) -> None:
    place = tmp_path / "live" / "v"
    place.parent.mkdir()
    restore(made, PASSPHRASE, place, LATER)
    for name in ("v.aside", "v.aside-2", "v.restoring", "v.making", "v.restored"):
        place.with_name(name).mkdir()
    assert Settings.read(tmp_path).list_vaults(Realm.LIVE) == (place,)


def test_that_a_move_which_fails_puts_the_old_one_back(closed: Path) -> None:
    before = contents(closed)
    with pytest.raises(FileNotFoundError):
        replace_folder(closed, closed.with_name("none"))
    assert contents(closed) == before


def a_link_away(path: Path) -> None:
    (path.parent / "letters").mkdir()
    (path.parent / "letters" / "one").touch()
    path.symlink_to(path.parent / "letters")


def a_link_to_nothing(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


@pytest.mark.parametrize("stands", [Path.touch, Path.mkdir, a_link_away, a_link_to_nothing])
@pytest.mark.parametrize("ending", [".aside", ".restoring", ".restored"])
def test_that_nothing_that_stands_beside_a_vault_stops_a_restore(
    made: Path, closed: Path, ending: str, stands: Callable[[Path], None]
) -> None:
    odd = closed.with_name(f"{closed.name}{ending}")
    stands(odd)
    aside = restore(made, PASSPHRASE, closed, LATER).old_folder
    assert aside == closed.with_name(f"{closed.name}.aside{'-2' if ending == '.aside' else ''}")
    assert key_file.read_copies(aside)[0]
    assert os.path.lexists(odd) == (ending == ".aside")
    assert verdict(closed) == WHOLE
    assert [path.name for path in closed.parent.glob("letters/*")] in ([], ["one"])


def test_that_a_thousand_names_that_are_taken_leave_another(made: Path, closed: Path) -> None:
    for number in ("", *(f"-{number}" for number in range(2, 1001))):
        closed.with_name(f"{closed.name}.aside{number}").mkdir()
    assert restore(made, PASSPHRASE, closed, LATER).old_folder == closed.with_name(f"{closed.name}.aside-1001")
