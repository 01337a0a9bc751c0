"""A backup: one file that holds everything, proven before it has a name; damage of every sort is told apart."""

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dasupport.refusal import Refusal
from dasupport.vault.errors import FileExists
from dasupport.vault.keys import key_derivation
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, verify_backup, write_backup
from dasupport.vault.maintenance.backup_file import (
    DIGEST_SIZE,
    MAGIC,
    PREAMBLE,
    TRAILER_SIZE,
    open_archive,
    read_header,
)
from dasupport.vault.open_state import OpenState
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, no_room
from tests.vault.tampering import WHOLE, by_sql, flip, keyed, opens

SECRET = b"note 3"


@pytest.fixture(scope="module")
def made(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VaultKeys]:
    """A backup of a vault that was lived in, and the vault's keys: do not change it, take a copy."""
    place = tmp_path_factory.mktemp("made")
    folder = Path(shutil.copytree(lived_in, place / "vault"))
    return written(folder, place / "a.backup"), opens(folder)[1]


def written(folder: Path, to: Path) -> Path:
    """A backup of a closed vault."""
    copy, keys = opens(folder)
    with keyed(folder) as connection:
        write_backup(OpenState(folder, copy, keys, connection), to, NOON)
    return to


def said(path: Path, keys: VaultKeys, room: Path) -> str:
    """What proving a backup says."""
    try:
        verify_backup(path, keys, room)
    except Refusal as refusal:
        return refusal.item
    return WHOLE


@pytest.fixture
def backup(made: tuple[Path, VaultKeys], tmp_path: Path) -> Path:
    """A copy of it to be tampered with."""
    return Path(shutil.copy(made[0], tmp_path / "a.backup"))


@pytest.fixture
def keys(made: tuple[Path, VaultKeys]) -> VaultKeys:
    return made[1]


def test_that_a_backup_is_proven_with_the_keys_of_its_vault(backup: Path, keys: VaultKeys, tmp_path: Path) -> None:
    head = verify_backup(backup, keys, tmp_path)
    assert (head.at, head.people, head.sessions, head.entries) == ("2026-11-21T12:00:00+00:00", 1, 1, 13)
    assert read_header(backup) == head


def test_that_an_open_vault_is_copied_as_it_stands(begun: Vault, tmp_path: Path) -> None:
    head = write_backup(begun.open_state, tmp_path / "b.backup", NOON)
    assert head.events == begun.transact(lambda work: work.audit_chain.read_head().seq)
    assert said(tmp_path / "b.backup", begun.open_state.keys, tmp_path) == WHOLE


