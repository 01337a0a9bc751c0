"""Nobody at the laptop: the time counts by a clock that goes on in a sleep and that nobody can set."""

import sys
import time

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from dasupport.ui.window.boot_clock import read_boot_clock
from dasupport.ui.window.input_watchers import IdleTimer

TOUCH = QEvent.Type.MouseButtonPress


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


class Laptop:
    """A window that is watched, and how often it was locked."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.idle = IdleTimer(5, self.clock)
        self.locked = 0
        self.idle.timed_out.connect(self._lock)
        self.idle.set_running(on=True)

    def _lock(self) -> None:
        self.locked += 1

    def wait(self, seconds: float) -> None:
        self.clock.at += seconds

    def touch(self) -> bool:
        """Touch it; whether the touch was kept from the window."""
        return self.idle.eventFilter(QObject(), QEvent(TOUCH))


@pytest.fixture
def laptop(qapp: QApplication) -> Laptop:
    return Laptop()


def test_that_touches_put_the_lock_off(laptop: Laptop) -> None:
    for _ in range(10):
        laptop.wait(299)
        assert not laptop.touch()
    assert laptop.locked == 0


def test_that_the_first_touch_after_a_sleep_locks_and_reaches_nothing(laptop: Laptop) -> None:
    laptop.wait(8 * 3600)
    assert laptop.touch()
    assert laptop.locked == 1


def test_that_another_length_counts_from_the_last_touch(laptop: Laptop) -> None:
    laptop.wait(90)
    laptop.idle.set_limit(1)
    assert laptop.touch()
    assert laptop.locked == 1


def test_that_nothing_is_counted_while_nobody_is_inside(laptop: Laptop) -> None:
    laptop.idle.set_running(on=False)
    laptop.wait(8 * 3600)
    assert not laptop.touch()
    assert laptop.locked == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the clocks of Linux")
def test_that_the_clock_goes_on_in_a_sleep() -> None:
    assert abs(read_boot_clock() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1
