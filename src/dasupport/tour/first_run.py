"""The first run: the program on a laptop where it was never used, in a temporary home."""

from dasupport.refusal import Refusal
from dasupport.tour.camera import LARGE, Tour
from dasupport.ui.blocks import Para, every
from dasupport.ui.routes import Backups, Code, Keys, Log, NewKeys, Pin, Records, Route, Sort, Words
from dasupport.ui.screens import again, covered, pin

AGAIN, NAME = "again", "name"
DIGITS = "4826"
PAGES: dict[str, Route] = {
    "keys": Keys(),
    "code": Code(),
    "parts": Code(Sort.PARTS),
    "try-code": Code(Sort.TRY),
    "new-keys": NewKeys(),
    "backups": Backups(),
    "records": Records(),
    "words": Words(),
    "log": Log(),
    "set-pin": Pin(),
}
"""Pages about the vault, by the name of their picture."""
WAYS = ("code", "parts", "key", "backup")
"""Choices on the page for users who cannot unlock."""


def first_run(tour: Tour, name: str) -> None:
    """Walk through the first run.

    It shows a suggested passphrase, a refused one, the recovery code and an empty vault; then the pages about the
    vault, the overlays, and the pages for users who cannot unlock. All of it is captured again with the largest text.
    """
    driver = tour.driver
    with tour.look(*LARGE, here=True):
        begin(tour, name)
    phrase = begin(tour, name)
    driver.press("make")
    tour.shot("first-run-code")
    with tour.look(*LARGE, here=True):
        tour.shot("first-run-code")
    driver.type("code-typed", shown(tour, "code"))
    driver.press("code-keep")
    tour.shot("first-run-today")
    about(tour, phrase)
    over(tour, phrase)
    with tour.look(*LARGE):
        about(tour, phrase)
        over(tour, phrase)
    outside(tour)
    with tour.look(*LARGE):
        outside(tour)


def begin(tour: Tour, name: str) -> str:
    """Fill in the first-run page up to the button that makes the vault; return the passphrase that was typed."""
    driver = tour.driver
    tour.shot("first-run")
    driver.type(NAME, name)
    driver.press("own")
    driver.type("passphrase", "too short")
    driver.type(AGAIN, "too short")
    driver.press("make")
    tour.shot("first-run-refused")
    driver.press("six")
    phrase = shown(tour, "offered")
    driver.type(AGAIN, phrase)
    tour.shot("first-run-ready")
    return phrase


def about(tour: Tour, phrase: str) -> None:
    """Capture every page about the vault."""
    for name, route in PAGES.items():
        tour.go(route)
        confirm(tour, phrase)
        tour.shot(f"vault-{name}")


def over(tour: Tour, phrase: str) -> None:
    """Capture the passphrase prompt, Cover with a PIN, and the page for words that could not be saved."""
    driver, office = tour.driver, tour.driver.shell.office
    if office is None:
        return
    tour.go(Pin())
    for field in (pin.NEW, pin.AGAIN):
        driver.type(field, DIGITS)
    office.unlocked.forget()
    driver.press(pin.KEEP)
    confirm(tour, phrase, "passphrase-again-pin")
    driver.press("cover")
    tour.shot("covered")
    driver.type(covered.PIN, DIGITS)
    driver.press(covered.GO_ON)
    office.not_kept(Refusal("V-DISK-FULL"))
    tour.shot("words-not-kept")
    driver.keys("Esc")


def outside(tour: Tour) -> None:
    """Capture the lock screen and the pages for users who cannot unlock."""
    driver = tour.driver
    driver.keys("Ctrl+L")
    tour.shot("locked")
    driver.press("ways-in")
    for how in WAYS:
        driver.choose("how", how)
        tour.shot(f"ways-in-{how}")
    driver.press("restore")
    tour.shot("restore")
    driver.press("salvage")
    tour.shot("salvage")


def confirm(tour: Tour, phrase: str, name: str = "") -> None:
    """Type the passphrase if it is asked for again; take a picture of that if `name` is given."""
    if tour.driver.has(again.PHRASE):
        if name:
            tour.shot(name)
        tour.driver.type(again.PHRASE, phrase)
        tour.driver.press(again.GO_ON)


def shown(tour: Tour, key: str) -> str:
    """Return the text of a paragraph on the screen by its key."""
    page = tour.driver.shell.page
    blocks = every(page.screen_shown.blocks) if page else ()
    return next(block.text for block in blocks if isinstance(block, Para) and block.key == key)
