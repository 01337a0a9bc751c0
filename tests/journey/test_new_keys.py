"""New keys for everything, at the window: it locks, and the lock screen says what opens the records now."""

import pytest
from PySide6.QtWidgets import QLabel

from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.ui.blocks import Para, every
from dasupport.ui.routes import InSession, NewKeys, Turned
from dasupport.ui.screens.code import KEEP, NOW, TYPED
from dasupport.ui.screens.covered import GO_ON
from dasupport.ui.screens.lock import OPEN, PHRASE
from dasupport.ui.screens.phrase import AGAIN
from tests.journey.desk_work import DeskWork
from tests.journey.test_cover_pin import DIGITS, NEUTRAL, WRONG, give, set_pin
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_large import in_sight
from tests.journey.test_late_answers import PROMPT, slow
from tests.made import PASSPHRASE


def said(worker: DeskWork) -> list[str]:
    found = worker.driver.shell.window.findChildren(QLabel)
    return [label.text() for label in found if label.isVisible()]


def shown(worker: DeskWork, key: str) -> str:
    """What is to be written down."""
    page = worker.driver.shell.page
    assert page is not None
    return next(part.text for part in every(page.screen_shown.blocks) if isinstance(part, Para) and part.key == key)


def filled(worker: DeskWork) -> str:
    """The page with all that it asks for; returns the new passphrase."""
    driver = worker.driver
    driver.shell.go(NewKeys())
    driver.settle()
    six = shown(worker, "offered")
    for key, text in ((TYPED, shown(worker, "code")), (AGAIN, six), (NOW, PASSPHRASE)):
        driver.type(key, text)
    return six


def start(worker: DeskWork) -> None:
    """Begin, while the vault is slow: nothing is waited for."""
    page = worker.driver.shell.page
    assert page is not None
    page.press(KEEP)


def opens(worker: DeskWork, phrase: str) -> bool:
    worker.unlock(phrase)
    return worker.driver.shell.inside is not None


def test_that_after_new_keys_the_lock_screen_says_so_once_and_the_new_words_open(worker: DeskWork) -> None:
    driver = worker.driver
    six = filled(worker)
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


def test_that_keys_that_are_new_behind_cover_leave_the_neutral_screen_until_the_pin_is_given(worker: DeskWork) -> None:
    set_pin(worker)
    six = filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.shell.cover()
    assert worker.driver.has(GO_ON)
    assert {text for text in worker.driver.texts() if text.strip()} <= NEUTRAL
    give(worker, DIGITS)
    assert worker.driver.has(OPEN)
    assert "renewed" in said(worker)
    assert not opens(worker, PASSPHRASE)
    assert opens(worker, six)
    worker.lock()
    assert "renewed" not in said(worker)


def test_that_a_wrong_pin_before_new_keys_says_nothing_and_the_third_locks(worker: DeskWork) -> None:
    set_pin(worker)
    filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.shell.cover()
    for _ in range(2):
        give(worker, WRONG)
        assert worker.driver.has(GO_ON)
        assert "renewed" not in said(worker)
    give(worker, WRONG)
    assert worker.driver.has(OPEN)
    assert "renewed" in said(worker)


def test_that_cover_without_a_pin_says_nothing_of_new_keys_until_one_goes_on(worker: DeskWork) -> None:
    filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.shell.cover()
    assert worker.driver.has("continue")
    assert "renewed" not in said(worker)
    worker.driver.press("continue")
    assert worker.driver.has(OPEN)
    assert "renewed" in said(worker)


def test_that_a_lock_while_the_keys_are_being_made_says_that_they_are_new(worker: DeskWork) -> None:
    six = filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.shell.lock()
    assert worker.driver.has(OPEN)
    assert "renewed" in said(worker)
    assert opens(worker, six)
    worker.lock()
    assert "renewed" not in said(worker)


def test_that_a_lock_while_new_keys_are_refused_says_nothing_of_them(worker: DeskWork) -> None:
    filled(worker)
    worker.driver.type(NOW, "not it")
    with slow(worker):
        start(worker)
        worker.driver.shell.lock()
    assert worker.driver.has(OPEN)
    assert "renewed" not in said(worker)
    assert opens(worker, PASSPHRASE)


@pytest.mark.parametrize("pin", [True, False])
def test_that_the_turned_laptop_says_nothing_of_new_keys(worker: DeskWork, pin: bool) -> None:
    if pin:
        set_pin(worker)
    meet(worker, Presenting.USING)
    open_gate(worker)
    session = worker.session
    filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.shell.go(InSession(session, SessionPage.QUESTIONS))
        worker.driver.shell.go(Turned(session, PROMPT))
    assert "renewed" not in said(worker)
    if pin:
        give(worker, DIGITS)
    else:
        worker.driver.press("continue")
    assert worker.driver.has(OPEN)
    assert "renewed" in said(worker)
