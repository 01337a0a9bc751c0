"""Proving a vault: what is whole is called whole, every other state by its name, and nothing is ever changed by it."""

from pathlib import Path

import pytest

from dasupport.casework.people import Closing
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.errors import OtherRealm
from dasupport.vault.integrity.verify import verify_vault
from dasupport.vault.keys.key_file import COPY_NAMES
from tests.samples import CHEAP, NOON, OWNER, PASSPHRASE, FixedClock, Fresh
from tests.vault.child_processes import as_nobody, holder
from tests.vault.tampering import DATA, WHOLE, by_sql, contents, copied, flip, inspected, put_keyring, verdict
from tests.vault.vault_steps import begin


def test_that_a_new_vault_and_one_that_was_lived_in_are_whole(fresh: Fresh, closed: Path) -> None:
    assert verdict(fresh.folder) == WHOLE
    assert verdict(closed) == WHOLE


def test_that_a_vault_with_a_sealed_session_is_whole(fresh: Fresh, folder: Path) -> None:
    vault = begin(fresh.entered(folder, FixedClock()))
    vault.transact(lambda work: work.sessions.seal("s1", Closing.SEALED, NOON))
    vault.close()
    assert verdict(folder) == WHOLE


def test_that_a_vault_that_was_opened_and_closed_many_times_is_whole(closed: Path) -> None:
    for _ in range(3):
        VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE).close()
    assert verdict(closed) == WHOLE


def test_that_a_vault_of_either_realm_can_be_proven_and_the_other_is_refused_if_one_is_named(folder: Path) -> None:
    VaultOpener(Realm.TRAINING, CHEAP).create(folder, PASSPHRASE, OWNER).close()
    assert verdict(folder) == WHOLE
    with pytest.raises(OtherRealm):
        verify_vault(folder, PASSPHRASE, Realm.LIVE)


def test_that_proving_changes_no_byte(closed: Path) -> None:
    before = contents(closed)
    assert verdict(closed) == WHOLE
    assert verdict(closed, "not the passphrase") == "V-PASS-WRONG"
    assert contents(closed) == before


@pytest.mark.parametrize("damage", ["a page", "a row", "the key file", "the data cut off", "the data emptied"])
def test_that_proving_changes_no_byte_of_what_is_broken(closed: Path, damage: str) -> None:
    data = closed / DATA
    if damage == "a page":
        flip(data, 9000)
    elif damage == "a row":
        by_sql(closed, "UPDATE entry SET words = 'other' WHERE seq = 3")
    elif damage == "the key file":
        flip(closed / COPY_NAMES[0], 99)
    else:
        data.write_bytes(data.read_bytes()[:-4096] if damage == "the data cut off" else b"")
    before = contents(closed)
    verdict(closed)
    assert contents(closed) == before


def test_that_what_is_no_vault_is_not_called_damaged(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("a letter")
    for place in (tmp_path, tmp_path / "letter", tmp_path / "nothing"):
        assert verdict(place) == "V-NOT-A-VAULT"


def test_that_missing_parts_are_named(closed: Path) -> None:
    without_key, without_data = copied(closed, "one"), copied(closed, "two")
    put_keyring(without_key, b"")
    assert verdict(without_key) == "V-KEY-DAMAGED"
    for name in COPY_NAMES:
        (without_key / name).unlink()
    (without_data / DATA).unlink()
    assert verdict(without_key) == "V-KEY-MISSING"
    assert verdict(without_data) == "V-DATA-MISSING"


@pytest.mark.parametrize("name", COPY_NAMES)
def test_that_one_damaged_copy_of_the_key_file_is_no_damage_as_opening_mends_it(closed: Path, name: str) -> None:
    flip(closed / name, 300)
    assert verdict(closed) == WHOLE


def test_that_a_vault_in_use_is_busy_and_stays_unhurt(closed: Path) -> None:
    with holder(closed):
        assert verdict(closed) == "V-BUSY"
        assert verdict(closed, "not the passphrase") == "V-BUSY"
    assert verdict(closed) == WHOLE


def test_that_proving_lets_the_vault_go_whatever_it_found(closed: Path) -> None:
    assert verdict(closed, "not the passphrase") == "V-PASS-WRONG"
    by_sql(closed, "UPDATE person SET area = 'other'")
    assert verdict(closed) == "V-ALTERED"
    by_sql(closed, "UPDATE person SET area = 'swale'")
    VaultOpener(Realm.LIVE, CHEAP).open(closed, PASSPHRASE).close()


def test_that_a_vault_that_may_only_be_read_can_be_proven(anybodys: Path) -> None:
    for path in anybodys.iterdir():
        path.chmod(0o400)
    anybodys.chmod(0o500)
    assert as_nobody(verdict, anybodys) == WHOLE


def test_that_damage_is_found_in_a_vault_that_may_only_be_read(anybodys: Path) -> None:
    flip(anybodys / DATA, 9000)
    for path in anybodys.iterdir():
        path.chmod(0o400)
    anybodys.chmod(0o500)
    assert as_nobody(verdict, anybodys) == "V-DATA-DAMAGED"


def test_that_a_vault_that_may_not_be_read_is_not_called_damaged(anybodys: Path) -> None:
    (anybodys / DATA).chmod(0o000)
    assert as_nobody(verdict, anybodys) == "V-READ-ONLY"
    anybodys.chmod(0o000)
    assert as_nobody(verdict, anybodys) == "V-READ-ONLY"


def test_that_inspecting_with_keys_at_hand_says_the_same(closed: Path) -> None:
    assert inspected(closed) == verdict(closed) == WHOLE
    flip(closed / DATA, 9000)
    assert inspected(closed) == verdict(closed) == "V-DATA-DAMAGED"
