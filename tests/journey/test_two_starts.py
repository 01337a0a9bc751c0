"""The program is started twice: each start has its lock screen, one has the vault, and neither knows of the other."""

from pathlib import Path

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.tour.driver import Driver
from tests.journey.conftest import Begin
from tests.journey.test_every_word import meet
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE


def tries(driver: Driver) -> None:
    driver.type_text("passphrase", PASSPHRASE)
    driver.press("open")


def test_that_the_second_is_told_that_the_vault_is_open_and_the_first_goes_on(worker: DeskWork, begin: Begin) -> None:
    meet(worker, Presenting.USING)
    session = worker.session
    worker.place(SessionPage.NOTICE)
    worker.driver.keep_typing(NOTE, "half a wo")
    second = begin()
    tries(second)
    assert "V-BUSY say" in "\n".join(second.list_texts())
    assert second.app.session_context is None
    worker.driver.keep_typing(NOTE, "rd more")
    worker.driver.app.lock()
    worker.driver.wait_until_idle()
    tries(second)
    assert second.app.session_context is not None
    again = DeskWork(second)
    again.back_to(session, SessionPage.NOTICE)
    assert dict(again.fields())[NOTE] == "half a word more"


def test_that_a_closed_vault_keeps_the_first_out_in_turn(worker: DeskWork, begin: Begin) -> None:
    worker.driver.app.lock()
    worker.driver.wait_until_idle()
    second = begin()
    tries(second)
    assert second.app.session_context is not None
    tries(worker.driver)
    assert "V-BUSY say" in "\n".join(worker.driver.list_texts())


def test_that_what_one_sets_does_not_undo_what_the_other_set(worker: DeskWork, begin: Begin, tmp_path: Path) -> None:
    second = begin()
    first = worker.driver.app
    first.change_settings(first.settings.with_away("cover"))
    second.app.change_settings(second.app.settings.with_appearance("dark", 100))
    assert (second.app.settings.auto_lock.away, second.app.settings.appearance.look) == ("cover", "dark")


def test_that_no_door_stands_open_between_them(worker: DeskWork, begin: Begin, tmp_path: Path) -> None:
    begin()
    odd = [path for path in tmp_path.rglob("*") if not (path.is_file() or path.is_dir())]
    assert odd == []
