"""Retention of records: how long they are kept, when they may be deleted, and what is left of them then.

The law sets no period of its own: an organisation sets and writes down its own, and nobody keeps anything
just in
case.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from dasupport.casework.attributed_text import Words
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.refusal_id import RefusalId


class RecordKind(StrEnum):
    """The kind of a person's record: it decides how long the record is kept, and nothing else."""

    DECLINED = "declined"
    RECORD = "record"
    CHILD = "child"


class DeletionReason(StrEnum):
    """The reason for a deletion: a fixed choice, never free text, because it outlives the record."""

    PAST_PERIOD = "past_period"
    PERSON_ASKED = "person_asked"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Periods:
    """Retention period of each kind of record after the last contact, and the waiting time of a deletion in
    days.
    """

    declined_weeks: int = 6
    record_years: int = 6
    child_years: int = 10
    wait_days: int = 14


BOUNDS: dict[str, tuple[int, int]] = {
    "declined_weeks": (1, 104),
    "record_years": (1, 30),
    "child_years": (1, 100),
    "wait_days": (1, 90),
}
"""The minimum and maximum of each period. A deletion always waits: no single act deletes."""

MIN_ACTIVE_DAYS = 3
"""Number of days on which the vault must have been used between requesting a deletion and carrying it out;
fewer if
the deletion waits fewer days.
"""

DECLINED_KINDS = frozenset({Kind.GATE, Kind.CHECK_IN, Kind.NOT_NOW, Kind.SAFE_CONTACT, Kind.PRESENTING, Kind.STEP})
"""Kinds recorded when a conversation did not happen. With any other kind, the record is kept like any other."""


def sanitise_periods(periods: Periods) -> Periods:
    """Return the periods with the default in place of any that is out of bounds: a file may contain anything.

    A record with a child in it is never kept for less time than one without.
    """
    usual = Periods()
    kept = {
        name: value if least <= (value := getattr(periods, name)) <= most else getattr(usual, name)
        for name, (least, most) in BOUNDS.items()
    }
    return Periods(**kept | {"child_years": max(kept["child_years"], kept["record_years"])})


def periods_error(periods: Periods) -> RefusalId | None:
    """Return the refusal id if these periods are not allowed, else None."""
    if any(not least <= getattr(periods, name) <= most for name, (least, most) in BOUNDS.items()):
        return RefusalId.KEEP_BOUNDS
    return RefusalId.KEEP_CHILD if periods.child_years < periods.record_years else None


@dataclass(frozen=True, slots=True)
class Hold:
    """A ban on deleting a record while something is under way (a court, an inquiry, a complaint), and the
    reason.
    """

    id: str
    person: str
    at: datetime
    author: str
    reason: Words


@dataclass(frozen=True, slots=True)
class Deletion:
    """A request to delete a person's record. It waits until it is due, and can be withdrawn until carried out."""

    id: str
    person: str
    why: DeletionReason
    asked_at: datetime
    asked_by: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Certificate:
    """Certificate of deletion: who and when, which kind and how many, and a hash over what was deleted. No name."""

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
    """The second person to agree: empty until supervisors can answer."""


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """The facts about a person's record that the rules need, by code name."""

    person: str
    code_name: str
    last_contact: datetime
    closings: tuple[Closing, ...] = ()
    kinds: frozenset[Kind] = frozenset()
    has_child: bool = False
    """True if a child is recorded in it, or was ever raised as a concern."""
    hold: Hold | None = None
    deletion: Deletion | None = None
    """The pending deletion."""
    active_days: int = 0
    """Number of distinct later days with audit events since the deletion was requested."""


def classify_record(kept: RetentionFacts) -> RecordKind:
    """Return the kind of a record; if two apply, the one that is kept longer."""
    if kept.has_child:
        return RecordKind.CHILD
    left = bool(kept.closings) and all(closing is Closing.NOT_NOW for closing in kept.closings)
    return RecordKind.DECLINED if left and kept.kinds <= DECLINED_KINDS else RecordKind.RECORD


def compute_retention_end(kept: RetentionFacts, periods: Periods) -> date:
    """Return the last day of a record's period, counted from the last contact."""
    last = kept.last_contact.date()
    match classify_record(kept):
        case RecordKind.DECLINED:
            return _add_period(last, weeks=periods.declined_weeks)
        case RecordKind.CHILD:
            return _add_period(last, years=max(periods.child_years, periods.record_years))
        case RecordKind.RECORD:
            return _add_period(last, years=periods.record_years)


def is_past_period(kept: RetentionFacts, periods: Periods, today: date) -> bool:
    """Return True if a record is past its period today and not on hold."""
    return kept.hold is None and today > compute_retention_end(kept, periods)


@dataclass(frozen=True, slots=True)
class LastContactCutoff:
    """The last days of contact after which no record can be past its period: people contacted later are skipped."""

    declined: date
    """For people whose every conversation was closed as *not now*."""
    others: date
    """For everybody else."""


def compute_cutoff(periods: Periods, today: date) -> LastContactCutoff:
    """Return the cutoff for finding records past their period; it never skips one that may be."""
    talked = today - timedelta(days=365 * periods.record_years)
    return LastContactCutoff(max(talked, today - timedelta(weeks=periods.declined_weeks)), talked)


def compute_due_time(asked_at: datetime, periods: Periods) -> datetime:
    """Return when a deletion requested at this time may be carried out."""
    return asked_at + timedelta(days=periods.wait_days)


def count_missing_days(kept: RetentionFacts) -> int:
    """Return on how many more days the vault must be used before a deletion is carried out.

    A clock that was set forward makes one such day and no more.
    """
    if kept.deletion is None:
        return 0
    wait = (kept.deletion.due - kept.deletion.asked_at).days
    return max(min(MIN_ACTIVE_DAYS, wait) - kept.active_days, 0)


def may_carry_out(kept: RetentionFacts, now: datetime) -> bool:
    """Return True if the pending deletion is due, there is no hold, and the vault was used on enough days
    meanwhile.
    """
    if kept.deletion is None or kept.hold is not None:
        return False
    return now >= kept.deletion.due and not count_missing_days(kept)


def list_past_period(records: Collection[RetentionFacts], periods: Periods, today: date) -> tuple[RetentionFacts, ...]:
    """Return the records past their period without a pending deletion, the longest overdue first."""
    found = (each for each in records if each.deletion is None and is_past_period(each, periods, today))
    return tuple(sorted(found, key=lambda each: (compute_retention_end(each, periods), each.person)))


def _add_period(day: date, *, years: int = 0, weeks: int = 0) -> date:
    """Return the later date. A 29 February that does not exist becomes 1 March; the latest date is date.max."""
    if day.year + years > date.max.year:
        return date.max
    try:
        return day.replace(year=day.year + years) + timedelta(weeks=weeks)
    except ValueError:
        return date(day.year + years, 3, 1)
    except OverflowError:
        return date.max
