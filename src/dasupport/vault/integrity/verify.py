"""Verification of a vault: every page, every link of the audit log, every logged row against its
fingerprint.
"""

from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport.casework.ids import utc_now
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.vault.access.authenticate import authenticate, check_witness
from dasupport.vault.data.audit_log import ChainLink
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.entries import build_due_columns, read_entry
from dasupport.vault.data.entry_json import compute_fingerprint
from dasupport.vault.data.metadata import Metadata
from dasupport.vault.data.migrate import NEWEST_FORM
from dasupport.vault.data.retention import ROW_KIND_OF_ACTION, hash_events
from dasupport.vault.data.tables import (
    CertificateRow,
    DeletedIdRow,
    DeletionRow,
    DueRow,
    EntryRow,
    HoldLiftedRow,
    HoldRow,
    PersonRow,
    Row,
    SessionRow,
    WithdrawnDeletionRow,
)
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import Altered, DataDamaged, ReadOnly, TooNew
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy, Witness
from dasupport.vault.sidecar.folder_state import inspect_folder
from dasupport.vault.sidecar.lock_file import LockFile


class LoggedRow(NamedTuple):
    """A kind of row of which the audit log holds a fingerprint, by its first column."""

    action: str
    row: type[Row]
    columns: tuple[str, ...]
    form: int = 1
    """The first form of the data that has it."""


LOGGED_ROWS = (
    LoggedRow(
        "entry",
        EntryRow,
        (
            "id",
            "session",
            "author",
            "at",
            "kind",
            "item",
            "part",
            "words",
            "source",
            "known",
            "told",
            "detail",
            "supersedes",
            "reason",
        ),
    ),
    LoggedRow("person", PersonRow, ("id", "code_name", "area", "real_name", "made_at", "made_by")),
    LoggedRow("session", SessionRow, ("id", "person", "number", "started_at", "author", "pack")),
    LoggedRow("sealed", SessionRow, ("id", "closing", "sealed_at")),
    LoggedRow("deletion", DeletionRow, ("id", "person", "why", "asked_at", "asked_by", "due"), 2),
    LoggedRow("taken back", WithdrawnDeletionRow, ("deletion", "at", "author"), 2),
    LoggedRow(
        "certificate",
        CertificateRow,
        ("deletion", "at", "author", "agreed_by", "kind", "sessions", "entries", "drafts", "others", "hash"),
        2,
    ),
    LoggedRow("hold", HoldRow, ("id", "person", "at", "author", "reason"), 2),
    LoggedRow("hold lifted", HoldLiftedRow, ("hold", "at", "author", "reason"), 2),
)
"""All rows of which the audit log holds a fingerprint: the action, the table and the columns covered."""

SCHEMA_QUERY = (
    "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1"
)
SCHEMA_FINGERPRINTS = {
    1: "1dbdb224f4c3b8f91fd9df7dbaefb46b12b6a92f82daf40f31e36b9ee47d0ec7",
    2: "b11b5eec1717349fe59f7ea02f77d3cdf3498e7bb449bbb5d01bd11e61880d3e",
}
"""Fingerprint of all tables, indexes and triggers of each form: none may be added, and none may be
missing. The triggers forbid changes to append-only rows.
"""


def verify_vault(folder: Path, passphrase: str, realm: Realm | None = None) -> None:
    """Verify the vault in a folder and return if it is intact; change nothing in it. Without a realm it accepts
    either.

    Raises one of `errors`: DataDamaged for what cannot be read, Altered for what can be read but was not
    written by this program, RolledBack for data older than the key file witnessed.
    """
    inspect_folder(folder)
    read_only = False
    try:
        lock = LockFile(folder)
    except ReadOnly:
        lock, read_only = None, True
    try:
        copy, keys, _ = authenticate(folder, passphrase, realm)
        verify_data(folder, copy, keys, read_only=read_only)
    finally:
        if lock:
            lock.release()


def verify_data(folder: Path, copy: KeyFileCopy, keys: VaultKeys, *, read_only: bool = False) -> None:
    """Verify the data of a vault whose keys are known and which nobody has open."""
    _check_salt(folder / copy.key_file.data.file, copy.key_file.data.salt)
    connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt, read_only=read_only)
    try:
        form = _check_pages(connection)
        with Rows(create_engine_on(connection)) as rows:
            log = Metadata(rows).get_log_key(keys.log)
            work = Transaction(rows, log, "", utc_now)
            check_witness(copy.key_file, work)
            _check_rows(rows, work, form)
            _check_unlogged(rows, work, copy.key_file.witness, form)
    except DBAPIError:
        raise DataDamaged from None
    except (ValueError, TypeError):  # every page has a valid MAC, so somebody with the keys wrote this
        raise Altered from None
    finally:
        connection.close()


