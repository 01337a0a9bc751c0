"""A lock in the middle of a word, on every page of the program that has a place for text: the word is there again, or
the box is named here as one that forgets on purpose (R14). The pages of a conversation are in `test_every_word`."""

from collections.abc import Callable
from typing import get_args

import pytest

from dasupport.actions.page_drafts import PageDrafts
from dasupport.casework.people import Presenting
from dasupport.tour.driver import Driver
from dasupport.ui.screen.routes import (
    AccessHistory,
    Directory,
    FacingPerson,
    Home,
    InSession,
    Keys,
    NewPerson,
    People,
    PersonView,
    PrintSheets,
    RecordRetention,
    Route,
    SealedSession,
    Settings,
)
from dasupport.ui.screens.people import people
from dasupport.ui.screens.vault import keys, record_retention
from tests.journey.test_cover import tap
from tests.journey.test_every_word import meet
from tests.journey.test_rescue import left_beside, put_back, replaced
from tests.journey.vault_pages import VAULT
from tests.journey.worker import DeskWork, ask_for_a_vault

SECRET, SOUGHT = "a secret: kept nowhere", "narrows a list: nothing is written with it"
NOT_YET = "no vault is there yet that could keep it"
FORGETS = {
    **dict.fromkeys(
        (
            "now",
            "now-key",
            "now-settle",
            "again",
            "passphrase",
            "again-passphrase",
            "code-typed",
            "code-other",
            "code-now",
            "pin-new",
            "pin-again",
            "typed",
            "other",
        ),
        SECRET,
    ),
    **dict.fromkeys(("find", "guide-find", "since", "until"), SOUGHT),
}
"""Every box that forgets on purpose, and why. Whatever is not in here is there again after a lock."""
OUTSIDE = FORGETS | {"name": NOT_YET}
WORD, BEGINS = "quokka", {"public": "age1"}
"""What is begun in every box; where only what begins in a certain way is kept, how."""
Pages = dict[str, Callable[[str, str], Route]]
PAGES: Pages = {
    "home": lambda _, __: Home(),
    "people": lambda _, __: People(),
    "new person": lambda _, __: NewPerson(),
    "directory": lambda _, __: Directory(),
    "settings": lambda _, __: Settings(),
    "person": lambda person, _: PersonView(person),
    "keeping": lambda person, _: RecordRetention(person),
    "who looked": lambda person, _: AccessHistory(person, "KD-4410"),
    "sealed": lambda _, session: SealedSession(session),
    "papers": lambda _, session: PrintSheets(session),
    **{str(route): lambda _, __, route=route: route for route in VAULT},  # type: ignore[misc]
}


@pytest.fixture
def sealed(worker: DeskWork) -> tuple[DeskWork, str, str]:
    """A worker with one conversation that is sealed, on the first page."""
    meet(worker, Presenting.NOT_CLEAR)
    office, session = worker.driver.app.session_context, worker.session
    assert office is not None
    assert office.editor is not None
    person = office.editor.record.person.id
    sessions = office.open_vault.sessions
    worker.ask(lambda: sessions.close_not_now(session))
    office.work.close_session(session)
    return worker, person, session


def go(worker: DeskWork, route: Route) -> None:
    for each in (Home(), route):
        worker.driver.app.go(each)
        worker.driver.wait_until_idle()


def by_key(worker: DeskWork) -> None:
    worker.lock()


def by_cover(worker: DeskWork) -> None:
    tap(worker)
    worker.driver.press("continue")


def by_idleness(worker: DeskWork) -> None:
    worker.driver.app.window.idle_timer.timed_out.emit()
    worker.driver.wait_until_idle()


def half_in_every_box(worker: DeskWork) -> dict[str, str]:
    """What was begun in each box of the page, the last of it in the middle of a word."""
    written = {key: f"{BEGINS.get(key, '')}{WORD}{number}" for number, (key, _) in enumerate(worker.fields())}
    for key, word in written.items():
        worker.driver.keep_typing(key, word)
    return written


def lost(worker: DeskWork, written: dict[str, str]) -> set[str]:
    found = dict(worker.fields())
    return {key for key, word in written.items() if not found.get(key, "").endswith(word)}


