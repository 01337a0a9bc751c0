"""What was told in confidence, on every surface that somebody else may see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.tour.driver import Driver
from dasupport.ui.screen.routes import FacingPerson, PrintSheets
from dasupport.ui.screens.session import print_sheets
from tests.journey.conftest import Begin
from tests.journey.test_every_word import every_place, meet, open_gate, open_up
from tests.journey.worker import DeskWork, new_worker

QUESTION = "LU-MONEY-1-1"
CONFIDENCES = ("wallaby in the kitchen", "pangolin at the door")


@pytest.fixture
def told(worker: DeskWork) -> DeskWork:
    """Everything was said, and all of it in confidence."""
    meet(worker, Presenting.NOT_CLEAR)
    open_gate(worker)
    for place in every_place(Presenting.NOT_CLEAR):
        worker.place(place)
        open_up(worker, place)
        worker.fill(released=False)
    return worker


def shown_now(driver: Driver) -> str:
    return "\n".join(driver.list_texts())


def text_of(pdf: Path) -> str:
    document = PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def outward(told: DeskWork) -> Iterator[tuple[str, str]]:
    """Every surface that faces somebody else, with all that it says."""
    driver, session = told.driver, told.session
    driver.app.go(FacingPerson(session, QUESTION))
    driver.wait_until_idle()
    yield "conversation view", shown_now(driver)
    driver.press_keys("F2")
    yield "emergency card, turned", shown_now(driver)
    driver.press_keys("Esc")
    driver.press("next")
    yield "next question", shown_now(driver)
    driver.press("leave")
    yield "the way out", shown_now(driver)
    driver.type_text("passphrase", "a wrong guess at it")
    driver.press("back-in")
    yield "the way out, refused", shown_now(driver)
    for _ in range(3):
        driver.press_keys("Shift")
    yield "cover", shown_now(driver)
    driver.press("continue")
    yield "lock screen", shown_now(driver)
    driver.press_keys("F2")
    yield "emergency card, locked", shown_now(driver)


@pytest.mark.long
def test_that_no_word_told_in_confidence_faces_anybody_else(told: DeskWork) -> None:
    assert len(told.words) > 30
    for surface, text in outward(told):
        assert [word for word in told.words.values() if word in text] == [], surface
        assert "KD-4410" not in text, surface
        assert "Robin Example" not in text, surface


@pytest.mark.long
def test_that_a_confidence_would_be_found_where_it_stands(told: DeskWork) -> None:
    told.place(SessionPage.NOTICE)
    assert [word for word in told.words.values() if word in shown_now(told.driver)] != []


@pytest.mark.long
def test_that_the_sheet_for_the_person_starts_empty_and_takes_no_confidence(told: DeskWork, tmp_path: Path) -> None:
    driver, sheet = told.driver, tmp_path / "sheet.pdf"
    driver.app.go(PrintSheets(told.session))
    driver.wait_until_idle()
    page = driver.app.page
    assert page is not None
    assert isinstance(page.presenter, print_sheets.PrintPresenter)
    page.presenter.ask_save_path = lambda _: sheet
    driver.choose(print_sheets.PrintField.WHO_ELSE, "nobody")
    services = [key for key in told.ticks() if key.startswith(print_sheets.SERVICE)]
    assert services
    for service in services:
        driver.press(service)
    driver.press(print_sheets.PrintAction.SEE_PERSON)
    driver.press(print_sheets.PrintAction.SAVE)
    told.type_again()
    text = text_of(sheet)
    assert all(f"{service.removeprefix(print_sheets.SERVICE)} plain_offer" in text for service in services)
    assert [word for word in told.words.values() if word in text] == []
    assert [left.name for left in tmp_path.rglob("*.pdf")] == ["sheet.pdf"]


@pytest.mark.long
def test_that_the_turned_laptop_is_the_same_to_the_last_dot_whatever_was_told(begin: Begin, tmp_path: Path) -> None:
    pictures: list[object] = []
    for confidence in CONFIDENCES:
        worker = new_worker(begin(tmp_path / confidence))
        meet(worker, Presenting.USING)
        open_gate(worker)
        worker.place(SessionPage.NOTICE)
        worker.driver.type_text("note|NOTICE||words", confidence)
        worker.driver.app.go(FacingPerson(worker.session, QUESTION))
        worker.driver.wait_until_idle()
        worker.driver.find_widget("own-words").clearFocus()
        pictures.append(worker.driver.app.window.grab().toImage())
    assert pictures[0] == pictures[1]


@pytest.mark.long
def test_that_the_title_of_the_window_never_says_more_than_the_name_of_the_program(worker: DeskWork) -> None:
    titles = {worker.driver.app.window.windowTitle()}
    meet(worker, Presenting.USING)
    for place in every_place(Presenting.USING):
        worker.place(place)
        titles.add(worker.driver.app.window.windowTitle())
    assert titles == {worker.driver.app.app_context.lock_screen_pack.window.title}
