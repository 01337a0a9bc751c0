"""Creation and verification of backups: a copy of the data under its own key, verified before the file
gets its final name.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dasupport.vault.data.engine import classify_driver_error, connect, require_valid_pages
from dasupport.vault.errors import (
    Altered,
    BackupAltered,
    BackupDamaged,
    DataDamaged,
    DataMissing,
    FileExists,
    KeyDamaged,
    KeyFileOutdated,
    NotSaved,
    RolledBack,
    VaultRefusal,
    os_errors_as_refusals,
)
from dasupport.vault.integrity.verify import verify_data
from dasupport.vault.keys import key_file
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import DataFile, KeyFileCopy
from dasupport.vault.maintenance.backup_file import BackupArchive, BackupHeader, open_archive, write_archive
from dasupport.vault.open_state import OpenState

BACKUPS_FOLDER = "backups"
DRAFT_SUFFIX = ".making"
COUNTS_QUERY = """SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM session), (SELECT count(*) FROM entry),
 (SELECT value FROM setting WHERE key = 'commits'), (SELECT max(seq) FROM event),
 (SELECT mac FROM event ORDER BY seq DESC LIMIT 1)"""
BACKUP_REFUSALS: dict[type[VaultRefusal], type[VaultRefusal]] = {
    Altered: BackupAltered,
    RolledBack: BackupAltered,
    DataDamaged: BackupDamaged,
    KeyDamaged: BackupDamaged,
    DataMissing: BackupDamaged,
    KeyFileOutdated: BackupAltered,
}
"""Refusals about a vault, each with the one that says the same of a backup."""


def write_backup(source: OpenState, to: Path, at: datetime, id: str = "") -> BackupHeader:
    """Write a verified copy of an open vault to a file that does not exist yet. Nothing may change the vault
    meanwhile.

    The draft is in the vault's own folder for backups and is removed afterwards. Raises FileExists,
    DiskFull, ReadOnly, or the refusals of verifying the copy; then there is no file.
    """
    with os_errors_as_refusals():
        if to.exists():
            raise FileExists
    room = source.folder / BACKUPS_FOLDER
    id, salt = id or secrets.token_hex(16), secrets.token_hex(16)
    data_key, seal_key = derive_backup_keys(source.keys, id)
    with os_errors_as_refusals(), draft_path(room) as made:
        copy_reencrypted(source.connection, made, data_key, salt)
        head = _build_header(source.connection, id, at, salt)
        copies = _current_key_files(source)
        verify_backup_data(made, head, copies[0], source.keys)
        write_archive(
            to, head, tuple(copy.key_file.serialise_signed(source.keys.header) for copy in copies), made, seal_key
        )
    return head


def verify_backup(path: Path, keys: VaultKeys, room: Path) -> BackupHeader:
    """Verify a backup of the vault to which these keys belong, in a draft in folder `room`, and return its
    header.

    Raises NotABackup, BackupTruncated, BackupDamaged, TooNew; BackupAltered, also if the vault's keys were
    rotated since; DiskFull or ReadOnly if there is no space for the draft.
    """
    wrapped = open_archive(path)
    copies = parse_key_files(wrapped)
    with refusals_as_backup():
        for copy in copies:
            copy.verify_mac(keys.header)
    with os_errors_as_refusals(), draft_path(room) as made:
        extract_verified(wrapped, copies[0], keys, made)
    return wrapped.header


def extract_verified(wrapped: BackupArchive, copy: KeyFileCopy, keys: VaultKeys, to: Path) -> None:
    """Extract the data of a backup into a file of its own, and verify it. Raises the same as `verify_backup`."""
    wrapped.authenticate(derive_backup_keys(keys, wrapped.header.id)[1])
    wrapped.extract_data(to)
    with refusals_as_backup():
        verify_backup_data(to, wrapped.header, copy, keys)


def parse_key_files(wrapped: BackupArchive) -> list[KeyFileCopy]:
    """Return the key files in a backup, newest first. Raises BackupDamaged if one cannot be read, TooNew."""
    try:
        copies = [key_file.parse_copy(str(number), data) for number, data in enumerate(wrapped.key_files)]
    except KeyDamaged:
        raise BackupDamaged from None
    if not copies:
        raise BackupDamaged
    return sorted(copies, key=lambda copy: -copy.key_file.generation)


def verify_backup_data(data: Path, head: BackupHeader, copy: KeyFileCopy, keys: VaultKeys) -> None:
    """Verify the data of a backup as that of a vault, and compare it with its header. Raises the same as
    `verify_data`.
    """
    inside = DataFile(data.name, copy.key_file.data.generation, head.salt, copy.key_file.data.page_size)
    own = replace(keys, data=derive_backup_keys(keys, head.id)[0])
    verify_data(data.parent, replace(copy, key_file=replace(copy.key_file, data=inside)), own, read_only=True)
    connection = connect(data, own.data, head.salt, read_only=True)
    try:
        if _build_header(connection, head.id, datetime.fromisoformat(head.at), head.salt) != head:
            raise Altered
    finally:
        connection.close()


def derive_backup_keys(keys: VaultKeys, id: str) -> tuple[bytes, bytes]:
    """Return the data key and the MAC key of the backup with this id."""

    def expand(purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=bytes.fromhex(id), info=f"dasupport/{purpose}".encode()).derive(keys.backup)

    return expand("backup-data/v1"), expand("backup-seal/v1")


def copy_reencrypted(connection: Any, to: Path, key: bytes, salt: str) -> None:
    """Copy an open database into a new file under another key. Raises OSError, DiskFull, NotSaved,
    DataDamaged.
    """
    try:
        target = connect(to, key, salt, create=True)
    except DataDamaged:  # the file is still empty, so the cause is a failed write
        raise NotSaved from None
    try:
        connection.backup(target)
        require_valid_pages(connection)
    except sqlcipher.OperationalError as error:
        raise (NotSaved() if "disk I/O" in str(error) else classify_driver_error(error)) from None
    except sqlcipher.DatabaseError:
        raise DataDamaged from None
    finally:
        target.close()


@contextmanager
def draft_path(room: Path) -> Iterator[Path]:
    """Yield a path for a draft; remove the draft afterwards, and drafts that an earlier crash left."""
    room.mkdir(mode=0o700, exist_ok=True)
    try:
        _remove_drafts(room)
        yield room / f"{secrets.token_hex(4)}{DRAFT_SUFFIX}"
    finally:
        with suppress(OSError):
            _remove_drafts(room)


@contextmanager
def refusals_as_backup() -> Iterator[None]:
    """Turn refusals about a vault into refusals about a backup."""
    try:
        yield
    except VaultRefusal as refusal:
        raise BACKUP_REFUSALS.get(type(refusal), type(refusal)) from None


def _build_header(connection: Any, id: str, at: datetime, salt: str) -> BackupHeader:
    try:
        people, sessions, entries, commits, events, newest = connection.execute(COUNTS_QUERY).fetchone()
        form = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlcipher.OperationalError as error:
        raise classify_driver_error(error) from None
    except sqlcipher.DatabaseError:
        raise DataDamaged from None
    return BackupHeader(
        id,
        at.isoformat(timespec="seconds"),
        salt,
        form,
        int(commits or 0),
        events or 0,
        newest or "",
        people,
        sessions,
        entries,
    )


def _current_key_files(source: OpenState) -> list[KeyFileCopy]:
    """Return the key files beside the data: both if they differ, so that whatever opens the vault today opens
    its backup; if neither can be read any more, the one that opened the vault.
    """
    found: list[KeyFileCopy] = []
    for copy in key_file.read_copies(source.folder)[0]:
        with suppress(Altered):
            copy.verify_mac(source.keys.header)
            if copy.key_file not in [other.key_file for other in found]:
                found.append(copy)
    return found or [source.copy]


def _remove_drafts(room: Path) -> None:
    """Remove drafts, which nobody else is using, as the vault's lock is held. One that cannot be removed is
    left.
    """
    for path in room.iterdir():
        if path.name.endswith((DRAFT_SUFFIX, f"{DRAFT_SUFFIX}-journal", f"{DRAFT_SUFFIX}.new", ".backup.new")):
            with suppress(OSError):
                path.unlink(missing_ok=True)
