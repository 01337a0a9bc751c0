"""Backup schedule: list of backups, when the next is due, and which to remove. It keeps 7 daily, 4 weekly
and 3 monthly ones.

It counts backups, not elapsed time: a clock that jumps removes nothing early, and backups dated in the
future are left alone.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

INTERVAL = timedelta(hours=20)
NAME_PATTERN = re.compile(r"(\d{8}T\d{6})Z-[0-9a-f]{8}\.backup")
KEEP_DAYS, KEEP_WEEKS, KEEP_MONTHS = 7, 4, 3
MAX_AGE = timedelta(days=100)
"""Backups that are this much older than the daily ones are removed, so that deleted records do not stay in
a backup for ever.
"""
VALID_YEARS = range(1971, 9999)
"""Years that a backup may be dated in; a date at the edge could not be converted to another time zone."""
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (KEEP_DAYS, lambda at: at.date()),
    (KEEP_WEEKS, lambda at: at.isocalendar()[:2]),
    (KEEP_MONTHS, lambda at: (at.year, at.month)),
)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup in the folder. Its name tells when it was made, and nothing else."""

    path: Path
    made_at: datetime


def format_name(at: datetime, id: str) -> str:
    """Return the file name of a backup: when it was made, and the start of its id."""
    stamp = "".join(letter for letter in at.astimezone(UTC).isoformat()[:19] if letter not in "-:")
    return f"{stamp}Z-{id[:8]}.backup"


def list_backups(folder: Path) -> list[BackupFile]:
    """Return the backups of a folder by their names, newest first; within one second, the one written last
    first.

    Returns [] if the folder cannot be read.
    """
    try:
        found = [(path, match[1]) for path in folder.iterdir() if (match := NAME_PATTERN.fullmatch(path.name))]
    except OSError:
        return []
    dated = [BackupFile(path, at) for path, match in found if (at := _parse_stamp(match))]
    return sorted(dated, key=lambda each: (each.made_at, _modified_ns(each.path), each.path.name), reverse=True)


def _modified_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def sort_future_dated_last(found: Iterable[BackupFile], now: datetime) -> list[BackupFile]:
    """Return the backups with those dated in the future last: the clock was wrong when they were made."""
    return sorted(found, key=lambda each: each.made_at > now)


def is_due(made: Iterable[datetime], now: datetime) -> bool:
    """Return True if no backup is younger than 20 hours; one dated in the future does not count."""
    return not any(now - INTERVAL < at <= now for at in made)


def find_prunable(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Return the times of backups to remove: all but the newest of each recent day, week and month that has
    one.
    """
    past = sorted({at for at in made if at <= now}, reverse=True)
    kept: set[datetime] = set()
    for most, period in PERIODS:
        newest: dict[object, datetime] = {}
        for at in past:
            newest.setdefault(period(at), at)
        kept |= set(list(newest.values())[:most])
    days = list(dict.fromkeys(at.date() for at in past))[:KEEP_DAYS]
    if len(days) == KEEP_DAYS:
        kept = {at for at in kept if at.date() >= days[-1] - MAX_AGE}
    return set(past) - kept


def _parse_stamp(stamp: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if at.year in VALID_YEARS else None
