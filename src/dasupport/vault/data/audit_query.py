"""Queries of the audit log: actor, action, time, and the person and session of each row."""

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
from dasupport.vault.data.entries import format_timestamp
from dasupport.vault.data.tables import EntryRow, EventRow, PersonRow, SessionRow

ROW_COLUMNS = (
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


class AuditQuery:
    """Queries of the audit log within one transaction."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def find_rows(self, sought: AuditFilter, most: int | None = None) -> AuditPage:
        """Return the newest `most` rows that match a filter, or all of them, and the total number of matches."""
        whole = _build_query(replace(sought, before=0)).with_only_columns(func.count(EventRow.seq))
        limit = None if most is None else most + 1
        rows = self._rows.execute(_build_query(sought).order_by(EventRow.seq.desc()).limit(limit))
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


def _build_query(sought: AuditFilter) -> Select[int, str, str, str, str, str, str, str, int]:
    """Return the query for the matching rows, each with its session and person if it is about one.

    An id occurs in one table only, so the outer joins cannot match two kinds of object.
    """
    return (
        select(*ROW_COLUMNS)
        .select_from(EventRow)
        .outerjoin(EntryRow, EntryRow.id == EventRow.object)
        .outerjoin(SessionRow, SessionRow.id == func.coalesce(EntryRow.session, EventRow.object))
        .outerjoin(PersonRow, PersonRow.id == func.coalesce(SessionRow.person, EventRow.object))
        .where(*_build_conditions(sought))
    )


def _build_conditions(sought: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if sought.person:
        yield PersonRow.id == sought.person
    if sought.session:
        yield SessionRow.id == sought.session
    if sought.action:
        yield EventRow.action == sought.action
    if sought.categories:
        yield or_(*map(_match_category, sought.categories))
    if sought.since:
        yield EventRow.at >= format_timestamp(sought.since)
    if sought.before:
        yield EventRow.seq < sought.before
    if sought.until:
        yield EventRow.at < format_timestamp(sought.until)


def _match_category(sort: AuditCategory) -> ColumnElement[bool]:
    sheets = EventRow.action.startswith(SHEET_PREFIX)
    if sort is AuditCategory.KEPT:
        return not_(
            or_(sheets, EventRow.action.in_([name for names in ACTIONS_OF_CATEGORY.values() for name in names]))
        )
    named = EventRow.action.in_(ACTIONS_OF_CATEGORY[sort])
    return or_(named, sheets) if sort is AuditCategory.LOOKED else named
