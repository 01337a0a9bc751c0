"""Failures to open a vault on the lock screen: the lasting failure, its remedies, and the last refusal."""

from datetime import datetime

from dasupport.content.first_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Note
from dasupport.ui.screens.doorway import DAMAGED, LEADS, WORTH_A_TRY, WRONG, Doorway, day

SLIPS = {WRONG, "PASS-EMPTY"}


class Verdict:
    """The failure of a vault to open. It stays until another failure replaces it: a typing error does not clear it."""

    def __init__(self, first: LockScreenPack, door: Doorway, *, several: bool = False) -> None:
        self._first = first
        self._door = door
        self._several = several
        self._refused: tuple[str, str] | None = None
        self._item = ""
        self._standing: tuple[str, tuple[str, str]] | None = None
        self.refusals = 0
        """Number of refusals so far."""

    def __bool__(self) -> bool:
        """Return True if there is anything to show."""
        return bool(self._refused or self._standing)

    @property
    def refused(self) -> bool:
        """True if the last attempt was refused."""
        return self._refused is not None

    @property
    def wrong(self) -> bool:
        """True if the passphrase of the last attempt was wrong."""
        return self._refused is not None and self._item == WRONG

    @property
    def leads(self) -> tuple[str, ...]:
        """The remedies for the failure, as keys of their buttons; () if there is none."""
        return LEADS[self._standing[0]] if self._standing else ()

    @property
    def worth_a_try(self) -> bool:
        """True if unlocking may still help."""
        return self._standing is None or self._standing[0] in WORTH_A_TRY

    def forget(self) -> None:
        """Forget failure and refusal: another vault was chosen."""
        self._refused = self._standing = None

    def try_again(self) -> None:
        """Forget the last refusal, as a new attempt begins."""
        self._refused = None

    def damaged(self) -> None:
        """Set the failure: the data was found damaged while the vault was open the last time."""
        self._standing = DAMAGED, self._door.sentence(DAMAGED)

    def refuse(self, refusal: Refusal) -> None:
        """Set the refusal of an attempt; it becomes the failure of the vault if it has remedies."""
        say, do = self._door.sentence(refusal.item)
        if refusal.item == WRONG and self._several:
            do = f"{do} {self._first.lock.other_records}"
        self._refused, self._item = (with_dates(self._first, say, refusal), do), refusal.item
        if refusal.item in LEADS:
            self._standing = refusal.item, self._refused
        self.refusals += 1

    def slip(self) -> str:
        """Return the text of a typing error, to show under the field while the failure is shown below; else ""."""
        return " ".join(self._refused) if self._standing and self._refused and self._item in SLIPS else ""

    def notes(self) -> tuple[Block, ...]:
        """Return notes for the failure and the last refusal, unless that is shown under its own field."""
        told = {"trouble": self._standing[1]} if self._standing else {}
        if self._refused and not (self._standing and (self._item in LEADS or self.slip())):
            told["refused" if self._standing else "trouble"] = self._refused
        return tuple(Note("stop", *words, key=key) for key, words in told.items())


def with_dates(first: LockScreenPack, say: str, refusal: Refusal) -> str:
    """Return the text of a refusal; for a rolled-back vault with the two dates that show it."""
    dates = tuple(_moment(first, getattr(refusal, name, "")) for name in ("closed", "latest"))
    return f"{say} {first.lock.older_dates.format(closed=dates[0], latest=dates[1])}" if all(dates) else say


def _moment(first: LockScreenPack, stamp: str) -> str:
    """Return a stored ISO time in local time; "" if there is none."""
    if not stamp:
        return ""
    here = datetime.fromisoformat(stamp).astimezone()
    return f"{day(first, here)}, {here:%H:%M}"
