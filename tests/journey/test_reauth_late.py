"""The passphrase asked for once more, and answered late: after a lock, Cover, or turning, nothing is done."""

from collections.abc import Callable

import pytest

from dasupport.casework.people import Presenting
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.app.controller import AppController
from dasupport.ui.screen.routes import FacingPerson, Home, Pin
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.session import turned
from dasupport.ui.screens.vault import pin
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_late_answers import slow
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

DIGITS = "4826"


def asks(worker: DeskWork) -> None:
    """Up to the question for the passphrase, which a PIN for Cover wants."""
    worker.driver.app.go(Pin())
    worker.driver.wait_until_idle()
    worker.driver.type_text(pin.NEW, DIGITS)
    worker.driver.type_text(pin.REPEAT, DIGITS)
    worker.driver.press(pin.PinAction.SAVE)
    worker.driver.type_text(reauth.ReauthField.PASSPHRASE_FIELD, PASSPHRASE)


def has_pin(worker: DeskWork) -> bool:
    office = worker.driver.app.session_context
    assert office is not None
    return office.open_vault.cover_pin.has_pin


def answer(worker: DeskWork) -> None:
    page = worker.driver.app.window.overlay_page
    assert page is not None
    page.press_button(reauth.ReauthAction.GO_ON)


@pytest.mark.parametrize("act", ["lock", "cover"])
def test_that_nothing_is_done_after_a_lock_or_cover(worker: DeskWork, act: str) -> None:
    asks(worker)
    with slow(worker):
        answer(worker)
        getattr(worker.driver.app, act)()
    assert worker.driver.app.session_context is None
    worker.driver.app.show_lock_screen()
    worker.driver.wait_until_idle()
    worker.unlock()
    assert not has_pin(worker)


def test_that_nothing_is_done_once_the_laptop_is_turned(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    session = worker.session
    asks(worker)
    with slow(worker):
        answer(worker)
        worker.driver.app.go(FacingPerson(session, "LU-REL-1-1"))
    assert worker.driver.has_widget(turned.FacingPersonField.OWN_WORDS)
    assert not has_pin(worker)


def test_that_it_is_done_where_one_waits(worker: DeskWork) -> None:
    asks(worker)
    with slow(worker):
        answer(worker)
    worker.driver.app.go(Home())
    worker.driver.wait_until_idle()
    assert has_pin(worker)


def guide(shell: AppController) -> None:
    shell.run_command("guide")


OTHERS: dict[str, Callable[[AppController], None]] = {
    "guide": guide,
    "emergency card": lambda shell: shell.show_emergency(),
    "refusal": lambda shell: shell.show_refusal(Refusal(RefusalId.V_DISK_FULL)),
}


@pytest.mark.parametrize("other", OTHERS)
def test_that_an_answer_to_a_card_that_is_gone_closes_no_other_and_does_nothing(worker: DeskWork, other: str) -> None:
    shell = worker.driver.app
    asks(worker)
    with slow(worker):
        answer(worker)
        shell.window.close_overlay()
        OTHERS[other](shell)
        card = shell.window.overlay_page
    assert card is not None
    assert shell.window.overlay_page is card
    assert not has_pin(worker)
