"""Whether Caps Lock is on: read off the lights of Linux, asked of Windows, and told by a letter."""

from ctypes import CDLL
from pathlib import Path
from typing import cast

import pytest

from dasupport.platform.caps_lock import (
    VK_CAPITAL,
    choose_query,
    infer_from_letter,
    make_windows_query,
    query_unsupported,
    read_leds,
)


def light(lights: Path, name: str, brightness: str) -> None:
    folder = lights / name
    folder.mkdir()
    (folder / "brightness").write_text(brightness, encoding="ascii")


@pytest.mark.parametrize(
    ("shown", "said"), [((), None), (("0\n",), False), (("1\n",), True), (("0\n", "1\n"), True), (("255\n",), True)]
)
def test_that_the_light_on_any_keyboard_says_it(tmp_path: Path, shown: tuple[str, ...], said: bool | None) -> None:
    for number, brightness in enumerate(shown):
        light(tmp_path, f"input{number}::capslock", brightness)
    light(tmp_path, "input9::numlock", "1\n")
    assert read_leds(tmp_path) is said
    assert choose_query("linux", tmp_path)() is said


def test_that_a_light_that_cannot_be_read_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "input3::capslock" / "brightness").mkdir(parents=True)
    assert read_leds(tmp_path) is None


class Windows:
    """Stands where user32 is."""

    def __init__(self, state: int) -> None:
        self.state = state
        self.asked: list[int] = []

    def GetKeyState(self, key: int) -> int:
        self.asked.append(key)
        return self.state


@pytest.mark.parametrize(("state", "said"), [(0, False), (1, True), (-127, True), (-128, False)])
def test_that_windows_is_asked_for_the_lock_and_not_for_the_key(state: int, said: bool) -> None:
    windows = Windows(state)
    assert make_windows_query(cast("CDLL", windows))() is said
    assert windows.asked == [VK_CAPITAL]


def test_that_an_unknown_system_says_nothing() -> None:
    assert choose_query("plan9") is query_unsupported
    assert query_unsupported() is None


@pytest.mark.parametrize(
    ("text", "shift", "said"),
    [
        ("a", False, False),
        ("A", False, True),
        ("a", True, True),
        ("A", True, None),
        ("é", False, False),
        ("Ж", False, True),
        ("ß", True, True),
        ("7", False, None),
        (" ", False, None),
        ("", False, None),
        ("ab", False, None),
        ("م", False, None),
    ],
)
def test_that_a_letter_is_held_against_shift(text: str, shift: bool, said: bool | None) -> None:
    assert infer_from_letter(text, shift=shift) is said
