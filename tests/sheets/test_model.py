"""A sheet as words: what can be read on it can be read here."""

from dataclasses import FrozenInstanceError, replace
from typing import get_args

import pytest

from dasupport.sheets.font_fallback import FontSet
from dasupport.sheets.layout import group_lines
from dasupport.sheets.line_breaking import LineBreaker
from dasupport.sheets.model import Emphasis, Heading, Paragraph, Quote, Sheet, SheetPart, SmallPrint, StatementPart
from dasupport.sheets.pdf import render_pdf
from tests.sheets import pdf_reading

WHOLE = Sheet(
    title="Title",
    parts=(
        Heading("Heading"),
        Paragraph("Text"),
        Quote("Quote"),
        SmallPrint("Small"),
        Emphasis("Strong"),
        StatementPart("Label", "Value", "Words", "Origin"),
    ),
    footer="Footer",
    watermark="Watermark",
)
IN_ORDER = (
    "Watermark",
    "Title",
    "Heading",
    "Text",
    "Quote",
    "Small",
    "Strong",
    "Label",
    "Value",
    "Words",
    "Origin",
    "Footer",
)


def test_that_every_line_is_listed_in_order() -> None:
    assert WHOLE.lines == IN_ORDER


def test_that_the_example_has_every_part_there_is() -> None:
    assert {type(part) for part in WHOLE.parts} == set(get_args(SheetPart))


def test_that_every_line_of_the_words_is_a_line_of_the_pdf_and_no_other() -> None:
    """Only the number of the page is added."""
    live = replace(WHOLE, watermark="")
    assert sorted(pdf_reading.words(render_pdf(live))) == sorted((*IN_ORDER[1:], "·", "1", "/", "1"))


def test_that_empty_lines_are_left_out() -> None:
    assert Sheet(parts=(StatementPart("Label"), Paragraph(""))).lines == ("Label",)
    assert Sheet().lines == ()


def test_that_a_sheet_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        WHOLE.title = "Another"  # type: ignore[misc] # that it is frozen is what is tested


def test_that_a_part_without_text_takes_no_room() -> None:
    setter = LineBreaker(FontSet(), 400)
    assert tuple(group_lines(Sheet(parts=(Paragraph(""), Quote(""), StatementPart("", "", "", ""))), setter)) == ()
