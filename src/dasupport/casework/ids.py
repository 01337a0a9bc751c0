"""Ids and time are arguments: these are their types and their everyday makers."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Gives the time now, in UTC."""

NewId = Callable[[], str]
"""Gives an id that nobody used before. Ids are made before they are stored, so that saving twice is harmless."""


def utc_now() -> datetime:
    """The time now, in UTC, to the microsecond."""
    return datetime.now(UTC)


def random_id() -> str:
    """A random id of 32 hexadecimal digits."""
    from uuid import uuid4  # late: the lock screen needs no id

    return uuid4().hex
