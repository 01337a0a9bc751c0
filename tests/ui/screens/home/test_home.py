"""Home: what is due, what is unfinished, whom the worker saw last; code names, and nothing that reveals."""

from datetime import date, timedelta, timezone

import pytest
from msgspec.structs import replace as changed

from dasupport.casework.details import FollowUpDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.settings import Organisation
from dasupport.ui.screen.blocks import Chip, ListRow, ListRows
from dasupport.ui.screen.routes import Home, InSession, NewPerson, People, PersonView, Route
from dasupport.ui.screens.home.home import HomeAction
from dasupport.ui.screens.home.unfinished import RESUME_NEW_PERSON, RESUME_PREFIX
from dasupport.ui.screens.people.people import REAL_NAME_FIELD
from tests.samples import answer
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, inside, keys

TODAY = date(2026, 11, 21)


def lines(hand: Hand, name: str) -> list[ListRow]:
    """The rows of one list."""
    return [
        line for part in inside(hand.screen) if isinstance(part, ListRows) and part.label == name for line in part.rows
    ]


def due(hand: Hand, days: int, label: str = "call_back", part: str = "") -> None:
    said = answer(detail=FollowUpDetail(TODAY + timedelta(days=days), label))
    hand.desk.commit(Slot(Kind.FOLLOW_UP, "FOLLOW-UP", part), said)


def home(hand: Hand) -> Hand:
    hand.go(Home())
    return hand


def test_that_an_empty_vault_says_how_to_begin(hand: Hand) -> None:
    shown = home(hand).texts
    assert shown[:3] == ["hello Amara Osei", "nothing", "new"]
    assert {"first", "first_sub"} <= set(shown)


def test_that_nothing_is_said_of_the_day_before_it_has_come(slow: Hand, lane: Lane) -> None:
    home(slow)
    drawn: list[bool] = []
    slow.page.on_change = lambda: drawn.append(True)
    assert "first" not in slow.texts
    assert "nothing" not in slow.texts
    lane.go_on()
    assert drawn == [True]
    assert "first" in slow.texts


@pytest.mark.parametrize(
    ("days", "chip"),
    [
        (-2, Chip("days_late 2", "stop")),
        (-1, Chip("days_late_one 1", "stop")),
        (0, Chip("today", "care")),
        (1, Chip("in_a_day", "plain")),
        (7, Chip("in_days 7", "plain")),
    ],
)
def test_that_a_follow_up_says_in_words_how_it_stands_to_today(hand: Hand, days: int, chip: Chip) -> None:
    hand.meet()
    due(hand, days)
    row = lines(home(hand), "due")[0]
    assert (row.chip, row.name, row.about) == (chip, "KD-1234", "call_back say")


def test_that_a_follow_up_far_off_is_not_there_yet(hand: Hand) -> None:
    hand.meet()
    due(hand, 8)
    assert lines(home(hand), "due") == []


def test_that_what_is_late_comes_before_what_is_soon(hand: Hand) -> None:
    hand.meet()
    due(hand, 3)
    due(hand, -3, "see_again", "reminder")
    assert [row.about for row in lines(home(hand), "due")] == ["see_again say", "call_back say"]


def test_that_a_follow_up_leads_to_the_person(hand: Hand) -> None:
    hand.meet()
    due(hand, 0)
    home(hand)
    hand.press(lines(hand, "due")[0].key)
    assert hand.route == PersonView(hand.person)


def test_that_an_unfinished_session_leads_back_to_the_page_last_open(hand: Hand) -> None:
    hand.meet()
    hand.desk.remember_page("signs")
    row = lines(home(hand), "unfinished")[0]
    assert (row.name, row.about, row.aside) == ("KD-1234", "conversation 1 signs short", "21 months10 2026")
    hand.press(row.key)
    assert hand.route == InSession(hand.session, SessionPage.SIGNS)


@pytest.mark.parametrize("place", ["", "a page of an older version"])
def test_that_a_session_without_a_page_begins_at_the_gate(hand: Hand, place: str) -> None:
    hand.meet()
    hand.desk.remember_page(place)
    home(hand)
    assert lines(hand, "unfinished")[0].about == "conversation 1 not_begun"
    hand.press(f"{RESUME_PREFIX}{hand.session}")
    assert hand.route == InSession(hand.session, SessionPage.GATE)


