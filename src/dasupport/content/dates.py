"""Dates and times in words. Times are kept in UTC and shown in the zone of the laptop."""

from datetime import UTC, date, datetime, tzinfo

from dasupport.content.labels import DateWords


def day(words: DateWords, when: date) -> str:
    """21 Nov 2026."""
    return f"{when.day} {words.months[when.month - 1]} {when.year}"


def clock(when: datetime, zone: tzinfo | None = None) -> str:
    """14:32, where the laptop is; `zone` says where that is in a test."""
    return f"{when.astimezone(zone):%H:%M}"


def moment(words: DateWords, when: datetime, zone: tzinfo | None = None) -> str:
    """21 Nov 2026, 14:32."""
    here = when.astimezone(zone)
    return f"{day(words, here.date())}, {here:%H:%M}"


def local(when: datetime, zone: tzinfo | None = None) -> date:
    """The day it is, where the laptop is."""
    return when.astimezone(zone).date()


def waiting(words: DateWords, due: date, today: date) -> str:
    """How a due date stands to today: late, today, or in so many days."""
    days = (due - today).days
    if days == 0:
        return words.today
    if days < 0:
        return (words.day_late if days == -1 else words.days_late).format(days=-days)
    return (words.in_a_day if days == 1 else words.in_days).format(days=days)


def utc(when: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is taken as UTC."""
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
