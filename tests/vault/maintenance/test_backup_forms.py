"""Backups of data of every older form: made before it is changed, restored as it was, and then brought up."""

import shutil
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.migrate import NEWEST_FORM
from dasupport.vault.errors import NoBackup
from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, write_backup
from dasupport.vault.maintenance.backup_file import open_archive
from dasupport.vault.maintenance.backup_schedule import list_backups
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.open_state import OpenState
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock
from tests.tools.freeze import FIXTURES
from tests.vault.data.test_schema_forms import OLD, but_commits, stands
from tests.vault.tampering import WHOLE, contents, keyed, opens, verdict

DOOR = VaultOpener(Realm.LIVE, CHEAP, FixedClock(), back_up_before_upgrade)


@pytest.fixture(params=OLD, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a frozen vault of an older form."""
    return Path(shutil.copytree(request.param / "vault", tmp_path / "vault"))


def test_that_there_is_an_older_form_to_try_this_on() -> None:
    assert OLD
    assert FIXTURES.is_dir()


def test_that_it_is_copied_before_it_is_changed_and_the_copy_is_of_the_old_form(old: Path, tmp_path: Path) -> None:
    before = stands(old)
    DOOR.open(old, PASSPHRASE).close()
    assert stands(old)[0] == NEWEST_FORM
    (found,) = list_backups(old / BACKUPS_FOLDER)
    assert open_archive(found.path).header.form == before[0]
    assert verdict(old) == WHOLE


def test_that_without_a_copy_it_is_not_changed_at_all(old: Path) -> None:
    (old / BACKUPS_FOLDER).write_bytes(b"in the way")
    before = contents(old)
    with pytest.raises(NoBackup):
        DOOR.open(old, PASSPHRASE)
    assert {**contents(old), "vault.lock": b""} == {**before, "vault.lock": b""}


def test_that_data_that_is_not_whole_is_not_changed_either(old: Path) -> None:
    with keyed(old) as connection:
        connection.execute("UPDATE person SET area = 'elsewhere'")
    before = contents(old)["data.1.db"]
    with pytest.raises(NoBackup):
        DOOR.open(old, PASSPHRASE)
    assert contents(old)["data.1.db"] == before


def test_that_a_backup_of_it_is_restored_as_it_was_and_opens(old: Path, tmp_path: Path) -> None:
    with keyed(old) as connection:
        write_backup(OpenState(old, *opens(old), connection), tmp_path / "a.backup", NOON)
    restore(tmp_path / "a.backup", PASSPHRASE, tmp_path / "new", FixedClock())
    assert verdict(tmp_path / "new") == WHOLE
    DOOR.open(tmp_path / "new", PASSPHRASE).close()
    lost = set(but_commits(stands(old)[1])) - set(but_commits(dump_of(tmp_path / "new")))
    assert lost == set()
    assert verdict(tmp_path / "new") == WHOLE


def dump_of(folder: Path) -> list[str]:
    from dasupport.vault.access.authenticate import authenticate
    from dasupport.vault.data.engine import connect
    from tests.vault.database_dump import dumped

    copy, keys, _ = authenticate(folder, PASSPHRASE, Realm.LIVE)
    connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)
    lines = dumped(connection)
    connection.close()
    return lines
