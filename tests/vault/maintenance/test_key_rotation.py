"""New keys for everything: the same records, an old key file opens nothing, and no interruption costs a word."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.vault import errors
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.read_only import open_read_only
from dasupport.vault.access.slots import add_passphrase, add_supervisor_key, change_passphrase, set_recovery_code
from dasupport.vault.integrity.verify import verify_vault
from dasupport.vault.keys import credentials, key_file
from dasupport.vault.keys.credentials import RecoveryCodeBits, SupervisorKey
from dasupport.vault.keys.key_file import COPY_NAMES
from dasupport.vault.maintenance.backup_create import write_backup
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.maintenance.restore import restore
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, answer, draft, entry, no_room
from tests.vault.access.test_opener import altered
from tests.vault.access.test_slots import CODE, NEW, PRIVATE, PUBLIC, opened
from tests.vault.database_dump import dumped
from tests.vault.tampering import keyed
from tests.vault.vault_steps import actions, add, begin

OTHER = RecoveryCodeBits(bytes(range(30, 47)))


@pytest.fixture
def vault(shut: Path, door: VaultOpener) -> Vault:
    made = door.open(shut, PASSPHRASE)
    add(begin(made), entry(Kind.NOTE, said=answer("what she said")))
    return made


def told(folder: Path, passphrase: str = PASSPHRASE) -> list[str]:
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, passphrase)
    try:
        return [entry.answer.words.value for entry in held.transact(lambda work: work.entries.list_entries("s1"))]
    finally:
        held.close()


def records(folder: Path) -> list[str]:
    """All rows but those of the log and of the vault's own settings."""
    with keyed(folder) as connection:
        return [row for row in dumped(connection) if json.loads(row)["table"] not in ("event", "setting")]


def test_that_the_records_are_the_same_and_the_vault_is_whole_after_new_keys(vault: Vault, door: VaultOpener) -> None:
    vault.close()
    before = records(vault.folder)
    rotate_keys(door.open(vault.folder, PASSPHRASE), PASSPHRASE, CODE)
    verify_vault(vault.folder, PASSPHRASE)
    assert records(vault.folder) == before
    assert any("what she said" in row for row in before)


def test_that_only_the_new_file_is_left_and_it_is_another_from_the_first_byte(vault: Vault) -> None:
    before = (vault.folder / "data.1.db").stat().st_size
    rotate_keys(vault, PASSPHRASE, CODE)
    assert [path.name for path in vault.folder.glob("data.*.db")] == ["data.2.db"]
    assert (vault.folder / "data.2.db").stat().st_size >= before


def test_that_the_passphrase_the_code_and_the_supervisors_key_open_it_and_nothing_else(vault: Vault) -> None:
    add_supervisor_key(vault, PASSPHRASE, PUBLIC)
    add_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    rotate_keys(vault, PASSPHRASE, CODE)
    assert opened(vault.folder, NEW) == "V-PASS-WRONG"
    for way in (PASSPHRASE, CODE, SupervisorKey(PRIVATE)):
        assert opened(vault.folder, way) == "opened"
    assert opened(vault.folder, OTHER) == "V-CODE-WRONG"


def test_that_an_old_key_file_opens_nothing_of_the_new_data(vault: Vault, tmp_path: Path) -> None:
    for name in COPY_NAMES:
        shutil.copy(vault.folder / name, tmp_path / name)
    rotate_keys(vault, PASSPHRASE, CODE)
    for name in COPY_NAMES:
        shutil.copy(tmp_path / name, vault.folder / name)
    assert opened(vault.folder, PASSPHRASE) == "V-DATA-MISSING"
    shutil.copy(vault.folder / "data.2.db", vault.folder / "data.1.db")
    assert opened(vault.folder, PASSPHRASE) == "V-DATA-DAMAGED"


def test_that_keys_can_be_made_new_again_and_again(vault: Vault) -> None:
    folder = vault.folder
    for code in (CODE, OTHER, CODE):
        rotate_keys(vault, PASSPHRASE, code)
        vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    vault.close()
    verify_vault(folder, PASSPHRASE)
    assert [path.name for path in folder.glob("data.*.db")] == ["data.4.db"]
    assert told(folder) == ["what she said"]


