"""Where no new file can be written beside the vault, words go into the room set aside there, and come back from it."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.unlock import OpenVault
from dasupport.actions.unsaved_words import get_rescue_path
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.rescue_outcome import RecoveryOutcome
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.sidecar.reserved_space import get_reserved_path, reserve_space
from dasupport.vault.vault import Vault
from tests.samples import NOON, answer


@pytest.fixture
def shut(vault: Vault) -> Path:
    """A folder where the file would be: nothing can be written there until it is gone."""
    reserve_space(vault.folder)
    get_rescue_path(vault).mkdir()
    return get_rescue_path(vault)


def half(met: Record, words: str, item: str = "NOTICE") -> Draft:
    return Draft(met.session.id, Slot(Kind.NOTE, item), answer(words), NOON + timedelta(minutes=1))


def kept(unlocked: OpenVault, met: Record, item: str = "NOTICE") -> str:
    return unlocked.sessions.open_session(met.session.id).get_answer(Slot(Kind.NOTE, item)).words.value


def test_that_they_come_back_and_leave_the_room_empty(
    unlocked: OpenVault, met: Record, vault: Vault, shut: Path
) -> None:
    unlocked.rescue_files.save_at_lock([half(met, "half a wo")])
    assert vault.reserved_space.drafts == (half(met, "half a wo"),)
    shut.rmdir()
    assert [each.outcome for each in unlocked.rescue_files.restore_after_lock()] == [RecoveryOutcome.RESTORED]
    assert kept(unlocked, met) == "half a wo"
    assert not vault.reserved_space.drafts
    assert not shut.exists()


def test_that_a_second_lock_adds_to_what_the_first_one_left(
    unlocked: OpenVault, met: Record, vault: Vault, shut: Path
) -> None:
    unlocked.rescue_files.save_at_lock([half(met, "first")])
    unlocked.rescue_files.save_at_lock([half(met, "half a wo", "HARM")])
    shut.rmdir()
    unlocked.rescue_files.restore_after_lock()
    assert (kept(unlocked, met), kept(unlocked, met, "HARM")) == ("first", "half a wo")


def test_that_of_too_many_the_longest_is_left_out_and_that_is_said(
    unlocked: OpenVault, met: Record, vault: Vault, shut: Path
) -> None:
    with pytest.raises(Refusal, match="SAVE-WHERE"):
        unlocked.rescue_files.save_at_lock([half(met, os.urandom(400_000).hex(), "HARM"), half(met, "half a wo")])
    assert vault.reserved_space.drafts == (half(met, "half a wo"),)


def test_that_without_room_it_is_said(unlocked: OpenVault, met: Record, vault: Vault, shut: Path) -> None:
    get_reserved_path(vault.folder).unlink()
    with pytest.raises(Refusal, match="SAVE-WHERE"):
        unlocked.rescue_files.save_at_lock([half(met, "half a wo")])


def test_that_what_is_thrown_away_stays_in_neither_half(
    unlocked: OpenVault, met: Record, vault: Vault, shut: Path
) -> None:
    for words in (half(met, "first"), half(met, "half a wo", "HARM")):
        unlocked.rescue_files.save_at_lock([words])
    unlocked.rescue_files.discard(half(met, "first"))
    assert vault.reserved_space.drafts == (half(met, "half a wo", "HARM"),)
    data = get_reserved_path(vault.folder).read_bytes()
    middle = len(data) // 2
    for cut in (data[:middle] + bytes(middle), bytes(middle) + data[middle:]):
        get_reserved_path(vault.folder).write_bytes(cut)
        assert half(met, "first") not in vault.reserved_space.drafts
