"""SQLAlchemy tables of the vault. Row objects never leave the vault package; callers get frozen values."""

from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, Table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMING_CONVENTION = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Row(DeclarativeBase):
    """Base class of all rows."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


class PersonRow(Row):
    """A person we talk with. No list reads the real name.

    Triggers forbid changing or deleting the row, except for `last_seen` (the last contact) and for a certified
    deletion.
    """

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(primary_key=True)
    code_name: Mapped[str] = mapped_column(unique=True)
    area: Mapped[str]
    real_name: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]
    last_seen: Mapped[str] = mapped_column(index=True)


class SessionRow(Row):
    """One conversation with one person."""

    __tablename__ = "session"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    number: Mapped[int]
    started_at: Mapped[str]
    author: Mapped[str]
    pack: Mapped[str]
    place: Mapped[str]
    closing: Mapped[str]
    sealed_at: Mapped[str | None]
    __table_args__ = (
        Index("ix_session_open", "started_at", sqlite_where=text("sealed_at IS NULL")),
        Index("ix_session_left", "person", sqlite_where=text("closing = 'not_now'")),
    )


class EntryRow(Row):
    """One entry. Triggers forbid changing it, adding one to a sealed session, and deleting one without a
    certificate.
    """

    __tablename__ = "entry"
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[str] = mapped_column(unique=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    author: Mapped[str]
    at: Mapped[str]
    kind: Mapped[str]
    item: Mapped[str]
    part: Mapped[str]
    words: Mapped[str]
    source: Mapped[str]
    known: Mapped[str]
    told: Mapped[str]
    detail: Mapped[str]
    supersedes: Mapped[str]
    reason: Mapped[str]
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own name and form


class DraftRow(Row):
    """A half-written answer. A trigger forbids starting one in a sealed session, except for an addendum."""

    __tablename__ = "draft"
    session: Mapped[str] = mapped_column(ForeignKey("session.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    item: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    words: Mapped[str]
    source: Mapped[str]
    known: Mapped[str]
    told: Mapped[str]
    detail: Mapped[str]
    at: Mapped[str]


class DueRow(Row):
    """A follow-up that is not done yet. Derived from the entries, so that the home page need not read them all."""

    __tablename__ = "due"
    entry: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.id"))
    due: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]


class ReviewRow(Row):
    """A supervisor's review of a sealed session. Not used yet."""

    __tablename__ = "review"
    id: Mapped[str] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    state: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    words: Mapped[str]


class EthicalWallRow(Row):
    """Two records that one worker must not both open. Not used yet."""

    __tablename__ = "party_wall"
    person: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    other: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    author: Mapped[str]
    at: Mapped[str]


class DeletionRow(Row):
    """A request to delete a person's record, never due at once. Contains no name and nothing that was said."""

    __tablename__ = "deletion"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    why: Mapped[str]
    asked_at: Mapped[str]
    asked_by: Mapped[str]
    due: Mapped[str]
    __table_args__ = (CheckConstraint("due > asked_at", name="waits"),)


class WithdrawnDeletionRow(Row):
    """The withdrawal of a deletion that was still waiting."""

    __tablename__ = "taken_back"
    deletion: Mapped[str] = mapped_column(ForeignKey("deletion.id"), primary_key=True)
    at: Mapped[str]
    author: Mapped[str]


class CertificateRow(Row):
    """Certificate of a deletion that was carried out. Triggers forbid it before the due date, and while the
    record is on hold.
    """

    __tablename__ = "certificate"
    deletion: Mapped[str] = mapped_column(ForeignKey("deletion.id"), primary_key=True)
    at: Mapped[str]
    author: Mapped[str]
    agreed_by: Mapped[str]
    kind: Mapped[str]
    sessions: Mapped[int]
    entries: Mapped[int]
    drafts: Mapped[int]
    others: Mapped[int]
    hash: Mapped[str]


class DeletedIdRow(Row):
    """The id of one row that a certificate covers. Triggers allow only these rows to be deleted."""

    __tablename__ = "erased"
    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    deletion: Mapped[str] = mapped_column(ForeignKey("certificate.deletion"), index=True)


class HoldRow(Row):
    """A hold: the record must not be deleted, and why. It is deleted together with the record."""

    __tablename__ = "hold"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[str]
    author: Mapped[str]
    reason: Mapped[str]


class HoldLiftedRow(Row):
    """The end of a hold, and the reason for it."""

    __tablename__ = "hold_lifted"
    hold: Mapped[str] = mapped_column(ForeignKey("hold.id"), primary_key=True)
    at: Mapped[str]
    author: Mapped[str]
    reason: Mapped[str]


class EventRow(Row):
    """One row of the audit log, chained to the one before. Triggers forbid changing or deleting it."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    object: Mapped[str]
    object_hash: Mapped[str]
    mac: Mapped[str]


class SettingRow(Row):
    """One key and value of the vault's metadata: its id, realm, owner, periods and so on."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def get_table(row: type[Row]) -> Table:
    """Return the Core table of a mapped class.

    A statement on it is built once and run many times, at a third of the cost of a mapped one.
    """
    return cast("Table", row.__table__)
