"""Replay: pages of an older copy put back into a newer one. The engine believes them; the proof does not."""

import itertools
import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from dasupport.casework.entry import FollowUp, Kind
from dasupport.casework.people import Person
from dasupport.vault.engine import connect
from dasupport.vault.lock_file import LockFile
from dasupport.vault.vault import Vault
from tests.made import NOON, FixedClock, Fresh, answer, draft, entry, session
from tests.vault.doing import begin, meet, say, start, write
from tests.vault.tampering import DATA, WHOLE, inspected, opens, own_checks, pages


@dataclass(frozen=True)
class Aged:
    """One vault as it was and as it is, both closed."""

    old: Path
    new: Path

    @property
    def changed(self) -> list[int]:
        """The pages that differ."""
        pairs = zip(pages(self.old / DATA), pages(self.new / DATA), strict=False)
        return [number for number, (before, after) in enumerate(pairs) if before != after]

    def put_back(self, numbers: tuple[int, ...]) -> None:
        """Put these pages of the old copy into the new one."""
        before, now = pages(self.old / DATA), pages(self.new / DATA)
        data = b"".join(before[number] if number in numbers else page for number, page in enumerate(now))
        (self.new / DATA).write_bytes(data)


def day_one(vault: Vault) -> None:
    begin(vault)
    say(vault, *(entry(Kind.NOTE, f"N{number}", answer("word " * 80)) for number in range(8)))
    say(vault, entry(Kind.FOLLOW_UP, "F1", answer(detail=FollowUp(date(2026, 12, 1), "Call"))))
    write(vault, draft(Kind.NOTE, "N90", answer("half")))


def day_two(vault: Vault) -> None:
    say(vault, entry(Kind.NOTE, "N20", answer("more " * 80)))
    say(vault, entry(Kind.ADDENDUM, "FOLLOW-UP-DONE", supersedes="follow_up:F1:"))
    write(vault, draft(Kind.NOTE, "N90", answer("half written and more")))
    meet(vault, Person("p2", "KD-2", "thanet", NOON))
    start(vault, session("s2", 2))
    tomorrow = NOON + timedelta(days=1)
    start(vault, replace(session("s3", 3), person="p1", started_at=tomorrow))
    vault.do(lambda work: work.people.seen("p1", tomorrow))
    vault.do(lambda work: work.sessions.at("s1", "signs"))


@pytest.fixture(scope="module")
def aged(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Aged:
    place = tmp_path_factory.mktemp("aged")
    first = fresh.entered(place / "new", FixedClock())
    day_one(first)
    first.close()
    shutil.copytree(first.folder, place / "old")
    copy, keys = opens(first.folder)
    connection = connect(first.folder / DATA, keys.data, copy.keys.data.salt)
    again = Vault(first.folder, copy, keys, connection, LockFile(first.folder), FixedClock())
    day_two(again)
    again.close()
    return Aged(place / "old", place / "new")


def test_that_every_single_page_put_back_is_found(aged: Aged) -> None:
    whole, missed = (aged.new / DATA).read_bytes(), []
    assert inspected(aged.new) == WHOLE
    for page in aged.changed:
        aged.put_back((page,))
        if inspected(aged.new) == WHOLE:
            missed.append(page)
        (aged.new / DATA).write_bytes(whole)
    assert missed == []
    assert len(aged.changed) >= 15


def test_that_every_two_pages_put_back_together_are_found(aged: Aged) -> None:
    whole, missed = (aged.new / DATA).read_bytes(), []
    for pair in itertools.combinations(aged.changed, 2):
        aged.put_back(pair)
        if inspected(aged.new) == WHOLE:
            missed.append(pair)
        (aged.new / DATA).write_bytes(whole)
    assert missed == []


def test_that_all_pages_but_one_put_back_are_found(aged: Aged) -> None:
    whole, missed = (aged.new / DATA).read_bytes(), []
    for page in aged.changed:
        aged.put_back(tuple(number for number in aged.changed if number != page))
        if inspected(aged.new) == WHOLE:
            missed.append(page)
        (aged.new / DATA).write_bytes(whole)
    assert missed == []


def test_that_the_engines_own_checks_believe_some_old_pages(aged: Aged) -> None:
    whole, believed = (aged.new / DATA).read_bytes(), []
    for page in aged.changed[1:]:
        aged.put_back((page,))
        if own_checks(aged.new) == (True, True):
            believed.append(page)
        (aged.new / DATA).write_bytes(whole)
    assert len(believed) >= 3
