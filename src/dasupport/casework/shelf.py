"""Backup status of a vault, as its owner sees it: backups, when they were verified, what is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

CARRY = timedelta(days=7)
"""Time after which another copy is to be taken off the machine."""
DRILL = timedelta(days=30)
"""Time after which the newest backup is to be verified again."""
DAMAGED = "V-DATA-DAMAGED"
"""The refusal id of damaged records."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup in the backup folder of a vault, its size in bytes, and when this vault last verified it, if
    ever.
    """

    path: Path
    at: datetime
    size: int
    checked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All backups, newest first; when a copy was last taken off the machine, when a backup was last verified,
    and the
    refusal id if the last attempt to create or verify one failed.
    """

    kept: tuple[Kept, ...] = ()
    carried: datetime | None = None
    drilled: datetime | None = None
    trouble: str = ""

    @property
    def verified(self) -> datetime | None:
        """Return when the newest verified backup was made; None if there is none."""
        return next((each.at for each in self.kept if each.checked), None)

    @property
    def damaged(self) -> bool:
        """Return True if the last attempt failed because the records are damaged: no backup can be created any more."""
        return self.trouble == DAMAGED

    def carry_due(self, now: datetime) -> bool:
        """Return True if a week has passed since a copy left the machine, or else since the oldest backup was made.

        Dates in the future, from a clock that was wrong, are ignored.
        """
        since = self.carried or min((each.at for each in self.kept if each.at <= now), default=now)
        return not now - CARRY < since <= now

    def drill_due(self, now: datetime) -> bool:
        """Return True if there is a backup and a month has passed since one was verified.

        A clock that was set back makes it due at once, not never.
        """
        tried = self.drilled
        return bool(self.kept) and not (tried and now - DRILL < tried <= now)
