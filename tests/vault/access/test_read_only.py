"""Altered records open to read only: what must still hold before anything is shown; nothing is changed by it."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.read_only import open_read_only
from dasupport.vault.access.slots import change_passphrase
from dasupport.vault.keys.key_file import COPY_NAMES, parse_copy
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock
from tests.vault.access.test_opener import OPENED, altered, opened, slot
from tests.vault.child_processes import as_nobody, holder
from tests.vault.tampering import DATA, by_sql, contents, flip, keyring, put_keyring, resealed

READS, ALTERED, SHUT = "reads", "V-ALTERED", "V-ALTERED-SHUT"
NEW = "seven copper lanterns by the harbour wall"


def read(folder: Path, passphrase: str = PASSPHRASE) -> str:
    """What opening to read says; where it opens, everything a worker reads was read."""
    try:
        vault = open_read_only(folder, passphrase, Realm.LIVE, FixedClock())
    except Refusal as refusal:
        return refusal.item
    try:
        vault.transact(lambda work: (work.read_record("s1"), work.people.list_recent(8), work.audit_chain.count_rows()))
        vault.transact(lambda work: work.audit_chain.append("viewed", "s1"))
    finally:
        vault.close()
    return READS


def looked(folder: Path, passphrase: str = PASSPHRASE) -> str:
    """As `read`, and not a byte of any file in or beside the folder is another one afterwards."""
    before = contents(folder.parent)
    said = read(folder, passphrase)
    assert contents(folder.parent) == before
    return said


def put(**parts: object) -> Callable[[Path], object]:
    return lambda folder: altered(folder, lambda table: table.update(parts))


def data(**parts: object) -> Callable[[Path], object]:
    return lambda folder: altered(folder, lambda table: table["data"].update(parts))


def damaged(folder: Path) -> None:
    flip(folder / DATA, 100)


def changed_and_damaged(folder: Path) -> None:
    put(made_by="9")(folder)
    damaged(folder)


def ended(folder: Path) -> None:
    """The key file of before a change of passphrase is put back, and says that it is newer than it is."""
    before = keyring(folder)
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, PASSPHRASE)
    change_passphrase(held, PASSPHRASE, NEW, CHEAP, at_once=True)
    held.close()
    put_keyring(folder, resealed({**before, "generation": 99}), COPY_NAMES[:1])


@dataclass(frozen=True)
class Case:
    """What was done; what opening says to the right passphrase, and what opening to read only does."""

    done: Callable[[Path], object]
    opening: str
    reading: str
    wrong: str = "V-PASS-WRONG"


TABLE = {
    "nothing": Case(lambda folder: None, OPENED, READS),
    "generation raised": Case(put(generation=99), ALTERED, READS),
    "program's name": Case(put(made_by="9"), ALTERED, READS),
    "program's name in one copy": Case(
        lambda folder: altered(folder, lambda table: table.update(made_by="9"), COPY_NAMES[1:]), ALTERED, READS
    ),
    "witness": Case(
        put(witness={"commits": 9999, "events": 9999, "head": "", "unlogged": "", "at": ""}), ALTERED, READS
    ),
    "a slot added": Case(
        lambda folder: altered(folder, lambda table: table["slots"].append(table["slots"][0])), ALTERED, READS
    ),
    "day of a slot": Case(lambda folder: altered(folder, slot(created="1999-01-01T00:00:00+00:00")), ALTERED, READS),
    "no day of a slot": Case(
        lambda folder: altered(folder, slot(created="1999")), "V-KEY-DAMAGED", "V-KEY-DAMAGED", "V-KEY-DAMAGED"
    ),
    "page size": Case(data(page_size=1024), ALTERED, READS),
    "name of the data": Case(data(file="data.7.db"), ALTERED, SHUT),
    "generation of the data": Case(data(generation=2), ALTERED, SHUT),
    "salt of the data": Case(data(salt="00" * 16), ALTERED, SHUT),
    "data of another vault": Case(
        lambda folder: by_sql(folder, "UPDATE setting SET value = 'another' WHERE key = 'vault'"), ALTERED, SHUT
    ),
    "data of the other realm": Case(
        lambda folder: by_sql(folder, "UPDATE setting SET value = 'training' WHERE key = 'realm'"), ALTERED, SHUT
    ),
    "a line of the log": Case(
        lambda folder: by_sql(folder, "UPDATE event SET action = 'other' WHERE seq = 5"), ALTERED, READS
    ),
    "an older form": Case(lambda folder: form(folder, 1), "V-BACKUP-FIRST", SHUT),
    "a newer form": Case(lambda folder: form(folder, 9), "V-TOO-NEW", "V-TOO-NEW"),
    "another vault": Case(put(vault="00" * 16), "V-KEY-DAMAGED", "V-KEY-DAMAGED"),
    "no realm of ours": Case(put(realm="livf"), "V-KEY-DAMAGED", "V-KEY-DAMAGED", "V-KEY-DAMAGED"),
    "the other realm": Case(put(realm=Realm.TRAINING), "V-OTHER-REALM", "V-OTHER-REALM", "V-OTHER-REALM"),
    "work made easy": Case(
        lambda folder: altered(folder, slot(cost={"memory": 64, "passes": 1, "lanes": 1})),
        "V-KEY-DAMAGED",
        "V-KEY-DAMAGED",
        "V-KEY-DAMAGED",
    ),
    "data damaged": Case(damaged, "V-DATA-DAMAGED", "V-DATA-DAMAGED"),
    "data damaged under a changed key file": Case(changed_and_damaged, ALTERED, SHUT),
    "data gone": Case(lambda folder: (folder / DATA).unlink(), "V-DATA-MISSING", "V-DATA-MISSING", "V-DATA-MISSING"),
    "what was ended, put back and raised": Case(ended, ALTERED, "V-KEYS-OLD"),
}
"""SECURITY 4.5 and 4.7, for whoever wants to look."""


def form(folder: Path, number: int) -> None:
    by_sql(folder, f"PRAGMA user_version = {number}")


@pytest.mark.parametrize("name", TABLE)
def test_that_each_verdict_leads_to_what_may_still_be_seen_and_nothing_is_changed(closed: Path, name: str) -> None:
    TABLE[name].done(closed)
    assert looked(closed) == TABLE[name].reading
    assert looked(closed, "not the passphrase") == TABLE[name].wrong
    assert opened(closed) == TABLE[name].opening


EVERY = 9
"""One byte in so many is tried here with the passphrase itself; the form alone is tried with all of them."""
FIELDS = {OPENED, ALTERED, "V-KEY-DAMAGED", "V-PASS-WRONG", "V-TOO-NEW"}


def changed(whole: bytes, at: int) -> bytes:
    """The key file with one byte changed and a checksum that fits; nothing where that is no key file any more."""
    try:
        table = json.loads(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        again = resealed(table)
        parse_copy("", again)
    except (ValueError, Refusal):
        return b""
    return again


def test_that_whatever_byte_of_the_key_file_changes_the_verdict_is_right_and_nothing_else_changes(closed: Path) -> None:
    whole = (closed / COPY_NAMES[0]).read_bytes()
    parsed = {at: again for at in range(len(whole)) if (again := changed(whole, at)) not in (b"", whole)}
    said: dict[str, int] = {}
    for again in list(parsed.values())[::EVERY]:
        put_keyring(closed, again)
        one = opened(closed)
        other = looked(closed)
        assert one in FIELDS - {OPENED}
        assert other in ({READS, SHUT} if one == ALTERED else {one})
        said[other] = said.get(other, 0) + 1
        put_keyring(closed, whole)
    assert said[READS] > 5
    assert opened(closed) == OPENED


def test_that_without_a_lock_file_none_is_made(closed: Path) -> None:
    (closed / "vault.lock").unlink()
    assert looked(closed) == READS


def test_that_a_folder_that_takes_nothing_can_be_read(anybodys: Path) -> None:
    put(made_by="9")(anybodys)
    for path in anybodys.iterdir():
        path.chmod(0o444)
    anybodys.chmod(0o555)
    assert as_nobody(read, anybodys) == READS


def why(folder: Path) -> tuple[bool, bool]:
    """Opened to be read: whether it was altered, and whether nothing may be written there."""
    vault = open_read_only(folder, PASSPHRASE, Realm.LIVE, FixedClock())
    vault.close()
    return vault.is_altered, vault.is_folder_read_only


@pytest.mark.parametrize(("files", "place"), [(0o400, 0o500), (0o400, 0o700), (0o600, 0o500)])
@pytest.mark.parametrize("lock", ["there", "gone"])
def test_that_whole_records_in_a_folder_that_takes_nothing_are_read_and_it_is_known_why(
    anybodys: Path, files: int, place: int, lock: str
) -> None:
    (anybodys / f"{DATA}-journal").unlink(missing_ok=True)
    if lock == "gone":
        (anybodys / "vault.lock").unlink()
    for path in anybodys.iterdir():
        path.chmod(files)
    anybodys.chmod(place)
    assert as_nobody(opened, anybodys) == "V-READ-ONLY-SHUT"
    before = contents(anybodys)
    assert as_nobody(read, anybodys) == READS
    assert as_nobody(why, anybodys) == (False, True)
    assert contents(anybodys) == before


def test_that_whole_records_in_a_folder_that_takes_all_are_known_for_it(closed: Path) -> None:
    assert why(closed) == (False, False)


def test_that_while_somebody_has_it_open_nobody_reads_it(closed: Path) -> None:
    with holder(closed):
        assert looked(closed) == "V-BUSY"


def test_that_whoever_reads_can_write_nothing(closed: Path) -> None:
    put(made_by="9")(closed)
    before = contents(closed.parent)
    vault = open_read_only(closed, PASSPHRASE, Realm.LIVE, FixedClock())
    with pytest.raises(Refusal, match="V-READ-ONLY"):
        vault.transact(lambda work: work.metadata.put("owner_role", "trainer"))
    assert vault.confirm_passphrase(PASSPHRASE)
    assert not vault.confirm_passphrase("not the passphrase")
    vault.close()
    assert contents(closed.parent) == before


def test_that_a_copy_of_other_data_that_both_key_files_agree_on_is_read_by_its_own_passphrase(
    closed: Path, tmp_path: Path
) -> None:
    """A stray key file of another vault beside our own leads to our own."""
    stray = tmp_path / "other"
    VaultOpener(Realm.LIVE, CHEAP, FixedClock()).create(stray, NEW, OWNER).close()
    shutil.copy(stray / COPY_NAMES[0], closed / COPY_NAMES[0])
    assert opened(closed) == ALTERED
    assert looked(closed) == READS
    assert looked(closed, NEW) == SHUT
