"""What is deleted is gone from every page of the data, in use or free, and from the journal: read in the clear."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.entry import Answer, Entry, FollowUp, Kind, SafeContact
from dasupport.casework.people import Closing, Person
from dasupport.casework.retention import Deletion, Hold, RecordKind, Why
from dasupport.casework.text import Reach, Words
from dasupport.refusal import Refusal
from dasupport.vault.engine import connect
from dasupport.vault.key_file import Copy
from dasupport.vault.keyring import Keys
from dasupport.vault.lock_file import LockFile
from dasupport.vault.vault import Vault
from tests.made import NOON, OWNER, FixedClock, Fresh, answer, draft, entry, no_room, session
from tests.vault.children import run
from tests.vault.doing import add, keep, met, start
from tests.vault.dump import dumped
from tests.vault.killing import killed_before
from tests.vault.raw import journal_bare, laid_bare, words_left
from tests.vault.tampering import DATA, PAGE, WHOLE, inspected, keyed

CASES = 20
LATER = NOON + timedelta(days=14)


class Canaries:
    """Words that stand nowhere else, and the list of them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
        self.given: list[str] = []

    def __call__(self, times: int = 1) -> str:
        word = f"{self.chance.randrange(16**20):020x}"
        self.given.append(word)
        return " ".join([word] * times)

    def some(self) -> str:
        """A text of a length between a line and several pages."""
        return self(self.chance.choice((1, 3, 20, 400)))


def lived(vault: Vault, words: Canaries, person: str) -> None:
    """A record in which every place for text holds a word of its own, written and written over."""
    met(vault, Person(person, words(), words(), NOON), words.some())
    for number in range(words.chance.randrange(1, 4)):
        talk = f"{person}-{number}"
        start(vault, replace(session(talk, number + 1), person=person))
        for at in range(words.chance.randrange(3, 12)):
            keep(vault, replace(draft(Kind.NOTE, f"N{at}", answer(words.some())), session=talk))
            told = answer(words.some(), reach=Reach("told_me", Words(words())))
            add(vault, said(talk, Kind.NOTE, f"N{at}", told, words))
        add(vault, said(talk, Kind.SAFE_CONTACT, "C", answer(detail=SafeContact(words(), words(), "", words())), words))
        due = FollowUp((LATER + timedelta(days=number)).date(), words())
        add(vault, said(talk, Kind.FOLLOW_UP, "F", answer(detail=due), words))
        keep(vault, replace(draft(Kind.NOTE, "half", answer(words.some())), session=talk))
        if words.chance.random() < 0.5:
            seal(vault, talk)


def seal(vault: Vault, talk: str) -> None:
    vault.do(lambda work: work.sessions.seal(talk, Closing.SEALED, NOON))


def said(talk: str, kind: Kind, item: str, told: Answer, words: Canaries) -> Entry:
    return replace(entry(kind, item, told, id=f"{talk}:{kind}:{item}"), session=talk, reason=Words(words()))


def held_and_lifted(vault: Vault, words: Canaries) -> None:
    hold = Hold("h1", "p1", NOON, OWNER.name, Words(words.some()))
    vault.do(lambda work: work.retention.hold(hold))
    vault.do(lambda work: work.retention.lift("h1", NOON, OWNER.name, Words(words.some())))


def carried_out(vault: Vault) -> None:
    asked = Deletion("d1", "p1", Why.PERSON_ASKED, NOON, OWNER.name, LATER)
    vault.do(lambda work: work.retention.ask(asked))
    vault.do(lambda work: work.retention.carry_out(asked, RecordKind.RECORD, LATER, OWNER.name))


def entered(fresh: Fresh, folder: Path) -> tuple[Vault, Any]:
    """An open copy of a new vault, and its bare connection."""
    shutil.copytree(fresh.folder, folder)
    data = fresh.copy.keys.data
    connection = connect(folder / DATA, fresh.keys.data, data.salt)
    return Vault(folder, fresh.copy, fresh.keys, connection, LockFile(folder), FixedClock()), connection


def halves(words: list[str]) -> list[str]:
    """Both halves of each word: where a page ends, a word may be torn."""
    return [half for word in words for half in (word[:10], word[10:])]


