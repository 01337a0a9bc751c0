"""Cover without a PIN: the process with all that it holds goes at once, and a new one stands at the neutral screen."""

from dataclasses import replace

import pytest

from dasupport.app import EXIT_COVERED, EXIT_REKEYED, EXIT_RELOCK, EXIT_TRAINING, EXIT_WORDS_LOST
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.cli import get_restart_arguments
from dasupport.ui.screens.access.cover_with_pin import PinCoverField
from tests.journey.test_cover import tap
from tests.journey.test_cover_pin import set_pin
from tests.journey.test_every_word import meet
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork


@pytest.fixture
def ended(worker: DeskWork) -> list[bool]:
    """How often the process was to start anew, and whether the neutral screen, and no page, stood there by then."""
    seen: list[bool] = []
    driver = worker.driver

    def behind() -> None:
        seen.append(driver.has_widget("continue") and not driver.has_widget(NOTE))

    driver.app.app_context = replace(driver.app.app_context, relaunch_covered=behind)
    return seen


def test_that_the_process_is_left_at_once_with_the_half_of_the_word_kept(worker: DeskWork, ended: list[bool]) -> None:
    meet(worker, Presenting.USING)
    session = worker.session
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, "half a wo")
    tap(worker)
    assert ended == [True]
    worker.driver.app.start_covered()
    assert worker.driver.has_widget("continue")
    worker.driver.press("continue")
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    assert dict(worker.fields())[NOTE] == "half a wo"


def test_that_with_a_pin_the_process_stays(worker: DeskWork, ended: list[bool]) -> None:
    set_pin(worker)
    tap(worker)
    assert worker.driver.has_widget(PinCoverField.PIN)
    assert ended == []


def test_that_a_lock_screen_that_is_covered_has_nothing_to_leave(worker: DeskWork, ended: list[bool]) -> None:
    worker.lock()
    tap(worker)
    assert worker.driver.has_widget("continue")
    assert ended == []


@pytest.mark.parametrize(
    ("code", "words", "anew"),
    [
        (EXIT_COVERED, [], ["covered"]),
        (EXIT_COVERED, ["training"], ["training", "covered"]),
        (EXIT_COVERED, ["training", "covered"], ["training", "covered"]),
        (EXIT_RELOCK + EXIT_REKEYED, [], ["renewed"]),
        (EXIT_RELOCK + EXIT_REKEYED, ["training"], ["training", "renewed"]),
        (EXIT_COVERED + EXIT_REKEYED, [], ["covered", "renewed"]),
        (EXIT_COVERED + EXIT_WORDS_LOST + EXIT_REKEYED, [], ["covered", "lost", "renewed"]),
        (EXIT_RELOCK, ["renewed"], []),
        (EXIT_RELOCK, ["covered"], []),
        (EXIT_RELOCK, ["training", "covered"], ["training"]),
        (EXIT_TRAINING, ["covered"], ["training"]),
        (EXIT_RELOCK + EXIT_WORDS_LOST, ["covered"], ["lost"]),
        (EXIT_RELOCK, ["lost"], []),
        (EXIT_COVERED + EXIT_WORDS_LOST, ["training"], ["training", "covered", "lost"]),
        (0, ["covered"], None),
        (1, [], None),
    ],
)
def test_that_the_new_process_is_told_where_to_begin(code: int, words: list[str], anew: list[str] | None) -> None:
    assert get_restart_arguments(code, words) == anew
