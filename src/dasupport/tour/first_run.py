"""The first run: a laptop on which the program was never used, in a home that is taken away again."""

from dasupport.tour.camera import Tour
from dasupport.ui.blocks import Para, every

AGAIN, NAME = "again", "name"


def first_run(tour: Tour, name: str) -> None:
    """Words that are offered, a passphrase that is refused, a recovery code, and a vault with nobody in it."""
    driver = tour.driver
    tour.shot("first-run")
    driver.type(NAME, name)
    driver.press("own")
    driver.type("passphrase", "too short")
    driver.type(AGAIN, "too short")
    driver.press("make")
    tour.shot("first-run-refused")
    driver.press("six")
    driver.type(AGAIN, offered(tour))
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
    driver.keys("Ctrl+L")
    driver.press("ways-in")
    tour.shot("ways-in")


def offered(tour: Tour) -> str:
    """The words that stand on the screen."""
    return shown(tour, "offered")


def shown(tour: Tour, key: str) -> str:
    """A text that stands on the screen."""
    page = tour.driver.shell.page
    blocks = every(page.screen_shown.blocks) if page else ()
    return next(block.text for block in blocks if isinstance(block, Para) and block.key == key)
