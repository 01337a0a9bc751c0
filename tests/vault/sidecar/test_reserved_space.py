"""The room for words: written over in place, never larger; a write that is cut off leaves what was there before."""

import os
from pathlib import Path

import pytest

from dasupport.casework.kinds import Kind
from dasupport.vault.sidecar import reserved_space
from dasupport.vault.sidecar.reserved_space import (
    SLOT_SIZE,
    ReservedSpace,
    ReservedSpaceFull,
    get_reserved_path,
    reserve_space,
)
from tests.samples import answer, draft

KEY, VAULT = bytes(range(32)), "0f" * 16
FIRST, SECOND, THIRD = ((draft(Kind.NOTE, "N1", answer(f"what was said {said}")),) for said in "123")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    reserve_space(tmp_path / "vault")
    return tmp_path / "vault"


@pytest.fixture
def found(folder: Path) -> ReservedSpace:
    return ReservedSpace(folder, (KEY,), VAULT)


def test_that_words_come_back_as_they_were_and_the_newest_count(found: ReservedSpace) -> None:
    assert not found.drafts
    for words in (FIRST, SECOND, THIRD):
        found.save_drafts(words)
        assert found.drafts == words


def test_that_it_is_as_large_and_as_unreadable_with_words_as_without(found: ReservedSpace, folder: Path) -> None:
    before = get_reserved_path(folder).read_bytes()
    found.save_drafts((*FIRST, draft(Kind.NOTE, "N2", answer("quokka" * 20_000))))
    after = get_reserved_path(folder).read_bytes()
    assert len(before) == len(after) == 2 * SLOT_SIZE
    assert before[SLOT_SIZE:] == after[SLOT_SIZE:]
    for data in (before, after):
        assert max(data.count(bytes([byte])) for byte in range(256)) < len(data) / 200
        assert not any(word in data for word in (b"quokka", b"what was", b"dasupport", bytes(16)))
    assert get_reserved_path(folder).stat().st_mode & 0o077 == 0


def test_that_the_file_stays_the_one_that_was_set_aside(found: ReservedSpace, folder: Path) -> None:
    stood = get_reserved_path(folder).stat()
    found.save_drafts(FIRST)
    found.erase_drafts()
    reserve_space(folder)
    assert (get_reserved_path(folder).stat().st_ino, get_reserved_path(folder).stat().st_size) == (
        stood.st_ino,
        stood.st_size,
    )


@pytest.mark.parametrize("after", [0, 1, 4096, SLOT_SIZE // 2, SLOT_SIZE - 1])
def test_that_a_write_that_is_cut_off_anywhere_leaves_the_words_before_it(
    found: ReservedSpace, folder: Path, after: int
) -> None:
    found.save_drafts(FIRST)
    found.save_drafts(SECOND)
    before = get_reserved_path(folder).read_bytes()
    found.save_drafts(THIRD)
    whole = get_reserved_path(folder).read_bytes()
    get_reserved_path(folder).write_bytes(whole[:after] + before[after:])
    assert found.drafts == SECOND
    get_reserved_path(folder).write_bytes(
        before[: SLOT_SIZE - after] + whole[SLOT_SIZE - after : SLOT_SIZE] + before[SLOT_SIZE:]
    )
    assert found.drafts in (SECOND, THIRD)
    found.save_drafts(THIRD)
    assert found.drafts == THIRD


def test_that_every_changed_byte_is_no_words(found: ReservedSpace, folder: Path) -> None:
    found.save_drafts(FIRST)
    data = get_reserved_path(folder).read_bytes()
    for at in (*range(40), *range(40, SLOT_SIZE, 9973), SLOT_SIZE - 1):
        changed = bytearray(data)
        changed[at] ^= 1
        get_reserved_path(folder).write_bytes(changed)
        assert not found.drafts


def test_that_what_is_emptied_is_gone(found: ReservedSpace, folder: Path) -> None:
    found.save_drafts(FIRST)
    found.save_drafts(SECOND)
    before = get_reserved_path(folder).read_bytes()
    found.erase_drafts()
    after = get_reserved_path(folder).read_bytes()
    assert not found.drafts
    assert before[:SLOT_SIZE] != after[:SLOT_SIZE]
    assert before[SLOT_SIZE:] != after[SLOT_SIZE:]


def test_that_what_is_too_long_is_refused_and_leaves_what_was_there(found: ReservedSpace) -> None:
    found.save_drafts(FIRST)
    with pytest.raises(ReservedSpaceFull):
        found.save_drafts((draft(Kind.NOTE, "N1", answer(os.urandom(SLOT_SIZE).hex())),))
    assert found.drafts == FIRST


def test_that_words_of_before_a_change_of_keys_are_read_and_another_vaults_are_not(
    found: ReservedSpace, folder: Path
) -> None:
    found.save_drafts(FIRST)
    assert ReservedSpace(folder, (bytes(32), KEY), VAULT).drafts == FIRST
    assert ReservedSpace(folder, (bytes(32),), VAULT).drafts == ()
    assert ReservedSpace(folder, (KEY,), "f0" * 16).drafts == ()


@pytest.mark.parametrize("size", [None, 0, SLOT_SIZE, 3 * SLOT_SIZE])
def test_that_where_no_room_was_set_aside_none_is_made_for_words(
    found: ReservedSpace, folder: Path, size: int | None
) -> None:
    get_reserved_path(folder).unlink()
    if size is not None:
        get_reserved_path(folder).write_bytes(bytes(size))
    with pytest.raises(OSError, match=reserved_space.RESERVED_SUFFIX):
        found.save_drafts(FIRST)
    assert (get_reserved_path(folder).stat().st_size if get_reserved_path(folder).exists() else None) == size
    assert not found.drafts
    reserve_space(folder)
    assert get_reserved_path(folder).stat().st_size == 2 * SLOT_SIZE
