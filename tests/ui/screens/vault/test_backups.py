"""The page about backups, and the line about them at home: how they stand, and what to do, in plain words."""

from pathlib import Path

import pytest

from dasupport.platform.device_check import TargetFolder
from dasupport.ui.screen.blocks import Button, Chip, Note, StatementRow
from dasupport.ui.screen.intents import Pressed
from dasupport.ui.screen.routes import Backups, Home, Settings
from dasupport.ui.screens.vault.backups import BackupsAction, BackupsPresenter
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER
from dasupport.vault.maintenance.backup_file import open_archive
from dasupport.vault.maintenance.backup_schedule import list_backups
from tests.samples import no_room
from tests.ui.manual_worker import Lane
from tests.ui.samples import Hand, inside, keys
from tests.vault.tampering import flip
from tests.vault.vault_steps import actions


def at_backups(hand: Hand) -> BackupsPresenter:
    hand.go(Backups())
    assert isinstance(hand.page, BackupsPresenter)
    return hand.page


def button(hand: Hand, key: str) -> Button:
    return next(part for part in inside(hand.screen) if isinstance(part, Button) and part.key == key)


def note(hand: Hand, key: str) -> Note:
    return next(part for part in inside(hand.screen) if isinstance(part, Note) and part.key == key)


def files(hand: Hand) -> list[Path]:
    return [each.path for each in list_backups(hand.vault.folder / BACKUPS_FOLDER)]


def test_that_without_one_it_says_so_and_offers_to_make_one(hand: Hand) -> None:
    at_backups(hand)
    assert note(hand, "last").tone == "care"
    assert BackupsAction.VERIFY not in keys(hand.screen)
    assert not button(hand, BackupsAction.COPY_OFFSITE).enabled
    assert "carry_first" in hand.texts


def test_that_one_is_made_and_stands_in_the_list_as_checked(hand: Hand) -> None:
    at_backups(hand).handle(Pressed(BackupsAction.CREATE))
    (line,) = [part for part in inside(hand.screen) if isinstance(part, StatementRow)]
    assert (line.label, line.chips) == ("21 months10 2026, 12:00", (Chip("checked 21 months10 2026", "good"),))
    good = [part for part in inside(hand.screen) if isinstance(part, Note) and part.tone == "good"]
    assert [(part.title, part.say) for part in good] == [("made", "last 21 months10 2026, 12:00")]
    assert "made" in hand.texts
    assert len(files(hand)) == 1


def test_that_the_newest_is_tried(hand: Hand) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    page.handle(Pressed(BackupsAction.VERIFY))
    assert "proved" in hand.texts
    assert actions(hand.vault)[-1] == "backup proved"


def test_that_a_damaged_one_is_said_in_its_own_sentence_here_and_at_home(hand: Hand) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    flip(files(hand)[0], 50_000)
    page.handle(Pressed(BackupsAction.VERIFY))
    assert (note(hand, "refused").title, note(hand, "refused").tone) == ("V-BACKUP-DAMAGED say", "stop")
    hand.go(Home())
    assert note(hand, "backup-trouble").say == "V-BACKUP-DAMAGED say"


def test_that_a_full_disk_is_said_and_the_page_goes_on(hand: Hand) -> None:
    page = at_backups(hand)
    with no_room(20_000):
        page.handle(Pressed(BackupsAction.CREATE))
    assert note(hand, "refused").title in ("V-DISK-FULL say", "V-NOT-SAVED say")
    page.handle(Pressed(BackupsAction.CREATE))
    assert "made" in hand.texts


def test_that_a_copy_goes_where_the_user_says_after_the_passphrase(hand: Hand, tmp_path: Path) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    named: list[str] = []

    def where(name: str) -> Path:
        named.append(name)
        return tmp_path / name

    page.ask_save_path = where
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    assert "carried_now" not in hand.texts
    assert not any(tmp_path.glob("file*"))
    hand.type_again()
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    assert "carried_now" in hand.texts
    assert open_archive(tmp_path / named[-1]).header == open_archive(files(hand)[0]).header


def test_that_a_choice_that_is_broken_off_changes_nothing(hand: Hand) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    before = actions(hand.vault)
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    assert actions(hand.vault) == before


def test_that_a_place_among_the_files_of_the_vault_is_refused(hand: Hand) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    page.ask_save_path = lambda name: hand.vault.folder / name
    hand.type_again()
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    assert note(hand, "refused").title == "SAVE-WHERE say"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (TargetFolder(), []),
        (TargetFolder(is_removable=True), []),
        (TargetFolder(synced_by="OneDrive"), ["place-copied"]),
    ],
)
def test_that_a_copy_on_the_same_disk_is_told_and_the_week_goes_on(
    hand: Hand, tmp_path: Path, place: TargetFolder, said: list[str]
) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    hand.around.target_folder = place
    page.ask_save_path = lambda name: tmp_path / name
    hand.type_again()
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    assert [key for key in keys(hand.screen) if key.startswith("place-")] == ["place-here", *said]
    hand.clock.move(days=7)
    hand.go(Home())
    assert "backup-carry" in keys(hand.screen)


def test_that_after_a_week_without_a_copy_elsewhere_it_is_said_here_and_at_home(hand: Hand, stick: Path) -> None:
    page = at_backups(hand)
    page.handle(Pressed(BackupsAction.CREATE))
    hand.clock.move(days=6)
    hand.go(Home())
    assert "backup-carry" not in keys(hand.screen)
    hand.clock.move(days=1)
    hand.go(Home())
    assert note(hand, "backup-carry").tone == "care"
    page = at_backups(hand)
    assert note(hand, "carried").title == "never"
    page.ask_save_path = lambda name: stick / name
    hand.type_again()
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    assert "place-here" not in keys(hand.screen)
    hand.go(Home())
    assert "backup-carry" not in keys(hand.screen)


def test_that_home_says_when_the_last_checked_one_was_made_and_leads_there(hand: Hand) -> None:
    hand.go(Home())
    assert "home_none" in hand.texts
    at_backups(hand).handle(Pressed(BackupsAction.CREATE))
    hand.go(Home())
    assert "home_last 21 months10 2026, 12:00" in hand.texts
    hand.page.handle(Pressed("backups"))
    assert hand.route == Backups()


def test_that_home_tries_the_newest_once_a_month(hand: Hand) -> None:
    hand.office.open_vault.backups.create()
    counts = []
    for days in (0, 1, 28, 1, 1):
        hand.clock.move(days=days)
        hand.go(Home())
        counts.append(actions(hand.vault).count("backup proved"))
    assert counts == [1, 1, 1, 2, 2]


def test_that_while_one_is_made_nothing_else_can_be_begun(slow: Hand, lane: Lane) -> None:
    page = at_backups(slow)
    lane.go_on()
    page.handle(Pressed(BackupsAction.CREATE))
    assert button(slow, BackupsAction.CREATE).label == "making"
    page.handle(Pressed(BackupsAction.CREATE))
    page.handle(Pressed(BackupsAction.COPY_OFFSITE))
    lane.go_on()
    assert button(slow, BackupsAction.CREATE).label == "make"
    assert len(files(slow)) == 1


def test_that_the_way_back_leads_to_settings(hand: Hand) -> None:
    at_backups(hand).handle(Pressed(BackupsAction.BACK))
    assert hand.route == Settings()


@pytest.mark.parametrize("key", ["x", "kept:y"])
def test_that_any_other_key_does_nothing(hand: Hand, key: str) -> None:
    page = at_backups(hand)
    before = actions(hand.vault)
    page.handle(Pressed(key))
    assert actions(hand.vault) == before
