"""The room for words: written over in place, never larger; a write that is cut off leaves what was there before."""

import os
from pathlib import Path

import pytest

from dasupport.casework.entry import Kind
from dasupport.vault.sidecar import reserved_space as room
from dasupport.vault.sidecar.reserved_space import HALF, Room, TooLong, place, set_aside
from tests.samples import answer, draft

KEY, VAULT = bytes(range(32)), "0f" * 16
FIRST, SECOND, THIRD = ((draft(Kind.NOTE, "N1", answer(f"what was said {said}")),) for said in "123")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    set_aside(tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def found(folder: Path) -> Room:
    return Room(folder, (KEY,), VAULT)


def test_that_words_come_back_as_they_were_and_the_newest_count(found: Room) -> None:
    assert not found.drafts
    for words in (FIRST, SECOND, THIRD):
        found.put(words)
        assert found.drafts == words


def test_that_it_is_as_large_and_as_unreadable_with_words_as_without(found: Room, folder: Path) -> None:
    before = place(folder).read_bytes()
    found.put((*FIRST, draft(Kind.NOTE, "N2", answer("quokka" * 20_000))))
    after = place(folder).read_bytes()
    assert len(before) == len(after) == 2 * HALF
    assert before[HALF:] == after[HALF:]
    for data in (before, after):
        assert max(data.count(bytes([byte])) for byte in range(256)) < len(data) / 200
        assert not any(word in data for word in (b"quokka", b"what was", b"dasupport", bytes(16)))
    assert place(folder).stat().st_mode & 0o077 == 0


def test_that_the_file_stays_the_one_that_was_set_aside(found: Room, folder: Path) -> None:
    stood = place(folder).stat()
    found.put(FIRST)
    found.empty()
    set_aside(folder)
    assert (place(folder).stat().st_ino, place(folder).stat().st_size) == (stood.st_ino, stood.st_size)


@pytest.mark.parametrize("after", [0, 1, 4096, HALF // 2, HALF - 1])
def test_that_a_write_that_is_cut_off_anywhere_leaves_the_words_before_it(
    found: Room, folder: Path, after: int
) -> None:
    found.put(FIRST)
    found.put(SECOND)
    before = place(folder).read_bytes()
    found.put(THIRD)
    whole = place(folder).read_bytes()
    place(folder).write_bytes(whole[:after] + before[after:])
    assert found.drafts == SECOND
    place(folder).write_bytes(before[: HALF - after] + whole[HALF - after : HALF] + before[HALF:])
    assert found.drafts in (SECOND, THIRD)
    found.put(THIRD)
    assert found.drafts == THIRD


def test_that_every_changed_byte_is_no_words(found: Room, folder: Path) -> None:
    found.put(FIRST)
    data = place(folder).read_bytes()
    for at in (*range(40), *range(40, HALF, 9973), HALF - 1):
        changed = bytearray(data)
        changed[at] ^= 1
        place(folder).write_bytes(changed)
        assert not found.drafts


def test_that_what_is_emptied_is_gone(found: Room, folder: Path) -> None:
    found.put(FIRST)
    found.put(SECOND)
    before = place(folder).read_bytes()
    found.empty()
    after = place(folder).read_bytes()
    assert not found.drafts
    assert before[:HALF] != after[:HALF]
    assert before[HALF:] != after[HALF:]


def test_that_what_is_too_long_is_refused_and_leaves_what_was_there(found: Room) -> None:
    found.put(FIRST)
    with pytest.raises(TooLong):
        found.put((draft(Kind.NOTE, "N1", answer(os.urandom(HALF).hex())),))
    assert found.drafts == FIRST


def test_that_words_of_before_a_change_of_keys_are_read_and_another_vaults_are_not(found: Room, folder: Path) -> None:
    found.put(FIRST)
    assert Room(folder, (bytes(32), KEY), VAULT).drafts == FIRST
    assert Room(folder, (bytes(32),), VAULT).drafts == ()
    assert Room(folder, (KEY,), "f0" * 16).drafts == ()


@pytest.mark.parametrize("size", [None, 0, HALF, 3 * HALF])
def test_that_where_no_room_was_set_aside_none_is_made_for_words(found: Room, folder: Path, size: int | None) -> None:
    place(folder).unlink()
    if size is not None:
        place(folder).write_bytes(bytes(size))
    with pytest.raises(OSError, match=room.SUFFIX):
        found.put(FIRST)
    assert (place(folder).stat().st_size if place(folder).exists() else None) == size
    assert not found.drafts
    set_aside(folder)
    assert place(folder).stat().st_size == 2 * HALF
