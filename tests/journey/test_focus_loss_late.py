"""Somebody went to another program before the answer came that opens a page: it waits behind the neutral page too."""

import pytest
from PySide6.QtCore import QObject, Qt, Signal

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.settings import COVER_AFTER_MINUTE, HIDE_AT_ONCE
from dasupport.ui.screen.routes import FacingPerson
from dasupport.ui.screens.access import cover_with_pin, lock
from dasupport.ui.screens.session import turned
from tests.journey.test_cover import tap
from tests.journey.test_cover_pin import DIGITS, set_pin
from tests.journey.test_every_word import MEETING, meet, open_gate
from tests.journey.test_focus_loss import seen
from tests.journey.test_late_answers import NOTE, slow
from tests.journey.test_late_unlocking import press
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

STATE = Qt.ApplicationState


class System(QObject):
    """A system that takes the keyboard away, as that of a test never does from its only program."""

    applicationStateChanged = Signal(STATE)

    def __init__(self) -> None:
        super().__init__()
        self.state = STATE.ApplicationActive

    def applicationState(self) -> STATE:
        return self.state

    def leaves(self, *, told: bool = True) -> None:
        """The worker goes to another program; who listens hears it now, or heard nothing."""
        self.state = STATE.ApplicationInactive
        if told:
            self.applicationStateChanged.emit(self.state)

    def comes_back(self) -> None:
        self.state = STATE.ApplicationActive
        self.applicationStateChanged.emit(self.state)


@pytest.fixture
def system(worker: DeskWork) -> System:
    """The worker at a program that this system runs."""
    system = System()
    worker.lock()
    worker.driver.app.app = system  # type: ignore[assignment] # all of it that is asked from here on
    worker.unlock()
    return system


def wish(worker: DeskWork, away: str) -> None:
    shell = worker.driver.app
    shell.change_settings(shell.settings.with_away(away))


def unlocks(worker: DeskWork, system: System, *, leaves: bool = True) -> None:
    """Send the passphrase, and be in another program when the vault is open."""
    meet(worker, Presenting.USING)
    worker.lock()
    worker.driver.type_text(lock.PASSPHRASE_FIELD, PASSPHRASE)
    with slow(worker):
        press(worker.driver, lock.LockAction.OPEN)
        if leaves:
            system.leaves()
    assert worker.driver.app.unlocked_controller is not None


def test_that_what_is_unlocked_meanwhile_is_hidden_at_once_where_that_is_wished(
    worker: DeskWork, system: System
) -> None:
    wish(worker, HIDE_AT_ONCE)
    unlocks(worker, system)
    assert worker.driver.has_widget("continue")
    assert MEETING["code"] not in seen(worker)
    system.comes_back()
    assert worker.driver.has_widget("new")


def test_that_the_minute_of_what_is_unlocked_meanwhile_is_counted(worker: DeskWork, system: System) -> None:
    unlocks(worker, system)
    inside = worker.driver.app.unlocked_controller
    assert inside is not None
    assert worker.driver.has_widget("new")
    assert inside.focus_watcher.grace_timer.isActive()
    inside.focus_watcher.grace_timer.timeout.emit()
    worker.driver.wait_until_idle()
    assert worker.driver.has_widget("continue")


def test_that_who_stays_finds_what_was_unlocked(worker: DeskWork, system: System) -> None:
    wish(worker, HIDE_AT_ONCE)
    unlocks(worker, system, leaves=False)
    inside = worker.driver.app.unlocked_controller
    assert inside is not None
    assert worker.driver.has_widget("new")
    assert not inside.focus_watcher.grace_timer.isActive()


@pytest.mark.parametrize("told", [True, False])
def test_that_the_private_view_waits_where_the_laptop_is_turned_back_meanwhile(
    worker: DeskWork, system: System, *, told: bool
) -> None:
    wish(worker, HIDE_AT_ONCE)
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.driver.app.go(FacingPerson(worker.session, "LU-REL-1-1"))
    worker.driver.wait_until_idle()
    worker.driver.press(turned.FacingPersonAction.LEAVE)
    worker.driver.type_text(turned.FacingPersonField.PHRASE, PASSPHRASE)
    with slow(worker):
        press(worker.driver, turned.FacingPersonAction.BACK_IN)
        system.leaves(told=told)
    assert worker.driver.has_widget("continue")
    assert MEETING["code"] not in seen(worker)
    system.comes_back()
    assert not worker.driver.has_widget("continue")
    assert MEETING["code"] in seen(worker)
    page = worker.driver.app.page
    assert page is not None
    assert page.isAncestorOf(worker.driver.focused_widget)


@pytest.mark.parametrize("away", [HIDE_AT_ONCE, COVER_AFTER_MINUTE])
def test_that_what_a_pin_brings_back_meanwhile_is_hidden_too(worker: DeskWork, system: System, away: str) -> None:
    set_pin(worker)
    wish(worker, away)
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    tap(worker)
    worker.driver.type_text(cover_with_pin.PinCoverField.PIN, DIGITS)
    with slow(worker):
        press(worker.driver, cover_with_pin.PinCoverAction.GO_ON)
        system.leaves()
    inside = worker.driver.app.unlocked_controller
    assert inside is not None
    if away == COVER_AFTER_MINUTE:
        inside.focus_watcher.grace_timer.timeout.emit()
        worker.driver.wait_until_idle()
    assert worker.driver.has_widget(cover_with_pin.PinCoverAction.GO_ON)
    assert MEETING["code"] not in seen(worker)
    assert worker.driver.has_widget(cover_with_pin.PinCoverField.PIN) is (away == COVER_AFTER_MINUTE)
    if away == HIDE_AT_ONCE:
        system.comes_back()
        assert worker.driver.has_widget(NOTE)


def test_that_a_lock_takes_the_place_of_the_curtain_and_of_what_waits_behind_it(
    worker: DeskWork, system: System
) -> None:
    wish(worker, HIDE_AT_ONCE)
    unlocks(worker, system)
    worker.driver.app.lock()
    worker.driver.wait_until_idle()
    system.comes_back()
    assert worker.driver.has_widget(lock.LockAction.OPEN)
    assert MEETING["code"] not in seen(worker)
