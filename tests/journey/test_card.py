"""A card over the page: one shape for all, in the middle; the keyboard stays in it, and the page below as it was."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QWidget

from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.ui.routes import Turned
from tests.journey.cards import CARDS
from tests.journey.desk_work import DeskWork
from tests.journey.test_every_word import meet
from tests.journey.test_late_answers import NOTE
from tests.journey.test_ring import dress
from tests.made import PASSPHRASE

USUAL = (1366, 768)


PRIVATE = ("again", "not kept", "refusal", "fault")


@pytest.fixture
def writing(worker: DeskWork) -> DeskWork:
    """A worker in the middle of a word."""
    meet(worker, Presenting.USING)
    worker.driver.shell.window.resize(*USUAL)
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, "half a wo")
    return worker


def bring(worker: DeskWork, what: str) -> None:
    CARDS[what].bring(worker)
    worker.driver.settle()


def place_of(worker: DeskWork, name: str) -> QRect:
    """Where something stands in the window."""
    window = worker.driver.shell.window
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
        card, head, window = place_of(writing, "over"), place_of(writing, "header"), writing.driver.shell.window
        assert window.rect().contains(card.adjusted(-5, -5, 5, 5)), what
        assert card.top() - head.bottom() > 5, what
        assert abs(card.center().x() - window.rect().center().x()) <= 1, what
        assert abs((card.top() - head.bottom()) - (window.height() - card.bottom())) <= 2, what
        edge = window.theme.colour("edge").name()
        picture = window.grab().toImage()
        middle = card.center()
        rim = (
            (card.left(), middle.y()),
            (card.right(), middle.y()),
            (middle.x(), card.top()),
            (middle.x(), card.bottom()),
        )
        assert [picture.pixelColor(x, y).name() for x, y in rim] == [edge] * 4, what
        assert writing.driver.has(card_of.key), what
        writing.driver.keys("Esc")


@pytest.mark.parametrize("what", CARDS)
def test_that_the_keyboard_stays_on_the_card_and_comes_back_afterwards(writing: DeskWork, what: str) -> None:
    bring(writing, what)
    over = writing.driver.shell.window.overlaid
    assert over is not None
    for key in ("Tab", "Tab", "Shift+Tab", "Tab", "Tab"):
        writing.driver.keys(key)
        assert over.isAncestorOf(writing.driver.focused)
    for beside in ("show-guide", NOTE):
        below = writing.driver.shell.window.findChild(QWidget, beside)
        assert below is not None
        below.setFocus()
        assert over.isAncestorOf(writing.driver.focused)
    writing.driver.keys("Esc")
    assert writing.driver.shell.window.overlaid is None
    assert writing.driver.focused.objectName() == NOTE
    assert dict(writing.fields())[NOTE] == "half a wo"


def test_that_cover_is_one_click_away_from_every_card(writing: DeskWork) -> None:
    bring(writing, "again")
    writing.driver.press("cover")
    assert writing.driver.shell.window.overlaid is None
    assert writing.driver.shell.office is None


@pytest.mark.parametrize("what", PRIVATE)
def test_that_no_private_card_comes_over_the_turned_laptop(writing: DeskWork, what: str) -> None:
    writing.driver.shell.go(Turned(writing.session, "LU-REL-1-1"))
    writing.driver.settle()
    inside = writing.driver.shell.inside
    assert inside is not None
    assert inside.turned
    before = writing.driver.texts()
    bring(writing, what)
    assert writing.driver.shell.window.overlaid is None
    assert writing.driver.texts() == before


@pytest.mark.parametrize("what", PRIVATE)
def test_that_no_private_card_stays_or_comes_behind_cover(writing: DeskWork, what: str) -> None:
    office = writing.driver.shell.office
    assert office is not None
    writing.ask(
        lambda: (office.unlocked.confirm_passphrase(PASSPHRASE), office.unlocked.cover_pin.set_pin("2749", "2749"))
    )
    bring(writing, what)
    writing.driver.shell.cover()
    writing.driver.settle()
    before = writing.driver.texts()
    assert writing.driver.shell.window.overlaid is None
    bring(writing, what)
    assert writing.driver.shell.window.overlaid is None
    assert writing.driver.texts() == before
