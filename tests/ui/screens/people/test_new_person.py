"""Meeting a person: a code name that says nothing, a real name only if there must be one, one dated statement."""

import re

import pytest

from dasupport.actions.people import MAX_CODE_LENGTH
from dasupport.casework.details import ChoiceDetail
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Choice
from dasupport.ui.screen.routes import Home, InSession, NewPerson
from dasupport.ui.screens.people.people import AREA, BACK, BEGIN, CODE, PRESENTING, REAL_NAME_FIELD, PeopleAction
from tests.samples import no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, keys
from tests.vault.vault_steps import actions

NAME = "Marigold Pemberton"


@pytest.fixture
def new(hand: Hand) -> Hand:
    hand.go(NewPerson())
    return hand


def test_that_a_code_name_that_says_nothing_is_offered(new: Hand) -> None:
    assert re.fullmatch(r"KD-\d{4}", new.shown(CODE))
    assert new.screen.focus == CODE


def test_that_an_offer_does_not_replace_what_was_typed_meanwhile(slow: Hand, lane: Lane) -> None:
    slow.go(NewPerson())
    slow.type(CODE, "Heron")
    lane.go_on()
    assert slow.shown(CODE) == "Heron"


def test_that_meeting_somebody_begins_a_session_at_the_gate(new: Hand) -> None:
    new.write(CODE, "  Heron   7 ")
    new.choose(AREA, "thanet")
    new.choose(PRESENTING, "experiencing")
    new.press(BEGIN)
    record = new.desk.record
    assert new.route == InSession(record.session.id, SessionPage.GATE)
    assert (record.person.code_name, record.person.area) == ("Heron 7", "thanet")
    assert record.presenting is Presenting.EXPERIENCING


def test_that_how_they_present_is_not_clear_until_somebody_says_so(new: Hand) -> None:
    assert new.find(Choice, PRESENTING).chosen == ""
    new.press(BEGIN)
    said = [entry.answer.detail for entry in new.desk.record.entries]
    assert said == [ChoiceDetail("not_clear")]


@pytest.mark.parametrize(
    ("code", "real", "item"),
    [
        ("", "", "CODE-EMPTY"),
        ("   ", "", "CODE-EMPTY"),
        ("x" * (MAX_CODE_LENGTH + 1), "", "CODE-LONG"),
        ("Marigold 7", NAME, "CODE-IS-NAME"),
        ("pemberton", NAME, "CODE-IS-NAME"),
        ("kd-1234", "", "CODE-TAKEN"),
        ("a\0b", "", "REF-TEXT-NUL"),
        ("half \ud83d", "", "REF-TEXT-BROKEN"),
    ],
)
def test_that_a_code_name_that_will_not_do_says_why_and_meets_nobody(
    hand: Hand, code: str, real: str, item: str
) -> None:
    hand.meet(code="KD-1234")
    hand.go(NewPerson())
    hand.write(CODE, code)
    hand.write(REAL_NAME_FIELD, real)
    hand.press(BEGIN)
    assert hand.fault(CODE) == f"{item} say {item} do"
    assert hand.fault(REAL_NAME_FIELD) == ""
    assert hand.shown(CODE) == code
    assert len(hand.office.open_vault.people.list_people()) == 1


@pytest.mark.parametrize(("real", "item"), [("a\0b", "REF-TEXT-NUL"), ("half \ud83d", "REF-TEXT-BROKEN")])
def test_that_a_real_name_that_cannot_be_kept_says_so_under_itself(new: Hand, real: str, item: str) -> None:
    new.write(REAL_NAME_FIELD, real)
    new.press(BEGIN)
    assert (new.fault(REAL_NAME_FIELD), new.fault(CODE)) == (f"{item} say {item} do", "")
    new.write(REAL_NAME_FIELD, "")
    assert new.fault(REAL_NAME_FIELD) == ""
    new.press(BEGIN)
    assert isinstance(new.route, InSession)


def test_that_a_full_disk_meets_nobody_and_keeps_what_was_typed(new: Hand) -> None:
    new.write(CODE, "Heron")
    with no_room():
        new.press(BEGIN)
    assert new.fault(CODE)
    assert new.shown(CODE) == "Heron"
    new.press(BEGIN)
    assert isinstance(new.route, InSession)


def test_that_one_may_go_home_without_meeting_anybody(new: Hand) -> None:
    new.press(BACK)
    assert new.route == Home()
    assert new.office.open_vault.people.list_people() == ()


@pytest.fixture
def again(new: Hand) -> Hand:
    """The page once more, after a name was half written on it."""
    new.write(REAL_NAME_FIELD, NAME)
    new.go(Home())
    new.go(NewPerson())
    return new


def test_that_a_name_of_before_comes_back_in_dots_and_shown_is_logged(again: Hand) -> None:
    assert NAME not in again.texts
    assert REAL_NAME_FIELD not in keys(again.screen)
    assert "half name revealed" not in actions(again.vault)
    again.press(PeopleAction.SHOW_NAME)
    assert again.shown(REAL_NAME_FIELD) == NAME
    assert actions(again.vault)[-1] == "half name revealed"


def test_that_a_name_stays_hidden_where_the_log_takes_no_line(again: Hand) -> None:
    with no_room():
        again.press(PeopleAction.SHOW_NAME)
    assert REAL_NAME_FIELD not in keys(again.screen)
    assert again.told


def test_that_a_name_in_dots_is_the_one_that_is_met(again: Hand) -> None:
    again.press(BEGIN)
    assert again.office.open_vault.people.reveal_identity(again.desk.record.person.id).real_name.value == NAME


def test_that_clearing_takes_the_hidden_name_too(again: Hand) -> None:
    again.press(PeopleAction.START_AFRESH)
    assert again.shown(REAL_NAME_FIELD) == ""
    again.go(NewPerson())
    assert again.shown(REAL_NAME_FIELD) == ""
