"""What the rules of keeping need to know of records: read in a few sweeps over many of them, and not one by one."""

import json
from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session as Rows

from dasupport.casework.concerns import Concern
from dasupport.casework.entry import Kind
from dasupport.casework.people import Closing
from dasupport.casework.retention import Deletion, Hold, LastContactCutoff, RetentionFacts
from dasupport.casework.text import SEPARATOR
from dasupport.vault.data.tables import DraftRow, EntryRow, EventRow, PersonRow, SessionRow

DAY = 10
"""So much of a written moment is its day."""
ABOUT_CHILDREN = (Concern.CHILDREN, Concern.UNDER_18)


def whose(seen_until: LastContactCutoff | None, person: str) -> ColumnElement[bool]:
    """Which people are looked at: everybody, those last seen up to a day, or one."""
    if person:
        return PersonRow.id == person
    if seen_until is None:
        return true()
    before = PersonRow.last_seen < _after(seen_until.declined)
    left = select(SessionRow.person).where(SessionRow.closing == _inline(Closing.NOT_NOW))
    theirs = exists().where(SessionRow.person == PersonRow.id)
    talked = theirs.where(SessionRow.closing != str(Closing.NOT_NOW)).correlate(PersonRow)
    only_left = PersonRow.id.in_(left) & before & ~talked
    return or_(PersonRow.last_seen < _after(seen_until.others), only_left)


def read_kept(
    rows: Rows,
    wanted: ColumnElement[bool],
    holds: dict[str, Hold],
    waiting: dict[str, Deletion],
) -> tuple[RetentionFacts, ...]:
    """What the rules need to know of these people, the one who was seen longest ago first."""
    people = rows.execute(
        select(PersonRow.id, PersonRow.code_name, PersonRow.last_seen)
        .where(wanted)
        .order_by(PersonRow.last_seen, PersonRow.id)
    ).all()
    if not people:
        return ()
    ids = func.json_each(json.dumps([row.id for row in people])).table_valued("value")
    theirs = SessionRow.person.in_(select(ids.c.value))
    closings, (kinds, children) = _closings(rows, theirs), _told(rows, theirs)
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
            active_days=days_at_work(rows, waiting[row.id].id) if row.id in waiting else 0,
        )
        for row in people
    )


def days_at_work(rows: Rows, deletion: str) -> int:
    """On how many other days the log has a line after that of a deletion: in its own order, whatever the clock said."""
    asked = select(EventRow.seq, EventRow.at).where(EventRow.action == "deletion", EventRow.object == deletion)
    line = rows.execute(asked.order_by(EventRow.seq.desc()).limit(1)).one_or_none()
    if line is None:
        return 0
    day = func.substr(EventRow.at, 1, DAY)
    later = select(func.count(day.distinct())).where(EventRow.seq > line.seq, day != line.at[:DAY])
    return rows.execute(later).scalar_one()


def _closings(rows: Rows, theirs: ColumnElement[bool]) -> defaultdict[str, list[Closing]]:
    """How each talk of each person ended, in order."""
    asked = select(SessionRow.person, SessionRow.closing).where(theirs)
    found: defaultdict[str, list[Closing]] = defaultdict(list)
    for person, closing in rows.execute(asked.order_by(SessionRow.person, SessionRow.number)):
        found[person].append(Closing(closing))
    return found


def _told(rows: Rows, theirs: ColumnElement[bool]) -> tuple[defaultdict[str, set[Kind]], set[str]]:
    """The kinds of all that was ever said and of what is half written; and where a child is written down, or any
    answer ever raised one: also one that was replaced later."""
    raised = func.json_extract(func.nullif(EntryRow.detail, ""), "$.raises", type_=String)
    joined = literal(SEPARATOR).concat(raised).concat(SEPARATOR)
    among = or_(*[func.instr(joined, f"{SEPARATOR}{concern}{SEPARATOR}") > 0 for concern in ABOUT_CHILDREN])
    kinds: defaultdict[str, set[Kind]] = defaultdict(set)
    children: set[str] = set()
    for row, raises in ((EntryRow, func.max(among)), (DraftRow, literal(None))):
        asked = select(SessionRow.person, row.kind, raises).join(SessionRow, SessionRow.id == row.session)
        for person, kind, raised_one in rows.execute(asked.where(theirs).group_by(SessionRow.person, row.kind)):
            kinds[person].add(Kind(kind))
            if row is EntryRow and (kind == Kind.CHILD or raised_one):
                children.add(person)
    return kinds, children


def _inline(closing: Closing) -> ColumnElement[str]:
    """A closing as a word of the statement itself: a partial index is used for no other."""
    return literal(str(closing), String, literal_execute=True)


def _after(day: date) -> str:
    """What comes after every time of a day, where times are compared as text."""
    return f"{day.isoformat()}U"
