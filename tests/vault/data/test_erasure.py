"""What is deleted is gone from every page of the data, in use or free, and from the journal: read in the clear."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person
from dasupport.casework.retention import Deletion, DeletionReason, RecordKind
from dasupport.refusal import Refusal
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy
from dasupport.vault.sidecar.lock_file import LockFile
from dasupport.vault.vault import Vault
from tests.samples import NOON, OWNER, FixedClock, Fresh, answer, entry, no_room, session
from tests.sweeps import pick
from tests.vault.child_processes import run
from tests.vault.database_dump import dumped
from tests.vault.deletion_steps import LATER, Canaries, carried_out, deleted, entered, lived, said
from tests.vault.kill_points import killed_before
from tests.vault.raw_database import journal_bare, laid_bare, words_left
from tests.vault.tampering import DATA, PAGE, WHOLE, inspected, keyed
from tests.vault.vault_steps import add, met, start

CASES = pick(20, 8)
STEP = pick(1, 3)
"""Every so-manyth statement is a moment to be killed at."""


@pytest.mark.sweep
@pytest.mark.parametrize("seed", range(CASES))
def test_that_no_word_of_a_deleted_record_can_be_read_in_any_page(fresh: Fresh, folder: Path, seed: int) -> None:
    assert deleted(fresh, folder, seed) == ""


def test_that_words_that_are_only_taken_out_of_use_would_be_seen(fresh: Fresh, folder: Path) -> None:
    vault, connection = entered(fresh, folder)
    assert connection.execute("PRAGMA encoding").fetchone() == ("UTF-8",)  # what is looked for is written in it
    connection.execute("PRAGMA secure_delete = OFF")
    goes = Canaries(1)
    lived(vault, goes, "p1")
    carried_out(vault)
    assert connection.execute("PRAGMA freelist_count").fetchone()[0] > 3
    vault.close()
    assert len(words_left(laid_bare(folder), goes.given)) > 3


def test_that_words_in_the_journal_would_be_seen(fresh: Fresh, folder: Path) -> None:
    vault, connection = entered(fresh, folder)
    goes = Canaries(2)
    lived(vault, goes, "p1")
    connection.execute("PRAGMA journal_mode = PERSIST")
    carried_out(vault)
    vault.close()
    assert words_left(journal_bare(folder), goes.given)


def test_that_every_word_stands_in_the_data_before_it_is_deleted(fresh: Fresh, folder: Path) -> None:
    vault, _ = entered(fresh, folder)
    goes = Canaries(3)
    goes.chance = random.Random(3)  # noqa: S311 - a seed, not a secret
    met(vault, Person("p1", goes(), goes(), NOON), goes())
    start(vault, replace(session("s1"), person="p1"))
    add(vault, said("s1", Kind.NOTE, "N", answer(goes()), goes))
    vault.close()
    assert words_left(laid_bare(folder), goes.given) == goes.given


def deleting(copy: KeyFileCopy, keys: VaultKeys, folder: Path) -> Callable[[Any], None]:
    """Carry out the deletion that waits, on a bare connection."""

    def job(connection: Any) -> None:
        vault = Vault(folder, copy, keys, connection, LockFile(folder), FixedClock())
        (asked,) = vault.transact(lambda work: work.retention.list_pending())
        vault.transact(lambda work: work.retention.carry_out_deletion(asked, RecordKind.RECORD, LATER, OWNER.name))

    return job


def rows(folder: Path) -> list[str]:
    with keyed(folder) as connection:
        return dumped(connection)


def killed_everywhere(folder: Path, copy: KeyFileCopy, keys: VaultKeys) -> tuple[int, list[int], list[int]]:
    """Kill a deletion before each of its statements: how many kills there were, after which anything but the whole
    record stood, and after which words were left once it was then carried out."""
    data, before = (folder / DATA).read_bytes(), rows(folder)
    torn, left, statement, kills = [], [], 1 - STEP, 0
    while True:
        statement += STEP
        (folder / DATA).write_bytes(data)
        if not killed_before(folder / DATA, copy, keys, statement, deleting(copy, keys, folder)):
            break
        kills += 1
        if rows(folder) != before:
            torn.append(statement)
        if statement % 8 < STEP:
            assert inspected(folder) == WHOLE
            assert not killed_before(folder / DATA, copy, keys, 10**6, deleting(copy, keys, folder))
            if words_left(laid_bare(folder) + journal_bare(folder), ["zephyr"]):
                left.append(statement)
    return kills, torn, left


@pytest.mark.parametrize("left", [0, 16, 40])
def test_that_a_deletion_on_a_full_disk_leaves_the_whole_record_and_can_be_done_with_room(
    fresh: Fresh, folder: Path, left: int
) -> None:
    vault, connection = entered(fresh, folder)
    lived(vault, Canaries(4), "p1")
    asked = Deletion("d1", "p1", DeletionReason.MISTAKE, NOON, OWNER.name, LATER)
    vault.transact(lambda work: work.retention.request_deletion(asked))
    before = dumped(connection)
    with no_room(left * PAGE), pytest.raises(Refusal, match="V-"):
        vault.transact(lambda work: work.retention.carry_out_deletion(asked, RecordKind.RECORD, LATER, OWNER.name))
    assert dumped(connection) == before
    vault.transact(lambda work: work.retention.carry_out_deletion(asked, RecordKind.RECORD, LATER, OWNER.name))
    vault.close()
    assert inspected(folder) == WHOLE


@pytest.mark.sweep
def test_that_a_deletion_killed_before_any_of_its_statements_leaves_the_whole_record(
    fresh: Fresh, folder: Path
) -> None:
    vault, _ = entered(fresh, folder)
    met(vault, Person("p1", "KD-1", "swale", NOON), "zephyr")
    start(vault, session())
    for number in range(6):
        add(vault, entry(Kind.NOTE, f"N{number}", answer("zephyr " * 200)))
    vault.transact(
        lambda work: work.retention.request_deletion(
            Deletion("d1", "p1", DeletionReason.MISTAKE, NOON, OWNER.name, LATER)
        )
    )
    vault.close()
    kills, torn, left = run(killed_everywhere, folder, fresh.copy, fresh.keys)
    assert (torn, left) == ([], [])
    assert kills > 20 // STEP
