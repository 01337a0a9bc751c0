"""What other hands could do to a vault: with the key and SQL, with a hex editor, with an old copy."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from dasupport.refusal import Refusal
from dasupport.vault.access.authenticate import authenticate
from dasupport.vault.data.engine import connect
from dasupport.vault.integrity.verify import verify_data, verify_vault
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import COPY_NAMES, KeyFileCopy, canonical_json, read_copies
from tests.samples import PASSPHRASE

PAGE = 4096
DATA = "data.1.db"
WHOLE = "whole"


OPENED: dict[str, VaultKeys] = {}
"""Keys by the wrapped master key: a copy of a vault that was opened before costs nothing."""


def opens(folder: Path) -> tuple[KeyFileCopy, VaultKeys]:
    """The key file and its keys, as whoever has the passphrase gets them."""
    wrapped = keyring(folder)["slots"][0]["wrapped"]
    if wrapped not in OPENED:
        OPENED[wrapped] = authenticate(folder, PASSPHRASE, None)[1]
    return read_copies(folder)[0][0], OPENED[wrapped]


@contextmanager
def keyed(folder: Path) -> Iterator[Any]:
    """The bare connection of somebody who has the passphrase."""
    copy, keys = opens(folder)
    connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)
    try:
        yield connection
    finally:
        connection.close()


def without_triggers(connection: Any) -> list[str]:
    """Drop every trigger; returns what would make them again."""
    found = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _ in found:
        connection.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


def by_sql(folder: Path, *statements: str) -> None:
    """Change the data with the key, past every trigger, and put the triggers back."""
    with keyed(folder) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        triggers = without_triggers(connection)
        for statement in (*statements, *triggers):
            connection.execute(statement)
        connection.execute("COMMIT")


def verdict(folder: Path, passphrase: str = PASSPHRASE) -> str:
    """What proving a vault says: the id of a refusal, or that it is whole."""
    try:
        verify_vault(folder, passphrase)
    except Refusal as refusal:
        return refusal.item
    return WHOLE


def own_checks(folder: Path) -> tuple[bool, bool]:
    """Whether SQLCipher's check and SQLite's check are content."""
    with keyed(folder) as connection:
        sealed = connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        try:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        except sqlcipher.DatabaseError:
            sound = False
        return sealed, sound


def inspected(folder: Path) -> str:
    """As `verdict` for data under a key file that nobody touched: it costs only the proof itself."""
    try:
        verify_data(folder, *opens(folder))
    except Refusal as refusal:
        return refusal.item
    return WHOLE


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by name: equal before and after means that nothing was changed."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).digest() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def by_the_driver(folder: Path) -> set[str]:
    """The words of all entries as the engine alone gives them: nothing, where it refuses."""
    try:
        with keyed(folder) as connection:
            return {words for (words,) in connection.execute("SELECT words FROM entry")}
    except (sqlcipher.DatabaseError, Refusal):
        return set()


def copied(folder: Path, name: str) -> Path:
    """A copy of a closed vault, in a folder of its own: what is remembered beside one copy says nothing of another."""
    return Path(shutil.copytree(folder, folder.parent / f"{name}.apart" / name))


def flip(path: Path, offset: int, bit: int = 0) -> None:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[offset] ^= 1 << bit
    path.write_bytes(data)


def pages(path: Path) -> list[bytes]:
    data = path.read_bytes()
    return [data[start : start + PAGE] for start in range(0, len(data), PAGE)]


def resealed(table: dict[str, Any]) -> bytes:
    """A key file whose checksum is right again: what an attacker without the key can do."""
    kept = {key: value for key, value in table.items() if key != "checksum"}
    return canonical_json({**kept, "checksum": hashlib.sha256(canonical_json(kept)).hexdigest()})


def keyring(folder: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads((folder / COPY_NAMES[0]).read_bytes())
    return table


def put_keyring(folder: Path, data: bytes, names: tuple[str, ...] = COPY_NAMES) -> None:
    for name in names:
        (folder / name).write_bytes(data)
