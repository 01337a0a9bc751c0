"""A detail as JSON: what goes in comes out, for any text at all, and a fingerprint changes with any part of a row."""

import json
from dataclasses import fields, replace
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.casework.details import Detail, FlagDetail
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.vault.data.entry_json import compute_fingerprint, decode_detail, encode_detail
from tests.vault.data.test_entries import FULL

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = {"str": TEXT, "bool": st.booleans(), "date | None": st.none() | st.dates()}


@st.composite
def details(draw: st.DrawFn) -> tuple[Kind, Detail]:
    """Any kind with any values in its detail."""
    kind = draw(st.sampled_from(list(DETAIL_OF)))
    made = DETAIL_OF[kind]()
    filled = {
        field.name: draw(VALUES[field.type if isinstance(field.type, str) else named(field.type)])
        for field in fields(made)
    }
    return kind, replace(made, **filled)  # type: ignore[arg-type] # by the types of its own fields


def named(kind: object) -> str:
    return {str: "str", bool: "bool"}.get(kind, "date | None")  # type: ignore[call-overload, no-any-return] # three types


@settings(max_examples=300, deadline=None)
@given(details())
def test_that_any_detail_comes_back_as_it_was(pair: tuple[Kind, Detail]) -> None:
    kind, detail = pair
    assert decode_detail(kind, encode_detail(detail)) == detail


def test_that_no_detail_is_empty_text() -> None:
    assert encode_detail(None) == ""
    assert decode_detail(Kind.NOTE, "") is None
    assert decode_detail(Kind.GATE, "") is None


@pytest.mark.parametrize("detail", FULL, ids=lambda detail: type(detail).__name__)
def test_that_what_is_stored_is_plain_json_by_the_names_of_the_fields(detail: Detail) -> None:
    stored = json.loads(encode_detail(detail))
    assert set(stored) == {field.name for field in fields(detail)}
    days = {name: value for name, value in stored.items() if isinstance(getattr(detail, name), date)}
    assert all(date.fromisoformat(value) for value in days.values())


@pytest.mark.parametrize(
    "stored",
    [
        "{",
        "[]",
        "5",
        '"text"',
        '{"on": "yes"}',
        '{"on": 1}',
        '{"on": null}',
        '{"on": true, "on": 3}',
        "\x00",
        '{"raises": 5}',
    ],
)
def test_that_what_is_no_detail_of_its_kind_is_refused(stored: str) -> None:
    with pytest.raises((msgspec.DecodeError, msgspec.ValidationError)):
        decode_detail(Kind.INDICATOR, stored)


def test_that_a_field_of_a_later_program_is_read_past() -> None:
    assert decode_detail(Kind.INDICATOR, '{"on": true, "since": "2030"}') == FlagDetail(on=True)


ROW = {"id": "e1", "words": "who said what", "number": 3, "sealed_at": None}


@pytest.mark.parametrize(
    "changed",
    [
        ROW | {"id": "e2"},
        ROW | {"words": "who said what "},
        ROW | {"number": 4},
        ROW | {"number": "3"},
        ROW | {"sealed_at": ""},
        {**ROW, "more": ""},
        {key: ROW[key] for key in list(ROW)[:3]},
        ROW | {"id": "e1who", "words": " said what"},
    ],
)
def test_that_any_change_of_a_row_changes_its_fingerprint(changed: dict[str, object]) -> None:
    assert compute_fingerprint(changed) != compute_fingerprint(ROW)


def test_that_the_order_of_the_columns_changes_nothing() -> None:
    assert compute_fingerprint(dict(reversed(ROW.items()))) == compute_fingerprint(ROW)
    assert len(compute_fingerprint(ROW)) == 64
