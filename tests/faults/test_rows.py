"""Every row, a little of it: nothing fails that should hold, and every control does."""

from collections.abc import Iterator

import pytest

from tests.faults.figures import Figures
from tests.faults.rows import ROWS
from tests.faults.running import Begun, begun, found, shares


@pytest.fixture(scope="module")
def rows() -> Iterator[Begun]:
    """All rows, side by side."""
    with begun((name, row.quick) for name, row in ROWS.items()) as started:
        yield started


@pytest.mark.long
@pytest.mark.parametrize("name", ROWS)
def test_that_nothing_fails_but_the_controls(rows: Begun, name: str) -> None:
    figures = found(rows[name])
    assert figures.failures == ()
    assert [control for control, seen in figures.controls.items() if not seen] == []
    assert figures.counted >= ROWS[name].quick * 0.9


@pytest.mark.parametrize(
    "figures",
    [Figures(), Figures(3, ("one",)), Figures(3, controls={"weak": 0}), Figures(3, controls={"weak": 0, "weaker": 4})],
)
def test_that_a_row_is_not_kept_if_it_is_empty_or_fails_or_a_control_of_it_does_not(figures: Figures) -> None:
    assert not figures.kept


def test_that_the_parts_of_a_row_are_counted_together() -> None:
    both = Figures(2, ("a",), {"weak": 1}, {"notes": 5}) + Figures(3, ("b",), {"weak": 0, "weaker": 2})
    assert both == Figures(5, ("a", "b"), {"weak": 1, "weaker": 2}, {"notes": 5})


@pytest.mark.parametrize(("size", "parts"), [(100_003, 4), (1200, 4), (1, 4), (2500, 2)])
def test_that_no_case_is_lost_when_a_row_is_shared(size: int, parts: int) -> None:
    assert sum(shares(size, parts)) == size
