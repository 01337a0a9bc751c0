"""People in the vault. Lists get code names; the real name comes out one at a time, on purpose, and logged."""

import unicodedata
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session as Rows

from dasupport.casework.people import Person, PersonRow, ProtectedIdentity
from dasupport.casework.text import Words
from dasupport.vault.data import tables
from dasupport.vault.data.audit_log import Log
from dasupport.vault.data.entries import stamp
from dasupport.vault.data.entry_json import fingerprint


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


class People:
    """The people inside one transaction."""

    def __init__(self, rows: Rows, log: Log) -> None:
        self._rows = rows
        self._log = log

    def add(self, person: Person, protected: ProtectedIdentity, author: str) -> None:
        """Add a person. Adding the same one again changes nothing; the code name must be free."""
        if self.get(person.id):
            return
        fields = {
            "id": person.id,
            "code_name": person.code_name,
            "area": person.area,
            "real_name": protected.real_name.value,
            "made_at": stamp(person.made_at),
            "made_by": author,
        }
        self._rows.execute(insert(tables.PersonRow).values(**fields, last_seen=stamp(person.made_at)))
        self._log.add("person", person.id, fingerprint(fields))

    def get(self, id: str) -> Person | None:
        row = self._rows.execute(
            select(
                tables.PersonRow.id, tables.PersonRow.code_name, tables.PersonRow.area, tables.PersonRow.made_at
            ).where(tables.PersonRow.id == id)
        ).one_or_none()
        return Person(row.id, row.code_name, row.area, datetime.fromisoformat(row.made_at)) if row else None

    def taken(self, code_name: str) -> bool:
        """Whether a code name is in use, in whatever case (SQLite's own knows the letters of English only)."""
        return _folded(code_name) in map(_folded, self._rows.scalars(select(tables.PersonRow.code_name)))

    def protected(self, id: str) -> ProtectedIdentity:
        """The protected fields of a person; looking is logged."""
        name = self._rows.execute(select(tables.PersonRow.real_name).where(tables.PersonRow.id == id)).scalar_one()
        self._log.add("revealed", id)
        return ProtectedIdentity(Words(name))

    def seen(self, id: str, at: datetime) -> None:
        """Somebody talked with this person."""
        self._rows.execute(update(tables.PersonRow).where(tables.PersonRow.id == id).values(last_seen=stamp(at)))

    def recent(self, most: int | None = None) -> tuple[PersonRow, ...]:
        """The people seen last, newest first: so many of them, or everyone."""
        sessions = select(func.count()).where(tables.SessionRow.person == tables.PersonRow.id).scalar_subquery()
        rows = self._rows.execute(
            select(
                tables.PersonRow.id,
                tables.PersonRow.code_name,
                tables.PersonRow.area,
                tables.PersonRow.last_seen,
                sessions.label("sessions"),
            )
            .order_by(tables.PersonRow.last_seen.desc())
            .limit(most)
        )
        return tuple(
            PersonRow(row.id, row.code_name, row.area, row.sessions, datetime.fromisoformat(row.last_seen))
            for row in rows
        )
