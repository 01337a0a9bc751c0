"""`dasupport backup` and `dasupport restore`, as they are typed: what they answer, say and leave behind."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dasupport.actions.recovery_codes import generate_shares
from dasupport.actions.recovery_shares import combine
from dasupport.casework.realms import Realm
from dasupport.casework.recovery_code import encode_code
from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import add_supervisor_key, set_recovery_code
from dasupport.vault.keys import key_derivation
from dasupport.vault.keys.credentials import RecoveryCodeBits, RecoverySharesBits, generate_key_pair
from dasupport.vault.sidecar import attempt_counter
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, person
from tests.test_commands import TYPED, called, typed_in
from tests.vault.child_processes import holder, run
from tests.vault.tampering import WHOLE, contents, flip, opens, verdict
from tests.vault.vault_steps import actions, meet

Said = tuple[int, str, str]
BITS = bytes(range(17))
NEW = "seven copper lanterns by the harbour wall"


def typed(*words: object, line: bytes = TYPED) -> Said:
    found: Said = run(called, [str(word) for word in words], line)
    return found


@pytest.fixture
def file(closed: Path, tmp_path: Path) -> Path:
    """A backup of a vault that was lived in, by the command."""
    assert typed("backup", closed, tmp_path / "a.backup")[0] == 0
    return tmp_path / "a.backup"


def test_that_a_backup_is_written_and_restored_by_the_program_itself(closed: Path, tmp_path: Path) -> None:
    code, said, trouble = typed_in("backup", closed, tmp_path / "a.backup")
    assert (code, len(said.splitlines()), trouble) == (0, 2, "")
    shutil.rmtree(closed)
    code, said, trouble = typed_in("restore", tmp_path / "a.backup", closed)
    assert (code, len(said.splitlines()), trouble) == (0, 1, "")
    assert verdict(closed) == WHOLE


def test_that_the_log_tells_of_a_backup_that_was_written_elsewhere(closed: Path, file: Path) -> None:
    assert file.exists()
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)
    assert actions(vault)[-3:] == ["opened", "backup copied", "opened"]
    vault.close()


def test_that_one_on_another_disk_is_said_without_a_word_of_care(closed: Path, stick: Path) -> None:
    code, said, _ = typed("backup", closed, stick / "a.backup")
    assert (code, len(said.splitlines())) == (0, 1)


def test_that_a_file_that_is_there_is_not_written_over(closed: Path, file: Path, english: Pack) -> None:
    before = file.read_bytes()
    code, said, trouble = typed("backup", closed, file)
    assert (code, said) == (2, "")
    assert english.get_refusal_text(RefusalId.V_FILE_EXISTS).say in trouble
    assert file.read_bytes() == before


def test_that_the_passphrase_must_be_right_for_both(closed: Path, file: Path, tmp_path: Path) -> None:
    assert typed("backup", closed, tmp_path / "b.backup", line=b"not it\n")[0] == 3
    assert typed("restore", file, tmp_path / "new", line=b"not it\n")[0] == 3
    assert typed("restore", file, closed, line=b"not it\n")[0] == 3
    assert typed("verify", closed, line=b"not it\n")[0] == 3
    assert typed("salvage", closed, tmp_path / "new", line=b"not it\n")[0] == 3
    left = {path.name for path in tmp_path.iterdir() if path.suffix not in (".seen", ".room")}
    assert left == {"a.backup", "vault", "vault.tries"}
    assert attempt_counter.read_attempt_count(closed) == 4


@pytest.mark.parametrize("trouble", ["damaged", "cut", "altered", "another file"])
def test_that_each_trouble_has_its_code_and_its_own_sentence(
    file: Path, tmp_path: Path, english: Pack, trouble: str
) -> None:
    size = file.stat().st_size
    wanted = {"damaged": (4, "DAMAGED"), "cut": (4, "CUT"), "altered": (5, "ALTERED")}.get(trouble, (2, "NOT-ONE"))
    if trouble == "damaged":
        flip(file, size // 2)
    elif trouble == "cut":
        file.write_bytes(file.read_bytes()[: size // 2])
    elif trouble == "altered":
        flip(file, size - 1)
    else:
        file.write_bytes(b"a letter")
    code, said, told = typed("restore", file, tmp_path / "new")
    assert (code, said) == (wanted[0], "")
    assert english.get_refusal_text(RefusalId(f"V-BACKUP-{wanted[1]}")).say in told
    assert not (tmp_path / "new").exists()


def test_that_what_stood_there_is_named_with_what_it_had_more(closed: Path, file: Path) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)
    meet(vault, replace(person("KD-9999"), id="p9"))
    vault.close()
    code, said, _ = typed("restore", file, closed)
    assert code == 0
    assert str(closed.with_name("vault.aside")) in said
    assert len(said.splitlines()) == 3
    assert verdict(closed.with_name("vault.aside")) == WHOLE


def test_that_a_vault_in_use_is_busy_for_both(closed: Path, file: Path, tmp_path: Path) -> None:
    with holder(closed):
        assert typed("backup", closed, tmp_path / "b.backup")[0] == 6
        assert typed("restore", file, closed)[0] == 6


def test_that_a_recovery_code_restores_too(closed: Path, tmp_path: Path) -> None:
    copy, keys = opens(closed)
    master = key_derivation.unwrap_master_key(copy, PASSPHRASE)
    slot = key_derivation.wrap_master_key(master, RecoveryCodeBits(BITS), copy.key_file.vault, CHEAP, NOON)
    changed = replace(copy.key_file, generation=copy.key_file.generation + 1, slots=(*copy.key_file.slots, slot))
    for name in ("keyring.a", "keyring.b"):
        (closed / name).write_bytes(changed.serialise_signed(keys.header))
    assert typed("backup", closed, tmp_path / "b.backup")[0] == 0
    code = encode_code(BITS).lower().encode() + b"\n"
    assert typed("restore", tmp_path / "b.backup", tmp_path / "new", line=code)[0] == 0
    assert verdict(tmp_path / "new") == WHOLE


def test_that_two_parts_and_a_supervisors_key_restore_too(closed: Path, tmp_path: Path) -> None:
    parts, (private, public) = generate_shares(), generate_key_pair()
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, RecoverySharesBits(combine(parts[0], parts[1]) or b""))
    add_supervisor_key(vault, PASSPHRASE, public)
    vault.close()
    assert typed("backup", closed, tmp_path / "b.backup")[0] == 0
    (tmp_path / "key.txt").write_text(private, encoding="ascii")
    two = f"{parts[2]}\n{parts[0]}\n".encode()
    assert typed("restore", tmp_path / "b.backup", tmp_path / "one", "--parts", line=two)[0] == 0
    assert typed("restore", tmp_path / "b.backup", tmp_path / "two", "--key", tmp_path / "key.txt", line=b"")[0] == 0
    assert [verdict(tmp_path / name) for name in ("one", "two")] == [WHOLE, WHOLE]
    assert typed("restore", tmp_path / "b.backup", tmp_path / "three", "--parts", line=two[:40])[0] == 3
    assert typed("restore", tmp_path / "b.backup", tmp_path / "three", "--key", tmp_path / "none.txt")[0] == 2
    assert not (tmp_path / "three").exists()


def test_that_what_is_salvaged_is_never_called_whole(closed: Path, tmp_path: Path) -> None:
    flip(closed / "data.1.db", 0)
    code, said, trouble = typed("salvage", closed, tmp_path / "new")
    assert (code, trouble) == (4, "")
    assert "not a whole vault" in said
    assert "entries 13 of 13" in said
    assert verdict(tmp_path / "new") == WHOLE
    assert typed("salvage", closed, tmp_path / "new")[0] == 2
    assert typed("salvage", closed, tmp_path / "other", line=b"not it\n")[0] == 3


def test_that_a_code_two_parts_and_a_supervisors_key_salvage_too_with_a_new_passphrase(
    closed: Path, tmp_path: Path
) -> None:
    parts, (private, public) = generate_shares(), generate_key_pair()
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)
    set_recovery_code(vault, PASSPHRASE, RecoveryCodeBits(BITS))
    set_recovery_code(vault, PASSPHRASE, RecoverySharesBits(combine(parts[0], parts[1]) or b""))
    add_supervisor_key(vault, PASSPHRASE, public)
    vault.close()
    flip(closed / "data.1.db", 0)
    (tmp_path / "key.txt").write_text(private, encoding="ascii")
    lines = {"--parts": f"{parts[2]}\n{parts[0]}\n", "--key": "", "": f"{encode_code(BITS)}\n"}
    for number, (way, line) in enumerate(lines.items()):
        words = [word for word in (way, tmp_path / "key.txt" if way == "--key" else "") if word]
        said = typed("salvage", closed, tmp_path / str(number), *words, line=f"{line}{NEW}\nnot it\n".encode())
        assert (said[0], (tmp_path / str(number)).exists()) == (3, False)
        assert typed("salvage", closed, tmp_path / str(number), *words, line=f"{line}{NEW}\n{NEW}\n".encode())[0] == 4
        VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(tmp_path / str(number), NEW).close()


def test_that_nothing_of_a_folder_that_is_no_vault_is_touched(file: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_bytes(b"dear")
    assert typed("restore", file, tmp_path / "letters")[0] == 2
    assert list(contents(tmp_path / "letters")) == ["a.txt"]


def test_that_a_supervisors_key_is_made_by_a_command_and_its_public_half_is_said(tmp_path: Path) -> None:
    code, said, trouble = typed_in("supervisor-key", tmp_path / "key.txt")
    assert (code, trouble) == (0, "")
    assert "age1" in said
    assert "AGE-SECRET-KEY" not in said
    code, said, trouble = typed_in("supervisor-key", tmp_path / "key.txt")
    assert (code, said) == (2, "")
    assert trouble


@pytest.mark.parametrize("place", ["vault/data.2.db", "vault/backups/a.backup", "n" * 300])
def test_that_no_backup_goes_among_the_files_of_the_vault_or_where_no_file_can_be(
    closed: Path, tmp_path: Path, place: str
) -> None:
    (closed / "backups").mkdir(exist_ok=True)
    code, said, trouble = typed("backup", closed, tmp_path / place)
    assert (code, said, len(trouble.splitlines())) == (2, "", 1)
    assert verdict(closed) == WHOLE


@pytest.mark.parametrize(("command", "code"), [("salvage", 2), ("restore", 2)])
def test_that_the_root_of_the_disk_is_no_place_for_a_vault(closed: Path, file: Path, command: str, code: int) -> None:
    answered, said, trouble = typed(command, closed if command == "salvage" else file, "/")
    assert (answered, said, len(trouble.splitlines())) == (code, "", 1)


def test_that_a_place_whose_name_is_no_text_holds_a_vault_like_any_other(file: Path, tmp_path: Path) -> None:
    """Names of folders are bytes, and old ones were written in other alphabets; so are terminals."""
    place = tmp_path / os.fsdecode(b"Ren\xe9 %41?#&") / "vault"
    code, said, trouble = typed_in("restore", file, place, PYTHONIOENCODING="ascii")
    assert (code, len(said.splitlines()), trouble) == (0, 1, "")
    assert verdict(place) == WHOLE
