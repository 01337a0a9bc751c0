"""A whole vault put back older than it was: noticed, told with its dates, and let in by whoever knows why."""

import shutil
from pathlib import Path

import pytest

from dasupport.vault.door import Door
from dasupport.vault.faults import RolledBack
from dasupport.vault.key_file import Cost
from dasupport.vault.prove import prove
from tests.made import CHEAP, PASSPHRASE, FixedClock
from tests.vault.doing import actions, begin
from tests.vault.tampering import verdict


@pytest.fixture
def older(shut: Path, tmp_path: Path, clock: FixedClock) -> Path:
    """A closed vault whose folder was put back as it was before the last day's work."""
    kept = shutil.copytree(shut, tmp_path / "kept")
    clock.move(days=1)
    begin(Door("live", CHEAP, clock).open(shut, PASSPHRASE)).close()
    shutil.rmtree(shut)
    return Path(shutil.move(kept, shut))


def test_that_a_whole_folder_put_back_is_noticed_and_the_dates_are_told(older: Path, door: Door) -> None:
    with pytest.raises(RolledBack) as told:
        door.open(older, PASSPHRASE)
    assert told.value.closed.startswith("2026-11-22")
    assert told.value.latest.startswith("2026-11-21")


def test_that_nothing_in_the_folder_gives_it_away_but_the_note_beside_it(older: Path, door: Door) -> None:
    """The control: without the note, the older folder is as whole as any."""
    for note in older.parent.glob("*.seen"):
        note.unlink()
    prove(older, PASSPHRASE)
    door.open(older, PASSPHRASE).close()


def test_that_who_knows_why_gets_in_and_is_not_asked_again(older: Path, door: Door) -> None:
    held = door.open(older, PASSPHRASE, older_is_fine=True)
    assert "older_accepted" in actions(held)
    held.close()
    held = door.open(older, PASSPHRASE)
    assert actions(held).count("older_accepted") == 1
    held.close()
    prove(older, PASSPHRASE)


def test_that_work_after_an_older_copy_was_let_in_is_never_called_a_forgery(older: Path, door: Door) -> None:
    """Even if the power fails before the vault is closed, and more has been written than was there before."""
    held = door.open(older, PASSPHRASE, older_is_fine=True)
    begin(held)
    for _ in range(20):
        held.do(lambda work: work.log.add("something", ""))
    held.let_go()
    door.open(older, PASSPHRASE).close()
    assert verdict(older) == "whole"


@pytest.mark.parametrize(
    "found", [b"", b"{}", b"[1]", b"\xff", b'{"mac": 1}', b'{"mac": "00", "commits": 9}', b"9" * 9000]
)
def test_that_a_note_that_is_not_ours_says_nothing(shut: Path, door: Door, found: bytes) -> None:
    door.open(shut, PASSPHRASE).close()
    (note,) = shut.parent.glob("*.seen")
    note.write_bytes(found)
    door.open(shut, PASSPHRASE).close()


def test_that_a_note_of_another_hand_does_not_keep_anybody_out(shut: Path, door: Door) -> None:
    door.open(shut, PASSPHRASE).close()
    (note,) = shut.parent.glob("*.seen")
    note.write_bytes(note.read_bytes().replace(b'"events":', b'"events":9'))
    door.open(shut, PASSPHRASE).close()


def test_that_a_passphrase_that_was_cheap_to_guess_costs_what_is_usual_after_the_next_unlocking(shut: Path) -> None:
    usual = Cost(memory=24 * 1024, passes=3, lanes=1)
    Door("live", usual, FixedClock()).open(shut, PASSPHRASE).close()
    held = Door("live", CHEAP, FixedClock()).open(shut, PASSPHRASE)
    assert [slot.cost for slot in held.pair.newest.keys.slots] == [usual]
    held.close()
