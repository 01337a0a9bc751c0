"""What lies over a page, what hides it, and the pages round it, for the walks through all pages."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screens.access import cannot_unlock, cover_with_pin, credential_form, restore
from dasupport.ui.screens.overlay import emergency, not_saved, reauth, refusal
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

DIGITS = "4826"


class Card(NamedTuple):
    """What brings a card, and something that stands on it."""

    bring: Callable[[DeskWork], None]
    key: str


def asked_again(worker: DeskWork) -> None:
    """Something sensitive is wanted, and nobody has typed the passphrase."""
    office = worker.driver.app.session_context
    assert office is not None
    unlocked = office.open_vault
    unlocked.forget_passphrase()
    office.run_job(unlocked.cover_pin.remove_pin, lambda _: None, lambda _: None)


def not_taken(worker: DeskWork) -> None:
    office = worker.driver.app.session_context
    assert office is not None
    office.overlays.show_not_saved(Refusal(RefusalId.V_DISK_FULL))


CARDS = {
    "emergency": Card(lambda worker: worker.driver.app.show_emergency(), emergency.EmergencyAction.CLOSE),
    "again": Card(asked_again, reauth.ReauthAction.CANCEL),
    "not kept": Card(not_taken, not_saved.NotSavedAction.RETRY),
    "refusal": Card(
        lambda worker: worker.driver.app.show_refusal(Refusal(RefusalId.V_DISK_FULL)), refusal.RefusalAction.CLOSE
    ),
    "fault": Card(
        lambda worker: worker.driver.app.show_refusal(Refusal(RefusalId.REF_FAULT, "ab12")), refusal.RefusalAction.CLOSE
    ),
}


def around(worker: DeskWork) -> Iterator[str]:
    """Every card over the page that is open, then what hides it, then what stands before it; each time one stands on
    the screen, its name."""
    driver, office = worker.driver, worker.driver.app.session_context
    assert office is not None
    worker.ask(lambda: office.open_vault.confirm_passphrase(PASSPHRASE))
    worker.ask(lambda: office.open_vault.cover_pin.set_pin(DIGITS, DIGITS))
    for name, card in CARDS.items():
        card.bring(worker)
        driver.wait_until_idle()
        assert driver.has_widget(card.key), name
        yield name
        driver.press_keys("Esc")
    yield from hidden(worker)
    worker.lock()
    yield from locked(worker)


def hidden(worker: DeskWork) -> Iterator[str]:
    """Covered, with a PIN, and back."""
    driver = worker.driver
    driver.app.cover()
    driver.wait_until_idle()
    assert driver.has_widget(cover_with_pin.PinCoverField.PIN)
    yield "covered"
    driver.press_keys("F2")
    yield "the emergency card over it"
    driver.press_keys("Esc")
    driver.type_text(cover_with_pin.PinCoverField.PIN, DIGITS)
    driver.press(cover_with_pin.PinCoverAction.GO_ON)


def locked(worker: DeskWork) -> Iterator[str]:
    """The lock screen, and the pages for whoever cannot get in."""
    driver = worker.driver
    yield "locked"
    driver.press("ways-in")
    for how in ("code", "parts", "key", "backup"):
        driver.choose(cannot_unlock.CannotUnlockField.HOW, how)
        yield f"ways in: {how}"
    driver.press(cannot_unlock.CannotUnlockAction.RESTORE)
    assert driver.has_widget(restore.RestoreAction.SALVAGE)
    yield "restore"
    driver.press(restore.RestoreAction.SALVAGE)
    yield "salvage"
    driver.choose(credential_form.CredentialFormField.METHOD, "code")
    yield "salvage: code"
