"""What nobody foresaw: a number to tell, the place in the log, and not a word of what it was about."""

import sys
from collections.abc import Iterator

import pytest

from dasupport.ui.app import crash

CANARY = "canary-2208-quince"


@pytest.fixture
def told() -> Iterator[list[str]]:
    numbers: list[str] = []
    before = sys.excepthook
    crash.install_excepthook(numbers.append)
    yield numbers
    sys.excepthook = before


def fall() -> None:
    try:
        int(CANARY)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_that_a_fault_is_told_by_a_number_and_logged_without_its_words(
    told: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    fall()
    (number,) = told
    assert number
    assert number in caplog.text
    assert CANARY not in caplog.text


def test_that_a_fault_after_the_window_has_gone_is_logged_all_the_same(caplog: pytest.LogCaptureFixture) -> None:
    def gone(_: str) -> None:
        raise RuntimeError(CANARY)

    before = sys.excepthook
    crash.install_excepthook(gone)
    try:
        fall()
    finally:
        sys.excepthook = before
    assert "ValueError" in caplog.text
    assert CANARY not in caplog.text


def test_that_a_window_that_cannot_tell_it_has_nothing_printed(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def fails(_: str) -> None:
        raise KeyError(CANARY)

    before = sys.excepthook
    crash.install_excepthook(fails)
    try:
        fall()
    finally:
        sys.excepthook = before
    assert [sort in caplog.text for sort in ("ValueError", "KeyError")] == [True, True]
    assert CANARY not in caplog.text
    assert capfd.readouterr() == ("", "")
