"""Making a vault: only where nothing is, private from the first byte, all of it or nothing."""

import json
import os
import random
import signal
import stat
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.settings import Settings
from dasupport.vault import errors
from dasupport.vault.access.opener import RESERVE_SIZE, VaultOpener
from dasupport.vault.data.metadata import Owner
from dasupport.vault.keys.key_file import COPY_NAMES
from dasupport.vault.sidecar.lock_file import LOCK_FILE_NAME
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.vault.child_processes import CONTEXT, as_nobody
from tests.vault.tampering import DATA, WHOLE, contents, verdict

FILES = {LOCK_FILE_NAME, *COPY_NAMES, DATA, f"{DATA}-journal", "reserve.bin"}


def test_that_a_new_vault_is_whole_and_holds_these_files(door: VaultOpener, folder: Path) -> None:
    door.create(folder, PASSPHRASE, OWNER).close()
    assert {path.name for path in folder.iterdir()} == FILES
    assert verdict(folder) == WHOLE


def test_that_nobody_else_may_enter_or_read_whatever_the_umask(door: VaultOpener, tmp_path: Path) -> None:
    folder = tmp_path / "home" / "live" / "vault"
    before = os.umask(0)
    try:
        door.create(folder, PASSPHRASE, OWNER).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == dict.fromkeys(FILES, 0o600)


def test_that_no_name_and_no_byte_outside_the_data_tells_whose_it_is(door: VaultOpener, folder: Path) -> None:
    door.create(folder, PASSPHRASE, Owner("Bartholomew Quill", "supervisor")).close()
    for path in folder.iterdir():
        stored = path.read_bytes().lower()
        for word in ("bartholomew", "quill", "supervisor", *PASSPHRASE.split()):
            assert word not in path.name
            assert word.encode() not in stored


def test_that_the_usual_cost_stands_in_the_key_file(folder: Path, clock: FixedClock) -> None:
    VaultOpener(Realm.LIVE, now=clock).create(folder, PASSPHRASE, OWNER).close()
    (slot,) = json.loads((folder / COPY_NAMES[0]).read_bytes())["slots"]
    assert slot["cost"] == {"memory": 262_144, "passes": 3, "lanes": 4}
    assert slot["type"] == "passphrase"


def test_that_the_reserve_is_there_and_cannot_be_squeezed(fresh_folder: Path) -> None:
    reserve = (fresh_folder / "reserve.bin").read_bytes()
    assert len(reserve) == RESERVE_SIZE == 4 * 1024 * 1024
    assert len(set(reserve[:4096])) > 200


@pytest.fixture
def fresh_folder(door: VaultOpener, folder: Path) -> Path:
    door.create(folder, PASSPHRASE, OWNER).close()
    return folder


def test_that_two_vaults_of_one_passphrase_share_nothing(door: VaultOpener, tmp_path: Path) -> None:
    door.create(tmp_path / "one", PASSPHRASE, OWNER).close()
    door.create(tmp_path / "two", PASSPHRASE, OWNER).close()
    one, two = (json.loads((tmp_path / name / COPY_NAMES[0]).read_bytes()) for name in ("one", "two"))
    assert one["vault"] != two["vault"]
    assert one["data"]["salt"] != two["data"]["salt"]
    for part in ("salt", "nonce", "wrapped", "commit", "id"):
        assert one["slots"][0][part] != two["slots"][0][part]


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        (COPY_NAMES[0], errors.VaultExists),
        (COPY_NAMES[1], errors.VaultExists),
        (DATA, errors.KeyMissing),
        ("data.7.db", errors.KeyMissing),
        ("holiday.jpg", errors.VaultExists),
    ],
)
def test_that_nothing_is_made_over_what_is_there(
    door: VaultOpener, folder: Path, inside: str, fault: type[errors.VaultRefusal]
) -> None:
    folder.mkdir()
    (folder / inside).write_bytes(b"not ours to touch")
    with pytest.raises(fault):
        door.create(folder, PASSPHRASE, OWNER)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {inside: b"not ours to touch"}
    assert list(folder.parent.iterdir()) == [folder]


