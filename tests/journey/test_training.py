"""Training: three made-up people, a banner on every screen, a watermark on every sheet, and a wall to the real work."""

from functools import partial
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.content.load import PACKS_FOLDER
from dasupport.refusal_id import RefusalId
from dasupport.tour.driver import Driver
from dasupport.ui.screen.routes import Directory, FacingPerson, Home, NewPerson, People, PrintSheets
from dasupport.ui.screens.people import people, person
from dasupport.ui.screens.session import print_sheets
from tests.journey.conftest import Begin
from tests.journey.test_every_word import every_place
from tests.journey.worker import DeskWork


@pytest.fixture
def training(begin: Begin) -> DeskWork:
    driver = begin(realm=Realm.TRAINING, pack=PACKS_FOLDER / "en")
    worker = DeskWork(driver)
    worker.unlock(driver.app.app_context.training_passphrase)
    return worker


def banner(driver: Driver) -> str:
    return driver.app.app_context.lock_screen_pack.window.training


def open_first(worker: DeskWork) -> None:
    """An open session of the person who has one."""
    worker.person("KD-3175")
    worker.driver.press_first(person.OPEN_SESSION)


def test_that_the_passphrase_of_training_stands_on_its_lock_screen(begin: Begin) -> None:
    driver = begin(realm=Realm.TRAINING, pack=PACKS_FOLDER / "en")
    assert any(driver.app.app_context.training_passphrase in text for text in driver.list_texts())
    assert banner(driver) in driver.list_texts()


def test_that_three_people_wait_there_one_of_each_kind(training: DeskWork) -> None:
    office = training.driver.app.session_context
    assert office is not None
    asked = office.open_vault.people
    found = training.ask(asked.list_people)
    assert len(found) == 3
    presenting = {training.ask(partial(asked.open_person, row.id)).statements[-1].presenting for row in found}
    assert presenting == set(Presenting)


@pytest.mark.long
def test_that_the_banner_is_on_every_screen(training: DeskWork) -> None:
    driver = training.driver
    for route in (Home(), NewPerson(), People(), Directory()):
        driver.app.go(route)
        driver.wait_until_idle()
        assert banner(driver) in driver.list_texts(), route
    open_first(training)
    for place in (*every_place(Presenting.EXPERIENCING), SessionPage.CHECK):
        training.place(place)
        assert banner(driver) in driver.list_texts(), place
    driver.app.go(FacingPerson(training.session, "LE-FRAME-1"))
    driver.wait_until_idle()
    assert banner(driver) in driver.list_texts()
    for _ in range(3):
        driver.press_keys("Shift")
    assert banner(driver) in driver.list_texts()


def test_that_every_sheet_bears_the_watermark(training: DeskWork, tmp_path: Path) -> None:
    driver = training.driver
    open_first(training)
    driver.app.go(PrintSheets(training.session))
    driver.wait_until_idle()
    page = driver.app.page
    assert page is not None
    assert isinstance(page.presenter, print_sheets.PrintPresenter)
    page.presenter.ask_save_path = lambda _: tmp_path / "file.pdf"
    driver.choose(print_sheets.PrintField.FILE_READER, "own_team")
    driver.press(print_sheets.PrintAction.SEE_FILE)
    driver.press(print_sheets.PrintAction.SAVE)
    training.type_again(driver.app.app_context.training_passphrase)
    document = PdfDocument(tmp_path / "file.pdf")
    office = driver.app.session_context
    assert office is not None
    mark = office.pack.labels.sheets.watermark
    assert all(mark in sheet.get_textpage().get_text_range() for sheet in document)
    document.close()


def test_that_the_real_work_does_not_open_a_training_vault(training: DeskWork, begin: Begin, tmp_path: Path) -> None:
    home, phrase = training.driver.app.settings.folder, training.driver.app.app_context.training_passphrase
    training.driver.app.close_program()
    training.driver.wait_until_idle()
    real = tmp_path / "other"
    (real / "live").mkdir(parents=True)
    (home / "training" / "made-up").rename(real / "live" / "made-up")
    driver = begin(real, pack=PACKS_FOLDER / "en")
    DeskWork(driver).unlock(phrase)
    assert driver.app.session_context is None
    assert driver.app.app_context.vault_access.refusal_sentence(RefusalId.V_OTHER_REALM)[0] in driver.list_texts()


def test_that_training_does_not_open_a_real_vault(worker: DeskWork, begin: Begin, tmp_path: Path) -> None:
    home = worker.driver.app.settings.folder
    worker.driver.app.close_program()
    worker.driver.wait_until_idle()
    made = next((home / "live").glob("*/keyring.a")).parent
    school = tmp_path / "school"
    (school / "training").mkdir(parents=True)
    made.rename(school / "training" / "made-up")
    driver = begin(school, realm=Realm.TRAINING, pack=PACKS_FOLDER / "en")
    DeskWork(driver).unlock()
    assert driver.app.session_context is None
    assert driver.app.app_context.vault_access.refusal_sentence(RefusalId.V_OTHER_REALM)[0] in driver.list_texts()


def test_that_a_person_met_in_training_is_there_the_next_time(training: DeskWork) -> None:
    training.driver.press_keys("Ctrl+N")
    training.driver.type_text(people.CODE, "KD-9999")
    training.driver.choose(people.PRESENTING, Presenting.USING)
    training.driver.press("begin")
    phrase = training.driver.app.app_context.training_passphrase
    training.lock()
    training.unlock(phrase)
    training.driver.app.go(People())
    training.driver.wait_until_idle()
    assert "KD-9999" in training.driver.list_texts()
