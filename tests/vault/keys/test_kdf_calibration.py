"""What a guess is to cost: raised on a fast machine, never lowered on a slow one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.vault.errors import NoMemory
from dasupport.vault.keys.kdf_calibration import TARGET_SECONDS, calibrate_cost
from dasupport.vault.keys.key_file import KdfCost

PLENTY = 64 * 1024 * 1024


@given(st.floats(min_value=1e-6, max_value=100), st.integers(min_value=0, max_value=PLENTY))
def test_that_no_machine_gets_less_than_the_usual_cost_or_more_than_it_may_read(pace: float, memory: int) -> None:
    """`pace`: seconds for a gibibyte once."""
    cost = calibrate_cost(lambda cost: pace * cost.memory * cost.passes / (1 << 20), memory)
    assert not cost.is_weaker_than(KdfCost())
    assert cost.is_acceptable
    assert cost.memory <= max(KdfCost().memory, memory // 4)


def test_that_a_slow_machine_keeps_the_usual_cost() -> None:
    assert calibrate_cost(lambda _: TARGET_SECONDS, PLENTY) == KdfCost()


def test_that_a_fast_machine_takes_more_memory_first_and_then_more_passes() -> None:
    assert calibrate_cost(lambda cost: cost.memory / (1 << 20), PLENTY) == KdfCost(memory=512 * 1024)
    assert calibrate_cost(lambda cost: cost.passes / 10, 0) == KdfCost(passes=5)


def test_that_memory_that_runs_out_on_the_way_up_is_not_asked_for_again() -> None:
    def took(cost: KdfCost) -> float:
        if cost.memory > KdfCost().memory:
            raise NoMemory
        return 0.1

    assert calibrate_cost(took, PLENTY) == KdfCost()


def test_that_a_machine_that_cannot_pay_the_usual_cost_is_told_so() -> None:
    def took(_: KdfCost) -> float:
        raise NoMemory

    with pytest.raises(NoMemory):
        calibrate_cost(took, PLENTY)


def test_that_the_cost_of_this_machine_is_one_that_it_can_pay() -> None:
    assert calibrate_cost().is_acceptable
