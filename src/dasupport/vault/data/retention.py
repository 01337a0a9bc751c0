"""Storage of holds, deletions and certificates. Nothing is deleted without a request that has waited."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, insert, or_, select
from sqlalchemy.orm import Session as Rows

from dasupport.casework.attributed_text import Words
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
from dasupport.vault.data.audit_log import AuditChain, ChainLink
from dasupport.vault.data.entries import format_timestamp
from dasupport.vault.data.entry_json import compute_fingerprint
from dasupport.vault.data.metadata import Metadata
from dasupport.vault.data.page_drafts import PageDraftStore
from dasupport.vault.data.retention_query import build_person_filter, read_facts
from dasupport.vault.data.tables import (
    CertificateRow,
    DeletedIdRow,
    DeletionRow,
    DraftRow,
    DueRow,
    EntryRow,
    EthicalWallRow,
    HoldLiftedRow,
    HoldRow,
    PersonRow,
    ReviewRow,
    Row,
    SessionRow,
    WithdrawnDeletionRow,
)
from dasupport.vault.keys.key_file import canonical_json

ROW_KIND_OF_ACTION = {
    "entry": "entry",
    "session": "session",
    "sealed": "session",
    "person": "person",
    "hold": "hold",
    "hold lifted": "hold",
}
"""The audit actions whose rows a certificate may cover, with the kind of row that each is about."""
SETTING_PREFIX = "keep_"


def hash_events(events: Iterable[ChainLink], ids: Collection[tuple[str, str]]) -> str:
    """Return a SHA-256 hash, in hex, over the audit rows about these (kind, id) pairs.

    It is stored in the certificate, so that what was there can be checked against it later.
    """
    lines = [
        [event.action, event.object, event.object_hash]
        for event in events
        if (ROW_KIND_OF_ACTION.get(event.action, ""), event.object) in ids
    ]
    return hashlib.sha256(canonical_json(sorted(lines))).hexdigest()


class Retention:
    """Holds, deletions and certificates within one transaction."""

    def __init__(self, rows: Rows, log: AuditChain, settings: Metadata) -> None:
        self._rows = rows
        self._audit_chain = log
        self._metadata = settings

    def get_periods(self) -> Periods:
        """Return the retention periods. They are stored in the vault, so that nobody can shorten them without a
        passphrase.
        """
        said = {each.name: self._metadata.get(SETTING_PREFIX + each.name) for each in fields(Periods)}
        return sanitise_periods(Periods(**{name: int(value) for name, value in said.items() if value.isdecimal()}))

    def set_periods(self, periods: Periods) -> None:
        """Set the retention periods. Setting the same ones again changes nothing."""
        if self.get_periods() == periods:
            return
        for name, value in asdict(periods).items():
            self._metadata.put(SETTING_PREFIX + name, str(value))
        self._audit_chain.append("periods", "", compute_fingerprint(asdict(periods)))

    def list_facts(
        self, *, seen_until: LastContactCutoff | None = None, person: str = ""
    ) -> tuple[RetentionFacts, ...]:
        """Return the facts that the retention rules need: about one person, those contacted up to a cutoff, or all."""
        holds = {hold.person: hold for hold in self.list_holds()}
        waiting = {deletion.person: deletion for deletion in self.list_pending()}
        return read_facts(self._rows, build_person_filter(seen_until, person), holds, waiting)

    def place_hold(self, hold: Hold) -> None:
        """Place a hold on a record. Placing the same hold again changes nothing."""
        if self._rows.get(HoldRow, hold.id):
            return
        fields = {
            "id": hold.id,
            "person": hold.person,
            "at": format_timestamp(hold.at),
            "author": hold.author,
            "reason": hold.reason.value,
        }
        self._insert_and_log("hold", hold.id, HoldRow, fields)

    def lift_hold(self, hold: str, at: datetime, author: str, reason: Words) -> None:
        """Lift a hold. Lifting it again changes nothing."""
        if self._rows.get(HoldLiftedRow, hold):
            return
        fields = {"hold": hold, "at": format_timestamp(at), "author": author, "reason": reason.value}
        self._insert_and_log("hold lifted", hold, HoldLiftedRow, fields)

    def list_holds(self) -> tuple[Hold, ...]:
        """Return the holds that are not lifted, oldest first."""
        lifted = exists().where(HoldLiftedRow.hold == HoldRow.id)
        rows = self._rows.scalars(select(HoldRow).where(~lifted).order_by(HoldRow.at))
        return tuple(
            Hold(row.id, row.person, datetime.fromisoformat(row.at), row.author, Words(row.reason)) for row in rows
        )

    def request_deletion(self, deletion: Deletion) -> None:
        """Request a deletion. Requesting the same one again changes nothing."""
        if self._rows.get(DeletionRow, deletion.id):
            return
        fields = {
            "id": deletion.id,
            "person": deletion.person,
            "why": str(deletion.why),
            "asked_at": format_timestamp(deletion.asked_at),
            "asked_by": deletion.asked_by,
            "due": format_timestamp(deletion.due),
        }
        self._insert_and_log("deletion", deletion.id, DeletionRow, fields)

    def withdraw_deletion(self, deletion: str, at: datetime, author: str) -> None:
        """Withdraw a pending deletion. Withdrawing it again changes nothing."""
        if self._rows.get(WithdrawnDeletionRow, deletion):
            return
        self._insert_and_log(
            "taken back",
            deletion,
            WithdrawnDeletionRow,
            {"deletion": deletion, "at": format_timestamp(at), "author": author},
        )

    def list_pending(self) -> tuple[Deletion, ...]:
        """Return the deletions that were neither withdrawn nor carried out, the one due first at the front."""
        over = or_(
            exists().where(WithdrawnDeletionRow.deletion == DeletionRow.id),
            exists().where(CertificateRow.deletion == DeletionRow.id),
        )
        rows = self._rows.scalars(select(DeletionRow).where(~over).order_by(DeletionRow.due, DeletionRow.id))
        return tuple(_to_deletion(row) for row in rows)

    def list_certificates(self) -> tuple[Certificate, ...]:
        """Return the certificates of all deleted records, newest first."""
        wanted = select(CertificateRow, DeletionRow).join(DeletionRow, DeletionRow.id == CertificateRow.deletion)
        rows = self._rows.execute(wanted.order_by(CertificateRow.at.desc(), CertificateRow.deletion))
        return tuple(_to_certificate(certificate, deletion) for certificate, deletion in rows)

    def carry_out_deletion(self, deletion: Deletion, kind: RecordKind, at: datetime, author: str) -> Certificate:
        """Delete a person's record and return its certificate. Doing it again returns the same certificate.

        The triggers of the database forbid it before the due date, after a withdrawal, and while the record is on
        hold.
        """
        done = next((each for each in self.list_certificates() if each.deletion.id == deletion.id), None)
        if done:
            return done
        ids, of = self._logged_ids(deletion.person), self._session_ids(deletion.person)
        made = Certificate(
            deletion,
            at,
            author,
            kind,
            sessions=self._count_kind(ids, "session"),
            entries=self._count_kind(ids, "entry"),
            drafts=self._count_rows(DraftRow, DraftRow.session.in_(of)),
            others=self._count_others(deletion.person),
            hash=hash_events(self._audit_chain.iterate_verified(), ids),
        )
        self._insert_and_log("certificate", deletion.id, CertificateRow, _build_certificate_columns(made))
        named = [{"kind": kind, "id": id, "deletion": deletion.id} for kind, id in sorted(ids)]
        self._rows.execute(insert(DeletedIdRow), named)
        self._delete_record(deletion.person)
        return made

    def find_deleted(self, ids: Collection[str]) -> frozenset[str]:
        """Return those of these person and session ids whose records are deleted."""
        wanted = DeletedIdRow.kind.in_(("person", "session")) & DeletedIdRow.id.in_(sorted(ids))
        return frozenset(self._rows.scalars(select(DeletedIdRow.id).where(wanted)))

    def _delete_record(self, person: str) -> None:
        of, holds = self._session_ids(person), select(HoldRow.id).where(HoldRow.person == person)
        PageDraftStore(self._metadata, self._audit_chain).drop_about(person)
        self._rows.execute(delete(DueRow).where(DueRow.session.in_(of)))
        for row in (DraftRow, ReviewRow, EntryRow):
            self._rows.execute(delete(row).where(row.session.in_(of)))
        self._rows.execute(delete(EthicalWallRow).where(_involves(person)))
        self._rows.execute(delete(HoldLiftedRow).where(HoldLiftedRow.hold.in_(holds)))
        for table in (HoldRow, SessionRow):
            self._rows.execute(delete(table).where(table.person == person))
        self._rows.execute(delete(PersonRow).where(PersonRow.id == person))

    def _insert_and_log(self, action: str, id: str, row: type[Row], fields: Mapping[str, object]) -> None:
        self._rows.execute(insert(row).values(**fields))
        self._audit_chain.append(action, id, compute_fingerprint(fields))

    def _session_ids(self, person: str) -> list[str]:
        return list(self._rows.scalars(select(SessionRow.id).where(SessionRow.person == person)))

    def _logged_ids(self, person: str) -> set[tuple[str, str]]:
        """Return the (kind, id) pairs of all rows of a person's record that the audit log covers."""
        of = self._session_ids(person)
        entries = self._rows.scalars(select(EntryRow.id).where(EntryRow.session.in_(of)))
        holds = self._rows.scalars(select(HoldRow.id).where(HoldRow.person == person))
        return {
            ("person", person),
            *(("session", id) for id in of),
            *(("entry", id) for id in entries),
            *(("hold", id) for id in holds),
        }

    @staticmethod
    def _count_kind(ids: Collection[tuple[str, str]], wanted: str) -> int:
        return sum(kind == wanted for kind, _ in ids)

    def _count_others(self, person: str) -> int:
        of = self._session_ids(person)
        return (
            self._count_rows(DueRow, DueRow.session.in_(of))
            + self._count_rows(ReviewRow, ReviewRow.session.in_(of))
            + self._count_rows(EthicalWallRow, _involves(person))
            + self._count_rows(HoldRow, HoldRow.person == person)
        )

    def _count_rows(self, row: type[Row], wanted: ColumnElement[bool]) -> int:
        return self._rows.execute(select(func.count()).select_from(row).where(wanted)).scalar_one()


def _involves(person: str) -> ColumnElement[bool]:
    return or_(EthicalWallRow.person == person, EthicalWallRow.other == person)


def _to_deletion(row: DeletionRow) -> Deletion:
    return Deletion(
        row.id,
        row.person,
        DeletionReason(row.why),
        datetime.fromisoformat(row.asked_at),
        row.asked_by,
        datetime.fromisoformat(row.due),
    )


def _build_certificate_columns(made: Certificate) -> dict[str, object]:
    return {
        "deletion": made.deletion.id,
        "at": format_timestamp(made.at),
        "author": made.author,
        "agreed_by": made.agreed_by,
        "kind": str(made.kind),
        "sessions": made.sessions,
        "entries": made.entries,
        "drafts": made.drafts,
        "others": made.others,
        "hash": made.hash,
    }


def _to_certificate(row: CertificateRow, deletion: DeletionRow) -> Certificate:
    return Certificate(
        _to_deletion(deletion),
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
