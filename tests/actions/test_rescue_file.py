"""Words that could not be saved go into a file, and come back without writing over anything newer."""

from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.unlock import OpenVault
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.rescue_outcome import RecoveryOutcome
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import NOON, FixedClock, answer, no_room
from tests.vault.vault_steps import actions

SLOT = Slot(Kind.NOTE, "NOTICE")


def half(met: Record, words: str, minutes: int = 0) -> Draft:
    return Draft(met.session.id, SLOT, answer(words), NOON + timedelta(minutes=minutes))


def kept(unlocked: OpenVault, met: Record) -> str:
    return unlocked.sessions.open_session(met.session.id).get_answer(SLOT).words.value


def said(unlocked: OpenVault, met: Record) -> list[str]:
    return [
        entry.answer.words.value
        for entry in unlocked.sessions.open_session(met.session.id).entries
        if entry.slot == SLOT
    ]


def test_that_words_go_out_and_come_back_as_drafts(unlocked: OpenVault, met: Record, tmp_path: Path) -> None:
    unlocked.rescue_files.save([half(met, "half a wo")], tmp_path / "a.words")
    (found,) = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert (found.outcome, found.code_name) == (RecoveryOutcome.RESTORED, "KD-1234")
    assert kept(unlocked, met) == "half a wo"


def test_that_saving_asks_the_vaults_own_disk_for_nothing(
    unlocked: OpenVault, met: Record, vault: Vault, tmp_path: Path
) -> None:
    before = actions(vault)
    unlocked.rescue_files.save([half(met, "half a wo")], tmp_path / "a.words")
    assert actions(vault) == before
    assert (tmp_path / "a.words").stat().st_mode & 0o077 == 0


def test_that_reading_twice_changes_nothing_more(unlocked: OpenVault, met: Record, tmp_path: Path) -> None:
    unlocked.rescue_files.save([half(met, "half a wo")], tmp_path / "a.words")
    unlocked.rescue_files.read_file(tmp_path / "a.words")
    (found,) = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert found.outcome is RecoveryOutcome.ALREADY_SAVED
    assert said(unlocked, met) == []


def test_that_an_older_draft_in_its_place_becomes_a_statement_first(
    unlocked: OpenVault, met: Record, tmp_path: Path
) -> None:
    unlocked.sessions.save_draft(half(met, "something else"))
    unlocked.rescue_files.save([half(met, "half a wo", 1)], tmp_path / "a.words")
    assert unlocked.rescue_files.read_file(tmp_path / "a.words")[0].outcome is RecoveryOutcome.RESTORED
    assert (kept(unlocked, met), said(unlocked, met)) == ("half a wo", ["something else"])


def test_that_newer_words_stay_and_the_older_are_offered_beside(
    unlocked: OpenVault, met: Record, tmp_path: Path
) -> None:
    unlocked.rescue_files.save([half(met, "half a wo")], tmp_path / "a.words")
    unlocked.sessions.save_draft(half(met, "written later", 1))
    (found,) = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert found.outcome is RecoveryOutcome.NEWER_EXISTS
    assert found.current is not None
    assert found.current.words.value == "written later"
    assert kept(unlocked, met) == "written later"
    unlocked.rescue_files.replace_newer(found.draft)
    assert (kept(unlocked, met), said(unlocked, met)) == ("half a wo", ["written later"])


def test_that_a_sealed_session_takes_nothing_but_an_addendum(
    unlocked: OpenVault, met: Record, tmp_path: Path, clock: FixedClock
) -> None:
    unlocked.rescue_files.save([half(met, "half a wo")], tmp_path / "a.words")
    unlocked.sessions.close_not_now(met.session.id)
    (found,) = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert found.outcome is RecoveryOutcome.SEALED
    with pytest.raises(Refusal, match="SEALED"):
        unlocked.rescue_files.replace_newer(found.draft)
    assert kept(unlocked, met) == ""


def test_that_words_of_a_session_that_never_came_in_are_given_back_to_be_copied(
    unlocked: OpenVault, met: Record, tmp_path: Path
) -> None:
    unlocked.rescue_files.save([Draft("gone", SLOT, answer("half a wo"), NOON)], tmp_path / "a.words")
    (found,) = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert (found.outcome, found.draft.answer.words.value) == (RecoveryOutcome.TARGET_MISSING, "half a wo")


def test_that_a_place_that_takes_nothing_is_said_and_leaves_nothing(
    unlocked: OpenVault, met: Record, vault: Vault, tmp_path: Path
) -> None:
    with no_room(), pytest.raises(Refusal, match="SAVE-WHERE"):
        unlocked.rescue_files.save([half(met, "half a wo")], tmp_path / "a.words")
    for path in (vault.folder / "a.words", tmp_path / "none" / "a.words"):
        with pytest.raises(Refusal, match="SAVE-WHERE"):
            unlocked.rescue_files.save([half(met, "half a wo")], path)
    assert list(tmp_path.rglob("*words*")) == []


def test_that_a_file_that_cannot_be_read_is_said(unlocked: OpenVault, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(Refusal, match="V-RESCUE-NOT-ONE"):
            unlocked.rescue_files.read_file(path)


def test_that_what_a_lock_left_is_found_at_the_next_unlocking_and_then_gone(
    unlocked: OpenVault, met: Record, vault: Vault
) -> None:
    assert unlocked.rescue_files.restore_after_lock() == ()
    unlocked.rescue_files.save_at_lock([half(met, "half a wo")])
    assert [each.outcome for each in unlocked.rescue_files.restore_after_lock()] == [RecoveryOutcome.RESTORED]
    assert kept(unlocked, met) == "half a wo"
    assert not vault.folder.with_name(f"{vault.folder.name}.words").exists()


def test_that_a_second_lock_adds_to_what_the_first_one_left(unlocked: OpenVault, met: Record) -> None:
    unlocked.rescue_files.save_at_lock([Draft("gone", SLOT, answer("first"), NOON)])
    unlocked.rescue_files.save_at_lock([half(met, "half a wo")])
    for _ in range(2):
        assert {each.outcome for each in unlocked.rescue_files.restore_after_lock()} >= {RecoveryOutcome.TARGET_MISSING}
    assert kept(unlocked, met) == "half a wo"
