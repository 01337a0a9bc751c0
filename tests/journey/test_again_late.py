"""The passphrase asked for once more, and answered late: after a lock, Cover, or turning, nothing is done."""

from collections.abc import Callable

import pytest

from dasupport.casework.people import Presenting
from dasupport.refusal import Refusal
from dasupport.ui.routes import Home, Pin, Turned
from dasupport.ui.screens import again, pin, turned
from dasupport.ui.shell import Shell
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
    return office.unlocked.cover_pin.has_pin


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


def guide(shell: Shell) -> None:
    assert shell.inside is not None
    shell.inside.steering.key("guide")


OTHERS: dict[str, Callable[[Shell], None]] = {
    "guide": guide,
    "emergency card": lambda shell: shell.emergency(),
    "refusal": lambda shell: shell.tell(Refusal("V-DISK-FULL")),
}


@pytest.mark.parametrize("other", OTHERS)
def test_that_an_answer_to_a_card_that_is_gone_closes_no_other_and_does_nothing(worker: DeskWork, other: str) -> None:
    shell = worker.driver.shell
    asks(worker)
    with slow(worker):
        answer(worker)
        shell.window.close_overlay()
        OTHERS[other](shell)
        card = shell.window.overlaid
    assert card is not None
    assert shell.window.overlaid is card
    assert not has_pin(worker)
