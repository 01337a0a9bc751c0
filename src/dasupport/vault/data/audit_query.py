"""Looking things up in the log: who did what, when, and whom it was about."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, not_, or_, select
from sqlalchemy.orm import Session as Rows

from dasupport.casework.audit_events import (
    ACTIONS_OF_CATEGORY,
    SHEET_PREFIX,
    AuditCategory,
    AuditFilter,
    AuditPage,
    AuditRow,
)
from dasupport.vault.data.entries import stamp
from dasupport.vault.data.tables import EntryRow, EventRow, PersonRow, SessionRow

TOLD = (
    EventRow.seq,
    EventRow.at,
    EventRow.actor,
    EventRow.action,
    EventRow.object,
    PersonRow.id,
    PersonRow.code_name,
    SessionRow.id,
    SessionRow.number,
)


class Trail:
    """The lines of the log inside one transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find(self, sought: AuditFilter, most: int | None = None) -> AuditPage:
        """The newest lines of those that are looked for, so many of them or all, and how many there are."""
        whole = _told(replace(sought, before=0)).with_only_columns(func.count(EventRow.seq))
        limit = None if most is None else most + 1
        rows = self._rows.execute(_told(sought).order_by(EventRow.seq.desc()).limit(limit))
        traces = tuple(
            AuditRow(
                seq,
                datetime.fromisoformat(at),
                actor,
                action,
                object,
                person or "",
                code or "",
                session or "",
                number or 0,
            )
            for seq, at, actor, action, object, person, code, session, number in rows
        )
        return AuditPage(traces[:most], self._rows.execute(whole).scalar_one(), len(traces) != len(traces[:most]))


def _told(sought: AuditFilter) -> Select[int, str, str, str, str, str, str, str, int]:
    """Each line with its conversation and its person, where it is about one: an id stands in one table only."""
    return (
        select(*TOLD)
        .select_from(EventRow)
        .outerjoin(EntryRow, EntryRow.id == EventRow.object)
        .outerjoin(SessionRow, SessionRow.id == func.coalesce(EntryRow.session, EventRow.object))
        .outerjoin(PersonRow, PersonRow.id == func.coalesce(SessionRow.person, EventRow.object))
        .where(*_conditions(sought))
    )


def _conditions(sought: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if sought.person:
        yield PersonRow.id == sought.person
    if sought.session:
        yield SessionRow.id == sought.session
    if sought.action:
        yield EventRow.action == sought.action
    if sought.categories:
        yield or_(*map(_of, sought.categories))
    if sought.since:
        yield EventRow.at >= stamp(sought.since)
    if sought.before:
        yield EventRow.seq < sought.before
    if sought.until:
        yield EventRow.at < stamp(sought.until)


def _of(sort: AuditCategory) -> ColumnElement[bool]:
    sheets = EventRow.action.startswith(SHEET_PREFIX)
    if sort is AuditCategory.KEPT:
        return not_(
            or_(sheets, EventRow.action.in_([name for names in ACTIONS_OF_CATEGORY.values() for name in names]))
        )
    named = EventRow.action.in_(ACTIONS_OF_CATEGORY[sort])
    return or_(named, sheets) if sort is AuditCategory.LOOKED else named
