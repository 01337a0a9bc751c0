"""What stands round a page: where one is, how far each step is, and how safe the words are."""

from datetime import timedelta, timezone

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.steps import Step
from dasupport.ui.screen.routes import (
    Directory,
    Home,
    InSession,
    NewPerson,
    People,
    PersonView,
    PrintSheets,
    Route,
    SealedSession,
    Settings,
)
from dasupport.ui.screens.session.session_presenter import SessionAction
from dasupport.ui.session.chrome import GUIDE, LOCK, Chrome, RailItem, build_chrome, build_save_chip
from tests.samples import answer, no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, key_of, texts

NOTE = Slot(Kind.NOTE, "NOTICE")
CODE, REAL = "KD-7003", "Marigold Pemberton"


def item(shown: Chrome, key: str) -> RailItem:
    return next(item for item in (*shown.items, *shown.foot) if item.key == key)


def here(hand: Hand, route: Route) -> list[str]:
    """What the rail marks as the place where one is."""
    return [item.key for item in build_chrome(hand.office, route).items if item.is_current]


def test_that_outside_a_session_the_rail_leads_to_the_places(hand: Hand) -> None:
    shown = build_chrome(hand.office, Home())
    assert [item.key for item in shown.items] == ["home", "people", "directory", GUIDE, "settings"]
    assert [item.route for item in shown.items] == [Home(), People(), Directory(), None, Settings()]
    assert [item.key for item in shown.foot] == [LOCK]
    assert shown.head == ""


def test_that_the_rail_says_where_one_is(hand: Hand) -> None:
    pages: dict[str, tuple[Route, ...]] = {
        "home": (Home(),),
        "people": (People(), PersonView("p"), NewPerson()),
        "directory": (Directory(),),
        "settings": (Settings(),),
    }
    for key, routes in pages.items():
        assert [here(hand, route) for route in routes] == [[key]] * len(routes)


def test_that_the_header_says_who_is_at_work_and_as_what(hand: Hand) -> None:
    chip = build_chrome(hand.office, Home()).chips[0]
    assert chip.text == "person Amara Osei worker say"


