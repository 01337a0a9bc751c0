"""Disks that take nothing: read-only, full, or somebody else's. What was saved can still be read, and it is said so."""

import shutil
from pathlib import Path

import pytest

from dasupport.actions.unlock import OpenVault, Unlocker
from dasupport.casework.entry import Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.content.load import load_pack
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from tests.bad_input.refusal_text import plainly
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, answer
from tests.tools.blank_pack import make_blank_pack
from tests.vault.child_processes import as_nobody, run
from tests.vault.small_disk import SmallDisk
from tests.vault.tampering import DATA, WHOLE, contents, verdict

SAVED, SHUT, TO_READ = "saved", "V-READ-ONLY", "V-READ-ONLY-SHUT"


def opened(folder: Path) -> str:
    try:
        Unlocker(Realm.LIVE, load_pack(make_blank_pack()), CHEAP).open(folder, PASSPHRASE).close()
    except Refusal as refusal:
        return refusal.item
    return SAVED


@pytest.mark.parametrize(
    ("files", "place", "said"),
    [(0o600, 0o000, SHUT), (0o400, 0o700, TO_READ), (0o400, 0o500, TO_READ), (0o000, 0o700, SHUT)],
    ids=["a closed folder", "files to be read", "a folder to be read", "closed files"],
)
def test_that_what_may_not_be_written_is_said_plainly_and_stays(
    anybodys: Path, english: Pack, files: int, place: int, said: str
) -> None:
    before = contents(anybodys)
    for path in anybodys.iterdir():
        path.chmod(files)
    anybodys.chmod(place)
    item = as_nobody(opened, anybodys)
    plainly(english, item)
    assert item == said
    anybodys.chmod(0o700)
    for path in anybodys.iterdir():
        path.chmod(0o600)
    assert contents(anybodys) == before
    assert as_nobody(opened, anybodys) == SAVED


def note(number: int) -> Entry:
    return Entry(f"full{number}", "s1", "Amara Osei", NOON, Slot(Kind.NOTE, f"G{number}"), answer("word " * 4000))


def added(unlocked: OpenVault, said: Entry) -> str:
    try:
        unlocked.sessions.add_entry(said)
    except Refusal as refusal:
        return refusal.item
    return SAVED


def a_day_on_a_full_disk(closed: Path, place: Path, wanted: bool) -> tuple[list[str], int, int, str]:
    """Save until it is refused, read, seal, make room, save again; what was told, and what stood before and after."""
    disk = SmallDisk(place, wanted)
    folder = Path(shutil.copytree(closed, place / "vault"))
    unlocked = Unlocker(Realm.LIVE, load_pack(make_blank_pack()), CHEAP, FixedClock()).open(folder, PASSPHRASE)
    disk.fill(folder / DATA, left=100 * 1024)
    told: list[str] = []
    while len(told) < 100 and SAVED in told[-2:] + [SAVED] * (len(told) < 2):
        told.append(added(unlocked, note(len(told))))
    record = unlocked.people.open_person("p1")
    assert len(record.sessions) == 1
    disk.empty()
    stood = sum(entry.item.startswith("G") for entry in unlocked.sessions.open_session("s1").entries)
    for number in range(len(told)):
        unlocked.sessions.add_entry(note(number))
    after = sum(entry.item.startswith("G") for entry in unlocked.sessions.open_session("s1").entries)
    unlocked.close()
    return told, stood, after, verdict(folder)


@pytest.mark.parametrize("wanted", [True, False], ids=["a small disk", "a limit on sizes"])
def test_that_a_full_disk_loses_nothing_that_was_shown_as_saved(closed: Path, tmp_path: Path, wanted: bool) -> None:
    (tmp_path / "disk").mkdir()
    told, stood, after, whole = run(a_day_on_a_full_disk, closed, tmp_path / "disk", wanted)
    assert set(told) <= {SAVED, "V-DISK-FULL", "V-NOT-SAVED"}
    assert stood == told.count(SAVED)
    assert 1 <= stood == len(told) - 2
    assert after == len(told)
    assert whole == WHOLE


def test_that_a_full_disk_and_an_unsaved_word_are_told_plainly(english: Pack) -> None:
    for item in ("V-DISK-FULL", "V-NOT-SAVED", "V-READ-ONLY", "V-MEMORY"):
        plainly(english, item)
    for item in ("V-DISK-FULL", "V-NOT-SAVED"):
        assert "not yet saved" in english.get_refusal_text(RefusalId(item)).say
