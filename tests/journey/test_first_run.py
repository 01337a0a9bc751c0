"""The first minute: a vault is made, and found again."""

from dasupport.casework.recovery_code import decode_code
from dasupport.ui.driver import Driver
from dasupport.ui.frame import frame
from dasupport.ui.routes import Code, Home, Keys
from tests.journey.conftest import Begin
from tests.journey.desk_work import DeskWork, new_worker
from tests.made import PASSPHRASE


def offered(driver: Driver) -> str:
    return next(text for text in driver.texts() if len(text.split()) == 6 and text.islower())


def test_that_six_words_are_offered_and_typed_back(driver: Driver) -> None:
    phrase = offered(driver)
    driver.type("name", "Amara Osei")
    driver.type("again", phrase)
    driver.press("make")
    assert driver.shell.office is not None
    assert driver.shell.office.unlocked.owner.name == "Amara Osei"


def test_that_a_new_vault_begins_with_its_recovery_code_which_opens_it_when_the_words_are_forgotten(
    driver: Driver,
) -> None:
    driver.type("name", "Amara Osei")
    driver.type("again", offered(driver))
    driver.press("make")
    code = next(text for text in driver.texts() if decode_code(text))
    driver.type("code-typed", code)
    driver.press("code-keep")
    assert not driver.has("keys")
    driver.keys("Ctrl+L")
    driver.press("ways-in")
    driver.type("typed", code)
    driver.press("own")
    driver.type("passphrase", PASSPHRASE)
    driver.type("again", PASSPHRASE)
    driver.press("go")
    assert driver.shell.office is not None
    driver.keys("Ctrl+L")
    DeskWork(driver).unlock(PASSPHRASE)
    assert driver.shell.office is not None


def test_that_a_code_that_was_typed_before_unlocking_does_not_stand_there_for_long(driver: Driver) -> None:
    new_worker(driver)
    driver.keys("Ctrl+L")
    driver.press("ways-in")
    driver.type("typed", "ABCD")
    driver.shell.window.idle.passed.emit()
    driver.settle()
    assert not driver.has("typed")
    driver.press("ways-in")
    assert "ABCD" not in driver.texts()


def test_that_who_makes_no_code_now_is_reminded_on_the_first_page(driver: Driver) -> None:
    driver.type("name", "Amara Osei")
    driver.type("again", offered(driver))
    driver.press("make")
    driver.press("code-later")
    assert driver.has("keys")


def test_that_nothing_is_marked_in_the_rail_while_the_first_code_is_written_down(driver: Driver) -> None:
    driver.type("name", "Amara Osei")
    driver.type("again", offered(driver))
    driver.press("make")
    office = driver.shell.office
    assert office is not None
    assert [item.key for item in frame(office, Code()).items if item.here] == []
    driver.press("code-later")
    assert [item.key for item in frame(office, Code()).items if item.here] == ["settings"]


def test_that_once_the_first_page_is_left_no_code_is_made_without_the_passphrase(driver: Driver) -> None:
    driver.type("name", "Amara Osei")
    driver.type("again", offered(driver))
    driver.press("make")
    assert not driver.has("code-now")
    for route in (Home(), Keys(), Code()):
        driver.shell.go(route)
        driver.settle()
    assert driver.has("code-now")


def test_that_other_words_can_be_had(driver: Driver) -> None:
    before = offered(driver)
    driver.press("offer")
    assert offered(driver) != before


def test_that_what_was_offered_opens_the_vault_again(driver: Driver) -> None:
    phrase = offered(driver)
    driver.type("name", "Amara Osei")
    driver.type("again", phrase)
    driver.press("make")
    driver.keys("Ctrl+L")
    assert driver.shell.office is None
    DeskWork(driver).unlock(phrase)
    assert driver.shell.office is not None


def test_that_words_not_typed_back_rightly_make_nothing(driver: Driver) -> None:
    driver.type("name", "Amara Osei")
    driver.type("again", "something else")
    driver.press("make")
    assert driver.shell.office is None
    assert driver.has("make")
    assert not (driver.shell.settings.folder / "live").exists()


def test_that_a_refused_passphrase_says_why_and_loses_no_name(driver: Driver) -> None:
    driver.type("name", "Amara Osei")
    driver.press("own")
    driver.type("passphrase", "too short")
    driver.type("again", "too short")
    driver.press("make")
    assert any("PASS-SHORT" in text for text in driver.texts())
    assert "Amara Osei" in driver.texts()


def test_that_a_wrong_passphrase_opens_nothing_and_may_be_tried_again(worker: DeskWork) -> None:
    worker.lock()
    worker.unlock("not the passphrase at all")
    assert worker.driver.shell.office is None
    assert any("V-PASS-WRONG" in text for text in worker.driver.texts())
    worker.unlock()
    assert worker.driver.shell.office is not None


def test_that_the_next_day_begins_at_the_lock_screen(worker: DeskWork, begin: Begin) -> None:
    home = worker.driver.shell.settings.folder
    worker.driver.shell.close()
    worker.driver.settle()
    next_day = begin(home)
    assert next_day.has("open")
    assert not next_day.has("make")
    DeskWork(next_day).unlock(PASSPHRASE)
    assert next_day.shell.office is not None
