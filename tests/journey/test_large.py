"""Large text and small windows: nothing that matters is cut, hidden, or out of sight."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.casework.steps import get_step, list_pages
from dasupport.content.load import PACKS_FOLDER
from dasupport.ui.screen.blocks import Chip
from dasupport.ui.screen.routes import Directory, FacingPerson, Home, NewPerson, People, PrintSheets, Route, Settings
from dasupport.ui.screens.overlay import reauth
from dasupport.ui.screens.people import person
from dasupport.ui.window.header import Header
from dasupport.ui.window.page_view import PageView
from tests.journey.conftest import Begin
from tests.journey.test_every_word import every_place
from tests.journey.test_focus_ring import dress
from tests.journey.vault_pages import VAULT
from tests.journey.worker import DeskWork

WINDOWS = (((1366, 768), 100), ((1366, 768), 150), ((1366, 768), 200), ((1024, 640), 150), ((1024, 640), 200))
"""Sizes of the window, each with a size of the text."""
LONG_QUESTION = "LU-MONEY-1-2"


@pytest.fixture
def training(begin: Begin, training_home: Path, tmp_path: Path) -> DeskWork:
    """A worker among made-up people, in English words, in an open session."""
    driver = begin(
        Path(shutil.copytree(training_home, tmp_path / "home")), realm=Realm.TRAINING, pack=PACKS_FOLDER / "en"
    )
    worker = DeskWork(driver)
    worker.unlock(driver.app.app_context.training_passphrase)
    worker.person("KD-3175")
    driver.press_first(person.OPEN_SESSION)
    return worker


def fit(worker: DeskWork, size: tuple[int, int], scale: int) -> None:
    worker.driver.app.window.resize(*size)
    dress(worker, "light", scale)


def page_of(worker: DeskWork) -> PageView:
    page = worker.driver.app.window.overlay_page or worker.driver.app.page
    assert page is not None
    return page


def in_sight(worker: DeskWork, widget: QWidget) -> bool:
    """Whether all of a widget can be seen in the window."""
    window = worker.driver.app.window
    corner = widget.mapTo(window, QPoint(0, 0))
    return window.rect().contains(widget.rect().translated(corner)) and (
        widget.visibleRegion().boundingRect() == widget.rect()
    )


def cut(widgets: list[QPushButton]) -> list[str]:
    """The buttons that are smaller than their words."""
    return [
        button.text()
        for button in widgets
        if button.isVisible()
        and (button.width() < button.sizeHint().width() or button.height() < button.sizeHint().height())
    ]


@pytest.mark.parametrize(("size", "scale"), WINDOWS)
def test_that_nothing_in_the_header_is_cut(training: DeskWork, size: tuple[int, int], scale: int) -> None:
    fit(training, size, scale)
    window = training.driver.app.window
    header = window.findChild(Header)
    assert header is not None
    for saved in (Chip("Saved 23:59", "good"), Chip("Not saved", "stop")):
        header.show_save_status(saved)
        training.driver.wait_until_idle()
        assert cut(header.findChildren(QPushButton)) == []
        must = ["show-emergency", "cover", *(["again"] if saved.tone == "stop" else [])]
        assert [key for key in must if not in_sight(training, training.driver.find_widget(key))] == []
        label = training.driver.find_widget("saved")
        assert label.width() >= label.sizeHint().width()


@pytest.mark.parametrize(("size", "scale"), WINDOWS)
def test_that_the_rail_names_the_step_its_pages_and_the_way_out(
    training: DeskWork, size: tuple[int, int], scale: int
) -> None:
    fit(training, size, scale)
    for place in (SessionPage.GATE, SessionPage.CHILDREN, SessionPage.PROFILE, SessionPage.CONTACT, SessionPage.CHECK):
        training.place(place)
        rail = [
            found
            for found in training.driver.app.window.findChildren(QPushButton)
            if found.objectName().startswith("rail:") and found.isVisible()
        ]
        assert [button.objectName() for button in rail if not button.text().strip()] == []
        assert cut(rail) == []
        pages = list_pages(get_step(place), Presenting.EXPERIENCING)
        shown = {button.objectName() for button in rail}
        assert {f"rail:place:{page}" for page in pages if len(pages) > 1} <= shown
        here = f"rail:place:{place}" if len(pages) > 1 else f"rail:step:{place}".replace("gate", "start")
        for key in ("rail:home", "rail:lock", here):
            assert in_sight(training, training.driver.find_widget(key)), key


@pytest.mark.long
@pytest.mark.parametrize(("size", "scale"), WINDOWS[2:])
def test_that_no_page_is_wider_than_the_window(training: DeskWork, size: tuple[int, int], scale: int) -> None:
    fit(training, size, scale)
    session = training.session
    wide: list[str] = []
    routes: list[Route] = [Home(), NewPerson(), People(), Directory(), Settings(), PrintSheets(session), *VAULT]
    for place in every_place(Presenting.EXPERIENCING):
        training.back_to(session, place)
        wide += [str(place)] if too_wide(training) else []
    for route in routes:
        training.driver.app.go(route)
        training.driver.wait_until_idle()
        if training.driver.has_widget(reauth.ReauthField.PASSPHRASE_FIELD):
            training.type_again(training.driver.app.app_context.training_passphrase)
        wide += [type(route).__name__] if too_wide(training) else []
    assert wide == []


def too_wide(worker: DeskWork) -> bool:
    page = page_of(worker)
    ground = page.widget()
    return ground is not None and ground.width() > page.viewport().width()


@pytest.mark.parametrize("scale", [100, 200])
def test_that_the_turned_laptop_opens_at_the_start_of_its_question(training: DeskWork, scale: int) -> None:
    fit(training, (1366, 768), scale)
    training.driver.app.go(FacingPerson(training.session, LONG_QUESTION, "money"))
    training.driver.wait_until_idle()
    page = page_of(training)
    assert page.verticalScrollBar().value() == 0
    assert in_sight(training, huge(page))
    assert training.driver.focused_widget.objectName() == "own-words"
    assert in_sight(training, training.driver.find_widget("next"))


def test_that_the_huge_words_are_smaller_only_where_they_would_not_fit(training: DeskWork) -> None:
    heights = {}
    for scale in (100, 200):
        fit(training, (1366, 768), scale)
        training.driver.app.go(FacingPerson(training.session, LONG_QUESTION, "money"))
        training.driver.wait_until_idle()
        heights[scale] = huge(page_of(training)).fontMetrics().height()
        training.driver.press("leave")
        training.driver.type_text("passphrase", training.driver.app.app_context.training_passphrase)
        training.driver.press("back-in")
    assert heights[100] < heights[200] < 2 * heights[100]


def huge(page: PageView) -> QLabel:
    return next(found for found in page.findChildren(QLabel) if str(found.property("look")).startswith("huge"))


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_that_what_is_wrong_with_a_passphrase_stands_whole_beside_it(begin: Begin, scale: int) -> None:
    worker = DeskWork(begin(pack=PACKS_FOLDER / "en"))
    driver = worker.driver
    fit(worker, (1366, 768), scale)
    driver.press("own")
    for key, text in (("name", "Amara Osei"), ("passphrase", "short"), ("again", "short")):
        driver.type_text(key, text)
    driver.press("make")
    said = [label for label in page_of(worker).findChildren(QLabel) if label.isVisible() and "14" in label.text()]
    assert said
    assert all(in_sight(worker, label) for label in said)
    assert driver.has_widget("emergency")
