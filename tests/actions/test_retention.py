"""Keeping and deleting as a worker does it: nothing goes without days of waiting, and nothing goes silently."""

from collections.abc import Callable

import pytest

from dasupport.actions.retention import PendingRetention
from dasupport.actions.unlock import OpenVault
from dasupport.casework.people import Presenting
from dasupport.casework.retention import DeletionReason, Hold, Periods, RecordKind
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import NOON, PASSPHRASE, FixedClock
from tests.vault.tampering import WHOLE, inspected
from tests.vault.vault_steps import events

YEARS = 366 * 6


@pytest.fixture
def person(confirmed: OpenVault, met: Record) -> str:
    """Somebody whose passphrase of the last minute is good: the ticks of these tests stand still."""
    return met.person.id


def held(unlocked: OpenVault, person: str) -> Hold:
    found = unlocked.retention.place_hold(person, "A court has asked").hold
    assert found is not None
    return found


def deleted(
    unlocked: OpenVault, clock: FixedClock, person: str, why: DeletionReason = DeletionReason.PERSON_ASKED
) -> str:
    """Ask, wait, carry out; the id of the deletion."""
    asked = unlocked.retention.request_deletion(person, why).deletion
    assert asked is not None
    two_weeks(unlocked, clock)
    return unlocked.retention.carry_out_deletion(asked).deletion.id


def again(unlocked: OpenVault) -> None:
    assert unlocked.confirm_passphrase(PASSPHRASE)


def two_weeks(unlocked: OpenVault, clock: FixedClock) -> None:
    """Two weeks, with work on three days of them."""
    for days in (1, 1, 12):
        clock.move(days=days)
        again(unlocked)


