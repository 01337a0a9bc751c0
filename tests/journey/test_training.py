"""Training: three made-up people, a banner on every screen, a watermark on every sheet, and a wall to the real work."""

from functools import partial
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from dasupport.app import TRAINING
from dasupport.casework.people import Presenting
from dasupport.casework.steps import SessionPage
from dasupport.content.load import PACKS_FOLDER
from dasupport.ui.driver import Driver
from dasupport.ui.routes import Directory, Home, NewPerson, Papers, People, Turned
from dasupport.ui.screens import papers, people, person_view
from tests.journey.conftest import Begin
from tests.journey.desk_work import DeskWork
from tests.journey.test_every_word import every_place


@pytest.fixture
def training(begin: Begin) -> DeskWork:
    driver = begin(realm=TRAINING, pack=PACKS_FOLDER / "en")
    worker = DeskWork(driver)
    worker.unlock(driver.shell.house.training_phrase)
    return worker


def banner(driver: Driver) -> str:
    return driver.shell.house.first.window.training


def open_first(worker: DeskWork) -> None:
    """An open session of the person who has one."""
    worker.person("KD-3175")
    worker.driver.press_first(person_view.OPEN)


def test_that_the_passphrase_of_training_stands_on_its_lock_screen(begin: Begin) -> None:
    driver = begin(realm=TRAINING, pack=PACKS_FOLDER / "en")
    assert any(driver.shell.house.training_phrase in text for text in driver.texts())
    assert banner(driver) in driver.texts()


def test_that_three_people_wait_there_one_of_each_kind(training: DeskWork) -> None:
    office = training.driver.shell.office
    assert office is not None
    asked = office.unlocked.people
    found = training.ask(asked.list_people)
    assert len(found) == 3
    presenting = {training.ask(partial(asked.open_person, row.id)).statements[-1].presenting for row in found}
    assert presenting == set(Presenting)


@pytest.mark.long
def test_that_the_banner_is_on_every_screen(training: DeskWork) -> None:
    driver = training.driver
    for route in (Home(), NewPerson(), People(), Directory()):
        driver.shell.go(route)
        driver.settle()
        assert banner(driver) in driver.texts(), route
    open_first(training)
    for place in (*every_place(Presenting.EXPERIENCING), SessionPage.CHECK):
        training.place(place)
        assert banner(driver) in driver.texts(), place
    driver.shell.go(Turned(training.session, "LE-FRAME-1"))
    driver.settle()
    assert banner(driver) in driver.texts()
    for _ in range(3):
        driver.keys("Shift")
    assert banner(driver) in driver.texts()


def test_that_every_sheet_bears_the_watermark(training: DeskWork, tmp_path: Path) -> None:
    driver = training.driver
    open_first(training)
    driver.shell.go(Papers(training.session))
    driver.settle()
    page = driver.shell.page
    assert page is not None
    assert isinstance(page.presenter, papers.PapersPage)
    page.presenter.ask_where = lambda _: tmp_path / "file.pdf"
    driver.choose(papers.FILE_READER, "own_team")
    driver.press(papers.SEE_FILE)
    driver.press(papers.SAVE)
    training.type_again(driver.shell.house.training_phrase)
    document = PdfDocument(tmp_path / "file.pdf")
    office = driver.shell.office
    assert office is not None
    mark = office.pack.labels.sheets.watermark
    assert all(mark in sheet.get_textpage().get_text_range() for sheet in document)
    document.close()


def test_that_the_real_work_does_not_open_a_training_vault(training: DeskWork, begin: Begin, tmp_path: Path) -> None:
    home, phrase = training.driver.shell.settings.folder, training.driver.shell.house.training_phrase
    training.driver.shell.close()
    training.driver.settle()
    real = tmp_path / "other"
    (real / "live").mkdir(parents=True)
    (home / "training" / "made-up").rename(real / "live" / "made-up")
    driver = begin(real, pack=PACKS_FOLDER / "en")
    DeskWork(driver).unlock(phrase)
    assert driver.shell.office is None
    assert driver.shell.house.door.sentence("V-OTHER-REALM")[0] in driver.texts()


def test_that_training_does_not_open_a_real_vault(worker: DeskWork, begin: Begin, tmp_path: Path) -> None:
    home = worker.driver.shell.settings.folder
    worker.driver.shell.close()
    worker.driver.settle()
    made = next((home / "live").glob("*/keyring.a")).parent
    school = tmp_path / "school"
    (school / "training").mkdir(parents=True)
    made.rename(school / "training" / "made-up")
    driver = begin(school, realm=TRAINING, pack=PACKS_FOLDER / "en")
    DeskWork(driver).unlock()
    assert driver.shell.office is None
    assert driver.shell.house.door.sentence("V-OTHER-REALM")[0] in driver.texts()


def test_that_a_person_met_in_training_is_there_the_next_time(training: DeskWork) -> None:
    training.driver.keys("Ctrl+N")
    training.driver.type(people.CODE, "KD-9999")
    training.driver.choose(people.PRESENTING, Presenting.USING)
    training.driver.press("begin")
    phrase = training.driver.shell.house.training_phrase
    training.lock()
    training.unlock(phrase)
    training.driver.shell.go(People())
    training.driver.settle()
    assert "KD-9999" in training.driver.texts()