def test_that_in_a_session_the_rail_leads_through_the_steps(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    shown = build_chrome(hand.office, InSession(hand.session, SessionPage.SIGNS))
    steps = [item for item in shown.items if not item.is_subpage]
    assert [item.key for item in steps] == [f"step:{step}" for step in Step]
    assert [item.number for item in steps] == ["", "1", "2", "3", "4", ""]
    assert [item.route for item in steps if item.is_current] == [InSession(hand.session, SessionPage.NOTICE)]
    assert [item.key for item in shown.foot] == ["home", LOCK]


def test_that_only_the_pages_of_the_present_step_show(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    shown = build_chrome(hand.office, InSession(hand.session, SessionPage.SIGNS))
    pages = [item.key for item in shown.items if item.is_subpage and not item.is_hidden]
    assert pages == ["place:notice", "place:signs", "place:harm", "place:children"]
    assert [item.key for item in shown.items if item.is_subpage and item.is_current] == ["place:signs"]
    assert any(item.is_hidden for item in shown.items)


def test_that_the_third_step_has_the_pages_for_how_the_person_presents(hand: Hand) -> None:
    hand.meet(Presenting.EXPERIENCING)
    shown = build_chrome(hand.office, InSession(hand.session, SessionPage.SUPPORT))
    pages = [item.key for item in shown.items if item.is_subpage and not item.is_hidden]
    assert pages == ["place:support", "place:safety_plan"]


def test_that_how_far_a_step_is_stands_in_words_beside_the_mark(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.open(SessionPage.SIGNS)
    hand.tick(key_of(Kind.INDICATOR, "K-S1-IND-01", "on"))
    shown = build_chrome(hand.office, hand.route)
    states = {step: (item(shown, f"step:{step}").state, item(shown, f"step:{step}").hint) for step in Step}
    assert states[Step.IDENTIFY] == ("started", "started")
    assert states[Step.ASK] == ("not_started", "not_started")


def test_that_each_end_of_the_way_has_a_drawing_of_its_own_and_no_number(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    shown = build_chrome(hand.office, hand.route)
    start, check = item(shown, "step:start"), item(shown, "step:check")
    assert (start.number, check.number) == ("", "")
    assert "" != start.icon != check.icon != ""
    assert [item(shown, f"step:{step}").icon for step in Step if step not in (Step.START, Step.CHECK)] == [""] * 4


def test_that_no_step_is_done_that_lacks_what_the_seal_waits_for(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.open(SessionPage.SIGNS)
    hand.tick(key_of(Kind.INDICATOR, "K-S1-IND-01", "on"))
    hand.open(SessionPage.CHILDREN)
    hand.press(SessionAction.NEXT)
    assert item(build_chrome(hand.office, hand.route), "step:identify").state == "started"
    hand.open(SessionPage.CHILDREN)
    hand.choose(key_of(Kind.CHILDREN, "CHILDREN", "value"), "none")
    hand.press(SessionAction.NEXT)
    assert item(build_chrome(hand.office, hand.route), "step:identify").state == "done"


def test_that_a_step_left_for_another_day_says_so(hand: Hand) -> None:
    hand.meet(Presenting.USING)
    hand.open(SessionPage.INVITE)
    hand.press("step-not-now")
    hand.write(key_of(Kind.STEP, "motivate"), "He is tired.")
    assert item(build_chrome(hand.office, hand.route), "step:motivate").state == "not_now"


def test_that_the_head_of_the_rail_says_which_conversation_it_is_and_since_when(hand: Hand) -> None:
    hand.meet()
    hand.change(zone=timezone(timedelta(hours=13)))
    assert build_chrome(hand.office, hand.route).head == "session 1 22 months10 2026"


def test_that_the_header_shows_the_code_name_and_never_the_real_one(hand: Hand) -> None:
    hand.meet(code=CODE, real=REAL)
    for route in (hand.route, PrintSheets(hand.session), Home(), PersonView(hand.person)):
        shown = build_chrome(hand.office, route)
        assert "Marigold" not in " ".join(texts(shown))
    assert [chip.text for chip in build_chrome(hand.office, hand.route).chips] == [CODE, "private"]


def test_that_the_paper_of_an_open_session_keeps_the_rail_of_that_session(hand: Hand) -> None:
    hand.meet()
    assert item(build_chrome(hand.office, PrintSheets(hand.session)), "step:check").route == InSession(
        hand.session, SessionPage.CHECK
    )


def test_that_a_sealed_session_has_the_rail_of_the_places(hand: Hand) -> None:
    hand.meet()
    hand.office.open_vault.sessions.close_not_now(hand.session)
    hand.office.work.editor = None
    hand.go(SealedSession(hand.session))
    for route in (hand.route, PrintSheets(hand.session)):
        assert [item.key for item in build_chrome(hand.office, route).items][:2] == ["home", "people"]


def test_that_nothing_is_said_of_saving_before_anything_was_said(slow: Hand) -> None:
    slow.meet()
    assert build_save_chip(slow.pack, slow.office.work.status, slow.office.zone) is None


def test_that_saving_saved_and_not_saved_are_told_in_words(slow: Hand, lane: Lane) -> None:
    slow.meet()
    slow.desk.commit(NOTE, answer("One"))
    said = [build_save_chip(slow.pack, slow.office.work.status, slow.office.zone)]
    lane.go_on()
    said.append(build_save_chip(slow.pack, slow.office.work.status, slow.office.zone))
    slow.desk.commit(NOTE, answer("Two"))
    with no_room():
        lane.go_on()
    said.append(build_save_chip(slow.pack, slow.office.work.status, slow.office.zone))
    assert [(chip.text, chip.tone) for chip in said if chip] == [
        ("saving", "plain"),
        ("saved 12:00", "good"),
        ("not_saved", "stop"),
    ]


def test_that_words_said_after_a_refusal_are_not_called_saving(slow: Hand, lane: Lane) -> None:
    slow.meet()
    slow.desk.commit(NOTE, answer("One"))
    with no_room():
        lane.go_on()
    slow.desk.commit(NOTE, answer("Two"))
    chip = build_save_chip(slow.pack, slow.office.work.status, slow.office.zone)
    assert chip
    assert chip.text == "not_saved"


def test_that_the_time_of_saving_is_the_one_on_the_laptops_clock(hand: Hand) -> None:
    hand.meet()
    hand.change(zone=timezone(timedelta(hours=2)))
    hand.desk.commit(NOTE, answer("One"))
    chip = build_save_chip(hand.pack, hand.office.work.status, hand.office.zone)
    assert chip
    assert chip.text == "saved 14:00"


def test_that_nothing_is_called_saved_while_a_text_that_cannot_be_kept_stands_there(hand: Hand) -> None:
    hand.meet()
    hand.open(SessionPage.NOTICE)
    hand.write(key_of(Kind.NOTE, "NOTICE"), "He rang.")
    hand.write(key_of(Kind.NOTE, "NOTICE"), "He \0 rang.")
    chip = build_save_chip(hand.pack, hand.office.work.status, hand.office.zone)
    assert chip is not None
    assert (chip.text, chip.tone) == ("not_saved", "stop")
