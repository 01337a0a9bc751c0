"""Proving a vault whole: every page, every link of the log, every statement against its fingerprint."""

from operator import itemgetter
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport.casework.entry import Kind
from dasupport.casework.ids import utc_now
from dasupport.vault.door import authenticate, hold_against, look
from dasupport.vault.engine import connect, engine_on
from dasupport.vault.entries import due_fields, read_entry
from dasupport.vault.entry_json import fingerprint
from dasupport.vault.faults import Altered, DataDamaged, ReadOnly, TooNew
from dasupport.vault.key_file import Copy, Witness
from dasupport.vault.keyring import Keys
from dasupport.vault.lock_file import LockFile
from dasupport.vault.migrate import NEWEST
from dasupport.vault.tables import DueRow, EntryRow, PersonRow, Row, SessionRow
from dasupport.vault.work import Work

WRITTEN: tuple[tuple[str, type[Row], tuple[str, ...]], ...] = (
    ("entry", EntryRow, ("id", "session", "author", "at", "kind", "item", "part", "words", "source", "known", "told",
                         "detail", "supersedes", "reason")),
    ("person", PersonRow, ("id", "code_name", "area", "real_name", "made_at", "made_by")),
    ("session", SessionRow, ("id", "person", "number", "started_at", "author", "pack")),
    ("sealed", SessionRow, ("id", "closing", "sealed_at")),
)  # fmt: skip
"""What the log keeps a fingerprint of: the action, the table and the columns that it covers."""

SHAPE = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1"
SHAPES = {1: "1dbdb224f4c3b8f91fd9df7dbaefb46b12b6a92f82daf40f31e36b9ee47d0ec7"}
"""The fingerprint of all tables, indexes and triggers of each form: nothing is added to them, and nothing is missing.
The triggers refuse to change what is only ever added to."""


def prove(folder: Path, passphrase: str, realm: str = "") -> None:
    """Returns if the vault is whole, of either realm if none is named; changes nothing in it.

    Raises one of `faults`: what cannot be read is DataDamaged, what can be read and is not what this program
    wrote is Altered, what is older than the key file witnessed is RolledBack.
    """
    look(folder)
    read_only = False
    try:
        lock = LockFile(folder)
    except ReadOnly:
        lock, read_only = None, True
    try:
        copy, keys, _ = authenticate(folder, passphrase, realm)
        inspect(folder, copy, keys, read_only=read_only)
    finally:
        if lock:
            lock.release()


def inspect(folder: Path, copy: Copy, keys: Keys, *, read_only: bool = False) -> None:
    """Prove the data of a vault whose keys are at hand and which nobody has open."""
    _beginning(folder / copy.keys.data.file, copy.keys.data.salt)
    connection = connect(folder / copy.keys.data.file, keys.data, copy.keys.data.salt, read_only=read_only)
    try:
        _pages(connection)
        with Rows(engine_on(connection)) as rows:
            work = Work(rows, keys.log, "", utc_now)
            hold_against(copy.keys, work)
            _statements(rows, work)
            _derived(rows, work, copy.keys.witness)
    except DBAPIError:
        raise DataDamaged from None
    except (ValueError, TypeError):  # every page is sealed and whole, so somebody with the keys wrote this
        raise Altered from None
    finally:
        connection.close()


def _beginning(data: Path, salt: str) -> None:
    """The first bytes are the salt, which the key file holds too: the engine never looks at them."""
    if not data.is_file():
        raise DataDamaged
    try:
        with data.open("rb") as file:  # nobody in this process has it open, so no lock is lost
            found = file.read(len(salt) // 2)
    except PermissionError:
        raise ReadOnly from None
    except OSError:
        raise DataDamaged from None
    if found != bytes.fromhex(salt):
        raise DataDamaged


def _pages(connection: Any) -> None:
    """Both checks are needed: one sees flipped bits everywhere, the other a page that was cut off."""
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > NEWEST:
            raise TooNew
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DataDamaged
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DataDamaged
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise DataDamaged
        shape = connection.execute(SHAPE)
        if fingerprint(dict(shape.fetchall())) != SHAPES.get(version):
            raise Altered
    except sqlcipher.Error:
        raise DataDamaged from None


def _statements(rows: Rows, work: Work) -> None:
    """Every row stands exactly as the log says that it was written, and no row stands that the log never saw."""
    events = list(work.log.events())
    for action, table, columns in WRITTEN:
        logged = {event.object: event.object_hash for event in events if event.action == action}
        wanted = select(*(getattr(table, column) for column in columns))
        if action == "sealed":
            wanted = wanted.where(SessionRow.sealed_at.is_not(None))
        if table is EntryRow:
            wanted = wanted.order_by(EntryRow.seq)
        found = {row.id: fingerprint(dict(zip(columns, row, strict=True))) for row in rows.execute(wanted)}
        if found != logged or (table is EntryRow and list(found) != list(logged)):
            raise Altered


def _maker(work: Work) -> str:
    """Who made the vault, by the first line of its log; nobody, if it was cut off before that line."""
    return next((event.actor for event in work.log.events()), "")


def _unlike_themselves(rows: Rows) -> bool:
    """Whether somebody was last seen at another time than when they were met, or when a talk with them began."""
    talked = select(SessionRow.id).where(
        SessionRow.person == PersonRow.id, SessionRow.started_at == PersonRow.last_seen
    )
    odd = select(PersonRow.id).where(PersonRow.last_seen != PersonRow.made_at, ~talked.exists())
    return rows.execute(odd.limit(1)).first() is not None


def _derived(rows: Rows, work: Work, witness: Witness) -> None:
    """What the log does not hold: the list of what is due follows from the statements, the next number is beyond
    them all, and what is half written stands as it stood when the vault was closed."""
    gone = set(rows.scalars(select(EntryRow.supersedes)))
    dated = rows.scalars(select(EntryRow).where(EntryRow.kind.in_((str(Kind.FOLLOW_UP), str(Kind.CONCLUSION)))))
    due = [fields for row in dated if row.id not in gone and (fields := due_fields(read_entry(row)))]
    listed = [dict(row) for row in rows.execute(select(*DueRow.__table__.columns)).mappings()]
    if sorted(due, key=itemgetter("entry")) != sorted(listed, key=itemgetter("entry")):
        raise Altered
    if _maker(work) not in ("", work.settings.owner().name) or _unlike_themselves(rows):
        raise Altered
    newest = rows.execute(select(func.max(EntryRow.seq))).scalar() or 0
    given = rows.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")).scalar() or 0
    closed = work.settings.commits() == witness.commits and witness.unlogged
    if given < newest or (closed and work.unlogged() != witness.unlogged):
        raise Altered
