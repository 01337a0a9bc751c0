"""What was ended does not open altered records to read either: the data knows which slots of a key file count."""

from pathlib import Path
from typing import Any

import pytest

from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import SLOT_IDS_KEY, change_passphrase, commit_pending, discard_pending
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.access.test_opener import altered, opened
from tests.vault.access.test_read_only import ALTERED, READS, looked
from tests.vault.access.test_slots import CODE, NEW
from tests.vault.tampering import by_sql, keyring, put_keyring, resealed

OLD = "V-KEYS-OLD"


@pytest.fixture
def held(closed: Path) -> Vault:
    return VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(closed, PASSPHRASE)


def unsealed(folder: Path) -> None:
    """Somebody without the key says that the key file is newer than it is, in both copies."""
    altered(folder, lambda table: table.update(generation=999))


def forged(folder: Path, before: dict[str, Any]) -> None:
    """A key file of before is put back, in both copies, and says that it is newer than it is."""
    put_keyring(folder, resealed({**before, "generation": 999}))


def known(vault: Vault) -> set[str]:
    return set(vault.transact(lambda work: work.metadata.get(SLOT_IDS_KEY)).split())


def slots(vault: Vault) -> set[str]:
    return {slot.id for copy in vault.key_files.valid_copies for slot in copy.key_file.slots}


def test_that_a_passphrase_that_was_ended_reads_nothing_from_an_old_key_file(held: Vault) -> None:
    before = keyring(held.folder)
    change_passphrase(held, PASSPHRASE, NEW, CHEAP, at_once=True)
    held.close()
    forged(held.folder, before)
    assert opened(held.folder) == ALTERED
    assert looked(held.folder) == OLD


def test_that_a_slot_that_was_ended_cannot_be_put_under_the_name_of_one_that_counts(held: Vault) -> None:
    before = keyring(held.folder)
    change_passphrase(held, PASSPHRASE, NEW, CHEAP, at_once=True)
    (counting,) = slots(held)
    held.close()
    forged(held.folder, {**before, "slots": [{**before["slots"][0], "id": counting}]})
    assert looked(held.folder) == "V-PASS-WRONG"


def test_that_what_counts_reads_altered_records_after_a_change(held: Vault) -> None:
    change_passphrase(held, PASSPHRASE, NEW, CHEAP, at_once=True)
    held.close()
    unsealed(held.folder)
    assert looked(held.folder, NEW) == READS


def test_that_while_a_change_waits_both_sides_count_and_the_side_that_is_dropped_no_more(held: Vault) -> None:
    change_passphrase(held, PASSPHRASE, NEW, CHEAP)
    assert known(held) == slots(held)
    assert len(known(held)) == len([PASSPHRASE, NEW])
    discard_pending(held)
    assert known(held) == slots(held) == {held.key_files.newest.key_file.slots[0].id}
    change_passphrase(held, PASSPHRASE, NEW, CHEAP)
    commit_pending(held)
    assert known(held) == slots(held) == {held.key_files.newest.key_file.slots[0].id}
    held.close()


def test_that_the_first_use_of_a_new_passphrase_ends_the_old_one_for_reading_too(held: Vault) -> None:
    before = keyring(held.folder)
    change_passphrase(held, PASSPHRASE, NEW, CHEAP)
    held.close()
    assert opened(held.folder, NEW) == "opened"
    forged(held.folder, before)
    assert looked(held.folder) == OLD


def test_that_older_data_which_says_nothing_of_it_is_read_and_knows_after_its_next_opening(held: Vault) -> None:
    change_passphrase(held, PASSPHRASE, NEW, CHEAP, at_once=True)
    change_passphrase(held, NEW, PASSPHRASE, CHEAP, at_once=True)
    held.close()
    whole = keyring(held.folder)
    by_sql(held.folder, "DELETE FROM setting WHERE key = 'ways'")
    unsealed(held.folder)
    assert looked(held.folder) == READS
    put_keyring(held.folder, resealed(whole))
    again = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(held.folder, PASSPHRASE, older_is_fine=True)
    assert known(again) == slots(again)
    again.close()


def test_that_new_keys_leave_none_but_the_new_slots(held: Vault) -> None:
    before = slots(held)
    rotate_keys(held, PASSPHRASE, CODE, NEW)
    again = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(held.folder, NEW)
    assert known(again) == slots(again)
    assert not known(again) & before
    again.close()


def test_that_a_slot_that_was_ended_reads_nothing_from_among_those_that_count(held: Vault) -> None:
    table = keyring(held.folder)
    change_passphrase(held, PASSPHRASE, NEW, CHEAP, at_once=True)
    held.close()
    now = keyring(held.folder)
    forged(held.folder, {**now, "slots": [*now["slots"], *table["slots"]]})
    assert looked(held.folder) == OLD
    assert looked(held.folder, NEW) == READS