@pytest.mark.long
@pytest.mark.parametrize("seed", range(CASES))
def test_that_no_word_of_a_deleted_record_can_be_read_in_any_page(fresh: Fresh, folder: Path, seed: int) -> None:
    vault, connection = entered(fresh, folder)
    stays, goes = Canaries(1000 + seed), Canaries(seed)
    lived(vault, stays, "p0")
    lived(vault, goes, "p1")
    lived(vault, stays, "p2")
    held_and_lifted(vault, goes)
    carried_out(vault)
    journal = words_left(journal_bare(folder), halves(goes.given))
    assert connection.execute("PRAGMA encoding").fetchone() == ("UTF-8",)
    vault.close()
    content = laid_bare(folder)
    assert (words_left(content, halves(goes.given)), journal) == ([], [])
    assert words_left(content, stays.given)
    assert inspected(folder) == WHOLE


def test_that_words_that_are_only_taken_out_of_use_would_be_seen(fresh: Fresh, folder: Path) -> None:
    vault, connection = entered(fresh, folder)
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


def deleting(copy: Copy, keys: Keys, folder: Path) -> Callable[[Any], None]:
    """Carry out the deletion that waits, on a bare connection."""

    def job(connection: Any) -> None:
        vault = Vault(folder, copy, keys, connection, LockFile(folder), FixedClock())
        (asked,) = vault.do(lambda work: work.retention.waiting())
        vault.do(lambda work: work.retention.carry_out(asked, RecordKind.RECORD, LATER, OWNER.name))

    return job


def rows(folder: Path) -> list[str]:
    with keyed(folder) as connection:
        return dumped(connection)


def killed_everywhere(folder: Path, copy: Copy, keys: Keys) -> tuple[int, list[int], list[int]]:
    """Kill a deletion before each of its statements: how many kills there were, after which anything but the whole
    record stood, and after which words were left once it was then carried out."""
    data, before = (folder / DATA).read_bytes(), rows(folder)
    torn, left, statement = [], [], 0
    while True:
        statement += 1
        (folder / DATA).write_bytes(data)
        if not killed_before(folder / DATA, copy, keys, statement, deleting(copy, keys, folder)):
            break
        if rows(folder) != before:
            torn.append(statement)
        if statement % 8 == 0:
            assert inspected(folder) == WHOLE
            assert not killed_before(folder / DATA, copy, keys, 10**6, deleting(copy, keys, folder))
            if words_left(laid_bare(folder) + journal_bare(folder), ["zephyr"]):
                left.append(statement)
    return statement - 1, torn, left


@pytest.mark.parametrize("left", [0, 16, 40])
def test_that_a_deletion_on_a_full_disk_leaves_the_whole_record_and_can_be_done_with_room(
    fresh: Fresh, folder: Path, left: int
) -> None:
    vault, connection = entered(fresh, folder)
    lived(vault, Canaries(4), "p1")
    asked = Deletion("d1", "p1", Why.MISTAKE, NOON, OWNER.name, LATER)
    vault.do(lambda work: work.retention.ask(asked))
    before = dumped(connection)
    with no_room(left * PAGE), pytest.raises(Refusal, match="V-"):
        vault.do(lambda work: work.retention.carry_out(asked, RecordKind.RECORD, LATER, OWNER.name))
    assert dumped(connection) == before
    vault.do(lambda work: work.retention.carry_out(asked, RecordKind.RECORD, LATER, OWNER.name))
    vault.close()
    assert inspected(folder) == WHOLE


@pytest.mark.long
def test_that_a_deletion_killed_before_any_of_its_statements_leaves_the_whole_record(
    fresh: Fresh, folder: Path
) -> None:
    vault, _ = entered(fresh, folder)
    met(vault, Person("p1", "KD-1", "swale", NOON), "zephyr")
    start(vault, session())
    for number in range(6):
        add(vault, entry(Kind.NOTE, f"N{number}", answer("zephyr " * 200)))
    vault.do(lambda work: work.retention.ask(Deletion("d1", "p1", Why.MISTAKE, NOON, OWNER.name, LATER)))
    vault.close()
    kills, torn, left = run(killed_everywhere, folder, fresh.copy, fresh.keys)
    assert (torn, left) == ([], [])
    assert kills > 20
