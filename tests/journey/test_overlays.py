"""What lies over a page for a while: it goes away by one key, and never covers the banner or the ways out."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.ui.window.advice_panel import AdvicePanel
from tests.journey.test_large import fit, in_sight, page_of, training
from tests.journey.worker import DeskWork

__all__ = ["training"]
WORDS = "children|CHILDREN||words"
USUAL = (1366, 768)


@pytest.fixture
def floating(training: DeskWork) -> DeskWork:
    """A page whose advice lies over it, when it is called."""
    fit(training, USUAL, 150)
    training.place(SessionPage.CHILDREN)
    return training


def advised(worker: DeskWork) -> bool:
    panel = worker.driver.app.window.findChild(AdvicePanel)
    return panel is not None and panel.isVisible()


def on_top(worker: DeskWork, key: str) -> bool:
    """Whether a click in the middle of something reaches it."""
    window, widget = worker.driver.app.window, worker.driver.find_widget(key)
    return window.childAt(widget.mapTo(window, widget.rect().center())) is widget


def test_that_escape_closes_the_advice_and_the_cursor_stays(floating: DeskWork) -> None:
    floating.driver.find_widget(WORDS).setFocus()
    assert not advised(floating)
    floating.driver.press_keys("F4")
    assert advised(floating)
    floating.driver.press_keys("Esc")
    assert not advised(floating)
    assert floating.driver.focused_widget.objectName() == WORDS


def test_that_the_cursor_comes_back_from_the_advice(floating: DeskWork) -> None:
    floating.driver.find_widget(WORDS).setFocus()
    floating.driver.press_keys("F4")
    floating.driver.find_widget("close-advice").setFocus()
    floating.driver.press_keys("Space")
    assert not advised(floating)
    assert floating.driver.focused_widget.objectName() == WORDS


def test_that_advice_that_was_closed_stays_closed_when_something_is_answered(floating: DeskWork) -> None:
    floating.driver.press_keys("F4")
    floating.driver.press("close-advice")
    floating.driver.choose("children|CHILDREN||value", "yes")
    assert not advised(floating)


def test_that_a_change_of_page_closes_the_advice(floating: DeskWork) -> None:
    floating.driver.press_keys("F4")
    floating.driver.press_keys("Alt+Down")
    assert not advised(floating)
    floating.driver.press_keys("Alt+Up")
    assert not advised(floating)


def test_that_escape_closes_first_what_lies_on_top(floating: DeskWork) -> None:
    floating.driver.press_keys("F4")
    floating.driver.press_keys("F2")
    floating.driver.press_keys("Esc")
    assert floating.driver.app.window.overlay_page is None
    assert advised(floating)
    floating.driver.press_keys("Esc")
    assert not advised(floating)


@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("key", ["F1", "F2", "F4"])
def test_that_nothing_covers_the_banner_of_training(training: DeskWork, key: str, scale: int) -> None:
    fit(training, USUAL, scale)
    training.place(SessionPage.CHILDREN)
    training.driver.press_keys(key)
    banner = training.driver.find_widget("banner")
    assert in_sight(training, banner)
    over = training.driver.app.window.overlay_page
    assert over is None or over.mapTo(training.driver.app.window, QPoint(0, 0)).y() >= banner.height()


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_that_the_guide_leaves_cover_and_emergency_within_reach(training: DeskWork, scale: int) -> None:
    fit(training, USUAL, scale)
    training.place(SessionPage.CHILDREN)
    training.driver.press_keys("F1")
    assert on_top(training, "cover")
    assert on_top(training, "show-emergency")
    training.driver.press("show-emergency")
    assert page_of(training).shown_screen.key == "emergency"


def test_that_cover_covers_the_guide_too(training: DeskWork) -> None:
    training.driver.press_keys("F1")
    training.driver.press("cover")
    assert training.driver.app.window.overlay_page is None
    assert training.driver.app.session_context is None


def test_that_the_whole_emergency_card_is_seen_at_once_at_the_usual_size(training: DeskWork) -> None:
    fit(training, USUAL, 100)
    training.driver.press_keys("F2")
    assert page_of(training).verticalScrollBar().maximum() == 0


def test_that_the_emergency_card_is_read_to_its_end_by_the_keyboard(training: DeskWork) -> None:
    fit(training, USUAL, 200)
    training.driver.press_keys("F2")
    bar = page_of(training).verticalScrollBar()
    assert bar.maximum() > 0
    for ahead, back in (("PgDown", "PgUp"), ("Down", "Up"), ("End", "Home")):
        for _ in range(60):
            training.driver.press_keys(ahead)
        assert bar.value() == bar.maximum()
        for _ in range(60):
            training.driver.press_keys(back)
        assert bar.value() == 0


def test_that_every_number_on_the_emergency_card_stands_on_one_line(training: DeskWork) -> None:
    fit(training, USUAL, 200)
    training.driver.press_keys("F2")
    numbers = [found for found in page_of(training).findChildren(QLabel) if found.property("look") == "code"]
    assert len(numbers) >= 5
    assert [found.text() for found in numbers if found.height() > 1.5 * found.fontMetrics().lineSpacing()] == []
    assert [found.text() for found in page_of(training).findChildren(QLabel) if splits(found.text())] == []


def splits(text: str) -> bool:
    """Whether a number in a text could break across lines."""
    return any(text[at - 1].isdigit() and text[at] == " " and text[at + 1].isdigit() for at in range(1, len(text) - 1))


def test_that_the_tab_key_brings_all_of_a_place_for_text_into_sight(training: DeskWork) -> None:
    fit(training, USUAL, 150)
    training.place(SessionPage.CHILDREN)
    training.driver.choose("children|CHILDREN||value", "yes")
    page = training.driver.app.page
    assert page is not None
    seen = set()
    for _ in range(30):
        training.driver.press_keys("Tab")
        widget: QWidget = training.driver.focused_widget
        if isinstance(widget, QPlainTextEdit) and page.isAncestorOf(widget):
            assert in_sight(training, widget), widget.objectName()
            seen.add(widget.objectName())
    assert WORDS in seen
