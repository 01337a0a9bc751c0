"""New keys for everything, at the window: it locks, and the lock screen says what opens the records now."""

import pytest
from PySide6.QtWidgets import QLabel

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Paragraph, iter_blocks
from dasupport.ui.screen.routes import FacingPerson, InSession, RotateKeys
from dasupport.ui.screens.access import lock
from dasupport.ui.screens.access.cover_with_pin import PinCoverAction
from dasupport.ui.screens.access.new_passphrase import REPEAT
from dasupport.ui.screens.vault.recovery_code import CODE_FIELD, PASSPHRASE_FIELD, RecoveryCodeAction
from tests.journey.test_cover_pin import DIGITS, NEUTRAL, WRONG, give, set_pin
from tests.journey.test_every_word import meet, open_gate
from tests.journey.test_large import in_sight
from tests.journey.test_late_answers import PROMPT, slow
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE


def said(worker: DeskWork) -> list[str]:
    found = worker.driver.app.window.findChildren(QLabel)
    return [label.text() for label in found if label.isVisible()]


def shown(worker: DeskWork, key: str) -> str:
    """What is to be written down."""
    page = worker.driver.app.page
    assert page is not None
    return next(
        part.text for part in iter_blocks(page.shown_screen.blocks) if isinstance(part, Paragraph) and part.key == key
    )


def filled(worker: DeskWork) -> str:
    """The page with all that it asks for; returns the new passphrase."""
    driver = worker.driver
    driver.app.go(RotateKeys())
    driver.wait_until_idle()
    six = shown(worker, "offered")
    for key, text in ((CODE_FIELD, shown(worker, "code")), (REPEAT, six), (PASSPHRASE_FIELD, PASSPHRASE)):
        driver.type_text(key, text)
    return six


def start(worker: DeskWork) -> None:
    """Begin, while the vault is slow: nothing is waited for."""
    page = worker.driver.app.page
    assert page is not None
    page.press_button(RecoveryCodeAction.SUBMIT)


def opens(worker: DeskWork, phrase: str) -> bool:
    worker.unlock(phrase)
    return worker.driver.app.unlocked_controller is not None


def test_that_after_new_keys_the_lock_screen_says_so_once_and_the_new_words_open(worker: DeskWork) -> None:
    driver = worker.driver
    six = filled(worker)
    driver.press(RecoveryCodeAction.SUBMIT)
    driver.wait_until_idle()
    assert driver.has_widget(lock.LockAction.OPEN)
    assert "renewed" in said(worker)
    driver.type_text(lock.PASSPHRASE_FIELD, six)
    driver.press(lock.LockAction.OPEN)
    driver.wait_until_idle()
    assert driver.app.unlocked_controller is not None
    worker.lock()
    driver.wait_until_idle()
    assert driver.has_widget(lock.LockAction.OPEN)
    assert "renewed" not in said(worker)


def test_that_after_a_refusal_the_place_to_mend_stands_in_sight(worker: DeskWork) -> None:
    driver = worker.driver
    driver.app.window.resize(1366, 768)
    driver.app.go(RotateKeys())
    driver.wait_until_idle()
    for key, text in (
        (CODE_FIELD, shown(worker, "code")),
        (REPEAT, shown(worker, "offered")),
        (PASSPHRASE_FIELD, "not it"),
    ):
        driver.type_text(key, text)
    driver.press(RecoveryCodeAction.SUBMIT)
    driver.wait_until_idle()
    assert driver.focused_widget.objectName() == PASSPHRASE_FIELD
    assert in_sight(worker, driver.find_widget(PASSPHRASE_FIELD))


def test_that_keys_that_are_new_behind_cover_leave_the_neutral_screen_until_the_pin_is_given(worker: DeskWork) -> None:
    set_pin(worker)
    six = filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.app.cover()
    assert worker.driver.has_widget(PinCoverAction.GO_ON)
    assert {text for text in worker.driver.list_texts() if text.strip()} <= NEUTRAL
    give(worker, DIGITS)
    assert worker.driver.has_widget(lock.LockAction.OPEN)
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
        worker.driver.app.cover()
    for _ in range(2):
        give(worker, WRONG)
        assert worker.driver.has_widget(PinCoverAction.GO_ON)
        assert "renewed" not in said(worker)
    give(worker, WRONG)
    assert worker.driver.has_widget(lock.LockAction.OPEN)
    assert "renewed" in said(worker)


def test_that_cover_without_a_pin_says_nothing_of_new_keys_until_one_goes_on(worker: DeskWork) -> None:
    filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.app.cover()
    assert worker.driver.has_widget("continue")
    assert "renewed" not in said(worker)
    worker.driver.press("continue")
    assert worker.driver.has_widget(lock.LockAction.OPEN)
    assert "renewed" in said(worker)


def test_that_a_lock_while_the_keys_are_being_made_says_that_they_are_new(worker: DeskWork) -> None:
    six = filled(worker)
    with slow(worker):
        start(worker)
        worker.driver.app.lock()
    assert worker.driver.has_widget(lock.LockAction.OPEN)
    assert "renewed" in said(worker)
    assert opens(worker, six)
    worker.lock()
    assert "renewed" not in said(worker)


def test_that_a_lock_while_new_keys_are_refused_says_nothing_of_them(worker: DeskWork) -> None:
    filled(worker)
    worker.driver.type_text(PASSPHRASE_FIELD, "not it")
    with slow(worker):
        start(worker)
        worker.driver.app.lock()
    assert worker.driver.has_widget(lock.LockAction.OPEN)
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
        worker.driver.app.go(InSession(session, SessionPage.QUESTIONS))
        worker.driver.app.go(FacingPerson(session, PROMPT))
    assert "renewed" not in said(worker)
    if pin:
        give(worker, DIGITS)
    else:
        worker.driver.press("continue")
    assert worker.driver.has_widget(lock.LockAction.OPEN)
    assert "renewed" in said(worker)
