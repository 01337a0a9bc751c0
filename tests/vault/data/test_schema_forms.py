"""Every form of the data that was ever released is frozen here: the newest program opens it and changes no row."""

import gzip
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from dasupport.casework.realms import Realm
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.engine import create_engine_on
from dasupport.vault.data.migrate import NEWEST_FORM, migrate_to_newest
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import NoBackup
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy
from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade
from dasupport.vault.vault import driver_error_as_refusal
from tests.samples import CHEAP, PASSPHRASE, FixedClock, no_room
from tests.sweeps import pick, sample
from tests.tools.freeze import DUMP, FIXTURES
from tests.vault.child_processes import run
from tests.vault.database_dump import dumped
from tests.vault.kill_points import killed_before
from tests.vault.tampering import DATA, WHOLE, inspected, keyed, opens

FORMS = sorted(FIXTURES.iterdir(), key=lambda path: int(path.name.removeprefix("form-")))
OLD = FORMS[: NEWEST_FORM - 1]
COMMITS = '"setting.key": "commits"'
ADDED = '"event.action": "opened"', '"setting.key": "ways"'
"""What opening adds to a vault of before: that it was opened, and which slots of its key file count."""
PAGE = 4096


@pytest.fixture(params=OLD, ids=lambda path: path.name)
def frozen(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a frozen vault, with its dump beside it."""
    return Path(shutil.copytree(request.param, tmp_path / request.param.name))


def expected(frozen: Path) -> list[str]:
    return gzip.decompress((frozen / DUMP).read_bytes()).decode("ascii").splitlines()


def stands(vault: Path) -> tuple[int, list[str]]:
    """The form of the data and all its rows."""
    with keyed(vault) as connection:
        return connection.execute("PRAGMA user_version").fetchone()[0], dumped(connection)


def brought_up(vault: Path) -> None:
    """Migrate and nothing else."""
    with keyed(vault) as connection:
        together(connection)


def every_record(work: Transaction) -> list[Record | None]:
    people = work.people.list_recent()
    return [work.read_record(session.id) for person in people for session in work.sessions.list_sessions(person.id)]


def but_commits(lines: list[str]) -> list[str]:
    return [line for line in lines if COMMITS not in line]


def test_that_every_form_before_the_newest_is_frozen() -> None:
    assert [path.name for path in OLD] == [f"form-{number}" for number in range(1, NEWEST_FORM)]


def test_that_a_frozen_vault_is_what_was_frozen_and_whole(frozen: Path) -> None:
    assert stands(frozen / "vault") == (int(frozen.name.removeprefix("form-")), expected(frozen))
    assert len(expected(frozen)) > 200
    assert inspected(frozen / "vault") == WHOLE


def test_that_a_migration_changes_no_row_but_the_count_of_commits(frozen: Path) -> None:
    brought_up(frozen / "vault")
    form, lines = stands(frozen / "vault")
    assert form == NEWEST_FORM
    assert but_commits(lines) == but_commits(expected(frozen))
    assert inspected(frozen / "vault") == WHOLE


def test_that_an_old_vault_is_not_touched_by_an_opener_that_makes_no_copy_first(frozen: Path) -> None:
    before = stands(frozen / "vault")
    with pytest.raises(NoBackup):
        VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(frozen / "vault", PASSPHRASE)
    assert stands(frozen / "vault") == before


def test_that_an_old_vault_opens_with_the_newest_program_and_every_record_in_it_can_be_read(frozen: Path) -> None:
    door = VaultOpener(Realm.LIVE, CHEAP, FixedClock(), back_up_before_upgrade)
    vault = door.open(frozen / "vault", PASSPHRASE)
    records = vault.transact(every_record)
    vault.close()
    assert sum(len(record.entries) for record in records if record) > 200
    _, lines = stands(frozen / "vault")
    before, after = set(but_commits(expected(frozen))), set(but_commits(lines))
    assert before - after == set()
    assert [sum(said in line for line in after - before) for said in ADDED] == [1] * len(after - before)
    assert inspected(frozen / "vault") == WHOLE


STEP = pick(1, 4)
"""Every so-manyth statement is a moment to be killed at."""


def together(connection: Any) -> None:
    """Migrate as the door does."""
    with create_engine_on(connection).begin() as begun:
        migrate_to_newest(begun)


def apart(connection: Any) -> None:
    """Migrate with an engine that begins no transaction: every statement stands for itself."""
    engine = create_engine("sqlite://", creator=lambda: connection, module=sqlcipher, poolclass=StaticPool)
    with engine.begin() as begun:
        migrate_to_newest(begun)


def killed_everywhere(whole: Path, copy: KeyFileCopy, keys: VaultKeys) -> tuple[int, list[int], list[int]]:
    """Kill a migration before each of its statements, COMMIT among them, and then let it run.

    How many kills there were, after which the data did not stand exactly as before, and after which the migration
    could then not be done.
    """
    folder = whole.with_name("killed")
    torn, stuck, statement, kills = [], [], 1 - STEP, 0
    shutil.copytree(whole, folder)
    before, bytes_before = stands(folder), (folder / DATA).read_bytes()
    brought_up(folder)
    after = stands(folder)
    while True:
        statement += STEP
        (folder / DATA).write_bytes(bytes_before)
        if not killed_before(folder / DATA, copy, keys, statement, together):
            break
        kills += 1
        if stands(folder) != before or inspected(folder) != WHOLE:
            torn.append(statement)
        brought_up(folder)
        if stands(folder) != after:
            stuck.append(statement)
    assert stands(folder) == after
    return kills, torn, stuck


@pytest.mark.sweep
def test_that_a_migration_killed_before_any_of_its_statements_leaves_the_old_form_and_can_be_done_again(
    frozen: Path,
) -> None:
    kills, torn, stuck = run(killed_everywhere, frozen / "vault", *opens(frozen / "vault"))
    assert (torn, stuck) == ([], [])
    assert kills > 40 // STEP


def test_that_a_migration_outside_a_transaction_would_be_seen(frozen: Path) -> None:
    copy, keys = opens(frozen / "vault")
    before = stands(frozen / "vault")
    assert run(killed_before, frozen / "vault" / DATA, copy, keys, 15, apart)
    assert (stands(frozen / "vault"), inspected(frozen / "vault")) != (before, WHOLE)


@pytest.mark.sweep
def test_that_a_migration_on_a_full_disk_leaves_the_old_form_and_can_be_done_with_room(frozen: Path) -> None:
    folder = frozen / "vault"
    refused: list[Refusal] = []
    torn = []
    before, whole = stands(folder), (folder / DATA).read_bytes()
    levels = (*range(0, len(whole), 7 * PAGE), *range(len(whole), len(whole) + 30 * PAGE, PAGE))
    for left in sample(levels, 3):
        try:
            with no_room(left), keyed(folder) as connection:
                together(connection)
        except (DBAPIError, Refusal) as error:
            refused.append(error if isinstance(error, Refusal) else driver_error_as_refusal(error))
        else:
            (folder / DATA).write_bytes(whole)
        if (stands(folder), inspected(folder)) != (before, WHOLE):
            torn.append(left)
    assert torn == []
    assert pick(10, 3) < len(refused) < 60
    brought_up(folder)
    assert but_commits(stands(folder)[1]) == but_commits(before[1])
    assert inspected(folder) == WHOLE
