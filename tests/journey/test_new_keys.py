"""New keys for everything, at the window: it locks, and the lock screen says what opens the records now."""

from PySide6.QtWidgets import QLabel

from dasupport.ui.blocks import Para, every
from dasupport.ui.routes import NewKeys
from dasupport.ui.screens.code import KEEP, NOW, TYPED
from dasupport.ui.screens.lock import OPEN, PHRASE
from dasupport.ui.screens.phrase import AGAIN
from tests.journey.desk_work import DeskWork
from tests.journey.test_large import in_sight
from tests.made import PASSPHRASE


def said(worker: DeskWork) -> list[str]:
    found = worker.driver.shell.window.findChildren(QLabel)
    return [label.text() for label in found if label.isVisible()]


def shown(worker: DeskWork, key: str) -> str:
    """What is to be written down."""
    page = worker.driver.shell.page
    assert page is not None
    return next(part.text for part in every(page.screen_shown.blocks) if isinstance(part, Para) and part.key == key)


def test_that_after_new_keys_the_lock_screen_says_so_once_and_the_new_words_open(worker: DeskWork) -> None:
    driver = worker.driver
    driver.shell.go(NewKeys())
    driver.settle()
    six = shown(worker, "offered")
    for key, text in ((TYPED, shown(worker, "code")), (AGAIN, six), (NOW, PASSPHRASE)):
        driver.type(key, text)
    driver.press(KEEP)
    driver.settle()
    assert driver.has(OPEN)
    assert "renewed" in said(worker)
    driver.type(PHRASE, six)
    driver.press(OPEN)
    driver.settle()
    assert driver.shell.inside is not None
    worker.lock()
    driver.settle()
    assert driver.has(OPEN)
    assert "renewed" not in said(worker)


def test_that_after_a_refusal_the_place_to_mend_stands_in_sight(worker: DeskWork) -> None:
    driver = worker.driver
    driver.shell.window.resize(1366, 768)
    driver.shell.go(NewKeys())
    driver.settle()
    for key, text in ((TYPED, shown(worker, "code")), (AGAIN, shown(worker, "offered")), (NOW, "not it")):
        driver.type(key, text)
    driver.press(KEEP)
    driver.settle()
    assert driver.focused.objectName() == NOW
    assert in_sight(worker, driver.find(NOW))
