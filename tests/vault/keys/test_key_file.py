"""The key file: what is written, what is read back, and what the checksum and the seal tell apart."""

import json
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.realms import Realm
from dasupport.vault.errors import Altered, KeyDamaged, TooNew
from dasupport.vault.keys.key_file import (
    COPY_NAMES,
    MAX_KEY_FILE_SIZE,
    READER_VERSION,
    DataFile,
    KdfCost,
    KeyFile,
    KeyFileCopy,
    KeySlot,
    Witness,
    canonical_json,
    parse_copy,
    read_copies,
    read_newer_copies,
    write_copies,
)
from tests.vault.tampering import flip, resealed

HEADER = bytes(range(32))
SLOT = KeySlot(
    "0a" * 8, "passphrase", KdfCost(), "11" * 16, "22" * 12, "33" * 32, "44" * 48, "2026-11-21T12:00:00+00:00"
)
MADE = KeyFile(
    "ab" * 16,
    Realm.LIVE,
    3,
    "0.1.0",
    DataFile("data.1.db", 1, "cd" * 16, 4096),
    (SLOT,),
    Witness(7, 5, "ef" * 32, "", ""),
)
SEALED = MADE.serialise_signed(HEADER)


def table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(SEALED)
    return found


def test_that_what_is_sealed_reads_back_the_same() -> None:
    copy = parse_copy("keyring.a", SEALED)
    assert copy.key_file == MADE
    copy.verify_mac(HEADER)


def test_that_the_file_is_canonical() -> None:
    assert canonical_json(json.loads(SEALED)) == SEALED
    assert b" " not in SEALED
    assert b"\n" not in SEALED
    assert list(table()) == sorted(table())


def test_that_another_key_did_not_seal_it() -> None:
    with pytest.raises(Altered):
        parse_copy("keyring.a", SEALED).verify_mac(bytes(32))


def test_that_both_copies_are_written_alike_and_for_their_owner_only(tmp_path: Path) -> None:
    write_copies(tmp_path, MADE, HEADER)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(COPY_NAMES)
    for name in COPY_NAMES:
        assert (tmp_path / name).read_bytes() == SEALED
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_that_what_was_written_is_given_back_as_it_stands_on_the_disk(tmp_path: Path) -> None:
    assert write_copies(tmp_path, MADE, HEADER) == read_copies(tmp_path)[0][0]
    assert write_copies(tmp_path, MADE, HEADER, first=COPY_NAMES[1]) == read_copies(tmp_path)[0][1]


def test_that_the_newest_copy_comes_first(tmp_path: Path) -> None:
    write_copies(tmp_path, MADE, HEADER)
    (tmp_path / COPY_NAMES[1]).write_bytes(MADE.with_witness(Witness()).serialise_signed(HEADER))
    good, bad = read_copies(tmp_path)
    assert [(copy.name, copy.key_file.generation) for copy in good] == [(COPY_NAMES[1], 4), (COPY_NAMES[0], 3)]
    assert bad == []


def test_that_the_next_generation_changes_nothing_but_the_witness() -> None:
    witness = Witness(8, 6, "01" * 32, "02" * 32, "now")
    assert MADE.with_witness(witness) == replace(MADE, generation=4, witness=witness)


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_one_missing_copy_is_named(tmp_path: Path, name: str) -> None:
    write_copies(tmp_path, MADE, HEADER)
    (tmp_path / name).unlink()
    good, bad = read_copies(tmp_path)
    assert ([copy.key_file for copy in good], bad) == ([MADE], [name])


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_a_copy_that_cannot_be_read_does_not_spoil_the_other(tmp_path: Path, name: str) -> None:
    write_copies(tmp_path, MADE, HEADER)
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    good, bad = read_copies(tmp_path)
    assert ([copy.key_file for copy in good], bad) == ([MADE], [name])


