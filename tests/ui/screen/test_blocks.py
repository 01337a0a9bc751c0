"""Blocks are frozen values, and what somebody typed does not show when an intent is printed."""

from dataclasses import fields
from typing import get_args

import pytest

from dasupport.ui.screen import blocks
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Columns,
    Heading,
    ListRow,
    ListRows,
    Row,
    Screen,
    TextArea,
    TextField,
    iter_button_keys,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, Typed
from tests.ui.samples import inside, keys, texts

HIDDEN = "she said he hits her"


@pytest.mark.parametrize(
    "block", [TextArea("k", "l", HIDDEN), Chip(HIDDEN), Screen("k", ())], ids=lambda b: type(b).__name__
)
def test_that_a_block_cannot_be_changed(block: TextArea | Chip | Screen) -> None:
    for name in block._fields:
        with pytest.raises(AttributeError):
            setattr(block, name, "other")


def test_that_every_block_is_a_value_that_equals_its_twin() -> None:
    assert Card((Heading("a"), Row((Button("b", "c"),)))) == Card((Heading("a"), Row((Button("b", "c"),))))
    assert Card((Heading("a"),)) != Card((Heading("b"),))


@pytest.mark.parametrize("intent", [Typed("k", HIDDEN), FieldLeft("k", HIDDEN)], ids=lambda i: type(i).__name__)
def test_that_an_intent_with_words_does_not_print_them(intent: Intent) -> None:
    assert HIDDEN not in repr(intent)


def test_that_every_intent_says_which_block_it_is_about() -> None:
    assert {sort.__name__ for sort in get_args(Intent) if "key" not in {field.name for field in fields(sort)}} == set()


def test_that_buttons_are_found_within_rows_cards_and_columns() -> None:
    tree: tuple[Block, ...] = (
        Button("a", ""),
        Row((Button("b", ""), Card((Button("c", ""),)))),
        Columns(((Button("d", ""),), (Card((Row((Button("e", ""),)),)),))),
        TextField("f", ""),
    )
    assert list(iter_button_keys(tree)) == ["a", "b", "c", "d", "e"]


def test_that_every_sort_of_block_is_one_that_a_screen_may_hold() -> None:
    parts = {"ChoiceOption", "Chip", "LadderStep", "ListRow", "Screen"}
    named = {
        name for name, value in vars(blocks).items() if isinstance(value, type) and value.__module__ == blocks.__name__
    }
    assert {made.__name__ for made in get_args(Block)} == named - parts


def test_that_reading_a_screen_finds_every_word_and_no_key() -> None:
    screen = Screen(
        "key", (Card((Heading("one", "two"), ListRows((ListRow("row", "three", chip=Chip("four", "stop")),), "five"))),)
    )
    assert texts(screen) == ["one", "two", "three", "four", "five"]
    assert keys(screen) == ["key", "row"]
    assert sum(isinstance(part, Chip) for part in inside(screen)) == 1
