"""What the vault answers late: it takes nobody away from where they are by then, and shows nothing after a lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.routes import FacingPerson, Home, InSession, NewPerson, Route
from dasupport.ui.screens.people import people, person
from dasupport.ui.screens.session import check, turned
from tests.journey.test_every_word import MEETING, meet, open_gate
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

PROMPT = "LU-REL-1-1"
NOTE = "note|NOTICE||words"
TOLD = "quince"


@contextmanager
def slow(worker: DeskWork) -> Iterator[None]:
    """A vault that answers only at the end of the block."""
    go_on = Event()
    worker.driver.app.app_context.run_job(go_on.wait, lambda _: None, lambda _: None)
    try:
        yield
    finally:
        go_on.set()
        worker.driver.wait_until_idle()


def test_that_a_page_whose_answer_comes_after_the_end_asks_a_closed_vault_for_nothing(
    worker: DeskWork, caplog: pytest.LogCaptureFixture
) -> None:
    with slow(worker):
        worker.driver.app.go(Home())
        worker.driver.app.close_program()
    assert [record.getMessage() for record in caplog.records] == []


def somebody(worker: DeskWork, code: str) -> str:
    """The session of somebody about whom something was told in confidence."""
    worker.driver.app.go(NewPerson())
    worker.driver.wait_until_idle()
    worker.driver.type_text(people.CODE, code)
    worker.driver.choose(people.PRESENTING, Presenting.USING)
    worker.driver.press(people.BEGIN)
    worker.place(SessionPage.NOTICE)
    worker.driver.type_text(NOTE, TOLD)
    return worker.session


def shown(worker: DeskWork) -> str:
    return " ".join([*worker.driver.list_texts(), *(text for _, text in worker.fields())])


def go(worker: DeskWork, route: Route) -> None:
    worker.driver.app.go(route)


@pytest.mark.parametrize(("act", "left"), [("cover", "continue"), ("lock", "passphrase")])
def test_that_a_session_that_arrives_after_cover_or_lock_stays_away(worker: DeskWork, act: str, left: str) -> None:
    session = somebody(worker, "KD-1")
    worker.lock()
    worker.unlock()
    with slow(worker):
        go(worker, InSession(session, SessionPage.NOTICE))
        getattr(worker.driver.app, act)()
    assert worker.driver.has_widget(left)
    assert TOLD not in shown(worker)


def test_that_a_session_that_arrives_while_the_laptop_is_turned_stays_away(worker: DeskWork) -> None:
    other = somebody(worker, "KD-1")
    meet(worker, Presenting.USING)
    open_gate(worker)
    mine = worker.session
    with slow(worker):
        go(worker, InSession(other, SessionPage.NOTICE))
        go(worker, InSession(mine, SessionPage.QUESTIONS))
        go(worker, FacingPerson(mine, PROMPT))
    assert worker.driver.has_widget(turned.FacingPersonField.OWN_WORDS)
    assert worker.session == mine
    assert TOLD not in shown(worker)


def test_that_somebody_new_who_arrives_while_the_laptop_is_turned_stays_away(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    mine = worker.session
    go(worker, NewPerson())
    worker.driver.wait_until_idle()
    worker.driver.type_text(people.CODE, "KD-77")
    page = worker.driver.app.page
    assert page is not None
    with slow(worker):
        page.press_button(people.BEGIN)
        go(worker, InSession(mine, SessionPage.QUESTIONS))
        go(worker, FacingPerson(mine, PROMPT))
    assert worker.driver.has_widget(turned.FacingPersonField.OWN_WORDS)
    assert worker.session == mine


def test_that_while_a_session_is_being_sealed_one_cannot_go_back_into_it(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.CHILDREN)
    worker.driver.press("children|CHILDREN||value=none")
    worker.place(SessionPage.CHECK)
    worker.driver.press(check.CheckAction.SEAL)
    session, page = worker.session, worker.driver.app.page
    assert page is not None
    with slow(worker):
        page.press_button(check.CheckAction.CONFIRM_SEAL)
        go(worker, InSession(session, SessionPage.NOTICE))
        go(worker, FacingPerson(session, PROMPT))
        assert not worker.driver.has_widget(NOTE)
    assert worker.driver.has_widget("addendum")


def test_that_a_seal_that_is_answered_elsewhere_leaves_one_there(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.CHILDREN)
    worker.driver.press("children|CHILDREN||value=none")
    worker.place(SessionPage.CHECK)
    worker.driver.press(check.CheckAction.SEAL)
    page = worker.driver.app.page
    assert page is not None
    with slow(worker):
        page.press_button(check.CheckAction.CONFIRM_SEAL)
        go(worker, Home())
    assert worker.driver.has_widget("new")
    worker.person(MEETING["code"])
    worker.driver.press_first(person.OPEN_SESSION)
    assert worker.driver.has_widget("addendum")


@pytest.mark.parametrize("stay", [True, False])
def test_that_going_on_writing_takes_the_passphrase_back(worker: DeskWork, *, stay: bool) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    go(worker, FacingPerson(worker.session, PROMPT))
    worker.driver.wait_until_idle()
    worker.driver.press(turned.FacingPersonAction.LEAVE)
    worker.driver.type_text(turned.FacingPersonField.PHRASE, PASSPHRASE)
    page = worker.driver.app.page
    assert page is not None
    with slow(worker):
        page.press_button(turned.FacingPersonAction.BACK_IN)
        if stay:
            page.press_button(turned.FacingPersonAction.STAY)
    assert worker.driver.has_widget(turned.FacingPersonField.OWN_WORDS) is stay
