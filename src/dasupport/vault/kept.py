"""What the rules of keeping need to know of records: read in a few sweeps over many of them, and not one by one."""

from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, exists, func, literal, or_, select, true
from sqlalchemy.orm import Session as Rows

from dasupport.casework.concerns import Concern
from dasupport.casework.entry import Kind
from dasupport.casework.people import Closing
from dasupport.casework.retention import Deletion, Hold, Kept, SeenUntil
from dasupport.casework.text import SEVERAL
from dasupport.vault.tables import DraftRow, EntryRow, PersonRow, SessionRow

ABOUT_CHILDREN = (Concern.CHILDREN, Concern.UNDER_18)


def whose(seen_until: SeenUntil | None, person: str) -> ColumnElement[bool]:
    """Which people are looked at: everybody, those last seen up to a day, or one."""
    if person:
        return PersonRow.id == person
    if seen_until is None:
        return true()
    talked = (
        exists()
        .where(SessionRow.person == PersonRow.id, SessionRow.closing != str(Closing.NOT_NOW))
        .correlate(PersonRow)
    )
    late = or_(PersonRow.last_seen < _after(seen_until.talked), ~talked)
    return (PersonRow.last_seen < _after(seen_until.left)) & late


def read_kept(
    rows: Rows, wanted: ColumnElement[bool], holds: dict[str, Hold], waiting: dict[str, Deletion]
) -> tuple[Kept, ...]:
    """What the rules need to know of these people, the one who was seen longest ago first."""
    people = rows.execute(
        select(PersonRow.id, PersonRow.code_name, PersonRow.last_seen)
        .where(wanted)
        .order_by(PersonRow.last_seen, PersonRow.id)
    ).all()
    theirs = SessionRow.person.in_(select(PersonRow.id).where(wanted))
    closings, kinds, children = _closings(rows, theirs), _kinds(rows, theirs), _children(rows, theirs)
    return tuple(
        Kept(
            person=row.id, code_name=row.code_name, last_contact=datetime.fromisoformat(row.last_seen),
            closings=tuple(closings[row.id]), kinds=frozenset(kinds[row.id]), child=row.id in children,
            hold=holds.get(row.id), deletion=waiting.get(row.id),
        )
        for row in people
    )  # fmt: skip


def _closings(rows: Rows, theirs: ColumnElement[bool]) -> defaultdict[str, list[Closing]]:
    """How each talk of each person ended, in order."""
    asked = select(SessionRow.person, SessionRow.closing).where(theirs)
    found: defaultdict[str, list[Closing]] = defaultdict(list)
    for person, closing in rows.execute(asked.order_by(SessionRow.person, SessionRow.number)):
        found[person].append(Closing(closing))
    return found


def _kinds(rows: Rows, theirs: ColumnElement[bool]) -> defaultdict[str, set[Kind]]:
    """The kinds of all that was ever said, and of what is half written."""
    found: defaultdict[str, set[Kind]] = defaultdict(set)
    for row in (EntryRow, DraftRow):
        asked = select(SessionRow.person, row.kind).join(SessionRow, SessionRow.id == row.session).distinct()
        for person, kind in rows.execute(asked.where(theirs)):
            found[person].add(Kind(kind))
    return found


def _children(rows: Rows, theirs: ColumnElement[bool]) -> set[str]:
    """Where a child is written down, or any answer ever raised one: also one that was replaced later."""
    raised = func.json_extract(func.nullif(EntryRow.detail, ""), "$.raises", type_=String)
    joined = literal(SEVERAL).concat(raised).concat(SEVERAL)
    among = [func.instr(joined, f"{SEVERAL}{concern}{SEVERAL}") > 0 for concern in ABOUT_CHILDREN]
    told = or_(EntryRow.kind == str(Kind.CHILD), *among)
    asked = select(SessionRow.person).join(EntryRow, SessionRow.id == EntryRow.session).distinct()
    return set(rows.scalars(asked.where(theirs, told)))


def _after(day: date) -> str:
    """What comes after every time of a day, where times are compared as text."""
    return f"{day.isoformat()}U"
