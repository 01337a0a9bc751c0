"""The office: the session in hand, fetched where it is not there yet, and never opened for editing once sealed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.routes import (
    Directory,
    FacingPerson,
    Home,
    InSession,
    NewPerson,
    People,
    PersonView,
    PrintSheets,
    Route,
    SealedSession,
)
from dasupport.ui.screens.session.identify import SignsPresenter
from dasupport.ui.screens.session.print_sheets import PrintPresenter
from dasupport.ui.screens.session.sealed import SealedPresenter
from dasupport.ui.screens.session.turned import FacingPersonPresenter
from tests.samples import answer, no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand

NOTE = Slot(Kind.NOTE, "NOTICE")
PROMPT = "LU-REL-1-1"


def second_session(hand: Hand) -> str:
    """Another session with the same person, on the desk."""
    record = hand.office.open_vault.people.start_session(hand.person)
    hand.office.work.open_session(record)
    return record.session.id


@pytest.mark.parametrize("route", [Home(), NewPerson(), People(), PersonView("p"), Directory()], ids=repr)
def test_that_a_page_outside_a_session_needs_nothing_fetched(slow: Hand, lane: Lane, route: Route) -> None:
    assert not slow.office.load_for(route)
    assert lane.jobs == []


def test_that_a_session_on_the_desk_is_not_fetched_again(hand: Hand) -> None:
    hand.meet()
    desk = hand.desk
    hand.open(SessionPage.SIGNS)
    assert hand.desk is desk
    assert isinstance(hand.page, SignsPresenter)


@pytest.mark.parametrize("page", [SignsPresenter, PrintPresenter, FacingPersonPresenter])
def test_that_a_session_that_is_not_on_the_desk_is_fetched_first(hand: Hand, page: type) -> None:
    hand.meet()
    first = hand.session
    hand.desk.commit(NOTE, answer("He was loud."))
    second_session(hand)
    routes: dict[type, Route] = {
        SignsPresenter: InSession(first, SessionPage.SIGNS),
        PrintPresenter: PrintSheets(first),
        FacingPersonPresenter: FacingPerson(first, PROMPT),
    }
    hand.go(routes[page])
    assert isinstance(hand.page, page)
    assert hand.desk.record.session.id == first
    assert hand.desk.get_answer(NOTE).words.value == "He was loud."


def test_that_nothing_is_shown_of_a_session_before_it_has_come(slow: Hand, lane: Lane) -> None:
    slow.meet()
    first = slow.session
    second_session(slow)
    lane.go_on()
    page = slow.page
    slow.go(InSession(first, SessionPage.SIGNS))
    assert slow.page is page
    lane.go_on()
    assert isinstance(slow.page, SignsPresenter)


def test_that_a_session_that_is_not_there_is_refused_and_nothing_else_happens(hand: Hand) -> None:
    hand.meet()
    desk, route = hand.desk, hand.route
    hand.go(InSession("nobody", SessionPage.SIGNS))
    assert (hand.told, hand.route) == (["REF-NOT-HERE"], route)
    assert hand.desk is desk


@pytest.mark.parametrize("on_desk", [True, False], ids=["on the desk", "elsewhere"])
def test_that_a_sealed_session_is_opened_to_be_read_only(hand: Hand, *, on_desk: bool) -> None:
    hand.meet()
    hand.office.open_vault.sessions.close_not_now(hand.session)
    hand.office.work.editor = None
    for route in (InSession(hand.session, SessionPage.SIGNS), FacingPerson(hand.session, PROMPT)):
        if on_desk:
            hand.office.work.open_session(hand.kept())
        hand.go(route)
        assert hand.route == SealedSession(hand.session)
        assert isinstance(hand.page, SealedPresenter)


def test_that_a_session_that_is_still_open_can_be_written_in(hand: Hand) -> None:
    hand.meet()
    hand.office.work.editor = None
    hand.open(SessionPage.SIGNS)
    assert isinstance(hand.page, SignsPresenter)


def test_that_words_that_could_not_be_kept_are_tried_again_when_another_session_comes(hand: Hand) -> None:
    hand.meet()
    with no_room():
        hand.desk.commit(NOTE, answer("He was loud."))
    assert NOTE not in hand.kept().current_by_slot
    second_session(hand)
    assert hand.kept().get_answer(NOTE).words.value == "He was loud."


def test_that_a_refusal_of_the_desk_and_its_saving_reach_the_office(slow: Hand, lane: Lane) -> None:
    slow.meet()
    lane.go_on()
    slow.statuses.clear()
    slow.desk.commit(NOTE, answer("He was loud."))
    lane.go_on()
    assert [status.is_saving for status in slow.statuses] == [True, False]
    with no_room():
        slow.desk.commit(NOTE, answer("He was loud and near."))
        lane.go_on()
    assert slow.told == [slow.desk.status.refusal_id] != []


def test_that_statements_carry_the_name_of_whose_vault_it_is(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.desk.commit(NOTE, answer("He was loud."))
    assert {entry.author for entry in hand.desk.record.entries} == {"Amara Osei"}


@pytest.mark.parametrize(("zone", "today"), [(UTC, 21), (timezone(timedelta(hours=1)), 22)], ids=["utc", "an hour on"])
def test_that_today_is_the_day_where_the_laptop_is(hand: Hand, zone: timezone, today: int) -> None:
    hand.clock.at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    hand.change(zone=zone)
    assert hand.office.today == date(2026, 11, today)


def test_that_words_of_a_session_that_was_left_are_said_to_be_unsaved_until_they_are_kept(hand: Hand) -> None:
    hand.meet()
    other = hand.office.open_vault.sessions.open_session(hand.session)
    with no_room():
        hand.desk.commit(NOTE, answer("He was loud."))
        hand.office.work.open_session(replace(other, session=replace(other.session, id="another")))
    assert hand.office.work.status
    assert hand.office.work.status.refusal_id
    hand.office.work.retry_saves()
    assert hand.kept().get_answer(NOTE).words.value == "He was loud."
    assert not (hand.office.work.status and hand.office.work.status.refusal_id)
