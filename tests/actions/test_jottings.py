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
from tests.actions.test_retention import two_weeks
from tests.made import CHEAP, NOON, PASSPHRASE, CountedIds, FixedClock, owned_by


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


@pytest.mark.parametrize(("weeks", "left"), [(6, ["Marigold", "KD-7", "other"]), (7, ["other"])])
def test_that_somebody_new_who_was_half_written_goes_after_the_shortest_period(
    unlocked: Unlocked, clock: FixedClock, weeks: int, left: list[str]
) -> None:
    unlocked.jottings.keep(half(Page.KEYS, "other", -60 * 24 * 365))
    unlocked.jottings.keep(jotting(Page.NEW_PERSON, "code", "KD-7", NOON - timedelta(weeks=9)))
    unlocked.jottings.keep(jotting(Page.NEW_PERSON, "real-name", "Marigold", NOON))
    clock.at = NOON + timedelta(weeks=weeks)
    unlocked.jottings.expire()
    assert sorted(words(unlocked)) == sorted(left)
