"""The first run: a laptop on which the program was never used, in a home that is taken away again."""

from dasupport.refusal import Refusal
from dasupport.tour.camera import Tour
from dasupport.ui.blocks import Para, every
from dasupport.ui.screens import again, covered, pin

AGAIN, NAME = "again", "name"
DIGITS = "4826"


def first_run(tour: Tour, name: str) -> None:
    """Words that are offered, a passphrase that is refused, a recovery code, and a vault with nobody in it; then what
    lies over a page, and the ways in."""
    driver = tour.driver
    tour.shot("first-run")
    driver.type(NAME, name)
    driver.press("own")
    driver.type("passphrase", "too short")
    driver.type(AGAIN, "too short")
    driver.press("make")
    tour.shot("first-run-refused")
    driver.press("six")
    phrase = offered(tour)
    driver.type(AGAIN, phrase)
    tour.shot("first-run-ready")
    driver.press("make")
    tour.shot("first-run-code")
    driver.type("code-typed", shown(tour, "code"))
    driver.press("code-keep")
    tour.shot("first-run-today")
    for page in ("keys", "backups", "records", "set-pin"):
        driver.keys("Ctrl+,")
        driver.press(page)
        tour.shot(f"vault-{page}")
    over(tour, phrase)
    driver.keys("Ctrl+L")
    driver.press("ways-in")
    tour.shot("ways-in")
    driver.choose("how", "key")
    tour.shot("ways-in-key")
    driver.choose("how", "backup")
    driver.press("restore")
    tour.shot("restore")


def over(tour: Tour, phrase: str) -> None:
    """The passphrase once more, a PIN for Cover and what it hides behind, and words that the disk does not take."""
    driver = tour.driver
    for field in (pin.NEW, pin.AGAIN):
        driver.type(field, DIGITS)
    driver.press(pin.KEEP)
    if driver.has(again.PHRASE):
        tour.shot("passphrase-again-pin")
        driver.type(again.PHRASE, phrase)
        driver.press(again.GO_ON)
    driver.press("cover")
    tour.shot("covered")
    driver.type(covered.PIN, DIGITS)
    driver.press(covered.GO_ON)
    office = driver.shell.office
    if office:
        office.not_kept(Refusal("V-DISK-FULL"))
    tour.shot("words-not-kept")
    driver.keys("Esc")


def offered(tour: Tour) -> str:
    """The words that stand on the screen."""
    return shown(tour, "offered")


def shown(tour: Tour, key: str) -> str:
    """A text that stands on the screen."""
    page = tour.driver.shell.page
    blocks = every(page.screen_shown.blocks) if page else ()
    return next(block.text for block in blocks if isinstance(block, Para) and block.key == key)
