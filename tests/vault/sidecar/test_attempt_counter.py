"""Wrong tries are counted beside the vault: over the end of the program, and never so that they keep anybody out."""

from pathlib import Path

import pytest

from dasupport.vault.sidecar import attempt_counter


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    return tmp_path / "a1.tries"


def test_that_tries_are_counted_until_they_are_forgotten(tmp_path: Path, beside: Path) -> None:
    folder = tmp_path / "a1"
    assert attempt_counter.read_attempt_count(folder) == 0
    for _ in range(3):
        attempt_counter.record_attempt(folder)
    assert attempt_counter.read_attempt_count(folder) == 3
    assert beside.stat().st_mode & 0o777 == 0o600
    attempt_counter.reset_counter(folder)
    attempt_counter.reset_counter(folder)
    assert attempt_counter.read_attempt_count(folder) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("found", [b"", b"-3", b"3.5", b"many", b"\xff\xfe", b"1234567", b"9" * 100_000, "٣".encode()])
def test_that_what_is_no_number_is_none_and_counted_anew(tmp_path: Path, beside: Path, found: bytes) -> None:
    beside.write_bytes(found)
    assert attempt_counter.read_attempt_count(tmp_path / "a1") == 0
    attempt_counter.record_attempt(tmp_path / "a1")
    assert attempt_counter.read_attempt_count(tmp_path / "a1") == 1


def test_that_the_count_stays_a_number_that_is_read_back(tmp_path: Path, beside: Path) -> None:
    beside.write_bytes(b"999999")
    attempt_counter.record_attempt(tmp_path / "a1")
    assert attempt_counter.read_attempt_count(tmp_path / "a1") == 999_999


def test_that_where_no_note_can_be_taken_nothing_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "nowhere" / "a1"
    attempt_counter.record_attempt(folder)
    attempt_counter.reset_counter(folder)
    assert attempt_counter.read_attempt_count(folder) == 0
