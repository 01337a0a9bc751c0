"""Words half written on pages that belong to no conversation: kept as drafts are, gone with what they were about."""

from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.unlock import OpenVault
from dasupport.casework.entry import Draft
from dasupport.casework.page_draft import DraftPage, make_page_draft, make_slot
from dasupport.casework.realms import Realm
from dasupport.casework.rescue_outcome import RecoveryOutcome
from dasupport.casework.retention import DeletionReason
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.vault import Vault
from tests.actions.test_retention import again, two_weeks
from tests.samples import CHEAP, NOON, PASSPHRASE, CountedIds, FixedClock, owned_by
from tests.vault.vault_steps import actions


def half(about: str, words: str = "half a wo", minutes: int = 0) -> Draft:
    return make_page_draft(about, "hold", words, NOON + timedelta(minutes=minutes))


def words(unlocked: OpenVault) -> list[str]:
    return [draft.answer.words.value for draft in unlocked.page_drafts.list_all()]


def test_that_a_jotting_is_there_again_after_the_vault_was_closed(vault: Vault, unlocked: OpenVault) -> None:
    unlocked.page_drafts.save(half(DraftPage.KEYS, "Zoë's |half|\n"))
    vault.close()
    opened = VaultOpener(Realm.LIVE, CHEAP).open(vault.folder, PASSPHRASE)
    assert opened.transact(lambda work: work.page_drafts.list_all()) == (half(DraftPage.KEYS, "Zoë's |half|\n"),)
    opened.close()


def test_that_each_box_has_its_own_and_the_newest_text_of_a_box_stands(unlocked: OpenVault, met: Record) -> None:
    for draft in (half(met.person.id, "older"), half(DraftPage.KEYS, "other"), half(met.person.id, "newer", 1)):
        unlocked.page_drafts.save(draft)
    assert sorted(words(unlocked)) == ["newer", "other"]
    unlocked.page_drafts.drop(make_slot(met.person.id, "hold"))
    unlocked.page_drafts.drop(make_slot(met.person.id, "hold"))
    assert words(unlocked) == ["other"]


def test_that_what_cannot_be_kept_as_it_is_is_refused_and_the_older_stands(unlocked: OpenVault) -> None:
    unlocked.page_drafts.save(half(DraftPage.KEYS))
    with pytest.raises(Refusal, match="REF-TEXT"):
        unlocked.page_drafts.save(half(DraftPage.KEYS, "a\0b", 1))
    assert words(unlocked) == ["half a wo"]


def test_that_the_witness_knows_of_them(unlocked: OpenVault, vault: Vault) -> None:
    before = vault.transact(lambda work: work.fingerprint_unlogged())
    unlocked.page_drafts.save(half(DraftPage.KEYS))
    assert vault.transact(lambda work: work.fingerprint_unlogged()) != before


def test_that_they_go_with_the_record_that_they_are_about(confirmed: OpenVault, met: Record, clock: FixedClock) -> None:
    confirmed.page_drafts.save(half(met.person.id))
    confirmed.page_drafts.save(half(DraftPage.KEYS, "other"))
    waiting = confirmed.retention.request_deletion(met.person.id, DeletionReason.PERSON_ASKED).deletion
    assert waiting
    two_weeks(confirmed, clock)
    confirmed.retention.carry_out_deletion(waiting)
    assert words(confirmed) == ["other"]


def test_that_they_go_into_a_rescue_file_and_come_back(unlocked: OpenVault, met: Record, tmp_path: Path) -> None:
    unlocked.rescue_files.save([half(met.person.id), half(DraftPage.KEYS, "other")], tmp_path / "a.words")
    found = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert [(each.outcome, each.code_name) for each in found] == [
        (RecoveryOutcome.RESTORED, "KD-1234"),
        (RecoveryOutcome.RESTORED, ""),
    ]
    assert [each.outcome for each in unlocked.rescue_files.read_file(tmp_path / "a.words")] == [
        RecoveryOutcome.ALREADY_SAVED,
        RecoveryOutcome.ALREADY_SAVED,
    ]
    assert sorted(words(unlocked)) == ["half a wo", "other"]


