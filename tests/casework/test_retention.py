"""The rules of keeping: how long, what holds, when a deletion may be carried out; for every record there could be."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.attributed_text import Words
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.casework.retention import (
    BOUNDS,
    DECLINED_KINDS,
    Deletion,
    DeletionReason,
    Hold,
    Periods,
    RecordKind,
    RetentionFacts,
    classify_record,
    compute_cutoff,
    compute_due_time,
    compute_retention_end,
    is_past_period,
    list_past_period,
    may_carry_out,
    periods_error,
    sanitise_periods,
)
from tests.samples import NOON

HOLD = Hold("h1", "p1", NOON, "Amara Osei", Words("A court has asked"))
ASKED = Deletion("d1", "p1", DeletionReason.MISTAKE, NOON, "Amara Osei", NOON + timedelta(days=14))
RECORD = RetentionFacts("p1", "KD-1", NOON)

moments = st.datetimes(datetime(1990, 1, 1), datetime(2300, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - as asked
periods = st.builds(Periods, **{name: st.integers(least, most) for name, (least, most) in BOUNDS.items()})
records = st.builds(
    RetentionFacts,
    person=st.text(min_size=1, max_size=4),
    code_name=st.just("KD-1"),
    last_contact=moments,
    closings=st.lists(st.sampled_from(Closing), max_size=3).map(tuple),
    kinds=st.frozensets(st.sampled_from(Kind)),
    has_child=st.booleans(),
    hold=st.sampled_from((None, HOLD)),
    deletion=st.sampled_from((None, ASKED)),
)


@given(records, periods, moments)
def test_that_what_is_held_is_never_past_and_never_carried_out(
    kept: RetentionFacts, set_: Periods, now: datetime
) -> None:
    held = replace(kept, hold=HOLD)
    assert not is_past_period(held, set_, now.date())
    assert not may_carry_out(held, now)


@given(records, periods, moments)
def test_that_a_record_once_past_stays_past(kept: RetentionFacts, set_: Periods, now: datetime) -> None:
    if is_past_period(kept, set_, now.date()):
        assert is_past_period(kept, set_, now.date() + timedelta(days=1))


@given(records, periods)
def test_that_the_last_day_of_a_period_still_belongs_to_it(kept: RetentionFacts, set_: Periods) -> None:
    free, last = replace(kept, hold=None), compute_retention_end(kept, set_)
    assert not is_past_period(free, set_, last)
    assert is_past_period(free, set_, last + timedelta(days=1))


@given(records, periods, moments)
def test_that_another_contact_never_brings_the_end_nearer(kept: RetentionFacts, set_: Periods, later: datetime) -> None:
    again = replace(kept, last_contact=max(kept.last_contact, later))
    assert compute_retention_end(again, set_) >= compute_retention_end(kept, set_)


@given(records, periods)
def test_that_a_child_never_shortens_a_period(kept: RetentionFacts, set_: Periods) -> None:
    without = replace(kept, has_child=False)
    if classify_record(without) is RecordKind.RECORD:
        assert compute_retention_end(replace(kept, has_child=True), set_) >= compute_retention_end(without, set_)


@given(records, st.sampled_from(sorted(set(Kind) - DECLINED_KINDS)))
def test_that_a_record_with_anything_of_weight_is_never_of_the_short_sort(kept: RetentionFacts, kind: Kind) -> None:
    assert classify_record(replace(kept, kinds=kept.kinds | {kind})) is not RecordKind.DECLINED


@given(records)
def test_that_a_record_with_an_open_or_a_sealed_talk_is_never_of_the_short_sort(kept: RetentionFacts) -> None:
    for closing in (Closing.OPEN, Closing.SEALED):
        assert classify_record(replace(kept, closings=(*kept.closings, closing))) is not RecordKind.DECLINED


@given(st.lists(records, max_size=6), periods, moments)
def test_that_the_list_holds_all_that_is_past_and_nothing_else(
    found: list[RetentionFacts], set_: Periods, now: datetime
) -> None:
    listed = list_past_period(found, set_, now.date())
    assert sorted(map(id, listed)) == sorted(
        id(each) for each in found if is_past_period(each, set_, now.date()) and each.deletion is None
    )
    ends = [compute_retention_end(each, set_) for each in listed]
    assert ends == sorted(ends)


@given(records, periods, moments)
def test_that_nobody_is_past_who_need_not_be_looked_at(kept: RetentionFacts, set_: Periods, now: datetime) -> None:
    days, last = compute_cutoff(set_, now.date()), kept.last_contact.date()
    left = all(closing is Closing.NOT_NOW for closing in kept.closings)
    if last > (days.declined if left else days.others):
        assert not is_past_period(kept, set_, now.date())


@given(moments, periods)
def test_that_a_deletion_always_waits(asked: datetime, set_: Periods) -> None:
    assert compute_due_time(asked, set_) >= asked + timedelta(days=1)


@given(moments)
def test_that_a_deletion_may_be_carried_out_from_its_moment_on(now: datetime) -> None:
    assert may_carry_out(replace(RECORD, deletion=ASKED, active_days=3), now) is (now >= ASKED.due)
    assert not may_carry_out(replace(RECORD, deletion=ASKED, active_days=2), now)
    assert not may_carry_out(RECORD, now)


@given(st.builds(Periods, st.integers(), st.integers(), st.integers(), st.integers()))
def test_that_whatever_a_file_says_the_periods_are_within_bounds(said: Periods) -> None:
    kept = sanitise_periods(said)
    assert all(least <= getattr(kept, name) <= most for name, (least, most) in BOUNDS.items())
    assert sanitise_periods(kept) == kept
    assert periods_error(kept) is None


def test_that_a_record_with_a_child_is_not_set_to_be_kept_for_less_than_another() -> None:
    assert periods_error(Periods(record_years=6, child_years=5)) == "KEEP-CHILD"
    assert periods_error(Periods(record_years=6, child_years=6)) is None
    assert periods_error(Periods(record_years=6, child_years=0)) == "KEEP-BOUNDS"
    assert sanitise_periods(Periods(record_years=6, child_years=1)).child_years == 6


def test_that_what_is_usual_is_within_bounds() -> None:
    assert sanitise_periods(Periods()) == Periods()


@pytest.mark.parametrize(
    ("kept", "until"),
    [
        (RECORD, date(2032, 11, 21)),
        (replace(RECORD, has_child=True), date(2036, 11, 21)),
        (replace(RECORD, closings=(Closing.NOT_NOW,), kinds=frozenset({Kind.GATE, Kind.NOT_NOW})), date(2027, 1, 2)),
        (replace(RECORD, last_contact=datetime(2024, 2, 29, tzinfo=UTC)), date(2030, 3, 1)),
        (replace(RECORD, last_contact=datetime(9998, 1, 1, tzinfo=UTC)), date.max),
    ],
    ids=["six years", "ten with a child", "six weeks where it never began", "29 February", "the end of time"],
)
def test_how_long_each_sort_of_record_is_kept(kept: RetentionFacts, until: date) -> None:
    assert compute_retention_end(kept, Periods()) == until


def test_that_a_child_is_kept_no_shorter_than_any_other_where_the_periods_say_otherwise() -> None:
    assert compute_retention_end(replace(RECORD, has_child=True), Periods(child_years=1)) == date(2032, 11, 21)
