"""What can be read and is not what this program wrote: changed rows, removed rows, forged rows, other order."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.keys.key_file import COPY_NAMES
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, Fresh, entry
from tests.vault.child_processes import run
from tests.vault.tampering import (
    DATA,
    WHOLE,
    by_sql,
    copied,
    inspected,
    keyed,
    keyring,
    put_keyring,
    resealed,
    verdict,
    without_triggers,
)
from tests.vault.vault_steps import add, begin

ENTRY = (
    "id",
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
)
PERSON = ("code_name", "area", "real_name", "made_at", "made_by")
SESSION = ("number", "started_at", "author", "pack")


@pytest.mark.parametrize("column", ENTRY)
def test_that_a_changed_statement_is_found_in_every_column(closed: Path, column: str) -> None:
    by_sql(closed, f"UPDATE entry SET {column} = {column} || '1' WHERE seq = 4")  # noqa: S608 - our own names
    assert inspected(closed) == "V-ALTERED"


@pytest.mark.parametrize("column", PERSON)
def test_that_a_changed_person_is_found_in_every_column(closed: Path, column: str) -> None:
    by_sql(closed, f"UPDATE person SET {column} = {column} || '1'")  # noqa: S608 - our own names
    assert inspected(closed) == "V-ALTERED"


@pytest.mark.parametrize("column", SESSION)
def test_that_a_changed_session_is_found_in_every_column(closed: Path, column: str) -> None:
    by_sql(closed, f"UPDATE session SET {column} = '7'")  # noqa: S608 - our own names
    assert inspected(closed) == "V-ALTERED"


def test_that_a_statement_moved_to_another_session_is_found(closed: Path) -> None:
    by_sql(
        closed,
        "INSERT INTO session SELECT 's2', person, 2, started_at, author, pack, place, closing, sealed_at FROM session",
        "UPDATE entry SET session = 's2' WHERE seq = 4",
    )
    assert inspected(closed) == "V-ALTERED"


ALTERED = {
    "a statement removed": "DELETE FROM entry WHERE seq = 4",
    "a statement put in": "INSERT INTO entry SELECT 99, 'new', session, author, at, kind, item, part, words, source, "
    "known, told, detail, '', '' FROM entry WHERE seq = 4",
    "two statements in another order": "UPDATE entry SET seq = CASE seq WHEN 4 THEN -5 ELSE -4 END WHERE seq IN (4, 5)",
    "a person put in": "INSERT INTO person SELECT 'p2', 'KD-2', area, '', made_at, made_by, last_seen FROM person",
    "a session put in": "INSERT INTO session SELECT 's2', person, 2, started_at, author, pack, '', 'open', NULL "
    "FROM session",
    "a session sealed by other hands": "UPDATE session SET sealed_at = '2026-11-21T13:00:00+00:00', closing = 'sealed'",
    "a follow-up taken off the list": "DELETE FROM due",
    "a follow-up put off": "UPDATE due SET due = '2036-12-01'",
    "a follow-up under another label": "UPDATE due SET label = 'Nothing'",
    "a follow-up put on the list": "INSERT INTO due SELECT id, session, '2026-12-02', 'Call' FROM entry WHERE seq = 4",
    "a draft changed": "UPDATE draft SET words = 'other'",
    "a draft removed": "DELETE FROM draft",
    "a draft put in": "INSERT INTO draft SELECT session, kind, 'N98', part, words, source, known, told, detail, at "
    "FROM draft",
    "an open page changed": "UPDATE session SET place = 'signs'",
    "a line of the log changed": "UPDATE event SET at = '2026-11-21T11:00:00.000000+00:00' WHERE seq = 3",
    "a line of the log removed": "DELETE FROM event WHERE seq = 3",
    "a line of the log forged": "INSERT INTO event SELECT seq + 1, at, actor, action, object, object_hash, mac "
    "FROM event ORDER BY seq DESC LIMIT 1",
    "the number of the next statement set back": "UPDATE sqlite_sequence SET seq = 2 WHERE name = 'entry'",
    "the vault's own id changed": "UPDATE setting SET value = 'other' WHERE key = 'vault'",
    "the realm changed": "UPDATE setting SET value = 'training' WHERE key = 'realm'",
}


@pytest.mark.parametrize("what", ALTERED)
def test_that_what_other_hands_did_with_the_key_is_found(closed: Path, what: str) -> None:
    by_sql(closed, ALTERED[what])
    assert inspected(closed) == "V-ALTERED"


def test_that_the_engines_own_checks_are_content_with_all_of_it(closed: Path) -> None:
    by_sql(closed, *(ALTERED[what] for what in ALTERED if "put in" not in what))
    with keyed(closed) as connection:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_that_dropping_the_triggers_and_putting_them_back_alone_is_not_called_altered(closed: Path) -> None:
    by_sql(closed)
    assert inspected(closed) == WHOLE


@pytest.mark.parametrize("name", ["entry_no_update", "event_no_delete", "session_sealed", "draft_sealed"])
def test_that_a_missing_guard_is_found(closed: Path, name: str) -> None:
    with keyed(closed) as connection:
        connection.execute(f"DROP TRIGGER {name}")
    assert inspected(closed) == "V-ALTERED"


def test_that_a_trigger_put_in_is_found(closed: Path) -> None:
    with keyed(closed) as connection:
        connection.execute("CREATE TRIGGER quiet AFTER INSERT ON entry BEGIN DELETE FROM due; END")
    assert inspected(closed) == "V-ALTERED"


def test_that_a_statement_removed_together_with_its_line_leaves_a_gap(closed: Path) -> None:
    with keyed(closed) as connection:
        (gone,) = connection.execute(
            "SELECT seq FROM event WHERE object = (SELECT id FROM entry WHERE seq = 4)"
        ).fetchone()
        connection.execute("BEGIN")
        triggers = without_triggers(connection)
        connection.execute("DELETE FROM event WHERE seq = ?", (gone,))
        connection.execute("DELETE FROM entry WHERE seq = 4")
        for after in range(gone + 1, gone + 30):
            connection.execute("UPDATE event SET seq = seq - 1 WHERE seq = ?", (after,))
        for trigger in triggers:
            connection.execute(trigger)
        connection.execute("COMMIT")
    assert inspected(closed) in ("V-ALTERED", "V-ROLLED-BACK")


NEWEST = (
    "DELETE FROM due",
    "DELETE FROM entry WHERE seq = (SELECT max(seq) FROM entry)",
    "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)",
)


def test_that_the_newest_statement_removed_with_its_line_is_older_than_what_was_witnessed(closed: Path) -> None:
    by_sql(closed, *NEWEST)
    assert inspected(closed) == "V-ROLLED-BACK"


def crashed(folder: Path) -> None:
    """Say one thing more, and end without closing."""
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    add(vault, entry(Kind.NOTE, "LAST", id="last"))


def test_that_the_stated_limit_is_what_nobody_witnessed_before_a_crash(closed: Path) -> None:
    run(crashed, closed)
    assert verdict(closed) == WHOLE
    by_sql(closed, *NEWEST[1:])
    assert verdict(closed) == WHOLE


KEY_FILE: dict[str, Callable[[dict[str, Any]], object]] = {
    "witness set back": lambda table: table["witness"].update(events=0, commits=0, head=""),
    "witness of what is unlogged removed": lambda table: table["witness"].update(unlogged=""),
    "generation": lambda table: table.update(generation=1),
    "data file": lambda table: table["data"].update(page_size=1024),
    "realm": lambda table: table.update(realm=Realm.TRAINING),
    "slot doubled": lambda table: table["slots"].append(table["slots"][0]),
    "label of a slot": lambda table: table["slots"][0].update(created="2020-01-01T00:00:00+00:00"),
    "program": lambda table: table.update(made_by="0.0.1"),
}


@pytest.mark.parametrize("names", [COPY_NAMES, COPY_NAMES[:1], COPY_NAMES[1:]], ids=["both", "a", "b"])
@pytest.mark.parametrize("what", KEY_FILE)
def test_that_a_key_file_changed_by_somebody_without_the_key_is_found(
    closed: Path, what: str, names: tuple[str, ...]
) -> None:
    table = keyring(closed)
    KEY_FILE[what](table)
    put_keyring(closed, resealed(table), names)
    assert verdict(closed) == "V-ALTERED"


@pytest.fixture
def later(closed: Path) -> Path:
    """The same vault after one more day of work; the copy `old` stays as it was."""
    copied(closed, "old")
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)
    add(vault, entry(Kind.NOTE, "LATER"))
    vault.close()
    return closed


def test_that_old_data_under_the_new_key_file_is_rolled_back(later: Path) -> None:
    shutil.copy(later.parent / "old.apart" / "old" / DATA, later / DATA)
    assert verdict(later) == "V-ROLLED-BACK"


def test_that_an_old_key_file_with_the_new_data_hides_nothing(later: Path) -> None:
    put_keyring(later, (later.parent / "old.apart" / "old" / COPY_NAMES[0]).read_bytes())
    assert verdict(later) == WHOLE


def test_that_the_stated_limit_is_an_old_copy_of_everything(later: Path) -> None:
    assert verdict(later.parent / "old.apart" / "old") == WHOLE


def test_that_a_sealed_session_that_was_opened_again_is_found(fresh: Fresh, folder: Path) -> None:
    vault = begin(fresh.entered(folder, FixedClock()))
    vault.transact(lambda work: work.sessions.seal("s1", Closing.SEALED, NOON))
    vault.close()
    by_sql(folder, "UPDATE session SET sealed_at = NULL, closing = 'open'")
    assert inspected(folder) == "V-ALTERED"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET mac = X'00ff' WHERE seq = 2",
        "UPDATE event SET at = X'00' WHERE seq = 2",
        "UPDATE event SET mac = '\u00e9' WHERE seq = 2",
        "UPDATE setting SET value = 'many' WHERE key = 'commits'",
        "UPDATE sqlite_sequence SET seq = 'many'",
    ],
)
def test_that_a_value_of_another_sort_is_an_alteration_and_never_a_crash(closed: Path, change: str) -> None:
    by_sql(closed, change)
    assert inspected(closed) == "V-ALTERED"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE setting SET value = 'Somebody Else' WHERE key = 'owner_name'",
        "CREATE TABLE more (words TEXT)",
        "CREATE VIEW more AS SELECT words FROM entry",
        "ALTER TABLE person ADD COLUMN more TEXT",
        "CREATE INDEX more ON entry (words)",
        "PRAGMA user_version = 0",
        "UPDATE person SET last_seen = '2020-01-01T00:00:00+00:00'",
        "UPDATE person SET last_seen = 'long ago'",
    ],
)
def test_that_whose_vault_it_is_its_form_and_who_was_seen_last_stand_as_they_were(closed: Path, change: str) -> None:
    by_sql(closed, change)
    assert inspected(closed) == "V-ALTERED"


def test_that_a_missing_index_is_found(closed: Path) -> None:
    with keyed(closed) as connection:
        (name,) = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL LIMIT 1"
        ).fetchone()
        connection.execute(f"DROP INDEX {name}")
    assert inspected(closed) == "V-ALTERED"