def _check_salt(data: Path, salt: str) -> None:
    """Compare the first bytes, the salt, with the key file: the engine never checks them."""
    if not data.is_file():
        raise DataDamaged
    try:
        with data.open("rb") as file:  # not open in this process, so that closing it drops no POSIX lock
            found = file.read(len(salt) // 2)
    except PermissionError:
        raise ReadOnly from None
    except OSError:
        raise DataDamaged from None
    if found != bytes.fromhex(salt):
        raise DataDamaged


def _check_pages(connection: Any) -> int:
    """Check all pages and return the form of the data. Both integrity checks are needed: one finds flipped
    bits anywhere, the other a page that was cut off.
    """
    try:
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if version > NEWEST_FORM:
            raise TooNew
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise DataDamaged
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise DataDamaged
        if connection.execute("PRAGMA foreign_key_check").fetchall():
            raise DataDamaged
        if not _has_schema_of(connection, version):
            raise Altered
    except sqlcipher.Error:
        raise DataDamaged from None
    return version


def _has_schema_of(connection: Any, version: int) -> bool:
    """Return True if tables, indexes and triggers are those of this form, and each index has as many rows as
    its table.
    """
    if compute_fingerprint(dict(connection.execute(SCHEMA_QUERY).fetchall())) != SCHEMA_FINGERPRINTS.get(version):
        return False
    said = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return said == [(f"{version:04d}",)] and not _has_index_mismatch(connection)


def _has_index_mismatch(connection: Any) -> bool:
    """Return True if an index holds more or fewer rows than its table.

    The engine's own check misses rows that an old page brings back into a partial index when the table has
    none left. The names in the query are those of our own form.
    """
    wanted = "SELECT name, tbl_name, coalesce(sql, '') FROM sqlite_schema WHERE type = 'index'"
    for index, table, sql in connection.execute(wanted).fetchall():
        some = sql.partition(" WHERE ")[2] or "1"
        by_index = f'SELECT count(*) FROM "{table}" INDEXED BY "{index}" WHERE {some}'  # noqa: S608 - names of our own form
        by_row = f'SELECT count(*) FROM "{table}" NOT INDEXED WHERE {some}'  # noqa: S608 - names of our own form
        if connection.execute(by_index).fetchone() != connection.execute(by_row).fetchone():
            return True
    return False


def _check_rows(rows: Rows, work: Transaction, form: int) -> None:
    """Check that every row is exactly as it was logged, that no row is unlogged, and that none is missing but
    those named by a certificate of deletion.
    """
    events = list(work.audit_chain.iterate_verified())
    erased = _check_certificates(rows, events) if form > 1 else set()
    for action, table, columns, since in LOGGED_ROWS:
        if since > form:
            continue
        logged = {
            event.object: event.object_hash
            for event in events
            if event.action == action and (ROW_KIND_OF_ACTION.get(action, ""), event.object) not in erased
        }
        wanted = select(*(getattr(table, column) for column in columns))
        if action == "sealed":
            wanted = wanted.where(SessionRow.sealed_at.is_not(None))
        if table is EntryRow:
            wanted = wanted.order_by(EntryRow.seq)
        found = {row[0]: compute_fingerprint(dict(zip(columns, row, strict=True))) for row in rows.execute(wanted)}
        if found != logged or (table is EntryRow and list(found) != list(logged)):
            raise Altered


def _check_certificates(rows: Rows, events: list[ChainLink]) -> set[tuple[str, str]]:
    """Return the rows named by certificates of deletion, after checking each certificate against the audit
    rows it covers.
    """
    named: dict[str, set[tuple[str, str]]] = {}
    for deletion, kind, id in rows.execute(select(DeletedIdRow.deletion, DeletedIdRow.kind, DeletedIdRow.id)):
        named.setdefault(deletion, set()).add((kind, id))
    people: dict[str, str] = {row.id: row.person for row in rows.execute(select(DeletionRow.id, DeletionRow.person))}
    for row in rows.execute(select(*CertificateRow.__table__.columns)):
        ids = named.get(row.deletion, set())
        kinds = [kind for kind, _ in ids]
        counted = (kinds.count("session"), kinds.count("entry")) == (row.sessions, row.entries)
        if not counted or ("person", people[row.deletion]) not in ids or hash_events(events, ids) != row.hash:
            raise Altered
    return {each for ids in named.values() for each in ids}


def _vault_creator(work: Transaction) -> str:
    """Return the author of the first audit row, who created the vault; an empty string if it was cut off
    before that row.
    """
    return next((event.actor for event in work.audit_chain.iterate_verified()), "")


def _has_wrong_last_contact(rows: Rows) -> bool:
    """Return True if a person's last contact is neither when they were added nor when a session with them
    began.
    """
    talked = select(SessionRow.id).where(
        SessionRow.person == PersonRow.id, SessionRow.started_at == PersonRow.last_seen
    )
    odd = select(PersonRow.id).where(PersonRow.last_seen != PersonRow.made_at, ~talked.exists())
    return rows.execute(odd.limit(1)).first() is not None


def _check_unlogged(rows: Rows, work: Transaction, witness: Witness, form: int) -> None:
    """Check what the audit log does not hold.

    The list of due dates must follow from the entries, and the next number be above all used ones. Drafts
    and settings must be as they were when the vault was closed.
    """
    gone = set(rows.scalars(select(EntryRow.supersedes)))
    dated = rows.scalars(select(EntryRow).where(EntryRow.kind.in_((str(Kind.FOLLOW_UP), str(Kind.CONCLUSION)))))
    due = [fields for row in dated if row.id not in gone and (fields := build_due_columns(read_entry(row)))]
    listed = [dict(row) for row in rows.execute(select(*DueRow.__table__.columns)).mappings()]
    if sorted(due, key=itemgetter("entry")) != sorted(listed, key=itemgetter("entry")):
        raise Altered
    if _vault_creator(work) not in ("", work.metadata.get_owner().name) or _has_wrong_last_contact(rows):
        raise Altered
    newest = rows.execute(select(func.max(EntryRow.seq))).scalar() or 0
    given = rows.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'entry'")).scalar() or 0
    closed = work.metadata.get_commit_count() == witness.commits and witness.unlogged
    if given < newest or (closed and work.fingerprint_unlogged(form) != witness.unlogged):
        raise Altered
