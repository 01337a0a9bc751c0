"""The table in the page: what was run stands in it, what was not run stays, and nothing else of the page changes."""

from datetime import date

import pytest

from tests.faults.figures import Figures
from tests.faults.rows import ROWS
from tests.faults.table import BEGIN, END, line, put

DAY = date(2026, 11, 22)
PAGE = f"Before.\n\n{BEGIN}\n{END}\n\nAfter.\n"


def row(name: str, counted: int) -> str:
    return line(name, Figures(counted, controls={"weak": 1}), DAY)


def test_that_a_row_takes_the_place_of_the_one_before_and_the_others_stay() -> None:
    page = put(put(PAGE, {"power": row("power", 100), "kill": row("kill", 20)}), {"kill": row("kill", 30)})
    assert page.index(row("kill", 30)) < page.index(row("power", 100))
    assert row("kill", 20) not in page
    assert page.startswith("Before.\n\n")
    assert page.endswith("\n\nAfter.\n")


def test_that_the_same_rows_again_change_nothing() -> None:
    lines = {name: row(name, 5) for name in ROWS}
    assert put(put(PAGE, lines), lines) == put(PAGE, lines)
    assert all(put(PAGE, lines).count(told) == 1 for told in lines.values())


def test_that_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="no marks"):
        put("no table here", {})


def test_that_a_row_says_what_failed() -> None:
    assert "| 1 | weak 0 | **NO** |" in line("kill", Figures(3, ("one",), {"weak": 0}), DAY)
