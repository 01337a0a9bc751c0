"""Every statement is changed on the page on which it was made."""

from datetime import date

import pytest

from dasupport.casework.details import FollowUpDetail, StepDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.steps import get_page
from dasupport.ui.screen.blocks import Card, Checkbox, Choice
from dasupport.ui.screen.field_key import parse_field_key
from dasupport.ui.screen.routes import InSession
from dasupport.ui.screens.session.check import CHANGE_PREFIX
from dasupport.ui.screens.session.gate import GateAction
from dasupport.ui.screens.session.identify import IdentifyAction
from dasupport.ui.screens.session.refer_services import REFER
from dasupport.ui.screens.session.session_presenter import SessionAction
from tests.samples import answer
from tests.ui.samples import Hand, QuickHand, inside, keys, texts

OWES = f"{CHANGE_PREFIX}children:OWE-CHILDREN"


@pytest.fixture
def check(quick: QuickHand) -> Hand:
    quick.meet(Presenting.USING)
    quick.open(SessionPage.CHECK)
    return quick


def say(hand: Hand, kind: Kind, item: str, said: Answer, part: str = "") -> None:
    hand.desk.commit(Slot(kind, item, part), said)


def test_that_why_a_step_was_left_for_another_day_is_told_with_that_step(check: Hand) -> None:
    say(check, Kind.STEP, "motivate", answer("He is tired.", StepDetail("not_now")))
    say(check, Kind.STEP, "identify", answer(detail=StepDetail("done")))
    assert "He is tired." in texts(check.find(Card, "step:motivate"))
    assert not any("step:identify" in name for name in keys(check.screen) if name.startswith(CHANGE_PREFIX))
    check.press(f"{CHANGE_PREFIX}invite:step:motivate:")
    assert check.route == InSession(check.session, SessionPage.INVITE)


def test_that_everything_that_can_be_said_anywhere_is_changed_on_the_page_where_it_is_said(quick: QuickHand) -> None:
    quick.meet(Presenting.NOT_CLEAR)
    quick.open_gate()
    wrong = []
    for place in SessionPage:
        quick.open(place)
        open_everything(quick, place)
        slots = {found.slot for part in inside(quick.screen) if (found := parse_field_key(getattr(part, "key", "")))}
        wrong += [(place, slot) for slot in slots if get_page(slot, Presenting.NOT_CLEAR) is not place]
    assert [pair for pair in wrong if pair[1].kind is not Kind.STEP] == []


def open_everything(hand: Hand, place: SessionPage) -> None:
    """Bring up every place for words on a page."""
    if place is SessionPage.GATE:
        hand.press(GateAction.OPEN_NOT_NOW)
    if place is SessionPage.SERVICES:
        hand.press(f"{REFER}K-DIR-RESP")
    if hand.has(SessionAction.NOT_NOW):
        hand.press(SessionAction.NOT_NOW)
    for part in list(inside(hand.screen.blocks)):
        if isinstance(part, Checkbox) and not part.on:
            hand.tick(part.key)
        elif isinstance(part, Choice) and parse_field_key(part.key) and not part.chosen:
            hand.choose(part.key, part.options[0].value)
    if hand.has(IdentifyAction.ADD_CHILD):
        hand.press(IdentifyAction.ADD_CHILD)


def test_that_every_sort_of_statement_has_a_page_on_which_it_is_changed() -> None:
    no_page = {Kind.STEP, Kind.ADDENDUM}
    assert all(get_page(Slot(kind, "ITEM"), Presenting.USING) in SessionPage for kind in set(Kind) - no_page)


@pytest.mark.parametrize(
    ("kind", "item", "part", "place"),
    [
        (Kind.NOTE, "AT-RISK", "", SessionPage.HARM),
        (Kind.NOTE, "NOTICE", "", SessionPage.NOTICE),
        (Kind.VIEW, "HIGH-RISK", "", SessionPage.DECISIONS),
        (Kind.VIEW, "WORKER-VIEW", "", SessionPage.READINESS),
        (Kind.FOLLOW_UP, "FOLLOW-UP", "reminder", SessionPage.GATE),
        (Kind.FOLLOW_UP, "FOLLOW-UP", "", SessionPage.CONTACT),
    ],
)
def test_that_a_change_link_leads_there(check: Hand, kind: Kind, item: str, part: str, place: SessionPage) -> None:
    detail = FollowUpDetail(date(2026, 12, 1), "call_back") if kind is Kind.FOLLOW_UP else None
    say(check, kind, item, answer("words", detail), part)
    check.press(f"{CHANGE_PREFIX}{place}:{kind}:{item}:{part}")
    assert check.route == InSession(check.session, place)
