"""Meeting a person, finding one, and one person: code names in front, the real name behind a step that is logged."""

from datetime import date, timedelta, timezone

import pytest

from dasupport.casework.details import ChoiceDetail, ConclusionDetail, FollowUpDetail, SafeContactDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.blocks import Button, Chip, ListRow, ListRows
from dasupport.ui.screen.routes import Home, InSession, NewPerson, People, PersonView, SealedSession
from dasupport.ui.screens.people.people import PeopleField, PeoplePresenter
from dasupport.ui.screens.people.person import MARK_DONE, OPEN_SESSION, PersonAction
from tests.samples import NOON, answer, no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, inside

NAME = "Marigold Pemberton"


@pytest.fixture
def person(hand: Hand) -> Hand:
    hand.meet(Presenting.USING, real=NAME)
    hand.go(PersonView(hand.person))
    return hand


def rows(hand: Hand) -> list[ListRow]:
    return [line for part in inside(hand.screen) if isinstance(part, ListRows) for line in part.rows]


def actions(hand: Hand) -> list[str]:
    return [event.action for event in hand.vault.transact(lambda work: list(work.audit_chain.iterate_verified()))]


def test_that_people_are_found_by_part_of_their_code_name(hand: Hand) -> None:
    for code in ("Heron 7", "Heron 12", "Otter"):
        hand.meet(code=code)
    hand.go(People())
    assert [row.name for row in rows(hand)] == ["Otter", "Heron 12", "Heron 7"]
    hand.type(PeopleField.FIND, "HERON-1")
    assert [row.name for row in rows(hand)] == ["Heron 12"]
    hand.press(rows(hand)[0].key)
    assert isinstance(hand.route, PersonView)


@pytest.mark.parametrize("text", ["kd1234", "KD 1234", "kd-12", "\u0645\u0627"])
def test_that_a_code_name_is_found_however_it_is_written(hand: Hand, text: str) -> None:
    for name in ("KD-1234", "\u0645\u0627\u0621"):
        hand.meet(Presenting.NOT_CLEAR, name)
    hand.go(People())
    hand.type(PeopleField.FIND, text)
    assert len(rows(hand)) == 1


@pytest.mark.parametrize("text", ["Marigold", "pemberton", "swale"])
def test_that_nobody_is_found_by_a_real_name_or_by_anything_else(hand: Hand, text: str) -> None:
    hand.meet(real=NAME)
    hand.go(People())
    hand.type(PeopleField.FIND, text)
    assert rows(hand) == []
    assert "none" in hand.texts


def test_that_forty_stand_there_at_most_and_the_rest_are_counted(hand: Hand) -> None:
    people = hand.office.open_vault.people
    for number in range(PeoplePresenter.MAX_SHOWN + 2):
        people.add_person(f"KD-{number:04}", "", "swale", Presenting.NOT_CLEAR)
    hand.go(People())
    assert len(rows(hand)) == PeoplePresenter.MAX_SHOWN
    assert "more 2" in hand.texts
    hand.type(PeopleField.FIND, "KD-0001")
    assert [row.name for row in rows(hand)] == ["KD-0001"]
    assert not any(text.startswith("more") for text in hand.texts)


def test_that_nobody_is_not_said_before_the_people_have_come(slow: Hand, lane: Lane) -> None:
    slow.go(People())
    assert "none" not in slow.texts
    lane.go_on()
    assert "none" in slow.texts


def test_that_somebody_new_is_one_press_away(hand: Hand) -> None:
    hand.go(People())
    hand.press("new")
    assert hand.route == NewPerson()


def test_that_a_person_is_shown_by_code_name_and_area_and_the_real_name_is_not(person: Hand) -> None:
    assert person.texts[:2] == ["KD-1234", "swale say"]
    assert NAME not in repr(person.screen)


def test_that_nothing_is_shown_of_a_person_before_it_has_come(slow: Hand, lane: Lane) -> None:
    slow.meet()
    slow.go(PersonView(slow.person))
    assert slow.texts == []
    lane.go_on()
    assert "KD-1234" in slow.texts


def test_that_a_person_who_is_not_there_is_refused(hand: Hand) -> None:
    hand.go(PersonView("nobody"))
    assert (hand.told, hand.texts) == (["REF-NOT-HERE"], [])


def test_that_how_they_presented_stands_there_over_time_and_both_can_be_true(person: Hand) -> None:
    person.clock.move(days=1)
    person.office.work.open_session(person.office.open_vault.people.start_session(person.person))
    person.desk.commit(Slot(Kind.PRESENTING, "PRESENTING"), answer(detail=ChoiceDetail("experiencing")))
    person.go(PersonView(person.person))
    said = [text for text in person.texts if text.startswith("stated")]
    assert said == [
        "stated using say 21 months10 2026 Amara Osei",
        "stated experiencing say 22 months10 2026 Amara Osei",
    ]


def test_that_a_real_name_shows_by_a_step_that_is_logged_and_hides_again(person: Hand) -> None:
    assert "revealed" not in actions(person)
    person.press(PersonAction.REVEAL)
    assert {NAME, "logged"} <= set(person.texts)
    assert actions(person)[-1] == "revealed"
    person.press(PersonAction.HIDE)
    assert NAME not in person.texts
    person.press(PersonAction.REVEAL)
    assert actions(person).count("revealed") == 2


