"""A card over the page: one shape for all, in the middle; the keyboard stays in it, and the page below as it was."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.app.state import AppState
from dasupport.ui.screen.routes import FacingPerson
from tests.journey.overlay_list import CARDS
from tests.journey.test_every_word import meet
from tests.journey.test_focus_ring import dress
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE

USUAL = (1366, 768)


PRIVATE = ("again", "not kept", "refusal", "fault")


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    """A worker in the middle of a word."""
    meet(worker, Presenting.USING)
    worker.driver.app.window.resize(*USUAL)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, "half a wo")
    return worker


def bring(worker: DeskWork, what: str) -> None:
    CARDS[what].bring(worker)
    worker.driver.wait_until_idle()


def place_of(worker: DeskWork, name: str) -> QRect:
    """Where something stands in the window."""
    window = worker.driver.app.window
    widget: QWidget | None = window.findChild(QFrame, name)
    assert widget is not None
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("look", ["light", "contrast"])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_that_every_card_stands_in_the_middle_below_the_header_and_its_border_is_seen(
    writing: DeskWork, scale: int, look: str
) -> None:
    dress(writing, look, scale)
    for what, card_of in CARDS.items():
        bring(writing, what)
        card, head, window = place_of(writing, "over"), place_of(writing, "header"), writing.driver.app.window
        assert window.rect().contains(card.adjusted(-5, -5, 5, 5)), what
        assert card.top() - head.bottom() > 5, what
        assert abs(card.center().x() - window.rect().center().x()) <= 1, what
        assert abs((card.top() - head.bottom()) - (window.height() - card.bottom())) <= 2, what
        edge = window.theme.get_colour("edge").name()
        picture = window.grab().toImage()
        middle = card.center()
        rim = (
            (card.left(), middle.y()),
            (card.right(), middle.y()),
            (middle.x(), card.top()),
            (middle.x(), card.bottom()),
        )
        assert [picture.pixelColor(x, y).name() for x, y in rim] == [edge] * 4, what
        assert writing.driver.has_widget(card_of.key), what
        writing.driver.press_keys("Esc")


@pytest.mark.parametrize("what", CARDS)
def test_that_the_keyboard_stays_on_the_card_and_comes_back_afterwards(writing: DeskWork, what: str) -> None:
    bring(writing, what)
    over = writing.driver.app.window.overlay_page
    assert over is not None
    for key in ("Tab", "Tab", "Shift+Tab", "Tab", "Tab"):
        writing.driver.press_keys(key)
        assert over.isAncestorOf(writing.driver.focused_widget)
    for beside in ("show-guide", NOTE):
        below = writing.driver.app.window.findChild(QWidget, beside)
        assert below is not None
        below.setFocus()
        assert over.isAncestorOf(writing.driver.focused_widget)
    writing.driver.press_keys("Esc")
    assert writing.driver.app.window.overlay_page is None
    assert writing.driver.focused_widget.objectName() == NOTE
    assert dict(writing.fields())[NOTE] == "half a wo"


def test_that_cover_is_one_click_away_from_every_card(writing: DeskWork) -> None:
    bring(writing, "again")
    writing.driver.press("cover")
    assert writing.driver.app.window.overlay_page is None
    assert writing.driver.app.session_context is None


@pytest.mark.parametrize("what", PRIVATE)
def test_that_no_private_card_comes_over_the_turned_laptop(writing: DeskWork, what: str) -> None:
    writing.driver.app.go(FacingPerson(writing.session, "LU-REL-1-1"))
    writing.driver.wait_until_idle()
    assert writing.driver.app.state is AppState.FACING_PERSON
    before = writing.driver.list_texts()
    bring(writing, what)
    assert writing.driver.app.window.overlay_page is None
    assert writing.driver.list_texts() == before


@pytest.mark.parametrize("what", PRIVATE)
def test_that_no_private_card_stays_or_comes_behind_cover(writing: DeskWork, what: str) -> None:
    office = writing.driver.app.session_context
    assert office is not None
    writing.ask(
        lambda: (office.open_vault.confirm_passphrase(PASSPHRASE), office.open_vault.cover_pin.set_pin("2749", "2749"))
    )
    bring(writing, what)
    writing.driver.app.cover()
    writing.driver.wait_until_idle()
    before = writing.driver.list_texts()
    assert writing.driver.app.window.overlay_page is None
    bring(writing, what)
    assert writing.driver.app.window.overlay_page is None
    assert writing.driver.list_texts() == before
