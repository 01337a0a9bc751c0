"""Storage of people. Lists contain code names; a real name is read one at a time, on purpose, and logged."""

import unicodedata
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session as Rows

from dasupport.casework.attributed_text import Words
from dasupport.casework.people import Person, PersonRow, ProtectedIdentity
from dasupport.vault.data import tables
from dasupport.vault.data.audit_log import AuditChain
from dasupport.vault.data.entries import format_timestamp
from dasupport.vault.data.entry_json import compute_fingerprint


def _fold_case(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


class People:
    """The people within one transaction."""

    def __init__(self, rows: Rows, log: AuditChain) -> None:
        self._rows = rows
        self._audit_chain = log

    def add_person(self, person: Person, protected: ProtectedIdentity, author: str) -> None:
        """Add a person; the code name must be unused. Adding the same person again changes nothing."""
        if self.get_person(person.id):
            return
        fields = {
            "id": person.id,
            "code_name": person.code_name,
            "area": person.area,
            "real_name": protected.real_name.value,
            "made_at": format_timestamp(person.made_at),
            "made_by": author,
        }
        self._rows.execute(insert(tables.PersonRow).values(**fields, last_seen=format_timestamp(person.made_at)))
        self._audit_chain.append("person", person.id, compute_fingerprint(fields))

    def get_person(self, id: str) -> Person | None:
        """Return a person by id, without the real name; None if there is none."""
        row = self._rows.execute(
            select(
                tables.PersonRow.id, tables.PersonRow.code_name, tables.PersonRow.area, tables.PersonRow.made_at
            ).where(tables.PersonRow.id == id)
        ).one_or_none()
        return Person(row.id, row.code_name, row.area, datetime.fromisoformat(row.made_at)) if row else None

    def is_code_name_taken(self, code_name: str) -> bool:
        """Return True if a code name is in use, in upper or lower case.

        Compared in Python: SQLite's own case folding knows the English letters only.
        """
        return _fold_case(code_name) in map(_fold_case, self._rows.scalars(select(tables.PersonRow.code_name)))

    def reveal_identity(self, id: str) -> ProtectedIdentity:
        """Return the identifying details of a person; this is logged."""
        name = self._rows.execute(select(tables.PersonRow.real_name).where(tables.PersonRow.id == id)).scalar_one()
        self._audit_chain.append("revealed", id)
        return ProtectedIdentity(Words(name))

    def set_last_contact(self, id: str, at: datetime) -> None:
        """Set the time of the last contact with a person."""
        self._rows.execute(
            update(tables.PersonRow).where(tables.PersonRow.id == id).values(last_seen=format_timestamp(at))
        )

    def list_recent(self, most: int | None = None) -> tuple[PersonRow, ...]:
        """Return people by last contact, newest first: at most `most` of them, or all."""
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
