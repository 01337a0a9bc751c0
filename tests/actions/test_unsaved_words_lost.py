"""Words beside the vault: what is about a deleted record goes with it, and the rest goes when somebody says so."""

from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.unlock import OpenVault
from dasupport.casework.entry import Draft
from dasupport.casework.page_draft import DraftPage, make_page_draft
from dasupport.casework.people import Presenting
from dasupport.casework.rescue_outcome import RecoveryOutcome
from dasupport.casework.retention import Deletion, DeletionReason, RecordKind
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.actions.test_rescue_file import SLOT, half
from tests.actions.test_retention import deleted, two_weeks
from tests.samples import NOON, FixedClock, answer
from tests.vault.vault_steps import events


def beside(vault: Vault) -> Path:
    return vault.folder.with_name(f"{vault.folder.name}.words")


def lying(vault: Vault) -> list[str]:
    """What the file beside the vault holds, in the clear."""
    return [draft.answer.words.value for draft in vault.decrypt_rescue_file(beside(vault).read_bytes())]


def hold(person: str, words: str = "half a reason") -> Draft:
    return make_page_draft(person, "hold", words, NOON)


def lost(words: str = "of no session") -> Draft:
    return Draft("never", SLOT, answer(words), NOON)


def test_that_a_deletion_takes_the_persons_words_out_of_the_file_beside_the_vault(
    confirmed: OpenVault, met: Record, vault: Vault, clock: FixedClock
) -> None:
    other = confirmed.people.add_person("KD-9", "", "swale", Presenting.USING)
    kept = make_page_draft(DraftPage.RECORDS, "weeks", "six", NOON)
    confirmed.rescue_files.save_at_lock([half(met, "quince"), hold(met.person.id), half(other, "pear"), kept])
    deleted(confirmed, clock, met.person.id)
    assert lying(vault) == ["pear", "six"]


def test_that_a_file_with_nothing_else_in_it_goes_with_the_record(
    confirmed: OpenVault, met: Record, vault: Vault, clock: FixedClock
) -> None:
    confirmed.rescue_files.save_at_lock([half(met, "quince"), hold(met.person.id)])
    deleted(confirmed, clock, met.person.id)
    assert not beside(vault).exists()
    assert confirmed.rescue_files.restore_after_lock() == ()


def test_that_what_a_crash_after_the_deletion_left_goes_at_the_next_unlocking(
    confirmed: OpenVault, met: Record, vault: Vault, clock: FixedClock
) -> None:
    confirmed.rescue_files.save_at_lock([half(met, "quince"), lost()])
    asked = confirmed.retention.request_deletion(met.person.id, DeletionReason.PERSON_ASKED).deletion
    assert asked is not None
    two_weeks(confirmed, clock)
    carried_out(vault, asked)
    assert lying(vault) == ["quince", "of no session"]  # control: it is there until the next unlocking
    assert [each.draft for each in confirmed.rescue_files.restore_after_lock()] == [lost()]
    assert lying(vault) == ["of no session"]


def carried_out(vault: Vault, asked: Deletion) -> None:
    """The deletion and nothing after it, as a crash leaves it."""
    at = asked.due + timedelta(days=1)
    vault.transact(lambda work: work.retention.carry_out_deletion(asked, RecordKind.RECORD, at, vault.owner.name))


def in_the_way(vault: Vault) -> Path:
    """Something that lets nothing be written beside the vault."""
    barred = vault.folder.with_name(f"{vault.folder.name}.words.new")
    barred.mkdir()
    return barred


def test_that_words_that_cannot_be_let_go_of_now_go_later_and_do_not_undo_the_deletion(
    confirmed: OpenVault, met: Record, vault: Vault, clock: FixedClock
) -> None:
    confirmed.rescue_files.save_at_lock([half(met, "quince"), lost()])
    asked = confirmed.retention.request_deletion(met.person.id, DeletionReason.PERSON_ASKED).deletion
    assert asked is not None
    two_weeks(confirmed, clock)
    barred = in_the_way(vault)
    made = confirmed.retention.carry_out_deletion(asked)
    assert lying(vault) == ["quince", "of no session"]
    barred.rmdir()
    assert made == confirmed.retention.carry_out_deletion(asked)
    assert lying(vault) == ["of no session"]


def test_that_a_file_from_elsewhere_brings_nothing_back_of_a_deleted_record(
    confirmed: OpenVault, met: Record, clock: FixedClock, tmp_path: Path
) -> None:
    confirmed.rescue_files.save([half(met, "quince"), hold(met.person.id), lost()], tmp_path / "a.words")
    deleted(confirmed, clock, met.person.id)
    (found,) = confirmed.rescue_files.read_file(tmp_path / "a.words")
    assert (found.outcome, found.draft) == (RecoveryOutcome.TARGET_MISSING, lost())


def test_that_a_file_that_is_not_ours_is_left_as_it_is(
    confirmed: OpenVault, met: Record, vault: Vault, clock: FixedClock
) -> None:
    beside(vault).write_bytes(b"somebody else's")
    deleted(confirmed, clock, met.person.id)
    assert beside(vault).read_bytes() == b"somebody else's"


def test_that_what_is_thrown_away_goes_alone_and_the_log_says_no_word_of_it(unlocked: OpenVault, vault: Vault) -> None:
    unlocked.rescue_files.save_at_lock([lost("quince"), lost("pear")])
    for _ in range(2):
        unlocked.rescue_files.discard(lost("quince"))
    assert lying(vault) == ["pear"]
    (line,) = [event for event in events(vault) if event.action == "words thrown away"]
    assert line.object == ""
    unlocked.rescue_files.discard(lost("pear"))
    assert not beside(vault).exists()


def test_that_a_disk_that_does_not_let_go_of_words_is_said(unlocked: OpenVault, vault: Vault) -> None:
    unlocked.rescue_files.save_at_lock([lost("quince"), lost("pear")])
    in_the_way(vault)
    with pytest.raises(Refusal, match="SAVE-STAYS"):
        unlocked.rescue_files.discard(lost("quince"))
    assert lying(vault) == ["quince", "pear"]
