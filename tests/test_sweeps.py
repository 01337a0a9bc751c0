"""A sweep in its small form still begins and ends where the whole one does."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.sweeps import pick, sample


@given(st.integers(0, 300), st.integers(1, 40))
def test_that_a_small_sweep_takes_the_ends_and_no_gap_is_longer_than_its_step(size: int, every: int) -> None:
    chosen = sample(range(size), every, full=False)
    assert chosen[:1] + chosen[-1:] == list(range(size))[:1] + list(range(size))[-1:]
    assert all(0 < after - before <= every for before, after in pairwise(chosen))


@given(st.integers(0, 300), st.integers(1, 40))
def test_that_a_whole_sweep_leaves_nothing_out(size: int, every: int) -> None:
    assert sample(range(size), every, full=True) == list(range(size))


def test_that_the_size_follows_the_form() -> None:
    assert (pick(20, 6, full=True), pick(20, 6, full=False)) == (20, 6)
