"""Plurals by the six categories of CLDR, in the language of the pack."""

import pytest

from dasupport.content.plurals import FORMS, Plural, plural_category, set_language

ALL = Plural(zero="0", one="1", two="2", few="3", many="6", other="{n} of them", language="cy")


@pytest.mark.parametrize(("n", "form"), [(0, "other"), (1, "one"), (2, "other"), (11, "other"), (21, "other")])
def test_that_english_has_one_and_other(n: int, form: str) -> None:
    assert plural_category("en-GB", n) == plural_category("en", n) == form


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (4, "other"), (5, "other"), (6, "many"), (16, "other")],
)
def test_that_welsh_has_all_six(n: int, form: str) -> None:
    assert plural_category("cy", n) == form


def test_that_an_unknown_language_has_other_alone() -> None:
    assert {plural_category("xx", n) for n in range(30)} == {"other"}
    assert {plural_category("cy", n) for n in range(30)} == set(FORMS)


@pytest.mark.parametrize(("n", "said"), [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (6, "6"), (7, "7 of them")])
def test_that_the_form_of_the_number_is_said(n: int, said: str) -> None:
    assert ALL.format(n=n) == said


@pytest.mark.parametrize("n", range(8))
def test_that_a_missing_form_is_said_as_other(n: int) -> None:
    assert Plural(other="{n} of them", language="cy").format(n=n) == f"{n} of them"


def test_that_a_plural_has_the_language_of_its_pack() -> None:
    table = {"home": {"waiting": {"one": "1", "other": "n"}, "title": "other"}}
    assert set_language(table, "cy") == {
        "home": {"waiting": {"one": "1", "other": "n", "language": "cy"}, "title": "other"}
    }
