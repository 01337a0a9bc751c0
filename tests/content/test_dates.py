"""Dates in the pack's words, in the zone of the laptop; nothing says the wrong day around midnight."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.content.dates import (
    format_date,
    format_datetime,
    format_due_date,
    format_time,
    parse_date,
    to_local_date,
    to_utc,
)
from dasupport.content.pack import Pack
from tests.casework.sample_records import STEADY
from tests.content.pack_edits import pack as shipped

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("when", "expected"),
    [(date(2026, 11, 21), "21 Nov 2026"), (date(2027, 1, 1), "1 Jan 2027"), (date(2026, 12, 31), "31 Dec 2026")],
)
def test_that_a_day_is_told_in_the_packs_months(english: Pack, when: date, expected: str) -> None:
    assert format_date(english.labels.dates, when) == expected


def test_that_a_pack_has_twelve_months_and_each_its_own_name(english: Pack, blank: Pack) -> None:
    for pack in (english, blank):
        assert len(set(pack.labels.dates.months)) == len(pack.labels.dates.months) == 12


@given(st.dates(date(1900, 1, 1)))
@STEADY
def test_that_every_day_can_be_told_and_no_two_alike(when: date) -> None:
    words = shipped("en").labels.dates
    assert datetime.strptime(format_date(words, when), "%d %b %Y").replace(tzinfo=UTC).date() == when


def test_that_a_time_is_told_where_the_laptop_is() -> None:
    summer = datetime(2026, 7, 1, 12, 30, tzinfo=UTC)
    assert format_time(summer, LONDON) == "13:30"
    assert format_time(summer, UTC) == "12:30"


def test_that_a_late_summer_evening_belongs_to_the_day_of_the_laptop(english: Pack) -> None:
    evening = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert format_datetime(english.labels.dates, evening, LONDON) == "2 Jul 2026, 00:30"
    assert to_local_date(evening, LONDON) == date(2026, 7, 2)
    assert to_local_date(evening, UTC) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (7, "in 7 days"),
        (-1, "1 day late"),
        (-2, "2 days late"),
        (-400, "400 days late"),
    ],
)
def test_that_what_is_due_is_told_against_today(english: Pack, days: int, expected: str) -> None:
    assert format_due_date(english.labels.dates, TODAY + timedelta(days=days), TODAY) == expected


@given(st.integers(-500, 500))
@STEADY
def test_that_late_and_not_yet_are_never_told_alike(days: int) -> None:
    for pack in (shipped("en"), shipped("blank")):
        there = format_due_date(pack.labels.dates, TODAY + timedelta(days=days), TODAY)
        back = format_due_date(pack.labels.dates, TODAY - timedelta(days=days), TODAY)
        assert (there == back) is (days == 0)


def test_that_a_time_without_a_zone_is_taken_for_utc() -> None:
    assert to_utc(datetime(2026, 7, 1, 12)) == datetime(2026, 7, 1, 12, tzinfo=UTC)  # noqa: DTZ001 - what is tested


def test_that_a_time_from_another_zone_stays_the_same_moment() -> None:
    there = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert to_utc(there) == there
    assert to_utc(there).tzinfo is UTC


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5 Dec 2026", date(2026, 12, 5)),
        ("5 december 2026", date(2026, 12, 5)),
        ("5th Dec 26", date(2026, 12, 5)),
        ("05/12/2026", date(2026, 12, 5)),
        ("5.12.26", date(2026, 12, 5)),
        ("5-12-2026", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)),
        ("  5   Dec, 2026 ", date(2026, 12, 5)),
        ("5/12", date(2026, 12, 5)),
        ("21 nov", TODAY),
        ("20 nov", date(2027, 11, 20)),
        ("1st Feb", date(2027, 2, 1)),
        ("29/2/28", date(2028, 2, 29)),
        ("3 sept", date(2027, 9, 3)),
    ],
)
def test_that_a_day_is_read_as_it_is_written_here_the_day_before_the_month(
    english: Pack, written: str, expected: date
) -> None:
    assert parse_date(english.labels.dates, written, TODAY) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "soon",
        "5",
        "5 12 2026 7",
        "31/2/26",
        "29 Feb 2027",
        "12/13/2026",
        "0/1/26",
        "5 ju",
        "5 Dec 1899",
        "5 Dec 20266",
        "5 Dec 202",
        "\u00b2/12/26",
        "\u0665/12/26",
        "-5/12/26x",
        "9" * 5000,
        "/",
        "Dec 5 2026",
    ],
)
def test_that_what_is_no_day_is_not_taken_for_one(english: Pack, written: str) -> None:
    assert parse_date(english.labels.dates, written, TODAY) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
@STEADY
def test_that_every_day_that_is_told_is_read_again(when: date) -> None:
    for words in (shipped("en").labels.dates, shipped("blank").labels.dates):
        assert parse_date(words, when.isoformat(), TODAY) == when
    assert parse_date(shipped("en").labels.dates, format_date(shipped("en").labels.dates, when), TODAY) == when


@given(st.text(max_size=60))
@STEADY
def test_that_no_text_at_all_breaks_the_reading(text: str) -> None:
    found = parse_date(shipped("en").labels.dates, text, TODAY)
    assert found is None or 2000 <= found.year < 2100
