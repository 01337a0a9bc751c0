"""The tables. Their rows never leave this folder."""

from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, MetaData, Table, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

NAMES = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}


class Row(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class PersonRow(Row):
    """Somebody we talk with; the real name is protected, and no list reads it. Triggers refuse to change or delete it,
    but for when they were last seen, and but for a certified deletion."""

    __tablename__ = "person"
    id: Mapped[str] = mapped_column(primary_key=True)
    code_name: Mapped[str] = mapped_column(unique=True)
    area: Mapped[str]
    real_name: Mapped[str]
    made_at: Mapped[str]
    made_by: Mapped[str]
    last_seen: Mapped[str] = mapped_column(index=True)


class SessionRow(Row):
    """One conversation."""

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
    """One statement. Triggers refuse to change it, to add to a sealed session, and to delete it uncertified."""

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
    """An answer still being written. A trigger refuses to begin one in a sealed session, but for an addendum."""

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
    """A follow-up that nobody has done yet: read off the entries, so that home need not read them all."""

    __tablename__ = "due"
    entry: Mapped[str] = mapped_column(ForeignKey("entry.id"), primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.id"))
    due: Mapped[str] = mapped_column(index=True)
    label: Mapped[str]


class ReviewRow(Row):
    """What a supervisor says of a sealed session (filled by a later issue)."""

    __tablename__ = "review"
    id: Mapped[str] = mapped_column(primary_key=True)
    session: Mapped[str] = mapped_column(ForeignKey("session.id"), index=True)
    state: Mapped[str]
    author: Mapped[str]
    at: Mapped[str]
    words: Mapped[str]


class PartyWallRow(Row):
    """Two records that one worker must not both open (filled by a later issue)."""

    __tablename__ = "party_wall"
    person: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    other: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    author: Mapped[str]
    at: Mapped[str]


class DeletionRow(Row):
    """That somebody asked to delete a person's record: never before its day. No name, and nothing that was said."""

    __tablename__ = "deletion"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(index=True)
    why: Mapped[str]
    asked_at: Mapped[str]
    asked_by: Mapped[str]
    due: Mapped[str]
    __table_args__ = (CheckConstraint("due > asked_at", name="waits"),)


class TakenBackRow(Row):
    """That a deletion was taken back while it waited."""

    __tablename__ = "taken_back"
    deletion: Mapped[str] = mapped_column(ForeignKey("deletion.id"), primary_key=True)
    at: Mapped[str]
    author: Mapped[str]


class CertificateRow(Row):
    """That a deletion was carried out: triggers refuse it before its day, or while the record is held."""

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


class ErasedRow(Row):
    """The id of one row that a certificate covers: the only rows that triggers let go."""

    __tablename__ = "erased"
    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    deletion: Mapped[str] = mapped_column(ForeignKey("certificate.deletion"), index=True)


class HoldRow(Row):
    """That a record must not be deleted, and why: it goes with the record."""

    __tablename__ = "hold"
    id: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[str]
    author: Mapped[str]
    reason: Mapped[str]


class HoldLiftedRow(Row):
    """That a hold is over, and why."""

    __tablename__ = "hold_lifted"
    hold: Mapped[str] = mapped_column(ForeignKey("hold.id"), primary_key=True)
    at: Mapped[str]
    author: Mapped[str]
    reason: Mapped[str]


class EventRow(Row):
    """One link of the chained log. Triggers refuse to change or delete it."""

    __tablename__ = "event"
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    actor: Mapped[str]
    action: Mapped[str]
    object: Mapped[str]
    object_hash: Mapped[str]
    mac: Mapped[str]


class SettingRow(Row):
    """What this vault is and whose."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


def table(row: type[Row]) -> Table:
    """The bare table: a statement on it is written once and run many times, at a third of the cost of a mapped one."""
    return cast("Table", row.__table__)
