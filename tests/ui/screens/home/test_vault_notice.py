"""What home says of the vault itself: when it was closed, so that an older copy is noticed by whoever worked since."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dasupport.actions.key_management import KeyStatus
from dasupport.actions.unlock import Unlocker
from dasupport.casework.backup_status import BackupStatus
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Button, Paragraph
from dasupport.ui.screen.routes import Home
from dasupport.ui.screens.home.vault_notice import build_last_closed_note, build_status_blocks
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock
from tests.ui.samples import Hand, inside, keys

CLOSED = datetime(2026, 11, 20, 17, 40, tzinfo=UTC)
CLOSED_SAID = "closed weekdays4 20 months10 2026 17:40"


def said(pack: Pack, state: KeyStatus | None) -> list[str]:
    return [part.text for part in build_last_closed_note(pack, state, UTC) if isinstance(part, Paragraph)]


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        (None, CLOSED_SAID),
        (CLOSED - timedelta(hours=8), CLOSED_SAID),
        (CLOSED - timedelta(days=1), f"{CLOSED_SAID} opened weekdays3 19 months10 2026"),
        (CLOSED + timedelta(days=2), f"{CLOSED_SAID} not_closed weekdays6 22 months10 2026 17:40"),
    ],
)
def test_that_the_day_is_told_on_which_it_was_closed_and_opened_if_that_was_another(
    blank: Pack, opened: datetime | None, told: str
) -> None:
    assert said(blank, KeyStatus((), last_closed_at=CLOSED, last_opened_at=opened)) == [told]


def test_that_nothing_is_told_where_nothing_is_known(blank: Pack) -> None:
    assert said(blank, None) == said(blank, KeyStatus(())) == []


@pytest.mark.parametrize(("wrong", "told"), [(1, "tries_one"), (7, "tries 7")])
def test_that_wrong_tries_before_this_unlocking_are_told_beside_it(blank: Pack, wrong: int, told: str) -> None:
    assert said(blank, KeyStatus((), last_closed_at=CLOSED, failed_attempts=wrong)) == [f"{CLOSED_SAID} {told}"]
    assert said(blank, KeyStatus((), failed_attempts=wrong)) == [told]


def test_that_the_line_is_quiet_and_stands_under_the_greeting(hand: Hand) -> None:
    hand.vault.close()
    hand.clock.move(days=3)
    hand.change(open_vault=Unlocker(Realm.LIVE, hand.pack, CHEAP, hand.clock).open(hand.vault.folder, PASSPHRASE))
    hand.go(Home())
    assert keys(hand.screen)[:4] == ["home", "head", "new", "closed"]
    assert hand.find(Paragraph, "closed") == Paragraph("closed weekdays5 21 months10 2026 12:00", "small", "closed")
    hand.office.open_vault.close()


def days(access: Unlocker, folder: Path) -> tuple[datetime | None, datetime | None]:
    """What the next unlocking is told."""
    unlocked = access.open(folder, PASSPHRASE)
    state = unlocked.keys.get_status()
    unlocked.close()
    return state.last_closed_at, state.last_opened_at


def test_that_a_folder_put_back_with_the_note_beside_it_says_the_older_day(
    shut: Path, blank: Pack, tmp_path: Path, clock: FixedClock
) -> None:
    """Both old: nothing gives it away but these days, and only to whoever knows better."""
    access = Unlocker(Realm.LIVE, blank, CHEAP, clock)
    days(access, shut)
    kept = shutil.copytree(shut.parent, tmp_path / "kept")
    clock.move(days=4)
    assert days(access, shut) == (NOON, NOON)
    clock.move(days=1)
    assert days(access, shut) == (NOON + timedelta(days=4), NOON + timedelta(days=4))
    assert days(access, kept / shut.name) == (NOON, NOON)


def test_that_notes_about_the_vault_share_one_row_with_the_ways_there(blank: Pack) -> None:
    blocks = build_status_blocks(blank, BackupStatus(), KeyStatus(()), NOON, UTC)
    ways = [part.key for part in inside(blocks) if isinstance(part, Button)]
    assert (ways, blocks[-1].key, keys(blocks).count("no-code")) == (["backups", "keys"], "standing", 1)
    assert build_status_blocks(blank, None, None, NOON, UTC) == ()
