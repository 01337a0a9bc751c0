"""The SQLCipher engine: raw key and salt, a single connection, and every setting read back after it was set."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from dasupport.vault.errors import DataDamaged, DiskFull, ReadOnly, VaultInUse

MIN_SQLITE = (3, 51, 3)
"""Oldest SQLite version accepted. Older ones can lose a write-ahead log; the vault uses none, but still
refuses to run on them.
"""

PRAGMAS: dict[str, tuple[str, object]] = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("FULL", 2),
    "fullfsync": ("ON", 1),
    "checkpoint_fullfsync": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("ON", 1),  # else REPLACE would bypass the triggers that forbid deleting
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
}
"""Pragmas set on every connection: the value to set, and the value that must be read back."""

CHECKED_PRAGMAS: dict[str, object] = {"secure_delete": 1, "cipher_page_size": "4096", "cipher_status": "1"}
"""Pragmas that are only read: the values that this build must have by itself."""


class EngineUnsupported(RuntimeError):
    """The installed SQLCipher lacks a property that the vault relies on."""


def connect(data: Path, key: bytes, salt: str, *, create: bool = False, read_only: bool = False) -> Any:
    """Return a keyed connection that holds the exclusive lock on the data file.

    With `create`, the file must not exist yet: it is made readable by its owner alone from the first byte.
    Raises VaultInUse if another process holds the lock, DataDamaged if the data cannot be read with a key that is
    known to be right, ReadOnly if nothing can be written, DiskFull if there is no space, OSError if the file
    cannot be created, EngineUnsupported if a setting is not in force.
    """
    if create:
        os.close(os.open(data, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    elif data.exists() and not data.stat().st_size:
        raise DataDamaged  # SQLite would take an empty file for a new database, and write to it
    address = f"file:{quote(os.fsencode(data))}?mode={'ro' if read_only else 'rw'}"
    try:
        connection = sqlcipher.connect(address, uri=True, isolation_level=None, timeout=0.5)
    except sqlcipher.OperationalError as error:
        raise classify_driver_error(error) from None
    try:
        _set_key(connection, key, salt)
        _configure(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_key(connection: Any, key: bytes, salt: str) -> None:
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{key.hex()}{salt}'")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.OperationalError as error:
        raise classify_driver_error(error) from None
    except sqlcipher.DatabaseError:
        raise DataDamaged from None


def _configure(connection: Any, *, read_only: bool) -> None:
    if sqlcipher.sqlite_version_info < MIN_SQLITE:
        raise EngineUnsupported("sqlite version")
    try:
        for name, (value, _) in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}").fetchall()
        if read_only:
            return
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlcipher.OperationalError as error:
        raise classify_driver_error(error) from None
    except sqlcipher.DatabaseError:
        raise DataDamaged from None
    verify_settings(connection)


def verify_settings(connection: Any) -> None:
    """Raise EngineUnsupported unless every setting is in force."""
    for name, expected in {**{name: read for name, (_, read) in PRAGMAS.items()}, **CHECKED_PRAGMAS}.items():
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise EngineUnsupported(name)
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if "TEMP_STORE=2" not in options or not version or not version[0].startswith("4."):
        raise EngineUnsupported("build")


def classify_driver_error(error: sqlcipher.OperationalError) -> Exception:
    """Return the vault's own error for a driver error: in use, disk full, read-only, or damaged.

    The driver has one class for all four; only the message distinguishes them.
    """
    said = str(error)
    if "locked" in said or "busy" in said:
        return VaultInUse()
    if "full" in said:
        return DiskFull()
    return ReadOnly() if "readonly" in said or "unable to open" in said else DataDamaged()


def require_valid_pages(connection: Any) -> None:
    """Raise DataDamaged if the MAC of a page that was just read is wrong.

    The engine then returns zeros in place of the data, also inside text, and raises no error before the next
    page that is not in its cache.
    """
    try:
        sound = connection.execute("PRAGMA cipher_status").fetchone() == ("1",)
    except (sqlcipher.DatabaseError, MemoryError):
        sound = False
    if not sound:
        raise DataDamaged


def has_invalid_page(connection: Any) -> bool:
    """Return True if the MAC of any page of the data file is wrong; False also if the check itself fails.

    Reads the whole file again, whatever the connection has in its cache.
    """
    try:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    except (sqlcipher.Error, MemoryError):
        return False


def create_engine_on(connection: Any) -> Engine:
    """Return an engine that uses only this connection. Every transaction takes the write lock when it begins."""
    made = create_engine(
        "sqlite://",
        creator=lambda: connection,
        module=sqlcipher,
        poolclass=StaticPool,
        hide_parameters=True,
        echo=False,
    )
    event.listen(made, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE"))
    return made
