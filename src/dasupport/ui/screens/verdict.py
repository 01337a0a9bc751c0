"""What the lock screen was told of a vault: the verdict on it, where that leads, and what was refused the last time."""

from datetime import datetime

from dasupport.content.first_labels import First
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Note
from dasupport.ui.screens.doorway import DAMAGED, LEADS, WORTH_A_TRY, WRONG, Doorway, day

SLIPS = {WRONG, "PASS-EMPTY"}


class Verdict:
    """A verdict stands until another one takes its place: a slip in typing does not take it away."""

    def __init__(self, first: First, door: Doorway, *, several: bool = False) -> None:
        self._first = first
        self._door = door
        self._several = several
        self._refused: tuple[str, str] | None = None
        self._item = ""
        self._standing: tuple[str, tuple[str, str]] | None = None
        self.refusals = 0
        """How often something was refused."""

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self._refused or self._standing)

    @property
    def refused(self) -> bool:
        """Whether the last try was refused."""
        return self._refused is not None

    @property
    def wrong(self) -> bool:
        """Whether the passphrase was wrong the last time."""
        return self._refused is not None and self._item == WRONG

    @property
    def leads(self) -> tuple[str, ...]:
        """Where the verdict leads."""
        return LEADS[self._standing[0]] if self._standing else ()

    @property
    def worth_a_try(self) -> bool:
        """Whether unlocking may still help."""
        return self._standing is None or self._standing[0] in WORTH_A_TRY

    def forget(self) -> None:
        """It is about another vault now."""
        self._refused = self._standing = None

    def try_again(self) -> None:
        """A new try: what was refused before is not said any more."""
        self._refused = None

    def damaged(self) -> None:
        """These records were found damaged while they were open."""
        self._standing = DAMAGED, self._door.sentence(DAMAGED)

    def refuse(self, refusal: Refusal) -> None:
        say, do = self._door.sentence(refusal.item)
        if refusal.item == WRONG and self._several:
            do = f"{do} {self._first.lock.other_records}"
        self._refused, self._item = (with_dates(self._first, say, refusal), do), refusal.item
        if refusal.item in LEADS:
            self._standing = refusal.item, self._refused
        self.refusals += 1

    def slip(self) -> str:
        """What was wrong with the last passphrase, said under the field where a verdict stands below it."""
        return " ".join(self._refused) if self._standing and self._refused and self._item in SLIPS else ""

    def notes(self) -> tuple[Block, ...]:
        """The verdict on the vault, and what else was refused, unless that stands under its own field."""
        told = {"trouble": self._standing[1]} if self._standing else {}
        if self._refused and not (self._standing and (self._item in LEADS or self.slip())):
            told["refused" if self._standing else "trouble"] = self._refused
        return tuple(Note("stop", *words, key=key) for key, words in told.items())


def with_dates(first: First, say: str, refusal: Refusal) -> str:
    """What is said of a refusal, and of data that is older than before the two days that it is told by."""
    dates = tuple(_moment(first, getattr(refusal, name, "")) for name in ("closed", "latest"))
    return f"{say} {first.lock.older_dates.format(closed=dates[0], latest=dates[1])}" if all(dates) else say


def _moment(first: First, stamp: str) -> str:
    """A stored time, where the laptop is; nothing where there is none."""
    if not stamp:
        return ""
    here = datetime.fromisoformat(stamp).astimezone()
    return f"{day(first, here)}, {here:%H:%M}"
