"""Holds, deletions and certificates in the vault: nothing goes but by a deletion that was asked for and has waited."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select
from sqlalchemy.orm import Session as Rows

from dasupport.casework.retention import (
    Certificate,
    Deletion,
    DeletionReason,
    Hold,
    LastContactCutoff,
    Periods,
    RecordKind,
    RetentionFacts,
    sanitise_periods,
)
from dasupport.casework.text import Words
from dasupport.vault.data.audit_log import Event, Log
from dasupport.vault.data.entries import stamp
from dasupport.vault.data.entry_json import fingerprint
from dasupport.vault.data.metadata import Settings
from dasupport.vault.data.page_drafts import Jottings
from dasupport.vault.data.retention_query import read_kept, whose
from dasupport.vault.data.tables import (
    CertificateRow,
    DeletionRow,
    DraftRow,
    DueRow,
    EntryRow,
    ErasedRow,
    HoldLiftedRow,
    HoldRow,
    PartyWallRow,
    PersonRow,
    ReviewRow,
    Row,
    SessionRow,
    TakenBackRow,
)
from dasupport.vault.keys.key_file import canonical

COVERED = {
    "entry": "entry",
    "session": "session",
    "sealed": "session",
    "person": "person",
    "hold": "hold",
    "hold lifted": "hold",
}
"""The lines of the log whose rows a certificate may cover, and the sort of row that each is about."""
SETTING = "keep_"


def seal_over(events: Iterable[Event], ids: Collection[tuple[str, str]]) -> str:
    """A seal over the lines of the log that tell of these rows: what stood there can be held against it later."""
    lines = [
        [event.action, event.object, event.object_hash]
        for event in events
        if (COVERED.get(event.action, ""), event.object) in ids
    ]
    return hashlib.sha256(canonical(sorted(lines))).hexdigest()


class Retention:
    """Holds, deletions and certificates inside one transaction."""

    def __init__(self, rows: Rows, log: Log, settings: Settings) -> None:
        self._rows = rows
        self._log = log
        self._settings = settings

    def periods(self) -> Periods:
        """How long records are kept: said in the vault, so that nobody shortens it without the passphrase."""
        said = {each.name: self._settings.get(SETTING + each.name) for each in fields(Periods)}
        return sanitise_periods(Periods(**{name: int(value) for name, value in said.items() if value.isdecimal()}))

    def set_periods(self, periods: Periods) -> None:
        """Say how long records are kept. Saying the same again changes nothing."""
        if self.periods() == periods:
            return
        for name, value in asdict(periods).items():
            self._settings.put(SETTING + name, str(value))
        self._log.add("periods", "", fingerprint(asdict(periods)))

    def kept(self, *, seen_until: LastContactCutoff | None = None, person: str = "") -> tuple[RetentionFacts, ...]:
        """What the rules need to know: of everybody, of those last seen up to a day, or of one person."""
        holds = {hold.person: hold for hold in self.holds()}
        waiting = {deletion.person: deletion for deletion in self.waiting()}
        return read_kept(self._rows, whose(seen_until, person), holds, waiting)

    def hold(self, hold: Hold) -> None:
        """Hold a record. Holding it with the same hold again changes nothing."""
        if self._rows.get(HoldRow, hold.id):
            return
        fields = {
            "id": hold.id,
            "person": hold.person,
            "at": stamp(hold.at),
            "author": hold.author,
            "reason": hold.reason.value,
        }
        self._write("hold", hold.id, HoldRow, fields)

    def lift(self, hold: str, at: datetime, author: str, reason: Words) -> None:
        """End a hold. Ending it again changes nothing."""
        if self._rows.get(HoldLiftedRow, hold):
            return
        fields = {"hold": hold, "at": stamp(at), "author": author, "reason": reason.value}
        self._write("hold lifted", hold, HoldLiftedRow, fields)

    def holds(self) -> tuple[Hold, ...]:
        """The holds that nobody lifted, the oldest first."""
        lifted = exists().where(HoldLiftedRow.hold == HoldRow.id)
        rows = self._rows.scalars(select(HoldRow).where(~lifted).order_by(HoldRow.at))
        return tuple(
            Hold(row.id, row.person, datetime.fromisoformat(row.at), row.author, Words(row.reason)) for row in rows
        )

    def ask(self, deletion: Deletion) -> None:
        """Ask for a deletion. Asking with the same one again changes nothing."""
        if self._rows.get(DeletionRow, deletion.id):
            return
        fields = {
            "id": deletion.id,
            "person": deletion.person,
            "why": str(deletion.why),
            "asked_at": stamp(deletion.asked_at),
            "asked_by": deletion.asked_by,
            "due": stamp(deletion.due),
        }
        self._write("deletion", deletion.id, DeletionRow, fields)

    def take_back(self, deletion: str, at: datetime, author: str) -> None:
        """Take a deletion back that waits. Taking it back again changes nothing."""
        if self._rows.get(TakenBackRow, deletion):
            return
        self._write("taken back", deletion, TakenBackRow, {"deletion": deletion, "at": stamp(at), "author": author})

    def waiting(self) -> tuple[Deletion, ...]:
        """The deletions that were neither taken back nor carried out, the one that is due first at the front."""
        over = or_(
            exists().where(TakenBackRow.deletion == DeletionRow.id),
            exists().where(CertificateRow.deletion == DeletionRow.id),
        )
        rows = self._rows.scalars(select(DeletionRow).where(~over).order_by(DeletionRow.due, DeletionRow.id))
        return tuple(_deletion(row) for row in rows)

    def certificates(self) -> tuple[Certificate, ...]:
        """What is left of deleted records, the newest first."""
        wanted = select(CertificateRow, DeletionRow).join(DeletionRow, DeletionRow.id == CertificateRow.deletion)
        rows = self._rows.execute(wanted.order_by(CertificateRow.at.desc(), CertificateRow.deletion))
        return tuple(_certificate(certificate, deletion) for certificate, deletion in rows)

    def carry_out(self, deletion: Deletion, kind: RecordKind, at: datetime, author: str) -> Certificate:
        """Delete a person's record, and leave a certificate. Doing it again gives the same certificate.

        The data refuses it before its day, after it was taken back, and while the record is held.
        """
        done = next((each for each in self.certificates() if each.deletion.id == deletion.id), None)
        if done:
            return done
        ids, of = self._ids(deletion.person), self._of(deletion.person)
        made = Certificate(
            deletion,
            at,
            author,
            kind,
            sessions=self._count(ids, "session"),
            entries=self._count(ids, "entry"),
            drafts=self._number(DraftRow, DraftRow.session.in_(of)),
            others=self._others(deletion.person),
            hash=seal_over(self._log.events(), ids),
        )
        self._write("certificate", deletion.id, CertificateRow, _fields(made))
        named = [{"kind": kind, "id": id, "deletion": deletion.id} for kind, id in sorted(ids)]
        self._rows.execute(insert(ErasedRow), named)
        self._erase(deletion.person)
        return made

    def erased(self, ids: Collection[str]) -> frozenset[str]:
        """Which of these people and sessions are deleted."""
        wanted = ErasedRow.kind.in_(("person", "session")) & ErasedRow.id.in_(sorted(ids))
        return frozenset(self._rows.scalars(select(ErasedRow.id).where(wanted)))

    def _erase(self, person: str) -> None:
        of, holds = self._of(person), select(HoldRow.id).where(HoldRow.person == person)
        Jottings(self._settings, self._log).forget(person)
        self._rows.execute(delete(DueRow).where(DueRow.session.in_(of)))
        for row in (DraftRow, ReviewRow, EntryRow):
            self._rows.execute(delete(row).where(row.session.in_(of)))
        self._rows.execute(delete(PartyWallRow).where(_either(person)))
        self._rows.execute(delete(HoldLiftedRow).where(HoldLiftedRow.hold.in_(holds)))
        for table in (HoldRow, SessionRow):
            self._rows.execute(delete(table).where(table.person == person))
        self._rows.execute(delete(PersonRow).where(PersonRow.id == person))

    def _write(self, action: str, id: str, row: type[Row], fields: Mapping[str, object]) -> None:
        self._rows.execute(insert(row).values(**fields))
        self._log.add(action, id, fingerprint(fields))

    def _of(self, person: str) -> list[str]:
        return list(self._rows.scalars(select(SessionRow.id).where(SessionRow.person == person)))

    def _ids(self, person: str) -> set[tuple[str, str]]:
        """Every row of a person's record that the log knows."""
        of = self._of(person)
        entries = self._rows.scalars(select(EntryRow.id).where(EntryRow.session.in_(of)))
        holds = self._rows.scalars(select(HoldRow.id).where(HoldRow.person == person))
        return {
            ("person", person),
            *(("session", id) for id in of),
            *(("entry", id) for id in entries),
            *(("hold", id) for id in holds),
        }

    @staticmethod
    def _count(ids: Collection[tuple[str, str]], wanted: str) -> int:
        return sum(kind == wanted for kind, _ in ids)

    def _others(self, person: str) -> int:
        of = self._of(person)
        return (
            self._number(DueRow, DueRow.session.in_(of))
            + self._number(ReviewRow, ReviewRow.session.in_(of))
            + self._number(PartyWallRow, _either(person))
            + self._number(HoldRow, HoldRow.person == person)
        )

    def _number(self, row: type[Row], wanted: ColumnElement[bool]) -> int:
        return self._rows.execute(select(func.count()).select_from(row).where(wanted)).scalar_one()


def _either(person: str) -> ColumnElement[bool]:
    return or_(PartyWallRow.person == person, PartyWallRow.other == person)


def _deletion(row: DeletionRow) -> Deletion:
    return Deletion(
        row.id,
        row.person,
        DeletionReason(row.why),
        datetime.fromisoformat(row.asked_at),
        row.asked_by,
        datetime.fromisoformat(row.due),
    )


def _fields(made: Certificate) -> dict[str, object]:
    return {
        "deletion": made.deletion.id,
        "at": stamp(made.at),
        "author": made.author,
        "agreed_by": made.agreed_by,
        "kind": str(made.kind),
        "sessions": made.sessions,
        "entries": made.entries,
        "drafts": made.drafts,
        "others": made.others,
        "hash": made.hash,
    }


def _certificate(row: CertificateRow, deletion: DeletionRow) -> Certificate:
    return Certificate(
        _deletion(deletion),
        datetime.fromisoformat(row.at),
        row.author,
        RecordKind(row.kind),
        row.sessions,
        row.entries,
        row.drafts,
        row.others,
        row.hash,
        row.agreed_by,
    )
