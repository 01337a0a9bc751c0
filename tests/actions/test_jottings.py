"""Words half written on pages that belong to no conversation: kept as drafts are, gone with what they were about."""

from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.access import Unlocked
from dasupport.casework.entry import Draft
from dasupport.casework.jotting import Page, jotting, place
from dasupport.casework.record import Record
from dasupport.casework.rescue import Fate
from dasupport.casework.retention import Why
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.door import Door
from dasupport.vault.vault import Vault
from tests.actions.test_retention import again, two_weeks
from tests.made import CHEAP, NOON, PASSPHRASE, CountedIds, FixedClock, owned_by
from tests.vault.doing import actions


def half(about: str, words: str = "half a wo", minutes: int = 0) -> Draft:
    return jotting(about, "hold", words, NOON + timedelta(minutes=minutes))


def words(unlocked: Unlocked) -> list[str]:
    return [draft.answer.words.value for draft in unlocked.jottings.every()]


def test_that_a_jotting_is_there_again_after_the_vault_was_closed(vault: Vault, unlocked: Unlocked) -> None:
    unlocked.jottings.keep(half(Page.KEYS, "Zoë's |half|\n"))
    vault.close()
    opened = Door("live", CHEAP).open(vault.folder, PASSPHRASE)
    assert opened.do(lambda work: work.jottings.every()) == (half(Page.KEYS, "Zoë's |half|\n"),)
    opened.close()


def test_that_each_box_has_its_own_and_the_newest_text_of_a_box_stands(unlocked: Unlocked, met: Record) -> None:
    for draft in (half(met.person.id, "older"), half(Page.KEYS, "other"), half(met.person.id, "newer", 1)):
        unlocked.jottings.keep(draft)
    assert sorted(words(unlocked)) == ["newer", "other"]
    unlocked.jottings.drop(place(met.person.id, "hold"))
    unlocked.jottings.drop(place(met.person.id, "hold"))
    assert words(unlocked) == ["other"]


def test_that_what_cannot_be_kept_as_it_is_is_refused_and_the_older_stands(unlocked: Unlocked) -> None:
    unlocked.jottings.keep(half(Page.KEYS))
    with pytest.raises(Refusal, match="REF-TEXT"):
        unlocked.jottings.keep(half(Page.KEYS, "a\0b", 1))
    assert words(unlocked) == ["half a wo"]


def test_that_the_witness_knows_of_them(unlocked: Unlocked, vault: Vault) -> None:
    before = vault.do(lambda work: work.unlogged())
    unlocked.jottings.keep(half(Page.KEYS))
    assert vault.do(lambda work: work.unlogged()) != before


def test_that_they_go_with_the_record_that_they_are_about(confirmed: Unlocked, met: Record, clock: FixedClock) -> None:
    confirmed.jottings.keep(half(met.person.id))
    confirmed.jottings.keep(half(Page.KEYS, "other"))
    waiting = confirmed.retention.ask(met.person.id, Why.PERSON_ASKED).deletion
    assert waiting
    two_weeks(confirmed, clock)
    confirmed.retention.carry_out(waiting)
    assert words(confirmed) == ["other"]


def test_that_they_go_into_a_rescue_file_and_come_back(unlocked: Unlocked, met: Record, tmp_path: Path) -> None:
    unlocked.rescue.save([half(met.person.id), half(Page.KEYS, "other")], tmp_path / "a.words")
    found = unlocked.rescue.read(tmp_path / "a.words")
    assert [(each.fate, each.code_name) for each in found] == [(Fate.BACK, "KD-1234"), (Fate.BACK, "")]
    assert [each.fate for each in unlocked.rescue.read(tmp_path / "a.words")] == [Fate.THERE, Fate.THERE]
    assert sorted(words(unlocked)) == ["half a wo", "other"]


