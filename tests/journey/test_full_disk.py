"""A disk that is really full, at a window: the last words go where room was set aside; the records can be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Seen = dict[str, object]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    place = tmp_path_factory.mktemp("small")
    ended = subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, "-m", "tests.journey.full_child", str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        timeout=120,
    )
    found: Seen | None = json.loads(ended.stdout.splitlines()[-1])
    if found is None:
        pytest.skip("no small disk can be mounted here")
    return found


def test_that_a_lock_puts_the_words_where_room_was_set_aside(seen: Seen) -> None:
    assert not seen["a file beside it"]
    assert not seen["lost after the first lock"]


def test_that_they_come_back_to_the_letter_once_there_is_room(seen: Seen) -> None:
    assert seen["came back"]
    assert not seen["file in the end"]


def test_that_the_door_has_a_sentence_of_its_own(seen: Seen) -> None:
    assert seen["at the door"] == ["V-FULL-SHUT say", "V-FULL-SHUT do"]


def test_that_the_records_can_be_read_and_nothing_of_them_changes(seen: Seen) -> None:
    assert (seen["band"], seen["home"]) == ("band", True)
    assert not seen["changed by reading"]
    assert seen["band with room"] == ""


def test_that_the_lock_screen_says_what_found_no_place_until_it_is_unlocked_and_no_longer(seen: Seen) -> None:
    assert seen["lost without room"]
    assert seen["lost while it is still locked"]
    assert seen["room in the end"]
    assert not seen["lost in the end"]


def test_that_closing_the_window_keeps_them_as_a_lock_does(seen: Seen) -> None:
    assert seen["kept by closing"]
    assert not seen["comes back after closing with room"]


def test_that_a_window_that_is_closed_comes_back_to_say_what_found_no_place_and_not_at_log_out(seen: Seen) -> None:
    assert seen["comes back after closing"]
    assert not seen["comes back twice"]
    assert not seen["comes back at log-out"]