def refused(verb: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as told:
        verb()
    return told.value.item


def test_that_a_record_past_its_period_is_named_and_stays_until_somebody_decides(
    confirmed: OpenVault, person: str, clock: FixedClock
) -> None:
    assert confirmed.retention.count_pending() == PendingRetention()
    clock.move(days=YEARS)
    assert confirmed.retention.count_pending() == PendingRetention(past=1)
    found = confirmed.retention.load_overview()
    assert [kept.code_name for kept in found.past] == ["KD-1234"]
    assert confirmed.people.open_person(person).person.code_name == "KD-1234"


def test_that_a_deletion_waits_its_days_and_is_then_ready_and_not_done(
    confirmed: OpenVault, person: str, clock: FixedClock
) -> None:
    confirmed.retention.request_deletion(person, DeletionReason.PERSON_ASKED)
    clock.move(hours=-1)
    two_weeks(confirmed, clock)
    assert confirmed.retention.count_pending() == PendingRetention(waiting=1)
    clock.move(hours=1)
    assert confirmed.retention.count_pending() == PendingRetention(ready=1)
    assert [kept.person for kept in confirmed.retention.load_overview().waiting] == [person]
    assert confirmed.people.open_person(person).person.id == person


def test_that_a_deletion_cannot_be_hastened(confirmed: OpenVault, person: str, clock: FixedClock) -> None:
    asked = confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion
    assert asked is not None
    assert refused(lambda: confirmed.retention.carry_out_deletion(asked)) == "KEEP-NOT-DUE"
    confirmed.retention.set_periods(Periods(wait_days=1))
    clock.move(days=2)
    again(confirmed)
    assert refused(lambda: confirmed.retention.carry_out_deletion(asked)) == "KEEP-NOT-DUE"


@pytest.mark.parametrize("jump", [14, 400, -14])
def test_that_a_clock_set_forward_or_back_makes_one_day_and_no_more(
    confirmed: OpenVault, person: str, clock: FixedClock, jump: int
) -> None:
    """Forward once it was asked for, or back before: the log keeps its own order, and each day of it counts once."""
    for _ in range(20):
        clock.move(days=1)
        again(confirmed)
    if jump < 0:
        clock.move(days=jump)
    again(confirmed)
    asked = confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion
    assert asked is not None
    clock.move(days=abs(jump))
    for _ in range(2):
        again(confirmed)
        assert refused(lambda: confirmed.retention.carry_out_deletion(asked)) == "KEEP-NOT-DUE"
        assert confirmed.retention.count_pending() == PendingRetention(waiting=1)
        clock.move(days=1)
    again(confirmed)
    assert confirmed.retention.carry_out_deletion(asked).deletion == asked


def test_that_a_deletion_that_waits_one_day_wants_one_day_of_work(
    confirmed: OpenVault, person: str, clock: FixedClock
) -> None:
    confirmed.retention.set_periods(Periods(wait_days=1))
    asked = confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion
    assert asked is not None
    clock.move(days=1)
    assert confirmed.retention.count_pending() == PendingRetention(waiting=1)
    again(confirmed)
    assert confirmed.retention.carry_out_deletion(asked).deletion == asked


def test_that_a_deletion_leaves_nothing_but_its_certificate(
    confirmed: OpenVault, person: str, clock: FixedClock, vault: Vault
) -> None:
    deleted(confirmed, clock, person)
    (made,) = confirmed.retention.load_overview().certificates
    assert (made.kind, made.sessions, made.entries) == (RecordKind.RECORD, 1, 1)
    assert (made.author, made.deletion.asked_by, made.agreed_by) == ("Amara Osei", "Amara Osei", "")
    assert made.at - made.deletion.asked_at == clock() - NOON
    assert "KD-1234" not in str(made)
    assert refused(lambda: confirmed.people.open_person(person)) == "REF-NOT-HERE"
    assert confirmed.people.list_people() == ()
    vault.close()
    assert inspected(vault.folder) == WHOLE


def test_that_carrying_out_twice_gives_the_same_certificate(
    confirmed: OpenVault, person: str, clock: FixedClock
) -> None:
    asked = confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion
    assert asked is not None
    two_weeks(confirmed, clock)
    assert confirmed.retention.carry_out_deletion(asked) == confirmed.retention.carry_out_deletion(asked)


def test_that_a_code_name_is_free_again_after_a_deletion(confirmed: OpenVault, person: str, clock: FixedClock) -> None:
    deleted(confirmed, clock, person)
    assert confirmed.people.add_person("KD-1234", "", "swale", Presenting.USING).person.id != person


def test_that_a_deletion_can_be_taken_back_and_asked_for_again(
    confirmed: OpenVault, person: str, clock: FixedClock
) -> None:
    asked = confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion
    assert asked is not None
    assert refused(lambda: confirmed.retention.request_deletion(person, DeletionReason.MISTAKE)) == "KEEP-WAITS"
    assert confirmed.retention.withdraw_deletion(asked).deletion is None
    clock.move(days=20)
    again(confirmed)
    assert refused(lambda: confirmed.retention.carry_out_deletion(asked)) == "KEEP-NOT-DUE"
    assert confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion is not None


def test_that_a_hold_stops_everything_until_it_is_lifted(confirmed: OpenVault, person: str, clock: FixedClock) -> None:
    asked = confirmed.retention.request_deletion(person, DeletionReason.PERSON_ASKED).deletion
    assert asked is not None
    hold = held(confirmed, person)
    two_weeks(confirmed, clock)
    clock.move(days=YEARS)
    again(confirmed)
    assert confirmed.retention.count_pending() == PendingRetention(waiting=1)
    assert refused(lambda: confirmed.retention.carry_out_deletion(asked)) == "KEEP-HELD"
    confirmed.retention.lift_hold(hold, "The court is done")
    assert confirmed.retention.count_pending() == PendingRetention(ready=1)
    assert confirmed.retention.carry_out_deletion(asked).others == 1


def test_that_nothing_can_be_asked_for_while_a_record_is_held(confirmed: OpenVault, person: str) -> None:
    held(confirmed, person)
    assert refused(lambda: confirmed.retention.request_deletion(person, DeletionReason.MISTAKE)) == "KEEP-HELD"
    assert refused(lambda: confirmed.retention.place_hold(person, "another")) == "KEEP-HELD"


@pytest.mark.parametrize(("reason", "item"), [("", "KEEP-REASON"), (" \n", "KEEP-REASON"), ("a\0b", "REF-TEXT-NUL")])
def test_that_a_hold_needs_a_reason_that_can_be_kept(confirmed: OpenVault, person: str, reason: str, item: str) -> None:
    assert refused(lambda: confirmed.retention.place_hold(person, reason)) == item
    hold = held(confirmed, person)
    assert refused(lambda: confirmed.retention.lift_hold(hold, reason)) == item
    assert confirmed.retention.get_facts(person)[0].hold == hold


def test_that_past_its_period_is_no_reason_before_it_is_past(
    confirmed: OpenVault, person: str, clock: FixedClock
) -> None:
    assert refused(lambda: confirmed.retention.request_deletion(person, DeletionReason.PAST_PERIOD)) == "KEEP-NOT-PAST"
    clock.move(days=YEARS)
    again(confirmed)
    assert confirmed.retention.request_deletion(person, DeletionReason.PAST_PERIOD).deletion is not None


def test_that_periods_are_kept_in_the_vault_and_within_bounds(confirmed: OpenVault, person: str) -> None:
    said = Periods(declined_weeks=12, record_years=7, child_years=25, wait_days=30)
    assert refused(lambda: confirmed.retention.set_periods(Periods(wait_days=0))) == "KEEP-BOUNDS"
    confirmed.retention.set_periods(said)
    assert confirmed.retention.get_facts(person)[1] == said


NOBODY: dict[str, Callable[[OpenVault], object]] = {
    "of": lambda it: it.retention.get_facts("nobody"),
    "of nothing": lambda it: it.retention.get_facts(""),
    "hold": lambda it: it.retention.place_hold("nobody", "why"),
    "ask": lambda it: it.retention.request_deletion("nobody", DeletionReason.MISTAKE),
}


@pytest.mark.parametrize("what", NOBODY)
def test_that_where_there_is_no_record_nothing_is_kept_or_deleted(
    confirmed: OpenVault, person: str, vault: Vault, what: str
) -> None:
    before = events(vault)
    assert refused(lambda: NOBODY[what](confirmed)) == "REF-NOT-HERE"
    assert events(vault) == before


def lines(vault: Vault, since: int) -> list[tuple[str, str]]:
    return [(event.action, event.object) for event in events(vault)[since:]]


def test_that_each_verb_leaves_its_line_and_none_of_them_tells_of_the_person(
    confirmed: OpenVault, person: str, clock: FixedClock, vault: Vault
) -> None:
    since = len(events(vault))
    hold = held(confirmed, person)
    confirmed.retention.lift_hold(hold, "The court is done")
    asked = confirmed.retention.request_deletion(person, DeletionReason.MISTAKE).deletion
    assert asked is not None
    confirmed.retention.withdraw_deletion(asked)
    confirmed.retention.set_periods(Periods(wait_days=20))
    confirmed.retention.set_periods(Periods(wait_days=20))
    confirmed.retention.load_overview()
    confirmed.retention.count_pending()
    confirmed.retention.get_facts(person)
    assert lines(vault, since) == [
        ("hold", hold.id),
        ("hold lifted", hold.id),
        ("deletion", asked.id),
        ("taken back", asked.id),
        ("periods", ""),
    ]
    confirmed.retention.set_periods(Periods())
    since = len(events(vault))
    id = deleted(confirmed, clock, person)
    assert lines(vault, since) == [("deletion", id), *[("confirmed", "")] * 3, ("certificate", id)]
