"""A passphrase that is shown stands on one private page for as long as it is typed there, and nowhere afterwards."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from dasupport.tour.driver import Driver
from dasupport.ui.screen.routes import Home, Keys
from dasupport.ui.screens.vault.keys import PASSPHRASE_TO_CHANGE, KeysAction
from dasupport.ui.widgets.ime_guard import WITHHELD_ANSWERS
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE
from tests.ui.widgets.test_input_methods import asked

WAYS: dict[str, Callable[[Driver], None]] = {
    "sent": lambda driver: driver.press(KeysAction.CHANGE_PASSPHRASE),
    "left": lambda driver: driver.app.go(Home()),
    "locked": lambda driver: driver.app.lock(),
    "covered": lambda driver: driver.app.cover(),
    "hidden": lambda driver: driver.press(f"{PASSPHRASE_TO_CHANGE}|show"),
}


def readable() -> list[str]:
    """What can be read in any line of the program."""
    return [line.displayText() for line in QApplication.allWidgets() if isinstance(line, QLineEdit)]


@pytest.mark.parametrize("way", WAYS)
def test_that_it_is_hidden_when_it_is_sent_or_the_page_goes(worker: DeskWork, way: str) -> None:
    driver = worker.driver
    driver.app.go(Keys())
    driver.wait_until_idle()
    driver.keep_typing(PASSPHRASE_TO_CHANGE, PASSPHRASE)
    assert PASSPHRASE not in readable()
    driver.press(f"{PASSPHRASE_TO_CHANGE}|show")
    assert PASSPHRASE in readable()
    WAYS[way](driver)
    driver.wait_until_idle()
    assert PASSPHRASE not in readable()


def test_that_it_opens_the_vault_while_it_is_shown(worker: DeskWork) -> None:
    worker.lock()
    driver = worker.driver
    driver.keep_typing("passphrase", PASSPHRASE)
    driver.press("passphrase|show")
    driver.press_keys("Return")
    assert driver.app.unlocked_controller is not None
    assert PASSPHRASE not in readable()


def test_that_it_hears_nothing_of_code_and_parts_before_unlocking(worker: DeskWork) -> None:
    driver = worker.driver
    worker.lock()
    driver.press("ways-in")
    driver.keep_typing("typed", "2222 3")
    assert asked(driver.find_widget("typed")) == list(WITHHELD_ANSWERS.values())
    driver.choose("how", "parts")
    for key in ("typed", "other"):
        driver.keep_typing(key, "lantern meadow")
        assert asked(driver.find_widget(key)) == list(WITHHELD_ANSWERS.values())
