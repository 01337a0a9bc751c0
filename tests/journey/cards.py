"""What lies over a page, what hides it, and the pages round it, for the walks through all pages."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dasupport.refusal import Refusal
from dasupport.ui.screens import again, covered, emergency, in_hand, not_kept, notice, restoring, ways_in
from tests.journey.desk_work import DeskWork
from tests.made import PASSPHRASE

DIGITS = "4826"


class Card(NamedTuple):
    """What brings a card, and something that stands on it."""

    bring: Callable[[DeskWork], None]
    key: str


def asked_again(worker: DeskWork) -> None:
    """Something sensitive is wanted, and nobody has typed the passphrase."""
    office = worker.driver.shell.office
    assert office is not None
    unlocked = office.unlocked
    unlocked.forget_passphrase()
    office.run(unlocked.cover_pin.remove_pin, lambda _: None, lambda _: None)


def not_taken(worker: DeskWork) -> None:
    office = worker.driver.shell.office
    assert office is not None
    office.not_kept(Refusal("V-DISK-FULL"))


CARDS = {
    "emergency": Card(lambda worker: worker.driver.shell.emergency(), emergency.CLOSE),
    "again": Card(asked_again, again.CANCEL),
    "not kept": Card(not_taken, not_kept.AGAIN),
    "refusal": Card(lambda worker: worker.driver.shell.tell(Refusal("V-DISK-FULL")), notice.CLOSE),
    "fault": Card(lambda worker: worker.driver.shell.tell(Refusal("REF-FAULT", "ab12")), notice.CLOSE),
}


def around(worker: DeskWork) -> Iterator[str]:
    """Every card over the page that is open, then what hides it, then what stands before it; each time one stands on
    the screen, its name."""
    driver, office = worker.driver, worker.driver.shell.office
    assert office is not None
    worker.ask(lambda: office.unlocked.confirm_passphrase(PASSPHRASE))
    worker.ask(lambda: office.unlocked.cover_pin.set_pin(DIGITS, DIGITS))
    for name, card in CARDS.items():
        card.bring(worker)
        driver.settle()
        assert driver.has(card.key), name
        yield name
        driver.keys("Esc")
    yield from hidden(worker)
    worker.lock()
    yield from locked(worker)


def hidden(worker: DeskWork) -> Iterator[str]:
    """Covered, with a PIN, and back."""
    driver = worker.driver
    driver.shell.cover()
    driver.settle()
    assert driver.has(covered.PIN)
    yield "covered"
    driver.keys("F2")
    yield "the emergency card over it"
    driver.keys("Esc")
    driver.type(covered.PIN, DIGITS)
    driver.press(covered.GO_ON)


def locked(worker: DeskWork) -> Iterator[str]:
    """The lock screen, and the pages for whoever cannot get in."""
    driver = worker.driver
    yield "locked"
    driver.press("ways-in")
    for how in ("code", "parts", "key", "backup"):
        driver.choose(ways_in.HOW, how)
        yield f"ways in: {how}"
    driver.press(ways_in.RESTORE)
    assert driver.has(restoring.SALVAGE)
    yield "restore"
    driver.press(restoring.SALVAGE)
    yield "salvage"
    driver.choose(in_hand.HOW, "code")
    yield "salvage: code"
