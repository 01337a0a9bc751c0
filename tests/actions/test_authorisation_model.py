"""Any role, any act, any pause, in any order, on a real vault: it is let through exactly where a plain model says."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from dasupport.content.pack import Pack
from tests.actions.restricted_user import lenient, machine
from tests.samples import Fresh

QUICK = settings(
    max_examples=12,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def test_that_everything_is_let_through_exactly_where_the_model_says(fresh: Fresh, blank: Pack, tmp_path: Path) -> None:
    run_state_machine_as_test(machine(fresh, blank, tmp_path), settings=QUICK)


def test_that_a_vault_that_lets_anybody_do_anything_is_found(fresh: Fresh, blank: Pack, tmp_path: Path) -> None:
    quick = settings(QUICK, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(lenient(machine(fresh, blank, tmp_path)), settings=quick)
