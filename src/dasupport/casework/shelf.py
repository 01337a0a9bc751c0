"""The backups of a vault, as its owner sees them: which there are, which were checked, what is to be done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

CARRY = timedelta(days=7)
DRILL = timedelta(days=30)
DAMAGED = "V-DATA-DAMAGED"


@dataclass(frozen=True, slots=True)
class Kept:
    """One backup that stands beside the vault. `checked` is when it was last proven whole, if ever here."""

    path: Path
    at: datetime
    size: int
    checked: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """All of them, the newest first; when a copy was last carried off the machine, when one was last tried as if it
    were needed, and the id of the refusal if the last attempt to make or try one failed."""

    kept: tuple[Kept, ...] = ()
    carried: datetime | None = None
    drilled: datetime | None = None
    trouble: str = ""

    @property
    def verified(self) -> datetime | None:
        """When the newest backup that was proven whole was made; nothing if there is none."""
        return next((each.at for each in self.kept if each.checked), None)

    @property
    def damaged(self) -> bool:
        """Whether the trouble is the records' own: no backup of them can be made any more."""
        return self.trouble == DAMAGED

    def carry_due(self, now: datetime) -> bool:
        """Whether it is a week since a copy left the machine, or since there was one that could have. What is dated
        later than now, by a clock that was wrong, counts for nothing."""
        since = self.carried or min((each.at for each in self.kept if each.at <= now), default=now)
        return not now - CARRY < since <= now

    def drill_due(self, now: datetime) -> bool:
        """Whether it is a month since one was tried. A clock that was set back makes it due at once, not never."""
        tried = self.drilled
        return bool(self.kept) and not (tried and now - DRILL < tried <= now)