def test_that_a_real_name_is_hidden_again_when_one_comes_back(person: Hand) -> None:
    person.press(PersonAction.REVEAL)
    person.go(Home())
    person.go(PersonView(person.person))
    assert NAME not in person.texts


def test_that_where_no_real_name_is_kept_that_is_said(hand: Hand) -> None:
    hand.meet()
    hand.go(PersonView(hand.person))
    hand.press(PersonAction.REVEAL)
    assert "no_name" in hand.texts


def test_that_conversations_stand_there_newest_first_with_their_state(person: Hand) -> None:
    person.office.open_vault.sessions.close_not_now(person.session)
    person.clock.move(days=1)
    person.office.open_vault.people.start_session(person.person)
    person.go(PersonView(person.person))
    assert [(row.name, row.about, row.chip) for row in rows(person)] == [
        ("conversation 2", "22 months10 2026", Chip("open", "care")),
        ("conversation 1", "21 months10 2026", Chip("not_now", "good")),
    ]


def test_that_an_open_conversation_goes_on_where_it_was_left(person: Hand) -> None:
    person.desk.remember_page("harm")
    person.go(PersonView(person.person))
    person.press(f"{OPEN_SESSION}{person.session}")
    assert person.route == InSession(person.session, SessionPage.HARM)


def test_that_a_sealed_conversation_is_opened_to_be_read(person: Hand) -> None:
    person.office.open_vault.sessions.close_not_now(person.session)
    person.office.work.editor = None
    person.go(PersonView(person.person))
    person.press(f"{OPEN_SESSION}{person.session}")
    assert person.route == SealedSession(person.session)


def test_that_a_new_conversation_begins_at_the_gate_with_the_next_number(person: Hand) -> None:
    person.press(PersonAction.BEGIN)
    assert person.desk.record.session.number == 2
    assert person.route == InSession(person.desk.record.session.id, SessionPage.GATE)


def test_that_pressing_twice_begins_one_conversation(slow: Hand, lane: Lane) -> None:
    slow.meet()
    slow.go(PersonView(slow.person))
    lane.go_on()
    page = slow.page
    slow.press(PersonAction.BEGIN)
    slow.press(PersonAction.BEGIN)
    lane.go_on()
    assert page is not slow.page
    assert len(slow.office.open_vault.people.open_person(slow.person).sessions) == 2


def test_that_after_a_refusal_one_may_try_again(person: Hand) -> None:
    with no_room():
        person.press(PersonAction.BEGIN)
    assert len(person.told) == 1
    person.press(PersonAction.BEGIN)
    assert person.desk.record.session.number == 2


def test_that_days_are_those_where_the_laptop_is(person: Hand) -> None:
    person.change(zone=timezone(timedelta(hours=13)))
    assert rows(person)[0].about == "22 months10 2026"


def test_that_the_way_back_is_home(person: Hand) -> None:
    person.press(PersonAction.BACK)
    assert person.route == Home()


def contacted(hand: Hand) -> Hand:
    """A sealed talk with a safe contact and a follow-up, and the page of the person."""
    hand.meet(Presenting.USING)
    said = SafeContactDetail("text", "mornings", "code_word", "heron")
    hand.desk.commit(Slot(Kind.SAFE_CONTACT, "SAFE-CONTACT"), answer(detail=said))
    hand.desk.commit(Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), answer(detail=FollowUpDetail(date(2026, 11, 24), "call_back")))
    hand.desk.commit(Slot(Kind.CHILDREN, "CHILDREN"), answer(detail=ChoiceDetail("none")))
    hand.office.open_vault.sessions.seal(hand.session)
    hand.office.work.editor = None
    hand.go(PersonView(hand.person))
    return hand


def test_that_how_to_reach_somebody_safely_stands_on_their_page(hand: Hand) -> None:
    assert "fact way text say" in contacted(hand).texts
    assert {"fact times mornings", "fact message code_word say", "fact code_word heron"} <= set(hand.texts)


def test_that_a_follow_up_is_marked_as_done_where_it_is_shown(hand: Hand) -> None:
    contacted(hand)
    (due,) = [row for row in rows(hand) if row.key.startswith(MARK_DONE)]
    assert (due.name, due.chip and due.chip.text) == ("call_back say", "in_days 3")
    hand.press(due.key)
    assert not any(row.key.startswith(MARK_DONE) for row in rows(hand))
    assert hand.office.open_vault.people.load_agenda(NOON.date()).due == ()


def test_that_a_profile_is_due_to_be_looked_at_again(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    again = ConclusionDetail("second_view", date(2026, 11, 24))
    hand.desk.commit(Slot(Kind.CONCLUSION, "CONCLUSION"), answer(detail=again))
    (due,) = hand.office.open_vault.people.load_agenda(NOON.date()).due
    assert (due.label, due.due) == ("look_again", date(2026, 11, 24))
    hand.go(PersonView(hand.person))
    (line,) = [row for row in rows(hand) if row.name == "look_again say"]
    hand.press(line.key)
    assert isinstance(hand.route, InSession)


def test_that_an_unfinished_conversation_is_gone_on_with_rather_than_a_new_one_begun(person: Hand) -> None:
    (primary,) = [part.key for part in inside(person.screen) if isinstance(part, Button) and part.look == "primary"]
    assert primary == person.screen.primary == f"{OPEN_SESSION}{person.session}"
    assert person.has(PersonAction.BEGIN)
