"""Facts about records that the retention rules need, read in a few queries over many people, not one by one."""

import json
from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session as Rows

from dasupport.casework.attributed_text import SEPARATOR
from dasupport.casework.concerns import Concern
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.casework.retention import Deletion, Hold, LastContactCutoff, RetentionFacts
from dasupport.vault.data.tables import DraftRow, EntryRow, EventRow, PersonRow, SessionRow

DATE_LENGTH = 10
"""Number of characters of a stored time that are its date."""
CHILD_CONCERNS = (Concern.CHILDREN, Concern.UNDER_18)


def build_person_filter(seen_until: LastContactCutoff | None, person: str) -> ColumnElement[bool]:
    """Return the condition for which people to read: one person, those last contacted up to a cutoff, or all."""
    if person:
        return PersonRow.id == person
    if seen_until is None:
        return true()
    before = PersonRow.last_seen < _end_of_day(seen_until.declined)
    left = select(SessionRow.person).where(SessionRow.closing == _inline_literal(Closing.NOT_NOW))
    theirs = exists().where(SessionRow.person == PersonRow.id)
    talked = theirs.where(SessionRow.closing != str(Closing.NOT_NOW)).correlate(PersonRow)
    only_left = PersonRow.id.in_(left) & before & ~talked
    return or_(PersonRow.last_seen < _end_of_day(seen_until.others), only_left)


def read_facts(
    rows: Rows,
    wanted: ColumnElement[bool],
    holds: dict[str, Hold],
    waiting: dict[str, Deletion],
) -> tuple[RetentionFacts, ...]:
    """Return the facts about the matching people, the one contacted longest ago first.

    `holds` and `waiting` contain the open holds and pending deletions by person id.
    """
    people = rows.execute(
        select(PersonRow.id, PersonRow.code_name, PersonRow.last_seen)
        .where(wanted)
        .order_by(PersonRow.last_seen, PersonRow.id)
    ).all()
    if not people:
        return ()
    ids = func.json_each(json.dumps([row.id for row in people])).table_valued("value")
    theirs = SessionRow.person.in_(select(ids.c.value))
    closings, (kinds, children) = _read_closings(rows, theirs), _read_kinds(rows, theirs)
    return tuple(
        RetentionFacts(
            person=row.id,
            code_name=row.code_name,
            last_contact=datetime.fromisoformat(row.last_seen),
            closings=tuple(closings[row.id]),
            kinds=frozenset(kinds[row.id]),
            has_child=row.id in children,
            hold=holds.get(row.id),
            deletion=waiting.get(row.id),
            active_days=count_active_days(rows, waiting[row.id].id) if row.id in waiting else 0,
        )
        for row in people
    )


def count_active_days(rows: Rows, deletion: str) -> int:
    """Return the number of other days with audit rows after the request of a deletion.

    By the order of the rows, whatever the clock said.
    """
    asked = select(EventRow.seq, EventRow.at).where(EventRow.action == "deletion", EventRow.object == deletion)
    line = rows.execute(asked.order_by(EventRow.seq.desc()).limit(1)).one_or_none()
    if line is None:
        return 0
    day = func.substr(EventRow.at, 1, DATE_LENGTH)
    later = select(func.count(day.distinct())).where(EventRow.seq > line.seq, day != line.at[:DATE_LENGTH])
    return rows.execute(later).scalar_one()


def _read_closings(rows: Rows, theirs: ColumnElement[bool]) -> defaultdict[str, list[Closing]]:
    """Return how each conversation of each person was closed, in order."""
    asked = select(SessionRow.person, SessionRow.closing).where(theirs)
    found: defaultdict[str, list[Closing]] = defaultdict(list)
    for person, closing in rows.execute(asked.order_by(SessionRow.person, SessionRow.number)):
        found[person].append(Closing(closing))
    return found


def _read_kinds(rows: Rows, theirs: ColumnElement[bool]) -> tuple[defaultdict[str, set[Kind]], set[str]]:
    """Return the kinds of all entries and drafts of each person, and the people whose record contains a child.

    The latter have an entry about a child, or any answer that raised one as a concern, even if it was
    superseded later.
    """
    raised = func.json_extract(func.nullif(EntryRow.detail, ""), "$.raises", type_=String)
    joined = literal(SEPARATOR).concat(raised).concat(SEPARATOR)
    among = or_(*[func.instr(joined, f"{SEPARATOR}{concern}{SEPARATOR}") > 0 for concern in CHILD_CONCERNS])
    kinds: defaultdict[str, set[Kind]] = defaultdict(set)
    children: set[str] = set()
    for row, raises in ((EntryRow, func.max(among)), (DraftRow, literal(None))):
        asked = select(SessionRow.person, row.kind, raises).join(SessionRow, SessionRow.id == row.session)
        for person, kind, raised_one in rows.execute(asked.where(theirs).group_by(SessionRow.person, row.kind)):
            kinds[person].add(Kind(kind))
            if row is EntryRow and (kind == Kind.CHILD or raised_one):
                children.add(person)
    return kinds, children


def _inline_literal(closing: Closing) -> ColumnElement[str]:
    """Return a closing as a literal in the SQL text: with a bound parameter, SQLite would not use the partial
    index.
    """
    return literal(str(closing), String, literal_execute=True)


def _end_of_day(day: date) -> str:
    """Return a text that sorts after every stored time of a day."""
    return f"{day.isoformat()}U"
