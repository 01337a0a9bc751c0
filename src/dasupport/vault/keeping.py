"""Which backups stand, when the next one is due, and which may go: 7 of days, 4 of weeks, 3 of months.

Counted in backups, not in time that passed: a clock that jumps prunes nothing early (and what is dated later than
now is left alone).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

EVERY = timedelta(hours=20)
NAME = re.compile(r"(\d{8}T\d{6})Z-[0-9a-f]{8}\.backup")
DAYS, WEEKS, MONTHS = 7, 4, 3
OLDEST = timedelta(days=100)
"""What is so much older than all backups of the last days goes: what was deleted is not kept in it for ever."""
YEARS = range(1971, 9999)
"""Of another year no backup is: a day more or less, in another part of the world, would be no date any more."""
PERIODS: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (DAYS, lambda at: at.date()),
    (WEEKS, lambda at: at.isocalendar()[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One backup in the folder: its name says when it was made, and nothing else."""

    path: Path
    at: datetime


def name(at: datetime, id: str) -> str:
    """What a backup is called: when it was made, and the beginning of its id."""
    stamp = "".join(letter for letter in at.astimezone(UTC).isoformat()[:19] if letter not in "-:")
    return f"{stamp}Z-{id[:8]}.backup"


def standing(folder: Path) -> list[Standing]:
    """The backups of a folder by their names, the newest first; of one second, the one written last. None if the
    folder cannot be read."""
    try:
        found = [(path, match[1]) for path in folder.iterdir() if (match := NAME.fullmatch(path.name))]
    except OSError:
        return []
    dated = [Standing(path, at) for path, match in found if (at := _when(match))]
    return sorted(dated, key=lambda each: (each.at, _written(each.path), each.path.name), reverse=True)


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def likely(found: Iterable[Standing], now: datetime) -> list[Standing]:
    """The same, those that are dated later than now behind all others: a clock was wrong when they were made."""
    return sorted(found, key=lambda each: each.at > now)


def due(made: Iterable[datetime], now: datetime) -> bool:
    """Whether there is none of the last twenty hours; one that is dated later than now does not count."""
    return not any(now - EVERY < at <= now for at in made)


def spare(made: Iterable[datetime], now: datetime) -> set[datetime]:
    """Which may go: all but the newest of each of the last days, weeks and months on which there was one."""
    past = sorted({at for at in made if at <= now}, reverse=True)
    kept: set[datetime] = set()
    for most, period in PERIODS:
        newest: dict[object, datetime] = {}
        for at in past:
            newest.setdefault(period(at), at)
        kept |= set(list(newest.values())[:most])
    days = list(dict.fromkeys(at.date() for at in past))[:DAYS]
    if len(days) == DAYS:
        kept = {at for at in kept if at.date() >= days[-1] - OLDEST}
    return set(past) - kept


def _when(stamp: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(stamp).replace(tzinfo=UTC)
    except ValueError:
        return None
    return at if at.year in YEARS else None
