"""A disk that is full: the words stay on screen and the user is told; nothing that was saved is lost."""

from pathlib import Path

import pytest

from tests.vault.child_processes import run
from tests.vault.saving_child import SAVED
from tests.vault.small_disk import Told, close_while_full, make_while_full, save_until_full
from tests.vault.tampering import WHOLE

NOT_SAVED = {"V-DISK-FULL", "V-NOT-SAVED"}
"""On a full disk it says the first, at a limit on file sizes the second: both say that the words are not saved."""


BRANCHES = {"a small disk": True, "a limit on sizes": False}


@pytest.fixture(scope="module", params=BRANCHES)
def branch(request: pytest.FixtureRequest) -> bool:
    return BRANCHES[str(request.param)]


@pytest.fixture(scope="module")
def told(lived_in: Path, branch: bool, tmp_path_factory: pytest.TempPathFactory) -> Told:
    found: Told = run(save_until_full, lived_in, tmp_path_factory.mktemp("small"), branch)
    return found


def test_that_it_did_become_full_after_some_notes(told: Told) -> None:
    assert len(saved(told)) >= 3
    assert len(told.told) == len(saved(told)) + 3


def test_that_every_note_was_saved_or_refused_in_plain_words(told: Told) -> None:
    assert set(told.told.values()) - {SAVED} <= NOT_SAVED
    assert set(told.told.values()) & NOT_SAVED


def saved(told: Told) -> list[int]:
    return [number for number, said in told.told.items() if said == SAVED]


def test_that_exactly_what_was_shown_as_saved_can_be_read_while_it_is_full(told: Told) -> None:
    assert told.stood_while_full == saved(told)


def test_that_nothing_came_or_went_when_there_was_room_again(told: Told) -> None:
    assert told.stood_after == told.stood_while_full


def test_that_the_reserve_was_given_up_and_is_put_aside_again(told: Told) -> None:
    assert not told.reserve_when_full
    assert told.reserve_in_the_end


def test_that_in_the_end_every_note_stands_exactly_once_and_the_vault_is_whole(told: Told) -> None:
    assert sorted(told.stood_in_the_end) == list(told.told)
    assert told.verdict == WHOLE


def test_that_a_vault_closes_on_a_full_disk_and_leaves_no_rubbish(lived_in: Path, tmp_path: Path, branch: bool) -> None:
    verdict, files = run(close_while_full, lived_in, tmp_path, branch)
    assert verdict == WHOLE
    assert files == sorted(path.name for path in lived_in.iterdir())


@pytest.mark.parametrize("left", [0, 120 * 1024])
def test_that_a_vault_made_on_a_full_disk_is_refused_and_leaves_nothing(
    tmp_path: Path, branch: bool, left: int
) -> None:
    said, left_behind, afterwards = run(make_while_full, tmp_path, branch, left)
    assert said == "V-FULL-MAKE"
    assert left_behind == []
    assert afterwards == WHOLE
