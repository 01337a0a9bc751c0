"""Where the keyboard is can be seen, on every kind of thing that can have it, in every look."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QScrollArea, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.ui.screens.home import home
from dasupport.ui.screens.overlay import guide
from dasupport.ui.theme import THEME_NAMES
from dasupport.ui.window.focus_ring import RingWidget
from tests.journey.test_every_word import meet, open_gate, open_up
from tests.journey.worker import DeskWork

SIZES = (100, 150)
NEAR = 8
"""How far a colour may be from that of the ring, of 255, where its edge is smoothed."""


def dress(worker: DeskWork, look: str, scale: int) -> None:
    shell = worker.driver.app
    shell.change_settings(shell.settings.with_appearance(look, scale))
    worker.driver.wait_until_idle()


def ring_of(worker: DeskWork, widget: QWidget) -> RingWidget:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    page = worker.driver.app.page
    if page and page is not widget and page.isAncestorOf(widget):
        page.scroll_into_view(widget)
    worker.driver.wait_until_idle()
    (ring,) = [found for found in worker.driver.app.window.findChildren(RingWidget) if found.isVisible()]
    return ring


def unseen_sides(worker: DeskWork, ring: RingWidget) -> list[str]:
    """The sides of the ring in whose middle its colour is not."""
    window = worker.driver.app.window
    corner = ring.mapTo(window, QPoint(0, 0))
    shown = window.grab().toImage().copy(corner.x(), corner.y(), ring.width(), ring.height())
    wanted = window.theme.get_colour("focus")
    middle, centre, deep = shown.width() // 2, shown.height() // 2, window.theme.dp(6)
    sides = {
        "left": [(at, centre) for at in range(deep)],
        "right": [(shown.width() - 1 - at, centre) for at in range(deep)],
        "top": [(middle, at) for at in range(deep)],
        "bottom": [(middle, shown.height() - 1 - at) for at in range(deep)],
    }
    return [side for side, spots in sides.items() if not any(alike(shown, spot, wanted) for spot in spots)]


def alike(image: QImage, spot: tuple[int, int], wanted: QColor) -> bool:
    found = image.pixelColor(*spot)
    pairs = zip(found.getRgb()[:3], wanted.getRgb()[:3], strict=True)  # type: ignore[index] # four numbers, whatever the stubs say
    return all(abs(one - other) <= NEAR for one, other in pairs)


def faint(worker: DeskWork, keys: tuple[str, ...]) -> dict[str, list[str]]:
    found = {key: unseen_sides(worker, ring_of(worker, worker.driver.find_widget(key))) for key in keys}
    return {key: sides for key, sides in found.items() if sides}


@pytest.mark.long
@pytest.mark.parametrize("scale", SIZES)
@pytest.mark.parametrize("look", THEME_NAMES)
def test_that_the_ring_is_whole_round_whatever_has_the_keyboard(worker: DeskWork, look: str, scale: int) -> None:
    dress(worker, look, scale)
    assert faint(worker, ("rail:people", "rail:lock", "show-emergency", "cover", home.HomeAction.NEW)) == {}
    meet(worker, Presenting.USING)
    open_gate(worker)
    assert faint(worker, ("gate|G-PLACE||value=office", "check_in|CHECK-IN||place", "next")) == {}
    worker.place(SessionPage.SIGNS)
    open_up(worker, SessionPage.SIGNS)
    sign = "indicator|K-S1-IND-01||"
    keys = (f"{sign}on", f"{sign}words", f"{sign}reach", "rail:step:identify", "rail:place:signs", "rail:home")
    assert faint(worker, keys) == {}
    worker.place(SessionPage.PROFILE)
    open_up(worker, SessionPage.PROFILE)
    assert faint(worker, ("pair|K-CA-CHK-01||value=left",)) == {}
    worker.place(SessionPage.QUESTIONS)
    assert faint(worker, ("rung:2",)) == {}
    worker.place(SessionPage.CHECK)
    assert faint(worker, ("paper", "change:gate:gate:G-PLACE:")) == {}
    worker.driver.press_keys("F1")
    assert faint(worker, (guide.GuideField.FIND, guide.GuideAction.CLOSE)) == {}


@pytest.mark.parametrize("look", THEME_NAMES)
def test_that_a_page_that_is_scrolled_by_the_keyboard_shows_it(worker: DeskWork, look: str) -> None:
    dress(worker, look, 100)
    meet(worker, Presenting.USING)
    worker.place(SessionPage.SIGNS)
    page = worker.driver.app.page
    assert isinstance(page, QScrollArea)
    ring = ring_of(worker, page)
    assert ring.geometry() == page.rect()
    assert unseen_sides(worker, ring) == []
