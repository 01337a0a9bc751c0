"""Opening a vault: each trouble has its own verdict, nothing is changed by a refusal, and what can be mended is."""

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault import errors
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.keys.key_file import COPY_NAMES, READER_VERSION
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.vault.child_processes import as_nobody, holder, run
from tests.vault.tampering import (
    DATA,
    WHOLE,
    by_sql,
    contents,
    copied,
    flip,
    keyring,
    opens,
    put_keyring,
    resealed,
    verdict,
)

OPENED = "opened"


def opened(folder: Path, passphrase: str = PASSPHRASE, realm: Realm = Realm.LIVE) -> str:
    """What opening a vault says."""
    try:
        VaultOpener(realm, CHEAP, FixedClock()).open(folder, passphrase).close()
    except Refusal as refusal:
        return refusal.item
    return OPENED


def altered(folder: Path, change: Callable[[dict[str, Any]], object], names: tuple[str, ...] = COPY_NAMES) -> None:
    """Change the key file as somebody without the key can: the checksum is made right again."""
    table = keyring(folder)
    change(table)
    put_keyring(folder, resealed(table), names)


def scribbled(folder: Path, *names: str) -> None:
    for name in names:
        flip(folder / name, 200)


def removed(*paths: Path) -> None:
    for path in paths:
        path.unlink()


def by_a_newer_one(folder: Path) -> None:
    """One copy is of a program that asks for more to be read."""
    copy, keys = opens(folder)
    (folder / COPY_NAMES[1]).write_bytes(
        replace(copy.key_file, min_reader=READER_VERSION + 1).serialise_signed(keys.header)
    )


def slot(**parts: object) -> Callable[[dict[str, Any]], object]:
    return lambda table: table["slots"][0].update(parts)


@dataclass(frozen=True)
class Case:
    """One line of the table in SECURITY 4.5: what was done, and what is said to the right and to a wrong passphrase."""

    done: Callable[[Path], object]
    right: str
    wrong: str


TABLE = {
    "nothing": Case(lambda folder: None, OPENED, "V-PASS-WRONG"),
    "both copies damaged": Case(lambda folder: scribbled(folder, *COPY_NAMES), "V-KEY-DAMAGED", "V-KEY-DAMAGED"),
    "copy a damaged": Case(lambda folder: scribbled(folder, COPY_NAMES[0]), OPENED, "V-PASS-WRONG"),
    "copy b damaged": Case(lambda folder: scribbled(folder, COPY_NAMES[1]), OPENED, "V-PASS-WRONG"),
    "copy a empty": Case(lambda folder: (folder / COPY_NAMES[0]).write_bytes(b""), OPENED, "V-PASS-WRONG"),
    "copy b gone": Case(lambda folder: (folder / COPY_NAMES[1]).unlink(), OPENED, "V-PASS-WRONG"),
    "wrapped key altered in both": Case(
        lambda folder: altered(folder, slot(wrapped="00" * 48)), "V-KEY-DAMAGED", "V-PASS-WRONG"
    ),
    "wrapped key altered in one": Case(
        lambda folder: altered(folder, slot(wrapped="00" * 48), COPY_NAMES[:1]), OPENED, "V-PASS-WRONG"
    ),
    "work made easy": Case(
        lambda folder: altered(folder, slot(cost={"memory": 64, "passes": 1, "lanes": 1})),
        "V-KEY-DAMAGED",
        "V-KEY-DAMAGED",
    ),
    "generation altered": Case(
        lambda folder: altered(folder, lambda table: table.update(generation=99)), "V-ALTERED", "V-PASS-WRONG"
    ),
    "program's name altered in one": Case(
        lambda folder: altered(folder, lambda table: table.update(made_by="9"), COPY_NAMES[1:]),
        "V-ALTERED",
        "V-PASS-WRONG",
    ),
    "a slot added": Case(
        lambda folder: altered(folder, lambda table: table["slots"].append(table["slots"][0])),
        "V-ALTERED",
        "V-PASS-WRONG",
    ),
    "newer reader": Case(
        lambda folder: altered(folder, lambda table: table.update(min_reader=READER_VERSION + 1)),
        "V-TOO-NEW",
        "V-TOO-NEW",
    ),
    "newer reader in one, by a newer program": Case(lambda folder: by_a_newer_one(folder), "V-TOO-NEW", "V-PASS-WRONG"),
    "newer reader in one, by another hand": Case(
        lambda folder: altered(folder, lambda table: table.update(min_reader=READER_VERSION + 1), COPY_NAMES[:1]),
        "V-ALTERED",
        "V-PASS-WRONG",
    ),
    "the other realm in one": Case(
        lambda folder: altered(folder, lambda table: table.update(realm=Realm.TRAINING), COPY_NAMES[:1]),
        "V-ALTERED",
        "V-PASS-WRONG",
    ),
    "data damaged at its beginning": Case(lambda folder: flip(folder / DATA, 100), "V-DATA-DAMAGED", "V-PASS-WRONG"),
    "data emptied": Case(lambda folder: (folder / DATA).write_bytes(b""), "V-DATA-DAMAGED", "V-PASS-WRONG"),
    "data is something else": Case(
        lambda folder: (folder / DATA).write_bytes(b"holiday" * 2000), "V-DATA-DAMAGED", "V-PASS-WRONG"
    ),
    "data gone": Case(lambda folder: (folder / DATA).unlink(), "V-DATA-MISSING", "V-DATA-MISSING"),
    "data is of another number": Case(
        lambda folder: (folder / DATA).rename(folder / "data.2.db"), "V-DATA-MISSING", "V-PASS-WRONG"
    ),
    "key file gone": Case(
        lambda folder: removed(*(folder / name for name in COPY_NAMES)), "V-KEY-MISSING", "V-KEY-MISSING"
    ),
    "all gone": Case(lambda folder: removed(*folder.iterdir()), "V-NOT-A-VAULT", "V-NOT-A-VAULT"),
    "no folder": Case(shutil.rmtree, "V-NOT-A-VAULT", "V-NOT-A-VAULT"),
}


