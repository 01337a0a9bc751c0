"""Sessions in the vault: started once, added to, sealed once."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Session as Rows

from dasupport.casework.people import Closing, DueRow, Session, SessionRow
from dasupport.vault.data import tables
from dasupport.vault.data.audit_log import Log
from dasupport.vault.data.entries import stamp
from dasupport.vault.data.entry_json import fingerprint

LISTED = (
    tables.SessionRow.id,
    tables.SessionRow.person,
    tables.PersonRow.code_name,
    tables.SessionRow.number,
    tables.SessionRow.started_at,
    tables.SessionRow.closing,
    tables.SessionRow.place,
)


class Sessions:
    """The sessions inside one transaction."""

    def __init__(self, rows: Rows, log: Log) -> None:
        self._rows = rows
        self._log = log

    def start(self, session: Session) -> None:
        """Begin a session. Beginning the same one again changes nothing."""
        if self.get(session.id):
            return
        fields = {
            "id": session.id,
            "person": session.person,
            "number": session.number,
            "started_at": stamp(session.started_at),
            "author": session.author,
            "pack": session.pack,
        }
        self._rows.execute(
            insert(tables.SessionRow).values(**fields, place="", closing=str(Closing.OPEN), sealed_at=None)
        )
        self._log.add("session", session.id, fingerprint(fields))

    def next_number(self, person: str) -> int:
        """The number of this person's next session."""
        newest = select(func.max(tables.SessionRow.number)).where(tables.SessionRow.person == person)
        return (self._rows.execute(newest).scalar() or 0) + 1

    def get(self, id: str) -> Session | None:
        row = self._rows.get(tables.SessionRow, id)
        if row is None:
            return None
        return Session(
            id=row.id,
            person=row.person,
            number=row.number,
            started_at=datetime.fromisoformat(row.started_at),
            author=row.author,
            pack=row.pack,
            closing=Closing(row.closing),
            sealed_at=datetime.fromisoformat(row.sealed_at) if row.sealed_at else None,
        )

    def at(self, id: str, place: str) -> None:
        """Remember the page that is open, so that the worker comes back to it."""
        self._change(id, place=place)

    def seal(self, id: str, closing: Closing, at: datetime) -> None:
        """End a session: from now on it takes addenda only. Sealing it again changes nothing."""
        session = self.get(id)
        if session is None or session.is_sealed:
            return
        self._change(id, closing=str(closing), sealed_at=stamp(at))
        self._log.add("sealed", id, fingerprint({"id": id, "closing": str(closing), "sealed_at": stamp(at)}))

    def of(self, person: str) -> tuple[SessionRow, ...]:
        """A person's sessions, newest first by their number: a clock may have been set back."""
        rows = self._listed(tables.SessionRow.person == person)
        return tuple(sorted(rows, key=lambda row: row.number, reverse=True))

    def unfinished(self, most: int) -> tuple[SessionRow, ...]:
        """The sessions that nobody sealed, newest first."""
        return self._listed(tables.SessionRow.sealed_at.is_(None), most)

    def open_pages(self) -> list[tuple[str, ...]]:
        """Which page each open session is at."""
        wanted = select(tables.SessionRow.id, tables.SessionRow.place).where(tables.SessionRow.sealed_at.is_(None))
        return [tuple(row) for row in self._rows.execute(wanted.order_by(tables.SessionRow.id))]

    def due(self, until: date, most: int) -> tuple[DueRow, ...]:
        """The follow-ups up to a day, the longest waiting first."""
        return self._due(tables.DueRow.due <= until.isoformat(), most)

    def due_with(self, person: str) -> tuple[DueRow, ...]:
        """All follow-ups with one person, the longest waiting first."""
        return self._due(tables.SessionRow.person == person)

    def _due(self, wanted: ColumnElement[bool], most: int | None = None) -> tuple[DueRow, ...]:
        rows = self._rows.execute(
            select(
                tables.DueRow.entry,
                tables.DueRow.session,
                tables.SessionRow.person,
                tables.PersonRow.code_name,
                tables.DueRow.due,
                tables.DueRow.label,
            )
            .join(tables.SessionRow, tables.SessionRow.id == tables.DueRow.session)
            .join(tables.PersonRow, tables.PersonRow.id == tables.SessionRow.person)
            .where(wanted)
            .order_by(tables.DueRow.due)
            .limit(most)
        )
        return tuple(
            DueRow(row.entry, row.session, row.person, row.code_name, date.fromisoformat(row.due), row.label)
            for row in rows
        )

    def _listed(self, wanted: ColumnElement[bool], most: int | None = None) -> tuple[SessionRow, ...]:
        rows = self._rows.execute(
            select(*LISTED)
            .join(tables.PersonRow, tables.PersonRow.id == tables.SessionRow.person)
            .where(wanted)
            .order_by(tables.SessionRow.started_at.desc())
            .limit(most)
        )
        return tuple(_row(row) for row in rows)

    def _change(self, id: str, **values: str) -> None:
        self._rows.execute(update(tables.SessionRow).where(tables.SessionRow.id == id).values(**values))


def _row(row: Found[str, str, str, int, str, str, str]) -> SessionRow:
    return SessionRow(
        id=row[0],
        person=row[1],
        code_name=row[2],
        number=row[3],
        started_at=datetime.fromisoformat(row[4]),
        closing=Closing(row[5]),
        page=row[6],
    )
