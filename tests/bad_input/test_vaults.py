"""Vaults that cannot be opened: each says plainly why, changes nothing, and opens again once it is put right."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dasupport.actions.unlock import Unlocker
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.refusal_id import RefusalId
from dasupport.vault.keys.key_file import COPY_NAMES
from tests.bad_input.refusal_text import plainly, refused
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.child_processes import holder
from tests.vault.tampering import DATA, by_sql, contents, copied, flip, keyring, put_keyring, resealed


def gone(*names: str) -> Callable[[Path], None]:
    def remove(folder: Path) -> None:
        for name in names:
            (folder / name).unlink()

    return remove


def newer_program(folder: Path) -> None:
    put_keyring(folder, resealed({**keyring(folder), "min_reader": 7}))


def both_damaged(folder: Path) -> None:
    for name in COPY_NAMES:
        flip(folder / name, 321)


def emptied(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def older_data(folder: Path) -> None:
    old = copied(folder, "old")
    Unlocker(Realm.LIVE, PACK[0], CHEAP, FixedClock()).open(folder, PASSPHRASE).close()
    shutil.copy(old / DATA, folder / DATA)


PACK: list[Pack] = []
BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a key file of a newer version": (newer_program, "V-TOO-NEW"),
    "data of a newer version": (lambda folder: by_sql(folder, "PRAGMA user_version = 9"), "V-TOO-NEW"),
    "a damaged key file": (both_damaged, "V-KEY-DAMAGED"),
    "a key file that is empty": (lambda folder: put_keyring(folder, b""), "V-KEY-DAMAGED"),
    "a key file of something else": (lambda folder: put_keyring(folder, b"%PDF-1.7"), "V-KEY-DAMAGED"),
    "data without its key file": (gone(*COPY_NAMES), "V-KEY-MISSING"),
    "a key file without its data": (gone(DATA), "V-DATA-MISSING"),
    "data that is damaged": (lambda folder: flip(folder / DATA, 50), "V-DATA-DAMAGED"),
    "data that is empty": (lambda folder: (folder / DATA).write_bytes(b""), "V-DATA-DAMAGED"),
    "data of something else": (lambda folder: (folder / DATA).write_bytes(b"GIF89a" * 999), "V-DATA-DAMAGED"),
    "older data": (older_data, "V-ROLLED-BACK"),
    "data altered by other hands": (lambda folder: by_sql(folder, "UPDATE setting SET value = ''"), "V-ALTERED"),
    "a folder that is empty": (emptied, "V-NOT-A-VAULT"),
    "a folder that is not there": (shutil.rmtree, "V-NOT-A-VAULT"),
}


@pytest.fixture
def access(english: Pack) -> Unlocker:
    PACK[:] = [english]
    return Unlocker(Realm.LIVE, english, CHEAP, FixedClock())


def words(access: Unlocker, folder: Path) -> list[str]:
    """Every word of the vault's one session."""
    unlocked = access.open(folder, PASSPHRASE)
    found = [entry.answer.words.value for entry in unlocked.sessions.open_session("s1").entries]
    unlocked.close()
    return found


@pytest.mark.parametrize("what", BAD)
def test_that_it_is_refused_plainly_and_nothing_is_changed_or_lost(
    access: Unlocker, english: Pack, closed: Path, what: str
) -> None:
    bad, item = BAD[what]
    bad(closed)
    before = contents(closed) if closed.exists() else None
    assert refused(english, lambda: access.open(closed, PASSPHRASE)) == item
    assert (contents(closed) if closed.exists() else None) == before


@pytest.mark.parametrize("what", ["a damaged key file", "data without its key file", "a key file of something else"])
def test_that_putting_the_key_file_back_opens_everything_again(access: Unlocker, closed: Path, what: str) -> None:
    kept = (closed / COPY_NAMES[0]).read_bytes()
    BAD[what][0](closed)
    put_keyring(closed, kept, COPY_NAMES[:1])
    assert len(words(access, closed)) == 13


@pytest.mark.parametrize("what", ["data without its key file", "a key file without its data", "a damaged key file"])
def test_that_no_new_vault_is_ever_made_where_something_of_one_is(
    access: Unlocker, english: Pack, closed: Path, what: str
) -> None:
    BAD[what][0](closed)
    before = contents(closed)
    item = refused(english, lambda: access.create(closed, PASSPHRASE, PASSPHRASE, "Amara Osei", "worker"))
    assert item in ("V-KEY-MISSING", "V-EXISTS")
    assert contents(closed) == before


@pytest.mark.parametrize(
    "wrong", ["Lantern copper meadow violin harbour thistle", PASSPHRASE[:-1], "\0", "\ud83d", "x" * 10_000]
)
def test_that_a_wrong_passphrase_is_told_so_and_the_right_one_still_opens(
    access: Unlocker, english: Pack, closed: Path, wrong: str
) -> None:
    before = contents(closed)
    assert refused(english, lambda: access.open(closed, wrong)) == "V-PASS-WRONG"
    assert contents(closed) == before
    assert len(words(access, closed)) == 13


def test_that_many_wrong_tries_wipe_nothing(access: Unlocker, english: Pack, closed: Path) -> None:
    before = contents(closed)
    for number in range(12):
        assert refused(english, lambda: access.open(closed, f"guess {number}")) == "V-PASS-WRONG"  # noqa: B023 - at once
    assert contents(closed) == before
    assert len(words(access, closed)) == 13


def test_that_a_second_window_is_told_to_look_for_the_first(access: Unlocker, english: Pack, closed: Path) -> None:
    with holder(closed):
        assert refused(english, lambda: access.open(closed, PASSPHRASE)) == "V-BUSY"
    assert len(words(access, closed)) == 13


def test_that_training_is_told_from_live_work(english: Pack, closed: Path) -> None:
    training = Unlocker(Realm.TRAINING, english, CHEAP)
    assert refused(english, lambda: training.open(closed, PASSPHRASE)) == "V-OTHER-REALM"


@pytest.mark.parametrize("place", ["letter", "folder"])
def test_that_a_place_of_other_things_is_no_vault(access: Unlocker, english: Pack, tmp_path: Path, place: str) -> None:
    (tmp_path / "letter").write_text("a letter")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "holiday.jpg").write_bytes(b"jpg")
    assert refused(english, lambda: access.open(tmp_path / place, PASSPHRASE)) == "V-NOT-A-VAULT"
    assert (tmp_path / "folder" / "holiday.jpg").read_bytes() == b"jpg"


def test_that_every_refusal_of_the_vault_has_its_plain_sentence(english: Pack) -> None:
    from dasupport.vault.errors import VaultRefusal

    kinds = VaultRefusal.__subclasses__()
    assert kinds
    for kind in kinds:
        plainly(english, kind().item)


def test_that_the_key_file_is_blamed_and_not_the_passphrase(english: Pack) -> None:
    assert "passphrase is not the problem" in english.get_refusal_text(RefusalId.V_KEY_DAMAGED).say
    for item in ("V-DATA-DAMAGED", "V-KEY-MISSING", "V-ALTERED", "V-ROLLED-BACK"):
        assert "passphrase" not in english.get_refusal_text(RefusalId(item)).say
