"""The first minute: a vault is made, and found again."""

from dasupport.casework.recovery_code import decode_code
from dasupport.tour.driver import Driver
from dasupport.ui.screen.routes import Home, Keys, RecoveryCode
from dasupport.ui.session.chrome import build_chrome
from tests.journey.conftest import Begin
from tests.journey.worker import DeskWork, new_worker
from tests.samples import PASSPHRASE


def offered(driver: Driver) -> str:
    return next(text for text in driver.list_texts() if len(text.split()) == 6 and text.islower())


def test_that_six_words_are_offered_and_typed_back(driver: Driver) -> None:
    phrase = offered(driver)
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", phrase)
    driver.press("make")
    assert driver.app.session_context is not None
    assert driver.app.session_context.open_vault.owner.name == "Amara Osei"


def test_that_a_new_vault_begins_with_its_recovery_code_which_opens_it_when_the_words_are_forgotten(
    driver: Driver,
) -> None:
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", offered(driver))
    driver.press("make")
    code = next(text for text in driver.list_texts() if decode_code(text))
    driver.type_text("code-typed", code)
    driver.press("code-keep")
    assert not driver.has_widget("keys")
    driver.press_keys("Ctrl+L")
    driver.press("ways-in")
    driver.type_text("typed", code)
    driver.press("own")
    driver.type_text("passphrase", PASSPHRASE)
    driver.type_text("again", PASSPHRASE)
    driver.press("go")
    assert driver.app.session_context is not None
    driver.press_keys("Ctrl+L")
    DeskWork(driver).unlock(PASSPHRASE)
    assert driver.app.session_context is not None


def test_that_a_code_that_was_typed_before_unlocking_does_not_stand_there_for_long(driver: Driver) -> None:
    new_worker(driver)
    driver.press_keys("Ctrl+L")
    driver.press("ways-in")
    driver.type_text("typed", "ABCD")
    driver.app.window.idle_timer.timed_out.emit()
    driver.wait_until_idle()
    assert not driver.has_widget("typed")
    driver.press("ways-in")
    assert "ABCD" not in driver.list_texts()


def test_that_who_makes_no_code_now_is_reminded_on_the_first_page(driver: Driver) -> None:
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", offered(driver))
    driver.press("make")
    driver.press("code-later")
    assert driver.has_widget("keys")


def test_that_nothing_is_marked_in_the_rail_while_the_first_code_is_written_down(driver: Driver) -> None:
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", offered(driver))
    driver.press("make")
    office = driver.app.session_context
    assert office is not None
    assert [item.key for item in build_chrome(office, RecoveryCode()).items if item.is_current] == []
    driver.press("code-later")
    assert [item.key for item in build_chrome(office, RecoveryCode()).items if item.is_current] == ["settings"]


def test_that_once_the_first_page_is_left_no_code_is_made_without_the_passphrase(driver: Driver) -> None:
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", offered(driver))
    driver.press("make")
    assert not driver.has_widget("code-now")
    for route in (Home(), Keys(), RecoveryCode()):
        driver.app.go(route)
        driver.wait_until_idle()
    assert driver.has_widget("code-now")


def test_that_other_words_can_be_had(driver: Driver) -> None:
    before = offered(driver)
    driver.press("offer")
    assert offered(driver) != before


def test_that_what_was_offered_opens_the_vault_again(driver: Driver) -> None:
    phrase = offered(driver)
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", phrase)
    driver.press("make")
    driver.press_keys("Ctrl+L")
    assert driver.app.session_context is None
    DeskWork(driver).unlock(phrase)
    assert driver.app.session_context is not None


def test_that_words_not_typed_back_rightly_make_nothing(driver: Driver) -> None:
    driver.type_text("name", "Amara Osei")
    driver.type_text("again", "something else")
    driver.press("make")
    assert driver.app.session_context is None
    assert driver.has_widget("make")
    assert not (driver.app.settings.folder / "live").exists()


def test_that_a_refused_passphrase_says_why_and_loses_no_name(driver: Driver) -> None:
    driver.type_text("name", "Amara Osei")
    driver.press("own")
    driver.type_text("passphrase", "too short")
    driver.type_text("again", "too short")
    driver.press("make")
    assert any("PASS-SHORT" in text for text in driver.list_texts())
    assert "Amara Osei" in driver.list_texts()


def test_that_a_wrong_passphrase_opens_nothing_and_may_be_tried_again(worker: DeskWork) -> None:
    worker.lock()
    worker.unlock("not the passphrase at all")
    assert worker.driver.app.session_context is None
    assert any("V-PASS-WRONG" in text for text in worker.driver.list_texts())
    worker.unlock()
    assert worker.driver.app.session_context is not None


def test_that_the_next_day_begins_at_the_lock_screen(worker: DeskWork, begin: Begin) -> None:
    home = worker.driver.app.settings.folder
    worker.driver.app.close_program()
    worker.driver.wait_until_idle()
    next_day = begin(home)
    assert next_day.has_widget("open")
    assert not next_day.has_widget("make")
    DeskWork(next_day).unlock(PASSPHRASE)
    assert next_day.app.session_context is not None
