"""The form of the data: what the tables say, all of it or nothing; a newer form is left alone."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, event, text

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data import migrate
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.entry_json import compute_fingerprint
from dasupport.vault.data.migrate import NEWEST_FORM, migrate_to_newest, read_form
from dasupport.vault.data.tables import Row
from dasupport.vault.errors import TooNew
from dasupport.vault.integrity.verify import SCHEMA_FINGERPRINTS, SCHEMA_QUERY
from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.child_processes import CONTEXT
from tests.vault.data.test_engine import KEY, SALT
from tests.vault.tampering import by_sql, contents, keyed, verdict

SCRIPTS = sorted((Path(migrate.__file__).parent / "migrations" / "versions").glob("*.py"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data.1.db"


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Row.metadata))


def test_that_a_new_vault_has_the_form_that_the_tables_say(data: Path) -> None:
    with create_engine_on(connect(data, KEY, SALT, create=True)).connect() as connection:
        with connection.begin():
            migrate_to_newest(connection)
        assert differences(connection) == []
        assert read_form(connection) == NEWEST_FORM
    connection.engine.dispose()


def test_that_a_difference_would_be_seen(data: Path) -> None:
    with create_engine_on(connect(data, KEY, SALT, create=True)).connect() as connection:
        with connection.begin():
            migrate_to_newest(connection)
            connection.execute(text("ALTER TABLE draft ADD COLUMN mood TEXT"))
            connection.execute(text("DROP INDEX ix_due_due"))
        assert len(differences(connection)) == 2
    connection.engine.dispose()


def test_that_migrating_again_changes_nothing(data: Path) -> None:
    opened = connect(data, KEY, SALT, create=True)
    with create_engine_on(opened).begin() as connection:
        migrate_to_newest(connection)
    before = opened.total_changes
    with create_engine_on(opened).begin() as connection:
        migrate_to_newest(connection)
    assert opened.total_changes == before
    opened.close()


def test_that_the_newest_number_is_that_of_the_newest_script() -> None:
    numbers = [int(path.name.split("_")[0]) for path in SCRIPTS]
    assert numbers == list(range(1, NEWEST_FORM + 1))


def test_that_a_new_vault_has_the_shape_that_a_proof_looks_for(data: Path) -> None:
    opened = connect(data, KEY, SALT, create=True)
    with create_engine_on(opened).begin() as connection:
        migrate_to_newest(connection)
    shape = dict(opened.execute(SCHEMA_QUERY).fetchall())
    assert compute_fingerprint(shape) == SCHEMA_FINGERPRINTS[NEWEST_FORM]
    assert sum(name.startswith("trigger") for name in shape) == 28
    opened.close()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_that_a_migration_is_frozen_in_time(path: Path) -> None:
    assert not re.search(r"^\s*(from|import) (dasupport|tests)", path.read_text(encoding="utf-8"), re.MULTILINE)


def rows(data: Path) -> tuple[int, int]:
    """How many tables there are, and which form they say they have."""
    opened = connect(data, KEY, SALT)
    tables = opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    form = opened.execute("PRAGMA user_version").fetchone()[0]
    opened.close()
    return tables, form


def empty(data: Path) -> Path:
    opened = connect(data, KEY, SALT, create=True)
    opened.execute("PRAGMA user_version = 7")
    opened.execute("PRAGMA user_version = 0")
    opened.close()
    return data


def killed_after(data: Path, statements: int) -> None:
    """Migrate, and end like a power cut after so many statements."""
    engine = create_engine_on(connect(data, KEY, SALT))
    left = [statements]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(engine, "after_cursor_execute", count)
    with engine.begin() as connection:
        migrate_to_newest(connection)


@pytest.mark.parametrize("statements", [2, 5, 11, 20, 29])
def test_that_an_interrupted_migration_leaves_nothing(data: Path, statements: int) -> None:
    child = CONTEXT.Process(target=killed_after, args=(empty(data), statements))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    child.close()
    assert rows(data) == (0, 0)


def test_that_a_migration_that_is_not_interrupted_leaves_everything(data: Path) -> None:
    child = CONTEXT.Process(target=killed_after, args=(empty(data), 10_000))
    child.start()
    child.join()
    child.close()
    tables, form = rows(data)
    assert tables > 30
    assert form == NEWEST_FORM


def test_that_data_of_a_newer_program_is_refused_and_left_byte_for_byte(closed: Path) -> None:
    by_sql(closed, f"PRAGMA user_version = {NEWEST_FORM + 1}")
    before = contents(closed)
    with pytest.raises(TooNew):
        VaultOpener(Realm.LIVE, CHEAP, FixedClock(), back_up_before_upgrade).open(closed, PASSPHRASE)
    assert verdict(closed) == "V-TOO-NEW"
    assert contents(closed) == before


def test_that_the_refusal_of_a_newer_program_lets_the_vault_go(closed: Path) -> None:
    by_sql(closed, f"PRAGMA user_version = {NEWEST_FORM + 1}")
    with pytest.raises(Refusal):
        VaultOpener(Realm.LIVE, CHEAP, FixedClock(), back_up_before_upgrade).open(closed, PASSPHRASE)
    with keyed(closed) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST_FORM + 1,)


LOADED = """
import sys
from pathlib import Path
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
VaultOpener(Realm.LIVE).{verb}.close()
print(sorted({{name.split(".")[0] for name in sys.modules}} & {{"alembic", "mako", "reportlab", "PySide6", "zxcvbn"}}))
"""


def loaded(verb: str) -> str:
    said = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", LOADED.format(verb=verb)], capture_output=True, text=True, check=True
    )
    return said.stdout.strip()


def test_that_the_usual_unlock_loads_nothing_that_it_does_not_need(closed: Path) -> None:
    assert loaded(f"open(Path({str(closed)!r}), {PASSPHRASE!r})") == "[]"