def test_that_a_vault_whose_new_keys_stand_in_one_copy_only_opens_and_is_mended(vault: Vault, tmp_path: Path) -> None:
    for name in (*COPY_NAMES, "data.1.db"):
        shutil.copy(vault.folder / name, tmp_path / name)
    rotate_keys(vault, PASSPHRASE, CODE)
    for number, name in enumerate(COPY_NAMES):
        cut = shutil.copytree(vault.folder, tmp_path / str(number) / "vault")
        shutil.copy(tmp_path / name, cut / name)
        shutil.copy(tmp_path / "data.1.db", cut / "data.1.db")
        assert told(cut) == ["what she said"]
        assert not (cut / "data.1.db").exists()
        assert {copy.key_file.data.file for copy in key_file.read_copies(cut)[0]} == {"data.2.db"}


def test_that_what_a_rotation_left_that_was_cut_off_before_its_moment_is_no_trouble(vault: Vault) -> None:
    (vault.folder / "data.2.db").write_bytes(b"half a copy")
    vault.close()
    assert told(vault.folder) == ["what she said"]
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, PASSPHRASE)
    rotate_keys(held, PASSPHRASE, CODE)
    assert told(vault.folder) == ["what she said"]


def test_that_who_does_not_know_the_passphrase_changes_nothing(vault: Vault) -> None:
    with pytest.raises(errors.WrongPassphrase):
        rotate_keys(vault, "not it at all", CODE)
    assert vault.transact(lambda work: len(work.entries.list_entries("s1"))) == 1
    assert [path.name for path in vault.folder.glob("data.*.db")] == ["data.1.db"]
    vault.close()


def test_that_a_new_passphrase_comes_with_the_new_keys_and_the_one_before_opens_nothing(vault: Vault) -> None:
    rotate_keys(vault, PASSPHRASE, CODE, NEW)
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"
    assert told(vault.folder, NEW) == ["what she said"]
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, NEW)
    assert [each for each in actions(held) if each != "opened"][-2:] == ["passphrase_changed", "keys_rotated"]
    held.close()


def test_that_the_passphrase_that_was_to_end_gives_no_new_keys(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    with pytest.raises(errors.WrongPassphrase):
        rotate_keys(vault, PASSPHRASE, CODE)
    assert [path.name for path in vault.folder.glob("data.*.db")] == ["data.1.db"]
    rotate_keys(vault, NEW, CODE)
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"
    assert opened(vault.folder, NEW) == "opened"


def test_that_a_passphrase_that_waited_is_the_one_that_made_the_new_keys(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    rotate_keys(vault, NEW, CODE)
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"
    assert told(vault.folder, NEW) == ["what she said"]


def test_that_a_full_disk_leaves_the_vault_open_and_as_it_was(vault: Vault) -> None:
    with no_room(8192), pytest.raises((errors.DiskFull, errors.NotSaved)):
        rotate_keys(vault, PASSPHRASE, CODE)
    assert [path.name for path in vault.folder.glob("data.*.db")] == ["data.1.db"]
    add(vault, entry(Kind.NOTE, "OTHER", answer("and more")))
    vault.close()
    assert told(vault.folder) == ["what she said", "and more"]


def test_that_where_nobody_can_say_which_keys_count_nothing_more_is_saved_and_no_data_goes(vault: Vault) -> None:
    spoilt = vault.folder / vault.key_files.older.name
    spoilt.unlink()
    spoilt.mkdir()  # neither the new copy nor the one before can be written there, or read
    with pytest.raises(errors.KeysUnsure):
        rotate_keys(vault, PASSPHRASE, CODE, NEW)
    with pytest.raises(errors.KeysUnsure):
        add(vault, entry(Kind.NOTE, "OTHER", answer("and more")))
    with pytest.raises(errors.KeysUnsure):
        rotate_keys(vault, PASSPHRASE, OTHER)
    with pytest.raises(errors.KeysUnsure):
        change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    assert sorted(path.name for path in vault.folder.glob("data.*.db")) == ["data.1.db", "data.2.db"]
    vault.close()
    spoilt.rmdir()
    assert told(vault.folder) == ["what she said"]
    rotate_keys(VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, PASSPHRASE), PASSPHRASE, CODE, NEW)
    assert told(vault.folder, NEW) == ["what she said"]


def test_that_the_pair_of_a_supervisor_is_one_pair() -> None:
    private, public = credentials.generate_key_pair()
    assert private.startswith("AGE-SECRET-KEY-1")
    assert public.startswith("age1")


def test_that_a_backup_from_after_the_new_keys_becomes_a_whole_vault_again(vault: Vault, tmp_path: Path) -> None:
    rotate_keys(vault, PASSPHRASE, CODE)
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, PASSPHRASE)
    write_backup(held.open_state, tmp_path / "b.backup", NOON)
    held.close()
    restore(tmp_path / "b.backup", PASSPHRASE, vault.folder, FixedClock())
    verify_vault(vault.folder, PASSPHRASE)
    assert told(vault.folder) == ["what she said"]


