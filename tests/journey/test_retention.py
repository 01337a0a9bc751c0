"""A deletion at a real window: shown at home, carried out by hand with the passphrase, gone from the file."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person
from dasupport.casework.realms import Realm
from dasupport.casework.retention import Deletion, DeletionReason
from dasupport.ui.screen.blocks import Card, iter_blocks
from dasupport.ui.screens.home import home
from dasupport.ui.screens.vault import record_retention, retention
from dasupport.vault.access.opener import VaultOpener
from tests.journey.conftest import Begin
from tests.journey.worker import DeskWork
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock, answer, entry, session
from tests.vault.raw_database import laid_bare, words_left
from tests.vault.tampering import WHOLE, verdict
from tests.vault.vault_steps import add, met, start, two_weeks

WORDS = ["Bittersweet", "quokkaquokka", "KD-wombat"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault in which somebody asked for a deletion fifteen days ago."""
    then = FixedClock(datetime.now(UTC) - timedelta(days=15))
    (tmp_path / "home" / "live").mkdir(parents=True)
    vault = VaultOpener(Realm.LIVE, CHEAP, then).create(tmp_path / "home" / "live" / "0123456789ab", PASSPHRASE, OWNER)
    met(vault, Person("p1", WORDS[2], "swale", then()), WORDS[0])
    start(vault, session())
    add(vault, entry(Kind.NOTE, "N1", answer(WORDS[1])))
    asked = Deletion("d1", "p1", DeletionReason.PERSON_ASKED, then(), OWNER.name, then() + timedelta(days=14))
    vault.transact(lambda work: work.retention.request_deletion(asked))
    two_weeks(vault, then)
    vault.close()
    return vault.folder


def test_that_a_deletion_is_shown_at_home_and_happens_only_by_hand(begin: Begin, folder: Path) -> None:
    worker = DeskWork(begin())
    driver = worker.driver
    worker.unlock()
    driver.press(home.RECORDS)
    driver.press_first(retention.RECORD)
    driver.press(record_retention.RecordRetentionAction.CARRY_OUT_DELETION)
    worker.type_again()
    page = driver.app.page
    assert page is not None
    assert "certificate:d1" in [block.key for block in iter_blocks(page.shown_screen.blocks) if isinstance(block, Card)]
    worker.lock()
    assert words_left(laid_bare(folder), WORDS) == []
    assert verdict(folder) == WHOLE


def test_that_a_deletion_whose_days_are_over_waits_for_ever_if_nobody_carries_it_out(
    begin: Begin, folder: Path
) -> None:
    worker = DeskWork(begin())
    for _ in range(2):
        worker.unlock()
        assert worker.driver.has_widget(home.RECORDS)
        worker.lock()
    assert words_left(laid_bare(folder), WORDS) == WORDS


def test_that_leaving_the_passphrase_out_deletes_nothing(begin: Begin, folder: Path) -> None:
    worker = DeskWork(begin())
    driver = worker.driver
    worker.unlock()
    driver.press(home.RECORDS)
    driver.press_first(retention.RECORD)
    driver.press(record_retention.RecordRetentionAction.CARRY_OUT_DELETION)
    driver.press("again-cancel")
    assert driver.has_widget(record_retention.RecordRetentionAction.CARRY_OUT_DELETION)
    driver.press(record_retention.RecordRetentionAction.WITHDRAW_REQUEST)
    assert driver.has_widget(record_retention.RecordRetentionAction.REQUEST_DELETION)
    worker.lock()
    assert words_left(laid_bare(folder), WORDS) == WORDS
