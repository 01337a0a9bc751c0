"""From page to page: whatever was made ready beforehand, what stands round a page is what belongs to it now."""

from PySide6.QtWidgets import QAbstractButton, QLabel

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.steps import get_step, list_pages
from dasupport.ui.screens.session.session_presenter import SessionAction
from tests.journey.test_every_word import every_place, meet, open_gate
from tests.journey.worker import DeskWork

KNOWN = "indicator|K-S1-VIC-01||"


def marked(worker: DeskWork) -> list[str]:
    """What the rail marks as the place where one is."""
    found = worker.driver.app.window.findChildren(QAbstractButton)
    return [
        button.objectName().split(":")[-1]
        for button in found
        if button.objectName().startswith("rail:") and button.isVisible() and button.isChecked()
    ]


def advised(worker: DeskWork) -> list[str]:
    """What the panel says, as far as it can be seen."""
    page = worker.driver.app.page
    assert page is not None
    titles = [note.title for note in page.shown_screen.advice]
    shown = {label.text() for label in worker.driver.app.window.findChildren(QLabel) if label.isVisible()}
    return [title for title in titles if title in shown]


def wanted(worker: DeskWork) -> list[str]:
    page = worker.driver.app.page
    assert page is not None
    return [note.title for note in page.presenter.build_screen().advice]


def test_that_the_rail_and_the_advice_are_those_of_the_page_that_is_open(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    open_gate(worker)
    way = every_place(Presenting.USING)
    for key, order in ((SessionAction.NEXT, way[1:]), (SessionAction.BACK, way[-2::-1]), (SessionAction.NEXT, way[1:])):
        for place in order:
            worker.driver.press(key)
            alone = len(list_pages(get_step(place), Presenting.USING)) == 1
            assert marked(worker) == [get_step(place), *([] if alone else [place])]
            assert advised(worker) == wanted(worker)


def test_that_advice_follows_what_was_said_on_another_page(worker: DeskWork) -> None:
    meet(worker, Presenting.NOT_CLEAR)
    open_gate(worker)
    worker.place(SessionPage.DECISIONS)
    before = wanted(worker)
    worker.place(SessionPage.CHILDREN)
    worker.driver.press("children|CHILDREN||value=yes")
    worker.driver.press("add-child")
    worker.driver.press("child|CHILD|1|exposure=saw")
    worker.place(SessionPage.DECISIONS)
    assert advised(worker) == wanted(worker) != before
