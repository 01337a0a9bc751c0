"""Saving what can be read, at the lock screen: which vault, its passphrase, and how much of how much came out."""

import shutil
from pathlib import Path

import pytest

from dasupport.app import LIVE, Entrance
from dasupport.content.load import PACKS
from dasupport.content.pack import Pack
from dasupport.settings import Settings
from dasupport.ui.blocks import Choice, Lines, Note
from dasupport.ui.intents import Chose, Pressed, Typed
from dasupport.ui.running import Run, at_once
from dasupport.ui.screens.doorway import EMERGENCY, RESTORE
from dasupport.ui.screens.salvaging import BACK, GO, PHRASE, WHICH, SalvagingPage
from dasupport.vault.door import Door
from dasupport.vault.shelf import make
from tests.made import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.ui.lane import Lane
from tests.ui.made import inside, keys, texts
from tests.vault.tampering import DATA, PAGE, by_sql, contents, flip, pages, verdict


class Locked:
    """Somebody in front of a lock screen, on a laptop with one vault."""

    def __init__(self, home: Path, lived_in: Path, pack: Pack, run: Run = at_once) -> None:
        self.home = home
        self.pack = pack
        self.run = run
        self.folder = Path(shutil.copytree(lived_in, home / LIVE / "a1b2c3"))
        self.entrance = Entrance(LIVE, home, PACKS / "blank", CHEAP)
        self.left = False
        self.went: list[str] = []
        self.page = self.again(self.folder)

    @property
    def vaults(self) -> tuple[Path, ...]:
        return Settings.read(self.home).vaults(LIVE)

    def again(self, folder: Path | None) -> SalvagingPage:
        self.page = SalvagingPage(
            self.pack, folder, self.vaults, self.entrance, self.entrance, self.run, self.leave,
            lambda: self.went.append("restore"), lambda: self.went.append("emergency"),
        )  # fmt: skip
        return self.page

    def leave(self) -> None:
        self.left = True

    def save(self, typed: str = PASSPHRASE) -> list[str]:
        self.page.handle(Typed(PHRASE, typed))
        self.page.handle(Pressed(GO))
        return [part.key for part in inside(self.page.screen()) if isinstance(part, Note)]

    def counts(self) -> list[tuple[str, str]]:
        found = (part for part in inside(self.page.screen()) if isinstance(part, Lines))
        return [(line.name, line.about) for lines in found for line in lines.lines]


@pytest.fixture
def locked(tmp_path: Path, lived_in: Path, blank: Pack) -> Locked:
    return Locked(tmp_path / "home", lived_in, blank)


def broken(folder: Path, number: int) -> None:
    found = pages(folder / DATA)
    found[number] = bytes(PAGE)
    (folder / DATA).write_bytes(b"".join(found))


def test_that_what_is_lost_is_said_beside_what_was_read_and_never_called_whole(locked: Locked) -> None:
    by_sql(locked.folder, "DELETE FROM entry WHERE seq > 4")
    before = contents(locked.folder)
    assert locked.save() == ["done", "lacking"]
    assert locked.counts()[:3] == [("people", "count 1 1"), ("sessions", "count 1 1"), ("entries", "count 4 13")]
    assert contents(locked.folder) == before
    (made,) = (path for path in locked.vaults if path != locked.folder)
    assert f"done {made.name[:4]}" in texts(locked.page.screen())
    locked.entrance.open(made, PASSPHRASE).close()


def test_that_statements_without_their_conversation_are_counted(locked: Locked) -> None:
    by_sql(locked.folder, "DELETE FROM session")
    locked.save()
    assert ("loose", "14") in locked.counts() or ("loose", "13") in locked.counts()


def test_that_where_nothing_can_be_read_it_is_said_and_nothing_is_made(locked: Locked) -> None:
    broken(locked.folder, 0)
    assert locked.save() == ["trouble", "backups"]
    assert "nothing" in texts(locked.page.screen())
    assert "no_backup" in texts(locked.page.screen())
    assert locked.vaults == (locked.folder,)


