"""The blank pack: written from the English one, in words that are their own names, with the same places to fill in."""

import string

import pytest

from dasupport.casework.advice import ITEMS
from dasupport.content.pack import Pack
from tests.content.pack_edits import texts
from tests.tools.blank_pack import BLANK, written

NO_WORDING = {"months", "training_phrase", "file_name", "language", "number"}


def holes(text: str) -> set[str]:
    return {hole for _, hole, _, _ in string.Formatter().parse(text) if hole}


def test_that_the_files_are_what_the_tool_writes() -> None:
    made = written()
    kept = {path.name: path.read_text(encoding="utf-8") for path in BLANK.iterdir()}
    assert kept.keys() == made.keys()
    assert [name for name, text in made.items() if kept[name] != text] == [], "run python -m tests.tools.blank_pack"


@pytest.mark.parametrize("page", ["labels", "first"])
def test_that_every_label_has_the_same_places_to_fill_in(english: Pack, blank: Pack, page: str) -> None:
    real = [(name, holes(text)) for name, text in texts(getattr(english, page))]
    made = [(name, holes(text)) for name, text in texts(getattr(blank, page))]
    assert made == real


def test_that_no_real_wording_stands_in_it(english: Pack, blank: Pack) -> None:
    real = {text for _, text in texts(english) if text.count(" ") >= 2}
    made = {text for place, text in texts(blank) if place.rsplit(".", 1)[-1] not in NO_WORDING}
    assert made & real == set()


def test_that_every_id_in_it_is_a_real_one(english: Pack, blank: Pack) -> None:
    assert set(blank.items) <= set(english.items)


def test_that_it_is_small_and_still_has_one_of_everything_that_rules_name(blank: Pack) -> None:
    assert len(blank.items) < 160
    assert set(ITEMS) <= set(blank.items)
    assert {sign.side for sign in blank.identify.signs} == {"use", "experience"}
    assert {prompt.turn for prompt in blank.ladders.using.prompts} == {True, False}


def test_that_it_is_told_apart_from_the_real_one(english: Pack, blank: Pack) -> None:
    assert blank.name != english.name
