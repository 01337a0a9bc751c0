"""The training vault: made-up people by the same way in as everything real, and never in a live vault."""

from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.training_data import build_answer, fill_training_vault
from dasupport.actions.unlock import OpenVault, Unlocker
from dasupport.casework.attributed_text import Source
from dasupport.casework.details import FlagDetail, FollowUpDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.content.training import TrainingStatement
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, CountedIds, FixedClock
from tests.vault.tampering import WHOLE, verdict
from tests.vault.vault_steps import actions


@pytest.fixture
def training(english: Pack, folder: Path, clock: FixedClock, ids: CountedIds) -> OpenVault:
    """A training vault filled with the people of the real pack."""
    access = Unlocker(
        Realm.TRAINING, english, CHEAP, clock, ids, fill=lambda vault: fill_training_vault(vault, english, clock, ids)
    )
    return access.create(folder, PASSPHRASE, PASSPHRASE, "Sam Trainer", "trainer")


def test_that_everybody_of_the_pack_is_there_under_their_code_name(training: OpenVault, english: Pack) -> None:
    people = training.people.list_people()
    assert {person.code_name for person in people} == {case.code_name for case in english.training.cases}
    sessions = {person.code_name: person.sessions for person in people}
    assert sessions == {case.code_name: len(case.meetings) for case in english.training.cases}
    training.close()


def test_that_a_filled_vault_is_whole(training: OpenVault, folder: Path) -> None:
    training.close()
    assert verdict(folder) == WHOLE


def test_that_made_up_meetings_lie_in_the_past_and_those_that_are_sealed_are_sealed(
    training: OpenVault, english: Pack
) -> None:
    for person in training.people.list_people():
        case = next(case for case in english.training.cases if case.code_name == person.code_name)
        rows = sorted(training.people.open_person(person.id).sessions, key=lambda row: row.number)
        for row, meeting in zip(rows, case.meetings, strict=True):
            record = training.sessions.open_session(row.id)
            assert record.session.started_at == NOON - timedelta(days=meeting.days_ago)
            assert record.session.is_sealed == meeting.sealed
            assert all(entry.at <= NOON + timedelta(hours=1) for entry in record.entries)
    training.close()


def test_that_nobody_made_up_has_a_real_name(training: OpenVault) -> None:
    for person in training.people.list_people():
        assert training.people.reveal_identity(person.id).real_name.value == ""
    training.close()


def test_that_a_live_vault_is_never_filled(vault: Vault, english: Pack, clock: FixedClock, ids: CountedIds) -> None:
    before = actions(vault)
    with pytest.raises(ValueError, match="realm"):
        fill_training_vault(vault, english, clock, ids)
    assert actions(vault) == before


def test_that_a_pack_without_made_up_people_fills_nothing(blank: Pack, folder: Path, ids: CountedIds) -> None:
    vault = VaultOpener(Realm.TRAINING, CHEAP, FixedClock()).create(folder, PASSPHRASE, OWNER)
    fill_training_vault(vault, blank, FixedClock(), ids)
    assert actions(vault) == ["opened"]
    vault.close()


def test_that_a_made_up_statement_becomes_an_answer_with_its_source_and_its_reach(blank: Pack) -> None:
    told = TrainingStatement(
        "indicator", "K-S1-IND-01", "said so", source="other", known="told_me", detail={"on": True}
    )
    made = build_answer(blank, Slot(Kind.INDICATOR, "K-S1-IND-01"), told, NOON.date())
    assert (made.words.value, made.source, made.reach.is_known) == ("said so", Source.OTHER_SAID, True)
    assert isinstance(made.detail, FlagDetail)
    assert made.detail.on


@pytest.mark.parametrize(("due", "days"), [("+7", 7), ("0", 0), ("-3", -3)])
def test_that_a_made_up_date_counts_from_the_conversation(blank: Pack, due: str, days: int) -> None:
    told = TrainingStatement("follow_up", "FOLLOW-UP", detail={"due": due, "label": "Call"})
    made = build_answer(blank, Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), told, NOON.date())
    assert made.detail == FollowUpDetail(NOON.date() + timedelta(days=days), "Call")


def test_that_a_statement_with_a_field_that_is_not_there_is_refused(blank: Pack) -> None:
    with pytest.raises(KeyError):
        build_answer(
            blank, Slot(Kind.NOTE, "N1"), TrainingStatement("note", "N1", detail={"mood": "sunny"}), NOON.date()
        )


def test_that_a_training_vault_that_was_cut_off_before_it_was_filled_is_filled_when_it_is_opened(
    blank: Pack, tmp_path: Path, clock: FixedClock, ids: CountedIds
) -> None:
    folder = tmp_path / "training" / "vault"
    VaultOpener(Realm.TRAINING, CHEAP, clock).create(folder, PASSPHRASE, OWNER).close()
    access = Unlocker(
        Realm.TRAINING, blank, CHEAP, clock, ids, fill=lambda vault: fill_training_vault(vault, blank, clock, ids)
    )
    for _ in range(2):
        unlocked = access.open(folder, PASSPHRASE)
        assert len(unlocked.people.list_people()) == len(blank.training.cases)
        unlocked.close()
