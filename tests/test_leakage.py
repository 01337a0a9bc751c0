"""The page on the thirty ways out names each of them once, and only tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = [line for line in (ROOT / "docs/leakage.md").read_text("utf-8").splitlines() if re.match(r"\| L\d", line)]


def test_that_every_way_out_has_its_row() -> None:
    assert [row.split("|")[1].strip() for row in ROWS] == [f"L{number}" for number in range(1, 31)]


def test_that_every_row_says_something_of_each_system_and_names_its_tests() -> None:
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in ROWS]
    assert {len(row) for row in cells} == {6}
    assert [row[0] for row in cells if not (row[2] and row[5])] == []
    assert [row[0] for row in cells if not (row[3] and row[4])] == ["L30"]
    assert [row[0] for row in cells if "`tests/" not in row[5]] == ["L29"]


def test_that_every_test_that_is_named_is_there() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", "\n".join(ROWS)))
    assert len(named) > 25
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []
