"""Replay: pages of an older copy put back into a newer one. The engine believes them; the proof does not."""

import itertools

import pytest

from tests.samples import Fresh
from tests.sweeps import sample
from tests.vault.sample_vaults import Aged
from tests.vault.sample_vaults import aged as made_aged
from tests.vault.tampering import DATA, WHOLE, inspected, own_checks


@pytest.fixture(scope="module")
def aged(fresh: Fresh, tmp_path_factory: pytest.TempPathFactory) -> Aged:
    return made_aged(fresh, tmp_path_factory.mktemp("aged"))


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


@pytest.mark.sweep
def test_that_every_two_pages_put_back_together_are_found(aged: Aged) -> None:
    whole, missed = (aged.new / DATA).read_bytes(), []
    for pair in sample(itertools.combinations(aged.changed, 2), 5):
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