def test_that_who_restores_an_older_backup_is_not_asked_whether_they_meant_it(vault: Vault, tmp_path: Path) -> None:
    (vault.folder / "backups").mkdir(exist_ok=True)
    write_backup(vault.open_state, tmp_path / "b.backup", NOON)
    add(vault, entry(Kind.NOTE, "LATER", answer("more")))
    vault.close()
    restore(tmp_path / "b.backup", PASSPHRASE, vault.folder, FixedClock())
    assert told(vault.folder) == ["what she said"]


def test_that_words_which_were_sealed_before_come_back_after_any_number_of_changes(
    vault: Vault, door: VaultOpener
) -> None:
    words = (draft(Kind.NOTE, "N1", answer("what no disk would take")),)
    sealed, folder = vault.encrypt_rescue_file(words), vault.folder
    for code in (CODE, OTHER):
        rotate_keys(vault, PASSPHRASE, code)
        vault = door.open(folder, PASSPHRASE)
        assert vault.decrypt_rescue_file(sealed) == words
    vault.close()


def cut_off(vault: Vault, tmp_path: Path, name: str) -> Path:
    """A vault with new keys, one copy of whose key file is still the one of before."""
    set_recovery_code(vault, PASSPHRASE, OTHER)
    add_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    for kept in (name, "data.1.db"):
        shutil.copy(vault.folder / kept, tmp_path / kept)
    rotate_keys(vault, PASSPHRASE, CODE)
    shutil.copy(tmp_path / name, vault.folder / name)
    return vault.folder


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_what_a_rotation_ended_is_said_to_be_ended_where_its_own_data_is_gone(
    vault: Vault, tmp_path: Path, name: str
) -> None:
    cut = cut_off(vault, tmp_path, name)
    for ended in (OTHER, NEW):
        assert opened(cut, ended) == "V-ENDED"
    with pytest.raises(errors.CredentialRevoked):
        open_read_only(cut, NEW, Realm.LIVE, FixedClock())
    assert opened(cut, CODE) == "opened"
    assert opened(cut, OTHER) == "V-CODE-WRONG"


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_what_a_rotation_ended_opens_nothing_where_both_data_stand(
    vault: Vault, tmp_path: Path, name: str
) -> None:
    cut = cut_off(vault, tmp_path, name)
    shutil.copy(tmp_path / "data.1.db", cut / "data.1.db")
    for ended in (OTHER, NEW):
        assert opened(cut, ended) == "V-ALTERED"
    assert opened(cut, CODE) == "opened"
    assert opened(cut, NEW) == "V-PASS-WRONG"


NAMED = {
    "newer data that is not there": {"file": "data.2.db", "generation": 2},
    "the data that is there as newer": {"generation": 2},
    "newer data of another hand": {"file": "data.3.db", "generation": 3},
}


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("generation", [0, 99])
def test_that_a_forged_copy_ends_nothing_and_what_stands_can_be_read(vault: Vault, named: str, generation: int) -> None:
    vault.close()
    folder = vault.folder
    (folder / "data.3.db").write_bytes(b"x")

    def forged(table: dict[str, Any]) -> None:
        table["data"].update(NAMED[named])
        table["generation"] = generation

    altered(folder, forged, COPY_NAMES[1:])
    assert opened(folder, PASSPHRASE) == "V-ALTERED"
    held = open_read_only(folder, PASSPHRASE, Realm.LIVE, FixedClock())
    assert [each.answer.words.value for each in held.transact(lambda work: work.entries.list_entries("s1"))] == [
        "what she said"
    ]
    held.close()
