"""Replay of what is said about keeping: an old page that brings a deleted record back, or lifts a hold, is found."""

import itertools
import shutil
from collections.abc import Iterable
from datetime import timedelta

import pytest

from dasupport.casework.attributed_text import Words
from dasupport.casework.people import Person
from dasupport.casework.retention import Deletion, DeletionReason, Hold, Periods, RecordKind
from dasupport.vault.vault import Vault
from tests.samples import NOON, OWNER, FixedClock, Fresh, entered
from tests.sweeps import sample
from tests.vault.database_dump import dumped
from tests.vault.raw_database import empty_pages
from tests.vault.sample_vaults import Aged
from tests.vault.sample_vaults import aged as two_days
from tests.vault.tampering import DATA, WHOLE, inspected, keyed, opens, own_checks
from tests.vault.vault_steps import meet

LATER = NOON + timedelta(days=20)


def third_day(vault: Vault) -> None:
    """A record is held and let go, a deletion is taken back, another one carried out, periods are set."""
    meet(vault, Person("p3", "KD-3", "thanet", NOON))
    held = Hold("h1", "p3", NOON, OWNER.name, Words("A court has asked " * 20))
    first, second = (
        Deletion(id, who, DeletionReason.MISTAKE, NOON, OWNER.name, LATER) for id, who in (("d1", "p3"), ("d2", "p1"))
    )
    vault.transact(lambda work: work.retention.place_hold(held))
    vault.transact(lambda work: work.retention.lift_hold("h1", NOON, OWNER.name, Words("over")))
    vault.transact(lambda work: work.retention.request_deletion(first))
    vault.transact(lambda work: work.retention.withdraw_deletion("d1", NOON, OWNER.name))
    vault.transact(lambda work: work.retention.request_deletion(second))
    vault.transact(lambda work: work.retention.carry_out_deletion(second, RecordKind.RECORD, LATER, OWNER.name))
    vault.transact(lambda work: work.retention.set_periods(Periods(wait_days=20)))


@pytest.fixture(scope="module")
def aged(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Aged:
    """A vault after its second day, and after its third."""
    days = two_days(fresh, tmp_path_factory.mktemp("aged"))
    shutil.rmtree(days.old)
    shutil.copytree(days.new, days.old)
    vault = entered(days.new, *opens(days.new), FixedClock())
    third_day(vault)
    vault.close()
    return days


def missed(aged: Aged, replayed: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Which of these pages, put back together, nobody notices."""
    whole, found = (aged.new / DATA).read_bytes(), []
    for pages in replayed:
        aged.put_back(pages)
        if inspected(aged.new) == WHOLE:
            found.append(pages)
        (aged.new / DATA).write_bytes(whole)
    return found


def in_use(aged: Aged) -> list[int]:
    """The pages that differ and still hold something."""
    return [page for page in aged.changed if page not in empty_pages(aged.new)]


def test_that_every_single_page_put_back_is_found(aged: Aged) -> None:
    assert inspected(aged.new) == WHOLE
    assert len(in_use(aged)) >= 25
    assert missed(aged, ((page,) for page in in_use(aged))) == []


def test_that_all_pages_but_one_put_back_are_found(aged: Aged) -> None:
    assert missed(aged, (tuple(n for n in aged.changed if n != page) for page in aged.changed)) == []


@pytest.mark.sweep
def test_that_every_two_pages_put_back_together_are_found(aged: Aged) -> None:
    assert missed(aged, sample(itertools.combinations(in_use(aged), 2), 7)) == []


def test_that_the_stated_limit_is_a_page_out_of_use_which_no_row_stands_in(aged: Aged) -> None:
    whole = (aged.new / DATA).read_bytes()
    empty = tuple(empty_pages(aged.new) & set(aged.changed))
    with keyed(aged.new) as connection:
        rows = dumped(connection)
    aged.put_back(empty)
    with keyed(aged.new) as connection:
        assert dumped(connection) == rows
    assert empty
    assert inspected(aged.new) == WHOLE
    (aged.new / DATA).write_bytes(whole)


def test_that_the_engines_own_check_is_blind_to_an_old_page_of_an_index_over_some_rows(aged: Aged) -> None:
    whole = (aged.new / DATA).read_bytes()
    with keyed(aged.new) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'ix_session_open'").fetchone()
    aged.put_back((root - 1,))
    assert own_checks(aged.new) == (True, True)
    assert inspected(aged.new) == "V-ALTERED"
    (aged.new / DATA).write_bytes(whole)