def test_that_a_changed_bit_anywhere_is_damage() -> None:
    missed = []
    for offset in range(len(SEALED)):
        for bit in range(8):
            data = bytearray(SEALED)
            data[offset] ^= 1 << bit
            if not damaged(bytes(data)):
                missed.append((offset, bit))
    assert missed == []


def test_that_a_file_cut_off_anywhere_is_damage() -> None:
    assert [length for length in range(len(SEALED)) if not damaged(SEALED[:length])] == []


def test_that_the_damage_of_one_bit_is_named_when_a_folder_is_read(tmp_path: Path) -> None:
    write_copies(tmp_path, MADE, HEADER)
    flip(tmp_path / COPY_NAMES[0], 100)
    assert read_copies(tmp_path)[1] == [COPY_NAMES[0]]


def test_that_only_the_beginning_of_a_huge_file_is_read(tmp_path: Path) -> None:
    write_copies(tmp_path, MADE, HEADER)
    with (tmp_path / COPY_NAMES[0]).open("r+b") as file:
        file.truncate(1 << 36)
    assert read_copies(tmp_path)[1] == [COPY_NAMES[0]]


def test_that_a_newer_program_is_told_before_anything_else_of_its_file_is_judged() -> None:
    with pytest.raises(TooNew):
        parse_copy(
            "keyring.a",
            resealed({"magic": "dasupport-keyring", "min_reader": READER_VERSION + 1, "mac": "00" * 32, "new": [1]}),
        )


def test_that_one_newer_copy_is_told_apart_by_its_seal_and_two_are_enough_to_stop(tmp_path: Path) -> None:
    write_copies(tmp_path, MADE, HEADER)
    (tmp_path / COPY_NAMES[1]).write_bytes(replace(MADE, min_reader=READER_VERSION + 1).serialise_signed(HEADER))
    assert [copy.name for copy in read_copies(tmp_path)[0]] == [COPY_NAMES[0]]
    assert read_copies(tmp_path)[1] == [COPY_NAMES[1]]
    assert [
        (each.name, each.has_valid_mac(HEADER), each.has_valid_mac(bytes(32))) for each in read_newer_copies(tmp_path)
    ] == [(COPY_NAMES[1], True, False)]
    shutil.copy(tmp_path / COPY_NAMES[1], tmp_path / COPY_NAMES[0])
    with pytest.raises(TooNew):
        read_copies(tmp_path)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every single value of a table."""
    if isinstance(value, dict):
        return [way for key, part in value.items() for way in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [way for number, part in enumerate(value) for way in leaves(part, (*path, number))]
    return [path]


def changed(way: tuple[str | int, ...]) -> dict[str, Any]:
    """The table with one value replaced by another of the same form."""
    whole: Any = table()
    inner = whole
    for key in way[:-1]:
        inner = inner[key]
    before = inner[way[-1]]
    inner[way[-1]] = before + 1 if isinstance(before, int) else before[::-1] + "0" if before else "0"
    if isinstance(before, str) and set(before) <= set("0123456789abcdef") and before:
        inner[way[-1]] = ("0" if before[0] != "0" else "1") + before[1:]
    return dict(whole)


WAYS = [way for way in leaves(table()) if way != ("checksum",)]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: ".".join(map(str, way)))
def test_that_a_value_changed_under_a_right_checksum_is_never_believed(way: tuple[str | int, ...]) -> None:
    with pytest.raises((Altered, KeyDamaged, TooNew)):
        parse_copy("keyring.a", resealed(changed(way))).verify_mac(HEADER)


def test_that_the_same_file_under_a_right_checksum_is_believed() -> None:
    copy: KeyFileCopy = parse_copy("keyring.a", resealed(table()))
    copy.verify_mac(HEADER)
    assert len(WAYS) > 20


def damaged(data: bytes) -> bool:
    try:
        parse_copy("keyring.a", data)
    except KeyDamaged:
        return True
    return False


def test_that_the_largest_file_leaves_room_for_every_slot() -> None:
    assert len(replace(MADE, slots=(SLOT,) * 20).serialise_signed(HEADER)) < MAX_KEY_FILE_SIZE