def test_that_it_leaves_one_file_and_no_draft_and_only_its_owner_may_read_it(closed: Path, tmp_path: Path) -> None:
    path = written(closed, tmp_path / "b.backup")
    assert list((closed / BACKUPS_FOLDER).iterdir()) == []
    assert sorted(found.name for found in tmp_path.iterdir()) == ["b.backup", "vault"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_that_nothing_in_it_can_be_read_without_a_key(backup: Path) -> None:
    data = backup.read_bytes()
    assert SECRET not in data
    assert b"SQLite format 3" not in data
    assert b"Amara" not in data


def test_that_two_backups_of_the_same_vault_share_no_page(closed: Path, tmp_path: Path) -> None:
    first, second = (open_archive(written(closed, tmp_path / name)) for name in ("b.backup", "c.backup"))
    pages = [each.path.read_bytes()[each.start : -TRAILER_SIZE] for each in (first, second)]
    assert first.header.salt != second.header.salt
    assert not {one[:64] for one in _chunks(pages[0])} & {other[:64] for other in _chunks(pages[1])}


def _chunks(data: bytes) -> list[bytes]:
    return [data[start : start + 4096] for start in range(0, len(data), 4096)]


def test_that_a_file_of_the_name_is_never_written_over(closed: Path, tmp_path: Path) -> None:
    (tmp_path / "b.backup").write_bytes(b"somebody's")
    with pytest.raises(FileExists):
        written(closed, tmp_path / "b.backup")
    assert (tmp_path / "b.backup").read_bytes() == b"somebody's"


def test_that_both_key_files_travel_where_they_differ(closed: Path, tmp_path: Path) -> None:
    copy, keys = opens(closed)
    other = key_derivation.wrap_master_key(bytes(32), "another passphrase", copy.key_file.vault, CHEAP, NOON)
    changed = replace(copy.key_file, generation=copy.key_file.generation + 1, slots=(other,))
    (closed / "keyring.a").write_bytes(changed.serialise_signed(keys.header))
    assert len(open_archive(written(closed, tmp_path / "b.backup")).key_files) == 2


def test_that_a_lost_key_file_does_not_hinder_a_backup(closed: Path, tmp_path: Path) -> None:
    copy, keys = opens(closed)
    with keyed(closed) as connection:
        for name in ("keyring.a", "keyring.b"):
            (closed / name).unlink()
        write_backup(OpenState(closed, copy, keys, connection), tmp_path / "b.backup", NOON)
    assert said(tmp_path / "b.backup", keys, tmp_path) == WHOLE


def test_that_a_vault_which_is_not_whole_gets_no_backup(closed: Path, tmp_path: Path) -> None:
    by_sql(closed, "UPDATE entry SET words = 'somebody else''s' WHERE seq = 2")
    with pytest.raises(Refusal, match="V-ALTERED"):
        written(closed, tmp_path / "b.backup")
    assert not (tmp_path / "b.backup").exists()
    assert list((closed / BACKUPS_FOLDER).iterdir()) == []


def test_that_no_room_is_told_and_leaves_nothing(closed: Path, tmp_path: Path) -> None:
    copy, keys = opens(closed)
    with keyed(closed) as connection:
        for left in (0, 8192, 60 * 1024):
            with no_room(left), pytest.raises(Refusal, match=r"V-DISK-FULL|V-NOT-SAVED"):
                write_backup(OpenState(closed, copy, keys, connection), tmp_path / "b.backup", NOON)
            assert list((closed / BACKUPS_FOLDER).iterdir()) == []
            assert not (tmp_path / "b.backup").exists()
        write_backup(OpenState(closed, copy, keys, connection), tmp_path / "b.backup", NOON)


def regions(path: Path) -> dict[str, tuple[int, int]]:
    """Where each part of a backup begins and ends."""
    wrapped, size = open_archive(path), path.stat().st_size
    keys = wrapped.start - sum(map(len, wrapped.key_files))
    return {
        "magic": (0, len(MAGIC)),
        "front": (len(MAGIC), PREAMBLE.size),
        "head": (PREAMBLE.size, keys),
        "key file": (keys, wrapped.start),
        "data": (wrapped.start, size - TRAILER_SIZE),
        "checksum": (size - TRAILER_SIZE, size - DIGEST_SIZE),
        "seal": (size - DIGEST_SIZE, size),
    }


FLIPPED = {
    "magic": {"V-BACKUP-NOT-ONE"},
    "front": {"V-BACKUP-DAMAGED", "V-BACKUP-CUT"},
    "head": {"V-BACKUP-DAMAGED"},
    "key file": {"V-BACKUP-DAMAGED"},
    "data": {"V-BACKUP-DAMAGED"},
    "checksum": {"V-BACKUP-DAMAGED"},
    "seal": {"V-BACKUP-ALTERED"},
}


@pytest.mark.parametrize("region", FLIPPED)
def test_that_a_flipped_bit_is_found_wherever_it_is(backup: Path, keys: VaultKeys, tmp_path: Path, region: str) -> None:
    start, end = regions(backup)[region]
    offsets = range(start, end, max((end - start) // 24, 1))
    verdicts = set()
    for turn, offset in enumerate(offsets):
        flip(backup, offset, turn % 8)
        verdicts.add(said(backup, keys, tmp_path))
        flip(backup, offset, turn % 8)
    assert len(offsets) >= min(end - start, 24)
    assert verdicts <= FLIPPED[region]
    assert said(backup, keys, tmp_path) == WHOLE


CUTS = (
    "nothing left",
    "in the magic",
    "in the front",
    "in the head",
    "in the key file",
    "in the data",
    "a page",
    "in the checksum",
    "in the seal",
    "the last byte",
)


@pytest.mark.parametrize("cut", CUTS)
def test_that_every_cut_is_found_and_called_one(backup: Path, keys: VaultKeys, tmp_path: Path, cut: str) -> None:
    size, parts = backup.stat().st_size, regions(backup)
    left = {
        "nothing left": 0,
        "in the magic": 7,
        "in the front": parts["front"][0] + 9,
        "in the head": parts["head"][0] + 9,
        "in the key file": parts["key file"][0] + 99,
        "in the data": parts["data"][0] + 9999,
        "a page": size - TRAILER_SIZE - 4096,
        "in the checksum": size - TRAILER_SIZE + 5,
        "in the seal": size - 9,
        "the last byte": size - 1,
    }
    backup.write_bytes(backup.read_bytes()[: left[cut]])
    assert said(backup, keys, tmp_path) == ("V-BACKUP-NOT-ONE" if cut == "nothing left" else "V-BACKUP-CUT")


def test_that_what_hangs_on_behind_is_found(backup: Path, keys: VaultKeys, tmp_path: Path) -> None:
    backup.write_bytes(backup.read_bytes() + bytes(4096))
    assert said(backup, keys, tmp_path) == "V-BACKUP-DAMAGED"


def resealed(path: Path, data: bytes) -> None:
    """A backup whose checksum is right again: what somebody without the key can do."""
    path.write_bytes(data[:-TRAILER_SIZE] + hashlib.sha256(data[:-TRAILER_SIZE]).digest() + data[-DIGEST_SIZE:])


@pytest.mark.parametrize("region", ["head", "key file", "data"])
def test_that_a_change_under_a_right_checksum_is_called_an_alteration(
    backup: Path, keys: VaultKeys, tmp_path: Path, region: str
) -> None:
    start, end = regions(backup)[region]
    data = bytearray(backup.read_bytes())
    data[(start + end) // 2] ^= 1
    resealed(backup, bytes(data))
    assert said(backup, keys, tmp_path) in {"V-BACKUP-ALTERED", "V-BACKUP-DAMAGED"}
    assert said(backup, keys, tmp_path) == "V-BACKUP-ALTERED" or region != "data"


def test_that_a_head_whose_parts_are_of_odd_sizes_is_damaged(backup: Path, keys: VaultKeys, tmp_path: Path) -> None:
    """As long as before, and hexadecimal in all: one sign of the salt has gone over to the id."""
    head, data = open_archive(backup).header, backup.read_bytes()
    data = data.replace(f'"id":"{head.id}"'.encode(), f'"id":"{head.id}0"'.encode())
    data = data.replace(f'"salt":"{head.salt}"'.encode(), f'"salt":"{head.salt[1:]}"'.encode())
    resealed(backup, data)
    assert said(backup, keys, tmp_path) == "V-BACKUP-DAMAGED"


def test_that_a_backup_for_a_newer_program_says_so(backup: Path, keys: VaultKeys, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[len(MAGIC) + 3] = 9
    resealed(backup, bytes(data))
    assert said(backup, keys, tmp_path) == "V-TOO-NEW"


def test_that_the_data_of_another_backup_is_not_taken(closed: Path, keys: VaultKeys, tmp_path: Path) -> None:
    one, other = written(closed, tmp_path / "b.backup"), written(closed, tmp_path / "c.backup")
    first, second = open_archive(one), open_archive(other)
    data = one.read_bytes()[: first.start] + other.read_bytes()[second.start :]
    resealed(one, data)
    assert said(one, keys, tmp_path) == "V-BACKUP-ALTERED"


def test_that_keys_of_another_vault_prove_nothing(backup: Path, tmp_path: Path) -> None:
    assert said(backup, key_derivation.derive_keys(bytes(32), "00" * 16, 1), tmp_path) == "V-BACKUP-ALTERED"


@pytest.mark.parametrize("text", [b"", b"a", b"%PDF-1.7 and so on", bytes(5000)])
def test_that_another_file_is_no_backup(keys: VaultKeys, tmp_path: Path, text: bytes) -> None:
    (tmp_path / "x").write_bytes(text)
    assert said(tmp_path / "x", keys, tmp_path) == "V-BACKUP-NOT-ONE"
    assert said(tmp_path, keys, tmp_path) == "V-BACKUP-NOT-ONE"
    assert said(tmp_path / "none", keys, tmp_path) == "V-BACKUP-NOT-ONE"
    assert read_header(tmp_path / "x") is None


@pytest.mark.parametrize("told", ["less", "as much"])
def test_that_a_file_as_large_as_a_disk_is_refused_by_its_length_and_not_read(backup: Path, told: str) -> None:
    """A terabyte with nothing in it takes no room, and hours to be read."""
    magic, form, reader, *lengths, data = PREAMBLE.unpack(backup.read_bytes()[: PREAMBLE.size])
    size = 1 << 40
    data = size - PREAMBLE.size - sum(lengths) - TRAILER_SIZE if told == "as much" else data
    with backup.open("r+b") as file:
        file.write(PREAMBLE.pack(magic, form, reader, *lengths, data))
        file.truncate(size)
    with pytest.raises(Refusal, match="V-BACKUP-DAMAGED"):
        open_archive(backup)


def test_that_a_newer_program_s_backup_of_that_size_is_not_read_either(backup: Path) -> None:
    magic, form, _, *lengths = PREAMBLE.unpack(backup.read_bytes()[: PREAMBLE.size])
    with backup.open("r+b") as file:
        file.write(PREAMBLE.pack(magic, form, 99, *lengths))
        file.truncate(1 << 40)
    with pytest.raises(Refusal, match="V-BACKUP-DAMAGED"):
        open_archive(backup)
