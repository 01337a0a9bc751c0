"""The counter-allegation profile: two plain counts that nothing compares, orders or keeps."""

import ast
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.checklist import ANSWERS, Totals, count_totals
from dasupport.casework.details import ChoiceDetail
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record
from tests.casework.sample_records import STEADY
from tests.samples import answer, draft, entry, record

SOURCE = Path(__file__).parents[2] / "src" / "dasupport"
MIRROR = {"left": "right", "right": "left"}
MARKS = st.lists(st.sampled_from(("", *ANSWERS)), max_size=16)


def row(number: int, mark: str, comment: str = "") -> Entry:
    return entry(Kind.PAIR, f"K-CA-CHK-{number:02}", answer(comment, ChoiceDetail(mark)))


def profile(marks: list[str]) -> Record:
    return record(*(row(number, mark) for number, mark in enumerate(marks)))


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        ("left", Totals(1, 0, 1)),
        ("right", Totals(0, 1, 1)),
        ("both", Totals(1, 1, 1)),
        ("neither", Totals(0, 0, 1)),
        ("unknown", Totals(0, 0, 1)),
        ("", Totals(0, 0, 0)),
    ],
)
def test_that_a_mark_is_counted_where_it_was_made(mark: str, expected: Totals) -> None:
    assert count_totals(profile([mark])) == expected


def test_that_a_profile_that_was_not_begun_counts_nothing() -> None:
    assert count_totals(record()) == Totals(0, 0, 0)


@given(MARKS)
@STEADY
def test_that_both_columns_weigh_the_same(marks: list[str]) -> None:
    counted, mirrored = count_totals(profile(marks)), count_totals(profile([MIRROR.get(mark, mark) for mark in marks]))
    assert (counted.left, counted.right) == (mirrored.right, mirrored.left)
    assert counted.considered == mirrored.considered


@given(MARKS)
@STEADY
def test_that_every_row_weighs_the_same(marks: list[str]) -> None:
    assert count_totals(profile(marks)) == count_totals(profile(marks[::-1]))


def test_that_a_newer_mark_takes_the_place_of_the_older() -> None:
    again = entry(Kind.PAIR, "K-CA-CHK-01", answer(detail=ChoiceDetail("right")), id="again", supersedes="first")
    first = entry(Kind.PAIR, "K-CA-CHK-01", answer(detail=ChoiceDetail("left")), id="first")
    assert count_totals(record(first, again)) == Totals(0, 1, 1)


def test_that_a_comment_alone_is_no_mark() -> None:
    assert count_totals(record(row(1, "", "not sure about this one"))) == Totals(0, 0, 0)


def test_that_a_half_made_mark_counts() -> None:
    assert (
        count_totals(record(drafts=(draft(Kind.PAIR, "K-CA-CHK-01", answer(detail=ChoiceDetail("both"))),))).considered
        == 1
    )


def test_that_totals_are_three_numbers_and_no_verdict() -> None:
    assert {part.name: part.type for part in fields(Totals)} == {"left": int, "right": int, "considered": int}


def test_that_totals_cannot_be_put_in_order() -> None:
    with pytest.raises(TypeError):
        sorted([Totals(1, 0, 1), Totals(0, 1, 1)])  # type: ignore[type-var] # that it is refused is the point


def readers_of_totals() -> set[str]:
    """The files that ask for the two counts."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "dasupport.casework.checklist":
                found |= {path.name for alias in node.names if alias.name in ("count_totals", "Totals")}
    return found


def test_that_only_the_page_of_the_profile_asks_for_the_counts() -> None:
    assert readers_of_totals() == {"profile.py"}


def test_that_the_five_answers_are_equal_and_none_is_a_default() -> None:
    assert ANSWERS == ("left", "both", "right", "neither", "unknown")
    assert ChoiceDetail().value not in ANSWERS
