"""Formatting and parsing of dates and times in the words of a pack.

Times are stored in UTC and shown in the local time zone.
"""

import re
from datetime import UTC, date, datetime, tzinfo

from dasupport.content.labels import DateLabels

SEPARATOR_PATTERN = re.compile(r"[\s./,\-]+")
DAY_PATTERN = re.compile(r"(\d{1,2})(\D+)")
EARLIEST_YEAR, YEAR_LIMIT = 2000, 2100


def format_date(words: DateLabels, when: date) -> str:
    """Return a date as text: 21 Nov 2026."""
    return f"{when.day} {words.months[when.month - 1]} {when.year}"


def format_date_with_weekday(words: DateLabels, when: date) -> str:
    """Return a date with its weekday as text: Saturday 21 Nov 2026."""
    return f"{words.weekdays[when.weekday()]} {format_date(words, when)}"


def format_time(when: datetime, zone: tzinfo | None = None) -> str:
    """Return the local time as text: 14:32. Tests pass `zone`; the default is the zone of the laptop."""
    return f"{when.astimezone(zone):%H:%M}"


def format_datetime(words: DateLabels, when: datetime, zone: tzinfo | None = None) -> str:
    """Return the local date and time as text: 21 Nov 2026, 14:32."""
    here = when.astimezone(zone)
    return f"{format_date(words, here.date())}, {here:%H:%M}"


def to_local_date(when: datetime, zone: tzinfo | None = None) -> date:
    """Return the local date of a moment."""
    return when.astimezone(zone).date()


def format_due_date(words: DateLabels, due: date, today: date) -> str:
    """Return how far a due date is from today in words: so many days late, today, or in so many days."""
    days = (due - today).days
    if days == 0:
        return words.today
    if days < 0:
        return words.days_late.format(days=-days)
    return words.in_a_day if days == 1 else words.in_days.format(days=days)


def to_utc(when: datetime) -> datetime:
    """Return the same moment in UTC; a time without a zone is taken as UTC."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)


def parse_date(words: DateLabels, text: str, today: date) -> date | None:
    """Return the date that a text stands for: "5 Dec 2026", "5th December", "5/12/26", "2026-12-05".

    The day comes before the month. Without a year it is the next such day, today included.
    Returns None if the text cannot be read as a date.
    """
    parts = [part for part in SEPARATOR_PATTERN.split(text.strip()) if part]
    if len(parts) == 3 and len(parts[0]) == 4:
        parts.reverse()
    if len(parts) not in (2, 3):
        return None
    numbers = (_parse_day(words, parts[0]), _parse_month(words, parts[1]))
    years = (_parse_year(parts[2]),) if len(parts) == 3 else (today.year, today.year + 1)
    days = (_make_date(year, numbers[1], numbers[0]) for year in years)
    return next((found for found in days if found and (len(parts) == 3 or found >= today)), None)


def _parse_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _parse_day(words: DateLabels, text: str) -> int:
    """Return the number of a day, with or without one of the pack's endings of ordinal numbers: 5, 5th."""
    match = DAY_PATTERN.fullmatch(text)
    return _parse_number(match[1] if match and match[2].casefold() in words.ordinals else text)


def _parse_year(text: str) -> int:
    return _parse_number(text) + (2000 if len(text) == 2 else 0)


def _parse_month(words: DateLabels, text: str) -> int:
    """Return the number of a month written as a number, in the pack's short form, or in full; 0 if unknown."""
    if text.isdigit():
        return _parse_number(text)
    written = text.casefold()
    names = [name.casefold() for name in words.months]
    fits = (
        at
        for at, name in enumerate(names, 1)
        if written.startswith(name) or (len(written) > 2 and name.startswith(written))
    )
    return next(fits, 0)


def _make_date(year: int, month: int, day_of_month: int) -> date | None:
    try:
        return date(year, month, day_of_month) if EARLIEST_YEAR <= year < YEAR_LIMIT else None
    except ValueError:
        return None