def files(folder: Path) -> dict[str, bytes]:
    return contents(folder) if folder.exists() else {}


@pytest.mark.parametrize("name", TABLE)
def test_that_the_right_passphrase_is_told_what_is_wrong_and_a_refusal_changes_nothing(closed: Path, name: str) -> None:
    TABLE[name].done(closed)
    before = files(closed)
    said = opened(closed)
    assert said == TABLE[name].right
    assert (files(closed) == before) == (said != OPENED)


@pytest.mark.parametrize("name", TABLE)
def test_that_a_wrong_passphrase_is_told_so_only_where_that_is_the_trouble(closed: Path, name: str) -> None:
    TABLE[name].done(closed)
    before = files(closed)
    assert opened(closed, "not the passphrase") == TABLE[name].wrong
    assert files(closed) == before


def test_that_a_file_is_no_vault(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("a letter")
    assert opened(tmp_path / "letter") == "V-NOT-A-VAULT"


@pytest.mark.parametrize("inside", ["holiday.jpg", "data.db", "data.1.db.bak", "keyring.c", "vault.lock"])
def test_that_a_folder_of_other_things_is_no_vault(folder: Path, inside: str) -> None:
    folder.mkdir()
    (folder / inside).write_text("something else")
    assert opened(folder) == "V-NOT-A-VAULT"


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_a_damaged_copy_is_mended_once_the_passphrase_was_right(closed: Path, name: str) -> None:
    scribbled(closed, name)
    assert opened(closed) == OPENED
    assert (closed / COPY_NAMES[0]).read_bytes() == (closed / COPY_NAMES[1]).read_bytes()
    scribbled(closed, next(other for other in COPY_NAMES if other != name))
    assert opened(closed) == OPENED


def held_and_read(folder: Path) -> list[bool]:
    vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    mended = [(folder / name).read_bytes()[:1] == b"{" for name in COPY_NAMES]
    vault.close()
    return mended


def test_that_it_is_mended_at_once_and_not_only_when_the_vault_closes(closed: Path) -> None:
    (closed / COPY_NAMES[0]).write_bytes(b"damaged")
    assert held_and_read(closed) == [True, True]


def test_that_a_folder_that_takes_no_mending_keeps_nobody_out(anybodys: Path) -> None:
    (anybodys / COPY_NAMES[0]).write_bytes(b"damaged")
    (anybodys / "reserve.bin").unlink()
    anybodys.chmod(0o500)
    assert as_nobody(held_and_read, anybodys) == [False, True]


def test_that_somebody_elses_folder_is_said_to_be_closed(anybodys: Path) -> None:
    anybodys.chmod(0o000)
    assert as_nobody(opened, anybodys) == "V-READ-ONLY"


def test_that_data_that_may_only_be_read_is_not_called_damaged(anybodys: Path) -> None:
    (anybodys / DATA).chmod(0o400)
    assert as_nobody(opened, anybodys) == "V-READ-ONLY-SHUT"
    (anybodys / DATA).chmod(0o000)
    assert as_nobody(opened, anybodys) == "V-READ-ONLY"


def test_that_the_salt_in_the_key_file_saves_data_whose_first_bytes_are_gone(closed: Path) -> None:
    data = (closed / DATA).read_bytes()
    (closed / DATA).write_bytes(bytes(16) + data[16:])
    assert opened(closed) == OPENED
    assert (closed / DATA).read_bytes()[:16] == data[:16]


def test_that_the_reserve_is_put_aside_again(closed: Path) -> None:
    (closed / "reserve.bin").unlink()
    assert opened(closed) == OPENED
    assert (closed / "reserve.bin").stat().st_size == 4 * 1024 * 1024


@pytest.mark.parametrize(("made", "asked"), [(Realm.LIVE, Realm.TRAINING), (Realm.TRAINING, Realm.LIVE)])
def test_that_live_and_training_refuse_each_other(folder: Path, made: Realm, asked: Realm) -> None:
    VaultOpener(made, CHEAP, FixedClock()).create(folder, PASSPHRASE, OWNER).close()
    before = contents(folder)
    assert opened(folder, realm=asked) == "V-OTHER-REALM"
    assert contents(folder) == before
    assert opened(folder, realm=made) == OPENED


def test_that_live_data_under_a_training_key_is_altered(closed: Path) -> None:
    by_sql(closed, "UPDATE setting SET value = 'training' WHERE key = 'realm'")
    assert opened(closed) == "V-ALTERED"


def test_that_data_of_another_vault_is_altered_even_under_the_right_key(closed: Path) -> None:
    by_sql(closed, "UPDATE setting SET value = 'another' WHERE key = 'vault'")
    assert opened(closed) == "V-ALTERED"


def test_that_a_stray_key_file_of_another_vault_does_not_lock_anybody_out_unseen(
    closed: Path, door: VaultOpener
) -> None:
    stray = closed.with_name("other")
    door.create(stray, "a quite different passphrase", OWNER).close()
    shutil.copy(stray / COPY_NAMES[0], closed / COPY_NAMES[0])
    assert opened(closed) == "V-ALTERED"
    assert opened(closed, "no passphrase of either") == "V-PASS-WRONG"


def test_that_old_data_under_a_newer_key_file_is_seen(closed: Path) -> None:
    old = copied(closed, "old")
    assert opened(closed) == OPENED
    shutil.copy(old / DATA, closed / DATA)
    assert opened(closed) == "V-ROLLED-BACK"


def test_that_an_older_key_file_still_opens_newer_data(closed: Path) -> None:
    old = copied(closed, "old")
    assert opened(closed) == OPENED
    put_keyring(closed, (old / COPY_NAMES[0]).read_bytes())
    assert opened(closed) == OPENED
    assert verdict(closed) == WHOLE


def test_that_a_second_process_is_told_that_it_is_open(closed: Path) -> None:
    with holder(closed):
        assert opened(closed) == "V-BUSY"
        assert opened(closed, "not the passphrase") == "V-BUSY"
    assert opened(closed) == OPENED


def test_that_a_vault_whose_holder_was_killed_opens_again(closed: Path) -> None:
    with holder(closed) as child:
        child.kill()
        child.join()
        assert opened(closed) == OPENED


def test_that_exactly_one_of_many_gets_in(closed: Path) -> None:
    with holder(closed):
        assert {run(opened, closed) for _ in range(3)} == {"V-BUSY"}


def test_that_a_refused_opening_leaves_the_way_free(closed: Path, door: VaultOpener) -> None:
    for passphrase in ("wrong", "wrong again"):
        with pytest.raises(errors.WrongPassphrase):
            door.open(closed, passphrase)
    by_sql(closed, "UPDATE setting SET value = 'other' WHERE key = 'realm'")
    with pytest.raises(errors.Altered):
        door.open(closed, PASSPHRASE)
    by_sql(closed, "UPDATE setting SET value = 'live' WHERE key = 'realm'")
    door.open(closed, PASSPHRASE).close()


def test_that_a_damaged_page_is_called_damage_whenever_it_is_read(closed: Path) -> None:
    size = (closed / DATA).stat().st_size
    offsets = random.Random(4096)  # noqa: S311 - a seed, not a secret
    said = set()
    for page in range(1, size // 4096, 3):
        folder = copied(closed, f"page{page}")
        flip(folder / DATA, page * 4096 + offsets.randrange(4096))
        said.add(read_all(folder))
    assert said == {OPENED, "V-DATA-DAMAGED"}


def read_all(folder: Path) -> str:
    """Open a vault and read what a worker would."""
    try:
        vault = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    except Refusal as refusal:
        return refusal.item
    try:
        vault.transact(
            lambda work: (work.read_record("s1"), work.people.list_recent(8), list(work.audit_chain.iterate_verified()))
        )
    except Refusal as refusal:
        return refusal.item
    finally:
        vault.close()
    return OPENED


def test_that_the_key_file_says_how_far_the_data_had_come(closed: Path) -> None:
    before = json.loads((closed / COPY_NAMES[0]).read_bytes())
    assert opened(closed) == OPENED
    after = json.loads((closed / COPY_NAMES[0]).read_bytes())
    assert after["generation"] == before["generation"] + 1
    assert after["witness"]["events"] == before["witness"]["events"] + 1
    assert after["witness"]["head"] != before["witness"]["head"]
    assert after["slots"] == before["slots"]


def test_that_no_vault_is_created_of_no_realm(folder: Path) -> None:
    with pytest.raises(ValueError, match="realm"):
        VaultOpener(None, CHEAP, FixedClock()).create(folder, PASSPHRASE, OWNER)
    assert not folder.exists()