def test_that_newer_ones_stay_until_somebody_says_otherwise(unlocked: OpenVault, met: Record, tmp_path: Path) -> None:
    unlocked.rescue_files.save([half(met.person.id)], tmp_path / "a.words")
    unlocked.page_drafts.save(half(met.person.id, "written later", 1))
    (found,) = unlocked.rescue_files.read_file(tmp_path / "a.words")
    assert (found.outcome, words(unlocked)) == (RecoveryOutcome.NEWER_EXISTS, ["written later"])
    unlocked.rescue_files.replace_newer(found.draft)
    assert words(unlocked) == ["half a wo"]


def test_that_words_about_somebody_who_is_not_here_do_not_come_back(unlocked: OpenVault, tmp_path: Path) -> None:
    unlocked.rescue_files.save([half("gone")], tmp_path / "a.words")
    assert [each.outcome for each in unlocked.rescue_files.read_file(tmp_path / "a.words")] == [
        RecoveryOutcome.TARGET_MISSING
    ]
    assert words(unlocked) == []


def test_that_a_supervisor_has_them_too_and_puts_nothing_into_a_record(
    unlocked: OpenVault, vault: Vault, met: Record, blank: Pack, clock: FixedClock, ids: CountedIds, tmp_path: Path
) -> None:
    note = Draft(met.session.id, make_slot("NOTICE", ""), half("").answer, NOON)
    unlocked.rescue_files.save([note, half(met.person.id)], tmp_path / "a.words")
    theirs = OpenVault(owned_by(vault, "supervisor"), blank, clock, ids)
    assert [each.outcome for each in theirs.rescue_files.read_file(tmp_path / "a.words")] == [
        RecoveryOutcome.TARGET_MISSING,
        RecoveryOutcome.RESTORED,
    ]
    assert vault.transact(lambda work: work.entries.list_drafts(met.session.id)) == ()


HALF_MET = ["KD-7", "Marigold"]


@pytest.fixture
def half_met(unlocked: OpenVault) -> OpenVault:
    """Somebody new who is half written today, and some of it long ago; and words about something else."""
    unlocked.page_drafts.save(half(DraftPage.KEYS, "other", -60 * 24 * 365))
    unlocked.page_drafts.save(make_page_draft(DraftPage.NEW_PERSON, "code", "KD-7", NOON - timedelta(weeks=9)))
    unlocked.page_drafts.save(make_page_draft(DraftPage.NEW_PERSON, "real-name", "Marigold", NOON))
    return unlocked


def went(unlocked: OpenVault, clock: FixedClock, *days: float) -> list[bool]:
    """Whether it went, at work on each of these days after it was written."""
    found = []
    for day in days:
        clock.at = NOON + timedelta(days=day)
        again(unlocked)
        found.append(unlocked.page_drafts.expire_new_person())
    return found


def test_that_somebody_new_who_was_half_written_goes_on_the_third_day_past_the_shortest_period(
    half_met: OpenVault, clock: FixedClock, vault: Vault
) -> None:
    assert went(half_met, clock, 1, 2, 3, 42, 43, 43.1, 44) == [False] * 7
    assert sorted(words(half_met)) == [*HALF_MET, "other"]
    assert "half met dropped" not in actions(vault)
    assert went(half_met, clock, 45) == [True]
    assert words(half_met) == ["other"]
    assert actions(vault)[-1] == "half met dropped"
    assert went(half_met, clock, 46) == [False]


def test_that_a_clock_that_is_wrong_once_drops_nobody(half_met: OpenVault, clock: FixedClock) -> None:
    assert went(half_met, clock, 1, 2, 50, 3, 4, 5) == [False] * 6
    assert sorted(words(half_met)) == [*HALF_MET, "other"]


def test_that_days_before_it_was_written_do_not_count(unlocked: OpenVault, clock: FixedClock) -> None:
    went(unlocked, clock, 50, 51, 52)
    unlocked.page_drafts.save(make_page_draft(DraftPage.NEW_PERSON, "code", "KD-7", NOON))
    assert went(unlocked, clock, 1, 60) == [False, False]
    assert words(unlocked) == ["KD-7"]


def test_that_after_days_with_a_wrong_clock_the_right_one_still_counts(half_met: OpenVault, clock: FixedClock) -> None:
    for days in (50, 51, 52):
        clock.at = NOON + timedelta(days=days)
        again(half_met)
    assert went(half_met, clock, 5) == [False]
    assert went(half_met, clock, 43) == [True]
