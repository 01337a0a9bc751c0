"""The blank pack: written from the English one, in words that are their own names, with the same places to fill in."""

import string
from pathlib import Path

import pytest

from dasupport.casework.advice import ITEMS
from dasupport.content.load import PACKS_FOLDER
from dasupport.content.pack import Pack
from dasupport.content.validate import load_valid_pack
from tests.content.pack_edits import texts
from tests.tools.blank_pack import make_blank_pack

NO_WORDING = {"months", "training_phrase", "file_name", "language", "number"}


def holes(text: str) -> set[str]:
    return {hole for _, hole, _, _ in string.Formatter().parse(text) if hole}


def test_that_it_is_made_once_and_then_found_again(blank_folder: Path) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in blank_folder.iterdir()}
    assert make_blank_pack.__wrapped__() == blank_folder
    assert {path.name: path.stat().st_mtime_ns for path in blank_folder.iterdir()} == before


def test_that_none_of_it_stands_in_the_program() -> None:
    assert not (PACKS_FOLDER / "blank").exists()


def test_that_it_keeps_every_rule(blank_folder: Path) -> None:
    assert load_valid_pack(blank_folder).about.id == "blank"


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