def test_that_a_whole_vault_is_never_made_anew(door: VaultOpener, closed: Path) -> None:
    before = contents(closed)
    with pytest.raises(errors.VaultExists):
        door.create(closed, "another passphrase altogether", OWNER)
    assert contents(closed) == before


def test_that_a_file_is_no_place_for_a_vault(door: VaultOpener, folder: Path) -> None:
    folder.write_text("a letter")
    with pytest.raises(errors.NotAVault):
        door.create(folder, PASSPHRASE, OWNER)
    assert folder.read_text() == "a letter"


@pytest.mark.parametrize("left", [(), (LOCK_FILE_NAME,)], ids=["empty", "with a lock file"])
def test_that_an_empty_folder_is_taken(door: VaultOpener, folder: Path, left: tuple[str, ...]) -> None:
    folder.mkdir()
    for name in left:
        (folder / name).touch()
    door.create(folder, PASSPHRASE, OWNER).close()
    assert verdict(folder) == WHOLE


def test_that_what_a_crash_left_of_a_making_is_replaced(door: VaultOpener, folder: Path) -> None:
    left = folder.with_name("vault.making")
    left.mkdir()
    (left / COPY_NAMES[0]).write_text("half a key file")
    door.create(folder, PASSPHRASE, OWNER).close()
    assert not left.exists()
    assert verdict(folder) == WHOLE


@pytest.mark.parametrize("target", ["/nowhere/at/all", "letters"])
def test_that_a_link_where_the_draft_is_made_stops_nothing_and_is_not_followed(
    door: VaultOpener, folder: Path, target: str
) -> None:
    left = folder.with_name("vault.making")
    (folder.parent / "letters").mkdir()
    (folder.parent / "letters" / "one").touch()
    left.symlink_to(target)
    door.create(folder, PASSPHRASE, OWNER).close()
    assert not left.is_symlink()
    assert (folder.parent / "letters" / "one").exists()
    assert verdict(folder) == WHOLE


def make_here(folder: Path) -> str:
    VaultOpener(Realm.LIVE, CHEAP).create(folder, PASSPHRASE, OWNER).close()
    return WHOLE


def test_that_a_place_that_takes_nothing_is_said_and_left_as_it_was(anybodys: Path) -> None:
    before = contents(anybodys)
    anybodys.chmod(0o500)
    assert as_nobody(make_here, anybodys / "new") == "V-READ-ONLY"
    assert as_nobody(make_here, anybodys / "deep" / "er" / "new") == "V-READ-ONLY"
    assert contents(anybodys) == before


def test_that_a_place_behind_a_closed_door_is_said_to_take_nothing(anybodys: Path) -> None:
    anybodys.chmod(0o000)
    assert as_nobody(make_here, anybodys / "new") == "V-READ-ONLY"


def make_until_killed(folder: Path, seconds: float, started: Connection) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    started.send("started")
    make_here(folder)


def test_that_a_making_that_is_killed_leaves_a_whole_vault_or_none(tmp_path: Path) -> None:
    moments = random.Random(20261121)  # noqa: S311 - a seed, not a secret
    cut = 0
    for number in range(4):
        folder = tmp_path / str(number) / "live" / "vault"
        here, there = CONTEXT.Pipe()
        child = CONTEXT.Process(target=make_until_killed, args=(folder, moments.uniform(0.005, 0.12), there))
        child.start()
        there.close()
        child.join()
        cut += child.exitcode == -signal.SIGALRM
        here.close()
        child.close()
        shown = Settings(tmp_path / str(number)).list_vaults(Realm.LIVE)
        assert shown in ((), (folder,))
        if not shown:
            VaultOpener(Realm.LIVE, CHEAP).create(folder, PASSPHRASE, OWNER).close()
        assert verdict(folder) == WHOLE
        assert [path.name for path in folder.parent.iterdir() if path.suffix not in (".seen", ".room")] == ["vault"]
    assert cut > 0
