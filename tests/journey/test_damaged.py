"""Damage that is met while the records are open, at a real window: one verdict, the way to what helps, no word lost."""

from pathlib import Path

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.ui.screen.routes import Backups
from dasupport.ui.screens.access import open_failures
from dasupport.ui.screens.overlay.refusal import RefusalAction
from dasupport.ui.screens.vault import backups
from dasupport.vault.sidecar import damage_marker
from tests.journey.test_every_word import meet
from tests.journey.test_late_answers import NOTE
from tests.journey.worker import DeskWork
from tests.samples import PASSPHRASE
from tests.vault.tampering import DATA, PAGE, flip

UNREAD = 20 * PAGE + 200
"""In a page that nothing reads on the way to the first page: a backup reads it."""
TOLD = "seen at the door"
VERDICT, LEAVE = "V-DATA-DAMAGED say", "damaged_lock"


@pytest.fixture
def worker(new_vault_worker: DeskWork) -> DeskWork:
    """A worker whose vault has no backup yet: its lock makes the first."""
    return new_vault_worker


def place_of(worker: DeskWork) -> Path:
    (folder,) = worker.driver.app.settings.list_vaults(Realm.LIVE)
    return folder


@pytest.fixture
def spoilt(worker: DeskWork) -> DeskWork:
    """Somebody with a backup, whose file was damaged since, and who has unlocked again."""
    worker.lock()
    flip(place_of(worker) / DATA, UNREAD)
    worker.unlock()
    return worker


def make_one(worker: DeskWork) -> None:
    worker.driver.app.go(Backups())
    worker.driver.wait_until_idle()
    worker.driver.press(backups.BackupsAction.CREATE)


def test_that_home_says_after_the_next_unlocking_what_the_backup_at_the_lock_found(spoilt: DeskWork) -> None:
    for made in (place_of(spoilt) / "backups").iterdir():
        made.unlink()
    assert VERDICT not in spoilt.driver.list_texts()
    spoilt.lock()
    assert VERDICT in spoilt.driver.list_texts()
    assert spoilt.driver.has_widget(open_failures.RESTORE)
    assert spoilt.driver.has_widget(open_failures.SALVAGE)
    spoilt.unlock()
    assert {VERDICT, LEAVE, "home_damaged"} <= set(spoilt.driver.list_texts())
    spoilt.driver.press("lock")
    assert spoilt.driver.has_widget(open_failures.RESTORE)


def test_that_a_backup_that_meets_it_says_so_and_its_button_is_itself_again(spoilt: DeskWork) -> None:
    make_one(spoilt)
    assert {VERDICT, LEAVE, "damaged_words"} <= set(spoilt.driver.list_texts())
    spoilt.driver.press(RefusalAction.CLOSE)
    said = spoilt.driver.list_texts()
    assert {VERDICT, "make"} <= set(said)
    assert "making" not in said
    assert not [text for text in said if "V-READ-ONLY" in text or "REF-FAULT" in text]


def test_that_words_written_after_it_was_met_come_back_with_the_restored_records(worker: DeskWork) -> None:
    meet(worker, Presenting.USING)
    worker.place(SessionPage.NOTICE)
    session = worker.session
    worker.lock()
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    flip(place_of(worker) / DATA, UNREAD)
    make_one(worker)
    worker.driver.press(RefusalAction.CLOSE)
    worker.back_to(session, SessionPage.NOTICE)
    worker.driver.type_text(NOTE, TOLD)
    assert {VERDICT, LEAVE} <= set(worker.driver.list_texts())
    worker.driver.press("lock")
    folder = place_of(worker)
    assert damage_marker.has_marker(folder)
    worker.driver.press(open_failures.RESTORE)
    worker.driver.type_text("passphrase", PASSPHRASE)
    worker.driver.press("restore")
    worker.driver.press("back")
    assert VERDICT not in worker.driver.list_texts()
    worker.unlock()
    worker.back_to(session, SessionPage.NOTICE)
    assert dict(worker.fields())[NOTE] == TOLD