@pytest.mark.parametrize(("typed", "said"), [("", "PASS-EMPTY say"), ("not it", "V-PASS-WRONG say")])
def test_that_nothing_is_read_without_the_passphrase(locked: Locked, typed: str, said: str) -> None:
    assert locked.save(typed) == ["trouble"]
    assert said in texts(locked.page.screen())
    assert locked.vaults == (locked.folder,)


def test_that_whole_records_are_not_saved_beside_themselves(locked: Locked) -> None:
    assert locked.save() == ["trouble"]
    assert "V-NOT-DAMAGED say" in texts(locked.page.screen())
    assert locked.vaults == (locked.folder,)


def test_that_of_several_vaults_one_is_chosen(locked: Locked) -> None:
    other = locked.home / LIVE / "beef12"
    locked.entrance.access().make(other, PASSPHRASE, PASSPHRASE, OWNER.name, OWNER.role).close()
    flip(other / DATA, 0)
    locked.again(locked.folder)
    (choice,) = (part for part in inside(locked.page.screen()) if isinstance(part, Choice))
    assert choice.chosen == str(locked.folder)
    locked.page.handle(Chose(WHICH, str(other)))
    locked.save()
    assert locked.counts()[0] == ("people", "count 0 0")


def test_that_one_press_saves_once(tmp_path: Path, lived_in: Path, blank: Pack) -> None:
    lane = Lane()
    locked = Locked(tmp_path / "home", lived_in, blank, lane)
    flip(locked.folder / DATA, 0)
    locked.save()
    for key in (GO, BACK):
        locked.page.handle(Pressed(key))
    lane.go_on()
    assert not locked.left
    assert len(locked.vaults) == 2


def test_that_the_way_back_leads_to_the_lock_screen_before_and_after(locked: Locked) -> None:
    locked.page.handle(Pressed(BACK))
    assert locked.left
    locked.left = False
    flip(locked.folder / DATA, 0)
    locked.save()
    assert WHICH not in keys(locked.page.screen())
    locked.page.handle(Pressed(BACK))
    assert locked.left


def test_that_without_a_vault_nothing_happens(tmp_path: Path, blank: Pack) -> None:
    entrance = Entrance(LIVE, tmp_path, PACKS / "blank", CHEAP)
    page = SalvagingPage(blank, None, (), entrance, entrance, at_once, lambda: None, lambda: None, lambda: None)
    page.handle(Pressed(GO))
    assert [part.key for part in inside(page.screen()) if isinstance(part, Note)] == []


def test_that_what_is_saved_is_a_whole_vault_of_its_own(locked: Locked) -> None:
    broken(locked.folder, -1)
    locked.save()
    (made,) = (path for path in locked.vaults if path != locked.folder)
    assert verdict(made) == "whole"


def test_that_where_nothing_can_be_read_its_backups_are_named_and_one_press_away(locked: Locked) -> None:
    vault = Door(LIVE, CHEAP, FixedClock()).open(locked.folder, PASSPHRASE)
    make(vault)
    vault.close()
    broken(locked.folder, 0)
    locked.save()
    assert {"backups", "21 months10 2026, 12:00"} <= set(texts(locked.page.screen()))
    assert locked.page.screen().primary == RESTORE
    locked.page.handle(Pressed(RESTORE))
    locked.page.handle(Pressed(EMERGENCY))
    assert locked.went == ["restore", "emergency"]


@pytest.mark.parametrize("name", ["keyring.*", DATA])
def test_that_what_a_backup_brings_back_leads_to_it(locked: Locked, name: str) -> None:
    for path in locked.folder.glob(name):
        path.unlink()
    locked.save()
    assert locked.page.screen().primary == RESTORE


def test_that_a_wrong_passphrase_leads_to_no_backup(locked: Locked) -> None:
    locked.save("not it")
    assert (locked.page.screen().primary, RESTORE in keys(locked.page.screen())) == (GO, False)
