"""Everything by the keyboard: no page holds anything that the Tab key does not reach, or that keeps the cursor."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screen.routes import Directory, Home, NewPerson, People, Route, Settings
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.people import people
from dasupport.ui.widgets.choices import OptionButton
from dasupport.ui.window.tab_order import iter_tab_stops
from tests.journey.test_every_word import every_place, meet, open_gate, open_up
from tests.journey.vault_pages import VAULT
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

TOUCHABLE = (QAbstractButton, QLineEdit, QPlainTextEdit)
MOST = 400


def touchable(worker: DeskWork) -> set[str]:
    """What can be touched in the window, by name; of the answers of a choice, one stands for all."""
    names = set()
    for widget in worker.driver.app.window.findChildren(QWidget):
        if isinstance(widget, TOUCHABLE) and widget.isVisible() and widget.isEnabled():
            names.add(name_of(widget))
    return names


def name_of(widget: QWidget) -> str:
    return widget.objectName().split("=")[0] if isinstance(widget, OptionButton) else widget.objectName()


def reached(worker: DeskWork) -> set[str]:
    """What the Tab key reaches, once round."""
    seen: set[str] = set()
    first: QWidget | None = None
    for _ in range(MOST):
        QTest.keyClick(worker.driver.app.window.windowHandle(), Qt.Key.Key_Tab)
        now = worker.driver.focused_widget
        if now is first:
            break
        first = first or now
        seen.add(name_of(now))
    return seen


@pytest.mark.parametrize(
    "route", [Home(), NewPerson(), People(), Directory(), Settings(), *VAULT], ids=lambda route: type(route).__name__
)
def test_that_the_tab_key_reaches_everything_on_a_page(worker: DeskWork, route: Route) -> None:
    worker.driver.app.go(route)
    worker.driver.wait_until_idle()
    if worker.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
        worker.type_again()
    assert touchable(worker) - reached(worker) == set()


@pytest.mark.long
def test_that_the_tab_key_reaches_everything_on_every_page_of_a_session(worker: DeskWork) -> None:
    meet(worker, Presenting.NOT_CLEAR)
    open_gate(worker)
    for place in every_place(Presenting.NOT_CLEAR):
        worker.place(place)
        open_up(worker, place)
        assert touchable(worker) - reached(worker) == set(), place


def test_that_a_person_can_be_met_without_a_mouse(worker: DeskWork) -> None:
    keys = worker.driver.press_keys
    keys("Ctrl+N")
    for word in ("KD-7", "Robin"):
        QTest.keyClicks(worker.driver.focused_widget, word)
        keys("Tab")
    worker.driver.find_widget(f"{people.PRESENTING}={Presenting.USING}").setFocus()
    keys("Space")
    keys("Ctrl+Return")
    office = worker.driver.app.session_context
    assert office is not None
    assert office.editor is not None
    assert office.editor.record.person.code_name.endswith("KD-7")
    assert office.editor.record.presenting is Presenting.USING


def test_that_the_arrow_keys_walk_between_the_answers_of_a_choice(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    answers = [key for key in worker.answers() if key.startswith("gate|G-PLACE")]
    worker.driver.find_widget(answers[0]).setFocus()
    worker.driver.press_keys("Right")
    assert worker.driver.focused_widget.objectName() == answers[1]
    worker.driver.press_keys("Left")
    worker.driver.press_keys("Left")
    assert worker.driver.focused_widget.objectName() == answers[-1]


def test_that_a_choice_taken_by_the_space_bar_keeps_the_focus(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    answers = [key for key in worker.answers() if key.startswith("gate|G-PLACE")]
    worker.driver.find_widget(answers[1]).setFocus()
    worker.driver.press_keys("Space")
    assert worker.driver.focused_widget.objectName() == answers[1]


def test_that_the_keys_of_the_steps_lead_to_them(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    firsts = {
        "Alt+1": SessionPage.NOTICE,
        "Alt+2": SessionPage.CONFIDENTIALITY,
        "Alt+3": SessionPage.INVITE,
        "Alt+4": SessionPage.SERVICES,
        "Alt+5": SessionPage.CHECK,
        "Alt+0": SessionPage.GATE,
    }
    for key, place in firsts.items():
        worker.driver.press_keys(key)
        assert worker.driver.app.page.shown_screen.key.endswith(place)  # type: ignore[union-attr] # a page is open


def test_that_the_way_through_a_session_is_one_key(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    walked = []
    for _ in every_place(Presenting.USING):
        walked.append(worker.driver.app.page.shown_screen.key.split(":")[-1])  # type: ignore[union-attr] # open
        worker.driver.press_keys("Alt+Down")
    assert walked == list(every_place(Presenting.USING))


def test_that_the_lock_screen_opens_by_the_enter_key(worker: DeskWork) -> None:
    worker.lock()
    QTest.keyClicks(worker.driver.focused_widget, PASSPHRASE)
    worker.driver.press_keys("Return")
    worker.driver.wait_until_idle()
    assert worker.driver.app.session_context is not None


def test_that_escape_closes_what_lies_over_the_page_and_the_cursor_comes_back(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    worker.driver.find_widget("note|NOTICE||words").setFocus()
    for key in ("F1", "F2"):
        worker.driver.press_keys(key)
        assert worker.driver.app.window.overlay_page is not None
        worker.driver.press_keys("Esc")
        assert worker.driver.app.window.overlay_page is None
        assert worker.driver.focused_widget.objectName() == "note|NOTICE||words"


def test_that_the_tab_key_stays_within_what_lies_over_the_page(worker: DeskWork) -> None:
    worker.driver.press_keys("F2")
    over = worker.driver.app.window.overlay_page
    assert over is not None
    for _ in range(20):
        worker.driver.press_keys("Tab")
        assert over.isAncestorOf(worker.driver.focused_widget)


def walked(worker: DeskWork, first: str) -> list[str]:
    """What the Tab key comes to from one place on, in order, once round."""
    worker.driver.find_widget(first).setFocus()
    names = [first]
    for _ in range(MOST):
        QTest.keyClick(worker.driver.app.window.windowHandle(), Qt.Key.Key_Tab)
        name = worker.driver.focused_widget.objectName()
        if name == first:
            break
        names.append(name)
    return names


def test_that_the_tab_key_comes_next_to_what_an_answer_brought(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    route = "route|K-S1-ROUTE-02||"
    worker.driver.press(f"{route}on")
    following = walked(worker, f"{route}on")
    assert following[1:3] == [f"{route}words", f"{route}source=saw"]


@pytest.mark.parametrize(
    "place", [SessionPage.GATE, SessionPage.SIGNS, SessionPage.CHILDREN, SessionPage.QUESTIONS, SessionPage.CONTACT]
)
def test_that_the_tab_key_goes_through_a_page_as_it_is_read(worker: DeskWork, place: SessionPage) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    worker.place(place)
    open_up(worker, place)
    page = worker.driver.app.page
    assert page is not None
    ground = page.findChild(QWidget, "column")
    assert ground is not None
    shown = [stop.objectName() for stop in iter_tab_stops(ground) if stop.isVisible() and stop.isEnabled()]
    reached_in_order = [name for name in walked(worker, shown[0]) if name in shown]
    assert reached_in_order == [name for name in shown if name in reached_in_order]
    assert len(reached_in_order) > 5