@pytest.mark.long
@pytest.mark.parametrize("name", PAGES)
def test_that_half_a_word_in_every_box_of_a_page_outlives_a_lock(sealed: tuple[DeskWork, str, str], name: str) -> None:
    worker, person, session = sealed
    route = PAGES[name](person, session)
    go(worker, route)
    if worker.driver.has_widget("own"):
        worker.driver.press("own")
    written = half_in_every_box(worker)
    worker.lock()
    worker.unlock()
    jotted = {draft.slot.part for draft in worker.ask(jottings(worker).list_all)}
    go(worker, route)
    if worker.driver.has_widget(people.PeopleAction.SHOW_NAME):
        worker.driver.press(people.PeopleAction.SHOW_NAME)
    assert lost(worker, written) == set(written) & set(FORGETS)
    assert jotted & set(FORGETS) == set()


def jottings(worker: DeskWork) -> PageDrafts:
    office = worker.driver.app.session_context
    assert office is not None
    return office.open_vault.page_drafts


@pytest.mark.parametrize("away", [by_key, by_cover, by_idleness])
def test_that_the_reason_of_a_hold_and_of_its_end_outlive_whatever_locks(
    sealed: tuple[DeskWork, str, str], away: Callable[[DeskWork], None]
) -> None:
    worker, person, _ = sealed
    for act in (record_retention.RecordRetentionAction.HOLD, record_retention.RecordRetentionAction.LIFT_HOLD):
        go(worker, RecordRetention(person))
        assert dict(worker.fields()) == {record_retention.RecordRetentionField.HOLD_REASON: ""}
        written = half_in_every_box(worker)
        away(worker)
        worker.unlock()
        go(worker, RecordRetention(person))
        assert lost(worker, written) == set()
        worker.driver.press(act)
        if act == record_retention.RecordRetentionAction.LIFT_HOLD:
            worker.type_again()
    assert worker.ask(jottings(worker).list_all) == ()


def test_that_a_reason_that_the_vault_refuses_goes_beside_it_and_comes_back(
    sealed: tuple[DeskWork, str, str],
) -> None:
    worker, person, _ = sealed
    go(worker, RecordRetention(person))
    aside = replaced(worker)
    written = half_in_every_box(worker)
    worker.lock()
    assert left_beside(worker).exists()
    assert WORD.encode() not in left_beside(worker).read_bytes()
    put_back(aside)
    worker.unlock()
    assert not left_beside(worker).exists()
    go(worker, RecordRetention(person))
    assert lost(worker, written) == set()


def test_that_what_was_begun_about_somebody_new_is_told_apart_and_can_be_cleared(worker: DeskWork) -> None:
    go(worker, NewPerson())
    offered = dict(worker.fields())[people.CODE]
    assert not worker.driver.has_widget(people.PeopleAction.START_AFRESH)
    worker.driver.type_text(people.REAL_NAME_FIELD, "Robin Exam")
    worker.lock()
    worker.unlock()
    go(worker, NewPerson())
    assert people.REAL_NAME_FIELD not in dict(worker.fields())
    worker.driver.press(people.PeopleAction.SHOW_NAME)
    assert dict(worker.fields())[people.REAL_NAME_FIELD] == "Robin Exam"
    assert dict(worker.fields())[people.CODE] not in ("", offered)
    worker.driver.press(people.PeopleAction.START_AFRESH)
    go(worker, NewPerson())
    assert dict(worker.fields())[people.REAL_NAME_FIELD] == ""
    assert not worker.driver.has_widget(people.PeopleAction.START_AFRESH)


def test_that_a_private_key_is_taken_off_the_screen_each_time(worker: DeskWork) -> None:
    go(worker, Keys())
    for _ in range(2):
        worker.driver.type_text(keys.PUBLIC_KEY_FIELD, "AGE-SECRET-KEY-1QQQ")
        assert dict(worker.fields())[keys.PUBLIC_KEY_FIELD] == ""
    worker.driver.type_text(keys.PUBLIC_KEY_FIELD, "age1qqq")
    assert dict(worker.fields())[keys.PUBLIC_KEY_FIELD] == "age1qqq"


def test_that_the_boxes_outside_an_open_vault_all_forget(driver: Driver) -> None:
    outside = DeskWork(driver)
    assert {key for key, _ in outside.fields()} <= set(OUTSIDE)
    ask_for_a_vault(driver)
    driver.press("code-later")
    outside.lock()
    assert {key for key, _ in outside.fields()} <= set(OUTSIDE)
    driver.press("ways-in")
    for how in ("code", "parts", "key", "backup"):
        driver.choose("how", how)
        assert {key for key, _ in outside.fields()} <= set(OUTSIDE)


def test_that_every_route_is_walked() -> None:
    walked = {type(PAGES[name]("person", "session")) for name in PAGES}
    assert walked | {InSession, FacingPerson} == set(get_args(Route))
