"""Every key is listed once, and the lists that go by name agree with the steps and the pages."""

from collections import Counter

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.casework.steps import Step
from dasupport.content.pack import Pack
from dasupport.ui.screen.shortcuts import COVER_GESTURE, SHORTCUTS
from tests.ui.samples import QuickHand, inside


def twice(keys: dict[str, str]) -> list[str]:
    """The keys that would do two things."""
    return [key for key, times in Counter(key.casefold() for key in keys.values()).items() if times > 1]


def test_that_no_two_acts_have_the_same_key() -> None:
    assert twice(SHORTCUTS) == []


def test_that_a_key_for_two_acts_is_found() -> None:
    assert twice(SHORTCUTS | {"print": "CTRL+D"}) == ["ctrl+d"]


def test_that_cover_is_no_combination_that_something_else_could_take() -> None:
    assert COVER_GESTURE not in SHORTCUTS.values()
    assert all(key.split("+")[-1] != "Shift" for key in SHORTCUTS.values())


@pytest.mark.parametrize("step", Step)
def test_that_every_step_has_a_key_by_its_number(step: Step) -> None:
    assert SHORTCUTS[step] == f"Alt+{list(Step).index(step)}"


@pytest.mark.parametrize("act", ["guide", "emergency", "advice", "conversation", "primary", "next", "back", "close"])
def test_that_what_is_needed_on_every_page_has_a_key(act: str) -> None:
    assert SHORTCUTS[act]


def test_that_no_key_is_a_plain_letter_that_somebody_types() -> None:
    assert [key for key in SHORTCUTS.values() if len(key) == 1] == []


def test_that_every_key_on_a_button_is_one_of_the_list(quick: QuickHand) -> None:
    quick.meet()
    said = set()
    for place in SessionPage:
        quick.open(place)
        said |= {part.shortcut for part in inside(quick.screen) if getattr(part, "shortcut", "")}
    assert said
    assert said <= set(SHORTCUTS.values())


def test_that_the_words_for_cover_say_its_keys(english: Pack) -> None:
    assert english.labels.frame.cover_key.split()[0] == COVER_GESTURE.split(",")[0]