def test_that_a_session_that_ended_is_not_unfinished(hand: Hand) -> None:
    hand.meet()
    hand.office.open_vault.sessions.close_not_now(hand.session)
    hand.office.work.editor = None
    assert lines(home(hand), "unfinished") == []
    assert len(lines(hand, "recent")) == 1


def test_that_whom_one_saw_last_comes_first(hand: Hand) -> None:
    hand.meet(code="KD-1")
    hand.clock.move(hours=1)
    hand.meet(code="KD-2")
    rows = lines(home(hand), "recent")
    assert [(row.name, row.about, row.aside) for row in rows] == [
        ("KD-2", "sessions_one 1", "seen 21 months10 2026"),
        ("KD-1", "sessions_one 1", "seen 21 months10 2026"),
    ]
    hand.press(rows[1].key)
    assert isinstance(hand.route, PersonView)


def test_that_more_than_one_conversation_is_told_in_the_plural(hand: Hand) -> None:
    hand.meet()
    hand.office.open_vault.people.start_session(hand.person)
    assert lines(home(hand), "recent")[0].about == "sessions 2"


@pytest.mark.parametrize(("due_days", "said"), [((), "waiting_one"), ((1,), "waiting 2"), ((1, 2), "waiting 3")])
def test_that_how_much_is_waiting_is_said(hand: Hand, due_days: tuple[int, ...], said: str) -> None:
    hand.meet()
    for part, days in zip(("", "reminder"), due_days, strict=False):
        due(hand, days, part=part)
    assert home(hand).texts[1] == said


@pytest.mark.parametrize("presenting", Presenting)
def test_that_no_real_name_and_nothing_of_what_they_are_said_to_be_stands_there(
    hand: Hand, presenting: Presenting
) -> None:
    hand.meet(presenting, real="Marigold Pemberton")
    due(hand, 0)
    hand.desk.commit(Slot(Kind.NOTE, "NOTICE"), answer("He was loud."))
    shown = repr(home(hand).screen)
    assert [word for word in ("Marigold", "loud", f"{presenting} say") if word in shown] == []


@pytest.mark.parametrize(("key", "route"), [(HomeAction.NEW, NewPerson()), (HomeAction.ALL_PEOPLE, People())])
def test_that_the_ways_lead_on(hand: Hand, key: str, route: Route) -> None:
    hand.meet()
    home(hand)
    hand.press(key)
    assert hand.route == route


def test_that_a_missing_lead_is_pointed_out_until_there_is_one(hand: Hand) -> None:
    notes = [note.key for note in home(hand).screen.advice]
    assert notes == ["own", "unchecked"]
    hand.change(get_organisation=Organisation)
    assert [note.key for note in hand.screen.advice] == ["lead", "own", "unchecked"]


def test_that_a_directory_that_was_checked_is_not_pointed_out(hand: Hand) -> None:
    services = tuple(changed(service, checked_on=TODAY) for service in hand.pack.directory)
    hand.change(pack=changed(hand.pack, directory=services))
    assert "unchecked" not in keys(home(hand).screen)


def test_that_a_day_begins_where_the_laptop_is(hand: Hand) -> None:
    hand.meet()
    due(hand, 1)
    hand.change(zone=timezone(timedelta(hours=13)))
    assert lines(home(hand), "due")[0].chip == Chip("today", "care")


def test_that_home_says_that_somebody_new_who_was_half_written_is_gone(hand: Hand) -> None:
    assert "half_gone" not in home(hand).texts
    hand.office.work.new_person_draft_expired = True
    assert {"half_gone", "half_gone_sub"} <= {*home(hand).texts}


def test_that_somebody_new_who_is_half_written_waits_at_home_without_a_word_of_them(hand: Hand) -> None:
    hand.go(NewPerson())
    hand.write(REAL_NAME_FIELD, "Marigold Pemberton")
    home(hand)
    (line,) = lines(hand, "unfinished")
    assert (line.name, line.about) == ("half", "half_sub")
    assert "waiting_one" in hand.texts
    assert not [text for text in hand.texts if "Marigold" in text]
    hand.press(RESUME_NEW_PERSON)
    assert hand.route == NewPerson()
