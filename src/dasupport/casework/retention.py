"""How long a record is kept, when it may be deleted, and what is left of it then. The law sets no period of its own:
an organisation sets and writes down its own, and nobody keeps anything just in case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dasupport.casework.entry import Kind
from dasupport.casework.people import Closing
from dasupport.casework.text import Words


class RecordKind(StrEnum):
    """What sort of record a person's is: it decides how long it is kept, and nothing else."""

    DECLINED = "declined"
    RECORD = "record"
    CHILD = "child"


class Why(StrEnum):
    """Why a deletion was asked for: one of these, and never words of one's own, as it outlives the record."""

    PAST_PERIOD = "past_period"
    PERSON_ASKED = "person_asked"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Periods:
    """How long each kind of record is kept after the last contact, and how long a deletion waits."""

    declined_weeks: int = 6
    record_years: int = 6
    child_years: int = 10
    wait_days: int = 14


BOUNDS: dict[str, tuple[int, int]] = {
    "declined_weeks": (1, 104), "record_years": (1, 30), "child_years": (1, 100), "wait_days": (1, 90),
}  # fmt: skip
"""The least and the most of each. A deletion always waits: no single act deletes."""

DAYS_AT_WORK = 3
"""On so many days the records were open between asking for a deletion and carrying it out, or as many as it waits."""

SLIGHT = frozenset({Kind.GATE, Kind.CHECK_IN, Kind.NOT_NOW, Kind.SAFE_CONTACT, Kind.PRESENTING, Kind.STEP})
"""What is recorded of a talk that did not happen. Anything besides, and the record is kept like any other."""


def bounded(periods: Periods) -> Periods:
    """The same periods, what is usual where one is out of bounds: a file may say anything. A record with a child in it
    is never kept for less than one without."""
    usual = Periods()
    kept = {
        name: value if least <= (value := getattr(periods, name)) <= most else getattr(usual, name)
        for name, (least, most) in BOUNDS.items()
    }
    return Periods(**kept | {"child_years": max(kept["child_years"], kept["record_years"])})


def unfit(periods: Periods) -> str:
    """The id of the refusal if these periods cannot hold as they stand, else nothing."""
    if any(not least <= getattr(periods, name) <= most for name, (least, most) in BOUNDS.items()):
        return "KEEP-BOUNDS"
    return "KEEP-CHILD" if periods.child_years < periods.record_years else ""


@dataclass(frozen=True, slots=True)
class Hold:
    """That a record must not be deleted while something is under way (a court, an inquiry, a complaint), and why."""

    id: str
    person: str
    at: datetime
    author: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Deletion:
    """That somebody asked to delete a person's record. It waits until it is due, and can be taken back until done."""

    id: str
    person: str
    why: Why
    asked_at: datetime
    asked_by: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is left of a deleted record: who and when, what kind and how many, and a seal over what went. No name."""

    deletion: Deletion
    at: datetime
    author: str
    kind: RecordKind
    sessions: int
    entries: int
    drafts: int
    others: int
    hash: str
    agreed_by: str = ""
    """The second person: empty until supervisors can answer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the rules need to know of a person's record, by code name."""

    person: str
    code_name: str
    last_contact: datetime
    closings: tuple[Closing, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    child: bool = False
    """Whether a child is written down in it, or was ever raised as a concern."""
    hold: Hold | None = None
    deletion: Deletion | None = None
    """The one that waits."""
    at_work: int = 0
    """On how many days after that on which it was asked for something was done with these records, by their log."""


def kind_of(kept: Kept) -> RecordKind:
    """What sort of record it is: where two could be said, the one that is kept longer."""
    if kept.child:
        return RecordKind.CHILD
    left = bool(kept.closings) and all(closing is Closing.NOT_NOW for closing in kept.closings)
    return RecordKind.DECLINED if left and kept.kinds <= SLIGHT else RecordKind.RECORD


def kept_until(kept: Kept, periods: Periods) -> date:
    """The last day of a record's period, counted from the last contact."""
    last = kept.last_contact.date()
    match kind_of(kept):
        case RecordKind.DECLINED:
            return _later(last, weeks=periods.declined_weeks)
        case RecordKind.CHILD:
            return _later(last, years=max(periods.child_years, periods.record_years))
        case RecordKind.RECORD:
            return _later(last, years=periods.record_years)


def is_past(kept: Kept, periods: Periods, today: date) -> bool:
    """Whether a record is past its period today, and nothing holds it."""
    return kept.hold is None and today > kept_until(kept, periods)


@dataclass(frozen=True, slots=True)
class SeenUntil:
    """The last days of contact after which no record is past any period: nobody seen later need be looked at."""

    left: date
    """Where every talk was left for another day."""
    talked: date
    """Everybody else."""


def seen_until(periods: Periods, today: date) -> SeenUntil:
    """Who has to be looked at today, and nobody who need not be past by then is left out."""
    talked = today - timedelta(days=365 * periods.record_years)
    return SeenUntil(max(talked, today - timedelta(weeks=periods.declined_weeks)), talked)


def due_at(asked_at: datetime, periods: Periods) -> datetime:
    """When a deletion that is asked for now may be carried out."""
    return asked_at + timedelta(days=periods.wait_days)


def days_lacking(kept: Kept) -> int:
    """On how many more days these records have to be open before a deletion is carried out: a clock that was set
    forward makes one such day and no more."""
    if kept.deletion is None:
        return 0
    wait = (kept.deletion.due - kept.deletion.asked_at).days
    return max(min(DAYS_AT_WORK, wait) - kept.at_work, 0)


def may_carry_out(kept: Kept, now: datetime) -> bool:
    """Whether the deletion that waits may be carried out now: its days are over, and it was seen on some of them."""
    if kept.deletion is None or kept.hold is not None:
        return False
    return now >= kept.deletion.due and not days_lacking(kept)


def past(records: Collection[Kept], periods: Periods, today: date) -> tuple[Kept, ...]:
    """The records past their period for which no deletion waits, the one that has been past for longest first."""
    found = (each for each in records if each.deletion is None and is_past(each, periods, today))
    return tuple(sorted(found, key=lambda each: (kept_until(each, periods), each.person)))


def _later(day: date, *, years: int = 0, weeks: int = 0) -> date:
    """So much later; what would be the 29th of a short February is the first of March."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years) + timedelta(weeks=weeks)
    except ValueError:
        return date(day.year + years, 3, 1)
    except OverflowError:
        return date.max
