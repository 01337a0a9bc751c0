"""What is promised is said once; each of the thirty ways out has its row, and names only tests that are there."""

import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROWS = [line for line in (ROOT / "docs/leakage.md").read_text("utf-8").splitlines() if re.match(r"\| L\d", line)]

SECURITY = (ROOT / "docs/security.md").read_text("utf-8")


def twice(found: list[str]) -> list[str]:
    return [text for text, times in Counter(found).items() if times > 1]


def test_that_no_promise_stands_twice() -> None:
    tables = re.findall(r"^\| Promise .*\n\|[-|]+\n((?:\|.*\n)+)", SECURITY, re.MULTILINE)
    promises = [row.split("|")[1].strip() for table in tables for row in table.splitlines()]
    assert (len(tables), len(promises) > 40) == (4, True)
    assert twice(promises) == []


def test_that_nothing_known_and_left_stands_twice() -> None:
    heads = re.findall(r"^- \*\*(.+?)\*\*", SECURITY.split("## What is known and left")[1], re.MULTILINE)
    assert len(heads) > 10
    assert twice(heads) == []


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
