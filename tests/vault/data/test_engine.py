"""The engine: every setting in force and read back, one connection, and no word or key in any message."""

import hashlib
import os
import stat
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

from dasupport.vault.data import engine
from dasupport.vault.data.engine import (
    CHECKED_PRAGMAS,
    PRAGMAS,
    EngineUnsupported,
    classify_driver_error,
    connect,
    create_engine_on,
    verify_settings,
)
from dasupport.vault.errors import DataDamaged, DiskFull, ReadOnly, VaultInUse
from tests.vault.child_processes import run

KEY = hashlib.sha256(b"a key for these tests").digest()
SALT = "5a" * 16
CANARY = "canary-4711-marmalade"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data.1.db"


@pytest.fixture
def connection(data: Path) -> Iterator[Any]:
    made = connect(data, KEY, SALT, create=True)
    yield made
    made.close()


@pytest.fixture
def kept(data: Path, connection: Any) -> Path:
    """A closed data file with a word in it."""
    connection.execute("CREATE TABLE note (id TEXT UNIQUE, words TEXT)")
    connection.execute("INSERT INTO note VALUES ('1', ?)", (CANARY * 50,))
    connection.close()
    return data


EXPECTED = {**{name: value for name, (_, value) in PRAGMAS.items()}, **CHECKED_PRAGMAS}


@pytest.mark.parametrize("name", EXPECTED)
def test_that_a_setting_is_in_force_on_every_new_connection(kept: Path, name: str) -> None:
    opened = connect(kept, KEY, SALT)
    assert opened.execute(f"PRAGMA {name}").fetchone()[0] == EXPECTED[name]
    opened.close()


def test_that_the_settings_are_those_that_lose_nothing() -> None:
    assert EXPECTED["journal_mode"] == "truncate"
    assert EXPECTED["synchronous"] == 2
    assert EXPECTED["locking_mode"] == "exclusive"
    assert EXPECTED["foreign_keys"] == EXPECTED["secure_delete"] == EXPECTED["fullfsync"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "locking_mode=NORMAL",
        "journal_mode=DELETE",
        "journal_mode=PERSIST",
        "synchronous=NORMAL",
        "synchronous=OFF",
        "fullfsync=OFF",
        "checkpoint_fullfsync=OFF",
        "foreign_keys=OFF",
        "trusted_schema=ON",
        "cell_size_check=OFF",
        "recursive_triggers=OFF",
        "secure_delete=OFF",
    ],
)
def test_that_a_setting_that_is_not_in_force_is_refused(connection: Any, wrong: str) -> None:
    connection.execute(f"PRAGMA {wrong}").fetchall()
    with pytest.raises(EngineUnsupported, match=wrong.split("=")[0]):
        verify_settings(connection)


def test_that_an_unkeyed_connection_is_refused(data: Path) -> None:
    bare = sqlcipher.connect(str(data), isolation_level=None)
    for name, (value, _) in PRAGMAS.items():
        bare.execute(f"PRAGMA {name}={value}").fetchall()
    with pytest.raises((EngineUnsupported, TypeError)):
        verify_settings(bare)
    bare.close()


def test_that_temporary_tables_stay_in_memory(connection: Any) -> None:
    assert "TEMP_STORE=2" in {row[0] for row in connection.execute("PRAGMA compile_options")}


def test_that_the_library_is_new_enough(connection: Any) -> None:
    assert sqlcipher.sqlite_version_info >= engine.MIN_SQLITE >= (3, 51, 3)
    assert connection.execute("PRAGMA cipher_version").fetchone()[0].startswith("4.")


def test_that_a_new_data_file_holds_nothing_readable(kept: Path) -> None:
    stored = kept.read_bytes()
    assert stored[:16] == bytes.fromhex(SALT)
    assert b"SQLite format" not in stored
    assert CANARY.encode() not in stored


def test_that_a_file_without_a_key_would_be_readable(tmp_path: Path) -> None:
    bare = sqlcipher.connect(str(tmp_path / "bare.db"), isolation_level=None)
    bare.execute("CREATE TABLE note (words TEXT)")
    bare.execute("INSERT INTO note VALUES (?)", (CANARY,))
    bare.close()
    stored = (tmp_path / "bare.db").read_bytes()
    assert stored.startswith(b"SQLite format 3\0")
    assert CANARY.encode() in stored


def test_that_data_and_journal_are_private_whatever_the_umask(data: Path) -> None:
    before = os.umask(0)
    try:
        opened = connect(data, KEY, SALT, create=True)
        opened.execute("CREATE TABLE note (words TEXT)")
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in data.parent.iterdir()}
        opened.close()
    finally:
        os.umask(before)
    assert modes == {"data.1.db": 0o600, "data.1.db-journal": 0o600}


def test_that_opening_never_makes_a_file(data: Path) -> None:
    with pytest.raises(ReadOnly):
        connect(data, KEY, SALT)
    assert list(data.parent.iterdir()) == []


def test_that_making_never_touches_what_is_there(kept: Path) -> None:
    before = kept.read_bytes()
    with pytest.raises(FileExistsError):
        connect(kept, KEY, SALT, create=True)
    assert kept.read_bytes() == before


@pytest.mark.parametrize(("key", "salt"), [(bytes(32), SALT), (KEY, "00" * 16)], ids=["key", "salt"])
def test_that_another_key_or_salt_reads_nothing(kept: Path, key: bytes, salt: str) -> None:
    with pytest.raises(DataDamaged):
        connect(kept, key, salt)


@pytest.mark.parametrize("content", [b"x" * 100, b"SQLite format 3\0" + bytes(4080), bytes(8192)])
def test_that_a_file_of_something_else_is_damage_and_stays_as_it_is(data: Path, content: bytes) -> None:
    data.write_bytes(content)
    with pytest.raises(DataDamaged):
        connect(data, KEY, SALT)
    assert data.read_bytes() == content


def test_that_the_key_shows_in_no_trace_and_a_key_by_pragma_would(tmp_path: Path) -> None:
    def traced(keyed: bool) -> str:
        said: list[str] = []
        bare = sqlcipher.connect(str(tmp_path / f"{keyed}.db"), isolation_level=None)
        bare.set_trace_callback(said.append)
        spec = f"x'{KEY.hex()}{SALT}'"
        bare.set_key(spec) if keyed else bare.execute(f'PRAGMA key = "{spec}"')
        bare.execute("CREATE TABLE note (words TEXT)")
        bare.close()
        return " ".join(said)

    assert KEY.hex() in traced(keyed=False)
    assert KEY.hex() not in traced(keyed=True)
    source = Path(engine.__file__).read_text(encoding="utf-8")
    assert "set_key(" in source
    assert "PRAGMA key" not in source


def test_that_a_refusal_carries_neither_key_nor_path(kept: Path) -> None:
    with pytest.raises(DataDamaged) as caught:
        connect(kept, bytes(32), SALT)
    said = "".join(traceback.format_exception(caught.value)) + repr(caught.value.args)
    assert not any(word in said for word in (KEY.hex(), SALT, str(kept), bytes(32).hex()))
    assert caught.value.__suppress_context__


def broken_rule(connection: Any, **options: Any) -> IntegrityError:
    """The error of a second note of the same id."""
    loose = create_engine("sqlite://", creator=lambda: connection, module=sqlcipher, poolclass=StaticPool, **options)
    made = loose if options else create_engine_on(connection)
    note = {"id": "1", "words": CANARY}
    with made.begin() as begun:
        begun.execute(text("CREATE TABLE note (id TEXT UNIQUE, words TEXT)"))
        begun.execute(text("INSERT INTO note VALUES (:id, :words)"), note)
        with pytest.raises(IntegrityError) as caught:
            begun.execute(text("INSERT INTO note VALUES (:id, :words)"), note)
    return caught.value


def test_that_an_error_of_the_driver_does_not_tell_what_was_written(connection: Any) -> None:
    error = broken_rule(connection)
    assert CANARY not in "".join(traceback.format_exception(error))
    assert CANARY not in repr(error)


def test_that_an_engine_without_this_care_would_tell(connection: Any) -> None:
    assert CANARY in str(broken_rule(connection, hide_parameters=False))


def test_that_another_thread_may_not_use_the_connection(connection: Any) -> None:
    said: list[type[BaseException]] = []

    def use() -> None:
        try:
            connection.execute("SELECT 1")
        except sqlcipher.Error as error:
            said.append(type(error))

    other = threading.Thread(target=use)
    other.start()
    other.join()
    assert said == [sqlcipher.ProgrammingError]


def test_that_there_is_one_connection_however_often_it_is_asked_for(connection: Any) -> None:
    made = create_engine_on(connection)
    for _ in range(3):
        with made.connect() as opened:
            assert opened.connection.dbapi_connection is connection


def test_that_a_transaction_begins_when_it_is_begun_and_takes_tables_back(connection: Any) -> None:
    made = create_engine_on(connection)
    with made.connect() as opened:
        opened.begin()
        assert connection.in_transaction
        opened.execute(text("CREATE TABLE note (words TEXT)"))
        opened.rollback()
    assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_that_no_extension_can_be_loaded(connection: Any) -> None:
    with pytest.raises((sqlcipher.Error, AttributeError)):
        connection.load_extension("anything")


def test_that_a_read_only_connection_reads_and_refuses_to_write(kept: Path) -> None:
    opened = connect(kept, KEY, SALT, read_only=True)
    assert opened.execute("SELECT words FROM note").fetchone() == (CANARY * 50,)
    with pytest.raises(sqlcipher.OperationalError, match="readonly"):
        opened.execute("DELETE FROM note")
    opened.close()


def opened_elsewhere(data: Path) -> str:
    connect(data, KEY, SALT).close()
    return "opened"


def test_that_a_second_process_finds_the_data_busy(kept: Path) -> None:
    opened = connect(kept, KEY, SALT)
    assert run(opened_elsewhere, kept) == "V-BUSY"
    opened.close()
    assert run(opened_elsewhere, kept) == "opened"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("database is locked", VaultInUse),
        ("database table is locked", VaultInUse),
        ("database or disk is full", DiskFull),
        ("attempt to write a readonly database", ReadOnly),
        ("unable to open database file", ReadOnly),
        ("disk I/O error", DataDamaged),
        ("SQL logic error", DataDamaged),
    ],
)
def test_that_the_troubles_behind_one_class_are_told_apart(said: str, fault: type[Exception]) -> None:
    assert isinstance(classify_driver_error(sqlcipher.OperationalError(said)), fault)
