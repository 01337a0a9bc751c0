"""Labels about retention: how long records are kept, holds and deletions.

No record is deleted automatically, and none at once.
"""

from typing import Annotated

from msgspec import Struct

from dasupport.content.placeholders import Fills
from dasupport.content.plurals import Plural


class RecordKindLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the kinds of record, by `casework.retention.RecordKind`."""

    declined: str
    record: str
    child: str


class DeletionReasonLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Names of the reasons for a deletion."""

    past_period: str
    person_asked: str
    mistake: str


class RetentionLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the retention page: records past their period, pending deletions, holds and certificates."""

    title: str
    sub: str
    link: str
    kinds: RecordKindLabels
    why: DeletionReasonLabels
    past_count: Annotated[Plural, Fills("count")]
    ready_count: Annotated[Plural, Fills("count")]
    waiting_count: Annotated[Plural, Fills("count")]
    decide: str
    past: str
    past_sub: str
    past_none: str
    waiting: str
    held: str
    open: str
    until: Annotated[str, Fills("day")]
    ready: str
    from_day: Annotated[str, Fills("day")]
    days_count: Annotated[Plural, Fills("count")]
    held_chip: Annotated[str, Fills("day")]
    periods: str
    periods_sub: str
    declined_weeks: str
    declined_weeks_hint: str
    record_years: str
    record_years_hint: str
    child_years: str
    child_years_hint: str
    wait_days: str
    wait_days_hint: str
    set: str
    were_set: str
    not_set: str
    not_set_sub: str
    elsewhere: str
    elsewhere_sub: str
    certificates: str
    certificates_sub: str
    certificates_none: str
    certificate: Annotated[str, Fills("kind", "day")]
    asked: Annotated[str, Fills("who", "day", "why")]
    carried_out: Annotated[str, Fills("who")]
    went: Annotated[str, Fills("sessions", "entries", "drafts", "others")]
    seal: Annotated[str, Fills("hash")]
    back: str


class RecordRetentionLabels(Struct, frozen=True, forbid_unknown_fields=True):
    """Labels of the page about the retention of one record."""

    title: str
    fact: Annotated[str, Fills("name", "text")]
    sort: str
    last: str
    until: str
    past: str
    hold: str
    hold_sub: str
    hold_reason: str
    hold_begin: str
    held: Annotated[str, Fills("day", "who")]
    lift_reason: str
    lift: str
    deletion: str
    deletion_sub: Annotated[str, Fills("days")]
    deletion_held: str
    why: str
    ask: str
    waits: Annotated[str, Fills("day")]
    waits_no_more: str
    waits_count: Annotated[Plural, Fills("count")]
    waits_why: Annotated[str, Fills("days")]
    waits_sub: Annotated[str, Fills("who", "asked", "why")]
    take_back: str
    ready: str
    ready_sub: Annotated[str, Fills("who", "asked", "why")]
    carry_out: str
    second: str
    second_sub: str
    records: str
    person: str
