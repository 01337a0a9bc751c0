"""The SQLCipher engine: raw key and salt, one connection, every setting read back."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from dasupport.vault.errors import Busy, DataDamaged, DiskFull, ReadOnly

OLDEST_SQLITE = (3, 51, 3)
"""Older ones can lose a write-ahead log; we use none, and still do not start on them."""

SETTINGS: dict[str, tuple[str, object]] = {
    "locking_mode": ("EXCLUSIVE", "exclusive"),
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("FULL", 2),
    "fullfsync": ("ON", 1),
    "checkpoint_fullfsync": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "recursive_triggers": ("ON", 1),  # a replacement, too, then meets the trigger that refuses to delete
    "trusted_schema": ("OFF", 0),
    "cell_size_check": ("ON", 1),
    "mmap_size": ("0", 0),
}
"""What is set on every connection, and what it must read back as."""

READ_BACK: dict[str, object] = {"secure_delete": 1, "cipher_page_size": "4096", "cipher_status": "1"}


class WrongEngine(RuntimeError):
    """The SQLCipher at hand does not do what the vault relies on."""


def connect(data: Path, key: bytes, salt: str, *, create: bool = False, read_only: bool = False) -> Any:
    """A keyed connection that holds the only lock on the data.

    Raises Busy if somebody else holds it, DataDamaged if the data cannot be read with a key that is known to
    be right, ReadOnly if nothing can be written, DiskFull if there is no room. With `create` there must be no
    such file yet: it is private from its first byte. Raises OSError where it cannot be made.
    """
    if create:
        os.close(os.open(data, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    elif data.exists() and not data.stat().st_size:
        raise DataDamaged  # the engine would take it for a new one, and write
    address = f"file:{quote(os.fsencode(data))}?mode={'ro' if read_only else 'rw'}"
    try:
        connection = sqlcipher.connect(address, uri=True, isolation_level=None, timeout=0.5)
    except sqlcipher.OperationalError as error:
        raise told_apart(error) from None
    try:
        _key(connection, key, salt)
        _settle(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _key(connection: Any, key: bytes, salt: str) -> None:
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(f"x'{key.hex()}{salt}'")
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlcipher.OperationalError as error:
        raise told_apart(error) from None
    except sqlcipher.DatabaseError:
        raise DataDamaged from None


def _settle(connection: Any, *, read_only: bool) -> None:
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise WrongEngine("sqlite version")
    try:
        for name, (value, _) in SETTINGS.items():
            connection.execute(f"PRAGMA {name}={value}").fetchall()
        if read_only:
            return
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
    except sqlcipher.OperationalError as error:
        raise told_apart(error) from None
    except sqlcipher.DatabaseError:
        raise DataDamaged from None
    read_back(connection)


def read_back(connection: Any) -> None:
    """Raises WrongEngine unless every setting is in force."""
    for name, expected in {**{name: read for name, (_, read) in SETTINGS.items()}, **READ_BACK}.items():
        if connection.execute(f"PRAGMA {name}").fetchone()[0] != expected:
            raise WrongEngine(name)
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if "TEMP_STORE=2" not in options or not version or not version[0].startswith("4."):
        raise WrongEngine("build")


def told_apart(error: sqlcipher.OperationalError) -> Exception:
    """Locked, full, read-only or damaged: four troubles behind one class of the driver."""
    said = str(error)
    if "locked" in said or "busy" in said:
        return Busy()
    if "full" in said:
        return DiskFull()
    return ReadOnly() if "readonly" in said or "unable to open" in said else DataDamaged()


def answered(connection: Any) -> None:
    """Raises DataDamaged where the seal of a page that was just read does not hold: the engine gives zeros in the place
    of what stood there, also for words, and refuses no more than the next page that it has not at hand."""
    try:
        sound = connection.execute("PRAGMA cipher_status").fetchone() == ("1",)
    except (sqlcipher.DatabaseError, MemoryError):
        sound = False
    if not sound:
        raise DataDamaged


def broken(connection: Any) -> bool:
    """Whether the seal of any page of an open vault does not hold: the whole file is read anew, whatever the connection
    still takes."""
    try:
        return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    except (sqlcipher.Error, MemoryError):
        return False


def engine_on(connection: Any) -> Engine:
    """An engine over this one connection; a transaction begins when it is begun, and holds the write lock."""
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
