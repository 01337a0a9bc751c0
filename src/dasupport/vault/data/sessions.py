"""Storage of sessions: started once, added to, sealed once."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, func, insert, select, update
from sqlalchemy import Row as Found
from sqlalchemy.orm import Session as Rows

from dasupport.casework.people import Closing, DueRow, Session, SessionRow
from dasupport.vault.data import tables
from dasupport.vault.data.audit_log import AuditChain
from dasupport.vault.data.entries import format_timestamp
from dasupport.vault.data.entry_json import compute_fingerprint

LIST_COLUMNS = (
    tables.SessionRow.id,
    tables.SessionRow.person,
    tables.PersonRow.code_name,
    tables.SessionRow.number,
    tables.SessionRow.started_at,
    tables.SessionRow.closing,
    tables.SessionRow.place,
)


class Sessions:
    """The sessions within one transaction."""

    def __init__(self, rows: Rows, log: AuditChain) -> None:
        self._rows = rows
        self._audit_chain = log

    def start_session(self, session: Session) -> None:
        """Start a session. Starting the same one again changes nothing."""
        if self.get_session(session.id):
            return
        fields = {
            "id": session.id,
            "person": session.person,
            "number": session.number,
            "started_at": format_timestamp(session.started_at),
            "author": session.author,
            "pack": session.pack,
        }
        self._rows.execute(
            insert(tables.SessionRow).values(**fields, place="", closing=str(Closing.OPEN), sealed_at=None)
        )
        self._audit_chain.append("session", session.id, compute_fingerprint(fields))

    def get_next_number(self, person: str) -> int:
        """Return the number of a person's next session; the first is 1."""
        newest = select(func.max(tables.SessionRow.number)).where(tables.SessionRow.person == person)
        return (self._rows.execute(newest).scalar() or 0) + 1

    def get_session(self, id: str) -> Session | None:
        """Return a session by id; None if there is none."""
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

    def remember_page(self, id: str, place: str) -> None:
        """Remember the page that is open in a session, so that the worker returns to it."""
        self._update(id, place=place)

    def seal(self, id: str, closing: Closing, at: datetime) -> None:
        """Seal a session: from now on it accepts addenda only. Sealing it again changes nothing."""
        session = self.get_session(id)
        if session is None or session.is_sealed:
            return
        self._update(id, closing=str(closing), sealed_at=format_timestamp(at))
        self._audit_chain.append(
            "sealed", id, compute_fingerprint({"id": id, "closing": str(closing), "sealed_at": format_timestamp(at)})
        )

    def list_sessions(self, person: str) -> tuple[SessionRow, ...]:
        """Return a person's sessions, newest first by number, because a clock may have been set back."""
        rows = self._select_sessions(tables.SessionRow.person == person)
        return tuple(sorted(rows, key=lambda row: row.number, reverse=True))

    def list_unfinished(self, most: int) -> tuple[SessionRow, ...]:
        """Return at most `most` unsealed sessions, newest first."""
        return self._select_sessions(tables.SessionRow.sealed_at.is_(None), most)

    def list_open_pages(self) -> list[tuple[str, ...]]:
        """Return the id and the open page of each unsealed session, by id."""
        wanted = select(tables.SessionRow.id, tables.SessionRow.place).where(tables.SessionRow.sealed_at.is_(None))
        return [tuple(row) for row in self._rows.execute(wanted.order_by(tables.SessionRow.id))]

    def list_due(self, until: date, most: int) -> tuple[DueRow, ...]:
        """Return at most `most` follow-ups due by a day, the one due longest first."""
        return self._select_due(tables.DueRow.due <= until.isoformat(), most)

    def list_due_with(self, person: str) -> tuple[DueRow, ...]:
        """Return all follow-ups with one person, the one due longest first."""
        return self._select_due(tables.SessionRow.person == person)

    def _select_due(self, wanted: ColumnElement[bool], most: int | None = None) -> tuple[DueRow, ...]:
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

    def _select_sessions(self, wanted: ColumnElement[bool], most: int | None = None) -> tuple[SessionRow, ...]:
        rows = self._rows.execute(
            select(*LIST_COLUMNS)
            .join(tables.PersonRow, tables.PersonRow.id == tables.SessionRow.person)
            .where(wanted)
            .order_by(tables.SessionRow.started_at.desc())
            .limit(most)
        )
        return tuple(_to_list_row(row) for row in rows)

    def _update(self, id: str, **values: str) -> None:
        self._rows.execute(update(tables.SessionRow).where(tables.SessionRow.id == id).values(**values))


def _to_list_row(row: Found[str, str, str, int, str, str, str]) -> SessionRow:
    return SessionRow(
        id=row[0],
        person=row[1],
        code_name=row[2],
        number=row[3],
        started_at=datetime.fromisoformat(row[4]),
        closing=Closing(row[5]),
        page=row[6],
    )
