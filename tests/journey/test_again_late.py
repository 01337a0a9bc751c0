"""The passphrase asked for once more, and answered late: after a lock, Cover, or turning, nothing is done."""

import pytest

from dasupport.casework.people import Presenting
from dasupport.ui.routes import Home, Pin, Turned
from dasupport.ui.screens import again, pin, turned
from tests.journey.desk_work import DeskWork
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_late_answers import slow
from tests.made import PASSPHRASE

DIGITS = "4826"


def asks(worker: DeskWork) -> None:
    """Up to the question for the passphrase, which a PIN for Cover wants."""
    worker.driver.shell.go(Pin())
    worker.driver.settle()
    worker.driver.type(pin.NEW, DIGITS)
    worker.driver.type(pin.AGAIN, DIGITS)
    worker.driver.press(pin.KEEP)
    worker.driver.type(again.PHRASE, PASSPHRASE)


def has_pin(worker: DeskWork) -> bool:
    office = worker.driver.shell.office
    assert office is not None
    return office.unlocked.covering.has_pin


def answer(worker: DeskWork) -> None:
    page = worker.driver.shell.window.overlaid
    assert page is not None
    page.press(again.GO_ON)


@pytest.mark.parametrize("act", ["lock", "cover"])
def test_that_nothing_is_done_after_a_lock_or_cover(worker: DeskWork, act: str) -> None:
    asks(worker)
    with slow(worker):
        answer(worker)
        getattr(worker.driver.shell, act)()
    assert worker.driver.shell.office is None
    worker.driver.shell.restart()
    worker.driver.settle()
    worker.unlock()
    assert not has_pin(worker)


def test_that_nothing_is_done_once_the_laptop_is_turned(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    session = worker.session
    asks(worker)
    with slow(worker):
        answer(worker)
        worker.driver.shell.go(Turned(session, "LU-REL-1-1"))
    assert worker.driver.has(turned.OWN)
    assert not has_pin(worker)


def test_that_it_is_done_where_one_waits(worker: DeskWork) -> None:
    asks(worker)
    with slow(worker):
        answer(worker)
    worker.driver.shell.go(Home())
    worker.driver.settle()
    assert has_pin(worker)
