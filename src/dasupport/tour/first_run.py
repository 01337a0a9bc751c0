"""The first run: the program on a laptop where it was never used, in a temporary home."""

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.tour.walkthrough import LARGE_TEXT, Walkthrough
from dasupport.ui.screen.blocks import Paragraph, iter_blocks
from dasupport.ui.screen.routes import (
    Backups,
    CodeTask,
    Keys,
    Log,
    Pin,
    RecoveryCode,
    RescueFile,
    RetentionOverview,
    RotateKeys,
    Route,
)
from dasupport.ui.screens.access import cover_with_pin
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.vault import pin

REPEAT_FIELD, NAME_FIELD = "again", "name"
COVER_PIN = "4826"
VAULT_PAGES: dict[str, Route] = {
    "keys": Keys(),
    "code": RecoveryCode(),
    "parts": RecoveryCode(CodeTask.PARTS),
    "try-code": RecoveryCode(CodeTask.TRY),
    "new-keys": RotateKeys(),
    "backups": Backups(),
    "records": RetentionOverview(),
    "words": RescueFile(),
    "log": Log(),
    "set-pin": Pin(),
}
"""Pages about the vault, by the name of their picture."""
UNLOCK_HELP = ("code", "parts", "key", "backup")
"""Choices on the page for users who cannot unlock."""


def walk_first_run(tour: Walkthrough, name: str) -> None:
    """Walk through the first run.

    It shows a suggested passphrase, a refused one, the recovery code and an empty vault; then the pages about the
    vault, the overlays, and the pages for users who cannot unlock. All of it is captured again with the largest text.
    """
    driver = tour.driver
    with tour.use_appearance(*LARGE_TEXT, here=True):
        fill_first_run_form(tour, name)
    phrase = fill_first_run_form(tour, name)
    driver.press("make")
    tour.capture_page("first-run-code")
    with tour.use_appearance(*LARGE_TEXT, here=True):
        tour.capture_page("first-run-code")
    driver.type_text("code-typed", read_shown_text(tour, "code"))
    driver.press("code-keep")
    tour.capture_page("first-run-today")
    show_vault_pages(tour, phrase)
    show_overlays(tour, phrase)
    with tour.use_appearance(*LARGE_TEXT):
        show_vault_pages(tour, phrase)
        show_overlays(tour, phrase)
    show_locked_pages(tour)
    with tour.use_appearance(*LARGE_TEXT):
        show_locked_pages(tour)


def fill_first_run_form(tour: Walkthrough, name: str) -> str:
    """Fill in the first-run page up to the button that makes the vault; return the passphrase that was typed."""
    driver = tour.driver
    tour.capture_page("first-run")
    driver.type_text(NAME_FIELD, name)
    driver.press("own")
    driver.type_text("passphrase", "too short")
    driver.type_text(REPEAT_FIELD, "too short")
    driver.press("make")
    tour.capture_page("first-run-refused")
    driver.press("six")
    phrase = read_shown_text(tour, "offered")
    driver.type_text(REPEAT_FIELD, phrase)
    tour.capture_page("first-run-ready")
    return phrase


def show_vault_pages(tour: Walkthrough, phrase: str) -> None:
    """Capture every page about the vault."""
    for name, route in VAULT_PAGES.items():
        tour.go_to(route)
        confirm_passphrase(tour, phrase)
        tour.capture_page(f"vault-{name}")


def show_overlays(tour: Walkthrough, phrase: str) -> None:
    """Capture the passphrase prompt, Cover with a PIN, and the page for words that could not be saved."""
    driver, office = tour.driver, tour.driver.app.session_context
    if office is None:
        return
    tour.go_to(Pin())
    for field in (pin.NEW, pin.REPEAT):
        driver.type_text(field, COVER_PIN)
    office.open_vault.forget_passphrase()
    driver.press(pin.PinAction.SAVE)
    confirm_passphrase(tour, phrase, "passphrase-again-pin")
    driver.press("cover")
    tour.capture_page("covered")
    driver.type_text(cover_with_pin.PinCoverField.PIN, COVER_PIN)
    driver.press(cover_with_pin.PinCoverAction.GO_ON)
    office.overlays.show_not_saved(Refusal(RefusalId.V_DISK_FULL))
    tour.capture_page("words-not-kept")
    driver.press_keys("Esc")


def show_locked_pages(tour: Walkthrough) -> None:
    """Capture the lock screen and the pages for users who cannot unlock."""
    driver = tour.driver
    driver.press_keys("Ctrl+L")
    tour.capture_page("locked")
    driver.press("ways-in")
    for how in UNLOCK_HELP:
        driver.choose("how", how)
        tour.capture_page(f"ways-in-{how}")
    driver.press("restore")
    tour.capture_page("restore")
    driver.press("salvage")
    tour.capture_page("salvage")


def confirm_passphrase(tour: Walkthrough, phrase: str, name: str = "") -> None:
    """Type the passphrase if it is asked for again; take a picture of that if `name` is given."""
    if tour.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
        if name:
            tour.capture_page(name)
        tour.driver.type_text(reauth.ReauthField.PASSPHRASE_FIELD, phrase)
        tour.driver.press(reauth.ReauthAction.GO_ON)


def read_shown_text(tour: Walkthrough, key: str) -> str:
    """Return the text of a paragraph on the screen by its key."""
    page = tour.driver.app.page
    blocks = iter_blocks(page.shown_screen.blocks) if page else ()
    return next(block.text for block in blocks if isinstance(block, Paragraph) and block.key == key)