def test_that_newer_ones_stay_until_somebody_says_otherwise(unlocked: Unlocked, met: Record, tmp_path: Path) -> None:
    unlocked.rescue.save([half(met.person.id)], tmp_path / "a.words")
    unlocked.jottings.keep(half(met.person.id, "written later", 1))
    (found,) = unlocked.rescue.read(tmp_path / "a.words")
    assert (found.fate, words(unlocked)) == (Fate.BESIDE, ["written later"])
    unlocked.rescue.put(found.draft)
    assert words(unlocked) == ["half a wo"]


def test_that_words_about_somebody_who_is_not_here_do_not_come_back(unlocked: Unlocked, tmp_path: Path) -> None:
    unlocked.rescue.save([half("gone")], tmp_path / "a.words")
    assert [each.fate for each in unlocked.rescue.read(tmp_path / "a.words")] == [Fate.LOST]
    assert words(unlocked) == []


def test_that_a_supervisor_has_them_too_and_puts_nothing_into_a_record(
    unlocked: Unlocked, vault: Vault, met: Record, blank: Pack, clock: FixedClock, ids: CountedIds, tmp_path: Path
) -> None:
    note = Draft(met.session.id, place("NOTICE", ""), half("").answer, NOON)
    unlocked.rescue.save([note, half(met.person.id)], tmp_path / "a.words")
    theirs = Unlocked(owned_by(vault, "supervisor"), blank, clock, ids)
    assert [each.fate for each in theirs.rescue.read(tmp_path / "a.words")] == [Fate.LOST, Fate.BACK]
    assert vault.do(lambda work: work.entries.drafts(met.session.id)) == ()


HALF_MET = ["KD-7", "Marigold"]


@pytest.fixture
def half_met(unlocked: Unlocked) -> Unlocked:
    """Somebody new who is half written today, and some of it long ago; and words about something else."""
    unlocked.jottings.keep(half(Page.KEYS, "other", -60 * 24 * 365))
    unlocked.jottings.keep(jotting(Page.NEW_PERSON, "code", "KD-7", NOON - timedelta(weeks=9)))
    unlocked.jottings.keep(jotting(Page.NEW_PERSON, "real-name", "Marigold", NOON))
    return unlocked


def went(unlocked: Unlocked, clock: FixedClock, *days: float) -> list[bool]:
    """Whether it went, at work on each of these days after it was written."""
    found = []
    for day in days:
        clock.at = NOON + timedelta(days=day)
        again(unlocked)
        found.append(unlocked.jottings.expire())
    return found


def test_that_somebody_new_who_was_half_written_goes_on_the_third_day_past_the_shortest_period(
    half_met: Unlocked, clock: FixedClock, vault: Vault
) -> None:
    assert went(half_met, clock, 1, 2, 3, 42, 43, 43.1, 44) == [False] * 7
    assert sorted(words(half_met)) == [*HALF_MET, "other"]
    assert "half met dropped" not in actions(vault)
    assert went(half_met, clock, 45) == [True]
    assert words(half_met) == ["other"]
    assert actions(vault)[-1] == "half met dropped"
    assert went(half_met, clock, 46) == [False]


def test_that_a_clock_that_is_wrong_once_drops_nobody(half_met: Unlocked, clock: FixedClock) -> None:
    assert went(half_met, clock, 1, 2, 50, 3, 4, 5) == [False] * 6
    assert sorted(words(half_met)) == [*HALF_MET, "other"]


def test_that_days_before_it_was_written_do_not_count(unlocked: Unlocked, clock: FixedClock) -> None:
    went(unlocked, clock, 50, 51, 52)
    unlocked.jottings.keep(jotting(Page.NEW_PERSON, "code", "KD-7", NOON))
    assert went(unlocked, clock, 1, 60) == [False, False]
    assert words(unlocked) == ["KD-7"]


def test_that_after_days_with_a_wrong_clock_the_right_one_still_counts(half_met: Unlocked, clock: FixedClock) -> None:
    for days in (50, 51, 52):
        clock.at = NOON + timedelta(days=days)
        again(half_met)
    assert went(half_met, clock, 5) == [False]
    assert went(half_met, clock, 43) == [True]
