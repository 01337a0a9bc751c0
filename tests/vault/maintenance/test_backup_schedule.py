"""Which backups are kept: counted in days, weeks and months on which there was one, whatever the clock does."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dasupport.vault.maintenance.backup_schedule import (
    KEEP_DAYS,
    KEEP_MONTHS,
    KEEP_WEEKS,
    find_prunable,
    format_name,
    is_due,
    list_backups,
)
from tests.samples import NOON

TIMES = some.integers(-20_000, 20_000).map(lambda days: NOON + timedelta(days=days))
NEAR = some.integers(0, 400).map(lambda hours: NOON - timedelta(hours=hours * 11))
DAY = timedelta(days=1)


def kept(made: list[datetime], now: datetime) -> list[datetime]:
    return sorted(set(made) - find_prunable(made, now), reverse=True)


def year(until: datetime, days: int = 400) -> list[datetime]:
    """A backup on every day, pruned after each as the program does."""
    stood: list[datetime] = []
    for number in reversed(range(days)):
        now = until - number * DAY
        stood = kept([*stood, now], now)
    return stood


def test_that_after_a_year_of_days_there_are_seven_days_four_weeks_three_months() -> None:
    stood = year(NOON)
    days = [at.date() for at in stood]
    assert days[:7] == [(NOON - number * DAY).date() for number in range(7)]
    assert len(stood) <= KEEP_DAYS + KEEP_WEEKS + KEEP_MONTHS
    assert {at.isocalendar()[:2] for at in stood} >= {
        (NOON - number * 7 * DAY).isocalendar()[:2] for number in range(4)
    }
    assert {at.month for at in stood} >= {9, 10, 11}


def test_that_nothing_older_than_a_hundred_days_is_left_where_somebody_works_every_day() -> None:
    assert min(year(NOON)) >= NOON - timedelta(days=100)


def test_that_after_a_long_leave_the_old_ones_stay_until_seven_days_stand_after_it() -> None:
    before = year(NOON - 200 * DAY)
    assert set(before[:6]) <= set(kept([*before, NOON], NOON))
    back = [NOON + number * DAY for number in range(7)]
    assert kept([*before, *back], back[-1]) == back[::-1]


@given(some.lists(NEAR, max_size=60))
def test_that_the_newest_always_stays_and_what_goes_was_there(made: list[datetime]) -> None:
    gone = find_prunable(made, NOON)
    assert gone <= set(made)
    assert not made or max(made) not in gone
    assert len(set(made) - gone) <= KEEP_DAYS + KEEP_WEEKS + KEEP_MONTHS


@given(some.lists(NEAR, max_size=60))
def test_that_pruning_twice_takes_nothing_more(made: list[datetime]) -> None:
    stood = kept(made, NOON)
    assert kept(stood, NOON) == stood


@given(some.lists(NEAR, max_size=60), TIMES)
def test_that_what_is_dated_later_than_now_is_never_touched(made: list[datetime], now: datetime) -> None:
    assert all(at <= now for at in find_prunable(made, now))


@given(some.lists(NEAR, max_size=60), TIMES)
def test_that_the_one_made_now_stays_whatever_the_clock_says(made: list[datetime], now: datetime) -> None:
    assert now in kept([*made, now], now)


@pytest.mark.parametrize("jump", [timedelta(days=30 * 365), timedelta(days=40), -timedelta(days=3650), -2.5 * DAY])
def test_that_one_wrong_day_costs_at_most_what_one_right_day_would(jump: timedelta) -> None:
    stood, wrong, right = year(NOON), NOON + jump, NOON + DAY
    lost, due_to_go = (set(stood) - set(kept([*stood, now], now)) for now in (wrong, right))
    assert len(lost) <= len(due_to_go) + 2
    assert not lost & set(stood[:6])


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([], True),
        ([timedelta(hours=1)], False),
        ([timedelta(hours=19, minutes=59)], False),
        ([timedelta(hours=20)], True),
        ([timedelta(0)], False),
        ([-timedelta(days=900)], True),
        ([-timedelta(days=900), timedelta(hours=1)], False),
    ],
)
def test_when_the_next_one_is_due(made: list[timedelta], expected: bool) -> None:
    assert is_due([NOON - age for age in made], NOON) is expected


def test_that_a_name_tells_when_and_nothing_else_and_is_read_back(tmp_path: Path) -> None:
    made = format_name(datetime.fromisoformat("2026-11-21T13:30:00+01:00"), "3fa9c2d1" * 4)
    assert made == "20261121T123000Z-3fa9c2d1.backup"
    for each in (made, "20261199T123000Z-3fa9c2d1.backup", "keyring.5", "20261121T123000Z-3fa9c2d1.backup.new"):
        (tmp_path / each).touch()
    assert [(each.path.name, each.made_at) for each in list_backups(tmp_path)] == [
        (made, datetime(2026, 11, 21, 12, 30, tzinfo=UTC))
    ]


def test_that_a_folder_that_is_not_there_holds_none(tmp_path: Path) -> None:
    assert list_backups(tmp_path / "none") == []


@pytest.mark.parametrize("year", ["0000", "0001", "1970", "9999"])
def test_that_a_name_of_an_impossible_year_is_no_backup(tmp_path: Path, year: str) -> None:
    for stamp in (f"{year}0101T000000", f"{year}1231T235959", "19710101T000000", "99981231T235959"):
        (tmp_path / f"{stamp}Z-00000000.backup").touch()
    found = list_backups(tmp_path)
    assert [each.made_at.year for each in found] == [9998, 1971]
    for zone in (timezone(timedelta(hours=-14)), timezone(timedelta(hours=14))):
        assert len({each.made_at.astimezone(zone) for each in found}) == 2
    assert not is_due([NOON], NOON)
    assert find_prunable((each.made_at for each in found), NOON) == set()
