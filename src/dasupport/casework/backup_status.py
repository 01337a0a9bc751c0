"""Backup status of a vault, as its owner sees it: backups, when they were verified, what is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dasupport.refusal_id import RefusalId

COPY_INTERVAL = timedelta(days=7)
"""Time after which another copy is to be taken off the machine."""
VERIFY_INTERVAL = timedelta(days=30)
"""Time after which the newest backup is to be verified again."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup in the backup folder of a vault, its size in bytes, and when this vault last verified it, if
    ever.
    """

    path: Path
    made_at: datetime
    size: int
    verified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """All backups, newest first; when a copy was last taken off the machine, when a backup was last verified,
    and the
    refusal id if the last attempt to create or verify one failed.
    """

    backups: tuple[Backup, ...] = ()
    copied_offsite_at: datetime | None = None
    last_verified_at: datetime | None = None
    last_refusal: RefusalId | None = None

    @property
    def newest_verified(self) -> datetime | None:
        """Return when the newest verified backup was made; None if there is none."""
        return next((each.made_at for each in self.backups if each.verified_at), None)

    @property
    def is_damaged(self) -> bool:
        """Return True if the last attempt failed because the records are damaged: no backup can be created any more."""
        return self.last_refusal == RefusalId.V_DATA_DAMAGED

    def is_copy_due(self, now: datetime) -> bool:
        """Return True if a week has passed since a copy left the machine, or else since the oldest backup was made.

        Dates in the future, from a clock that was wrong, are ignored.
        """
        since = self.copied_offsite_at or min(
            (each.made_at for each in self.backups if each.made_at <= now), default=now
        )
        return not now - COPY_INTERVAL < since <= now

    def is_verification_due(self, now: datetime) -> bool:
        """Return True if there is a backup and a month has passed since one was verified.

        A clock that was set back makes it due at once, not never.
        """
        tried = self.last_verified_at
        return bool(self.backups) and not (tried and now - VERIFY_INTERVAL < tried <= now)
