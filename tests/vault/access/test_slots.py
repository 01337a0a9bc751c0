"""The ways into a vault: passphrase, recovery code, parts, a supervisor's key; no slip locks anybody out."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault import errors
from dasupport.vault.access.authenticate import authenticate
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import (
    add_passphrase,
    add_supervisor_key,
    change_passphrase,
    commit_pending,
    discard_pending,
    list_slots,
    revoke_slot,
    set_recovery_code,
    strengthen_passphrase,
)
from dasupport.vault.integrity.verify import verify_vault
from dasupport.vault.keys import credentials as secret
from dasupport.vault.keys.credentials import Credential, RecoveryCodeBits, RecoverySharesBits, SupervisorKey
from dasupport.vault.keys.key_file import COPY_NAMES, KdfCost
from dasupport.vault.keys.key_file_pair import KeyFilePair
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, PASSPHRASE, FixedClock
from tests.vault.tampering import contents, flip

NEW = "seven copper lanterns by the harbour wall"
CODE = RecoveryCodeBits(bytes(range(17)))
PARTS = RecoverySharesBits(bytes(range(16)))
PRIVATE, PUBLIC = secret.generate_key_pair()


def opened(folder: Path, with_what: Credential) -> str:
    try:
        VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(folder, with_what).close()
    except Refusal as refusal:
        return refusal.item
    return "opened"


@pytest.fixture
def vault(shut: Path, door: VaultOpener) -> Vault:
    return door.open(shut, PASSPHRASE)


def actions(vault: Vault) -> list[str]:
    return vault.transact(lambda work: [event.action for event in work.audit_chain.iterate_verified()])


def data_of(folder: Path) -> bytes:
    return (folder / "data.1.db").read_bytes()


DEARER = KdfCost(CHEAP.memory + 1024, CHEAP.passes, CHEAP.lanes)


def costs(vault: Vault) -> list[KdfCost]:
    return [slot.cost for slot in vault.key_files.newest.key_file.slots]


def test_that_a_cheap_passphrase_becomes_as_dear_as_usual_and_still_opens(shut: Path, vault: Vault) -> None:
    strengthen_passphrase(vault, PASSPHRASE, CHEAP)
    assert (costs(vault), actions(vault).count("passphrase_changed")) == ([CHEAP], 0)
    strengthen_passphrase(vault, PASSPHRASE, DEARER)
    assert costs(vault) == [DEARER]
    vault.close()
    assert opened(shut, PASSPHRASE) == "opened"


def test_that_a_dear_passphrase_stays_as_it_is_beside_a_cheap_one(vault: Vault) -> None:
    add_passphrase(vault, PASSPHRASE, NEW, DEARER)
    commit_pending(vault)
    strengthen_passphrase(vault, NEW, DEARER)
    assert sorted(cost.memory for cost in costs(vault)) == [CHEAP.memory, DEARER.memory]


def test_that_no_passphrase_is_made_dearer_while_a_change_waits(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    strengthen_passphrase(vault, PASSPHRASE, DEARER)
    assert costs(vault) == [CHEAP]


def test_that_until_the_new_passphrase_was_used_once_both_open_the_vault(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    assert vault.key_files.has_pending_change
    vault.close()
    assert opened(vault.folder, PASSPHRASE) == "opened"
    assert opened(vault.folder, NEW) == "opened"
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"
    assert opened(vault.folder, NEW) == "opened"


def test_that_a_change_that_ends_the_old_one_at_once_leaves_only_the_new_one(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    assert not vault.key_files.has_pending_change
    vault.close()
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"
    assert opened(vault.folder, NEW) == "opened"


def test_that_a_change_does_not_touch_the_data(vault: Vault) -> None:
    vault.close()
    before = data_of(vault.folder)
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, PASSPHRASE)
    generation = held.key_files.newest.key_file.data
    change_passphrase(held, PASSPHRASE, NEW, CHEAP)
    assert held.key_files.newest.key_file.data == generation
    held.close()
    assert data_of(vault.folder)[:16] == before[:16]
    verify_vault(vault.folder, NEW)


def test_that_while_a_change_waits_both_passphrases_are_taken_where_one_is_asked_for_again(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    assert vault.confirm_passphrase(PASSPHRASE)
    assert vault.confirm_passphrase(NEW)
    assert not vault.confirm_passphrase("neither of them at all")


def test_that_a_change_that_waits_can_be_dropped(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    discard_pending(vault)
    vault.close()
    assert opened(vault.folder, NEW) == "V-PASS-WRONG"
    assert opened(vault.folder, PASSPHRASE) == "opened"


def test_that_each_copy_keeps_its_own_passphrase_through_many_days_of_work(vault: Vault, door: VaultOpener) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    vault.close()
    for _ in range(3):
        held = door.open(vault.folder, PASSPHRASE)
        assert held.key_files.has_pending_change
        held.transact(lambda work: work.metadata.put("something", "else"))
        held.close()
    assert opened(vault.folder, NEW) == "opened"


def test_that_an_old_key_file_put_back_does_not_bring_an_ended_passphrase_back(vault: Vault, tmp_path: Path) -> None:
    for name in COPY_NAMES:
        shutil.copy(vault.folder / name, tmp_path / name)
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    vault.close()
    for name in COPY_NAMES:
        shutil.copy(tmp_path / name, vault.folder / name)
    before = contents(vault.folder)
    assert opened(vault.folder, PASSPHRASE) == "V-KEYS-OLD"
    assert contents(vault.folder) == before


def test_that_one_old_copy_put_back_is_written_over_by_the_next_unlock(vault: Vault, tmp_path: Path) -> None:
    shutil.copy(vault.folder / COPY_NAMES[1], tmp_path / "old")
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    vault.close()
    shutil.copy(tmp_path / "old", vault.folder / COPY_NAMES[1])
    assert opened(vault.folder, PASSPHRASE) == "V-KEYS-OLD"
    assert opened(vault.folder, NEW) == "opened"
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"


def test_that_a_file_that_cannot_be_read_for_a_moment_does_not_undo_the_change(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    vault.close()
    copy, keys, _ = authenticate(vault.folder, NEW, None)
    aside = (vault.folder / copy.name).rename(vault.folder / "for a moment")
    pair = KeyFilePair(vault.folder, copy, keys.header)
    aside.rename(vault.folder / copy.name)
    assert pair.has_pending_change
    pair.commit_pending()
    assert opened(vault.folder, NEW) == "opened"
    assert opened(vault.folder, PASSPHRASE) == errors.WrongPassphrase.id


class Late(FixedClock):
    """A clock whose first use is the moment at which a file can be read again."""

    def __init__(self, aside: Path, to: Path) -> None:
        super().__init__()
        self._aside, self._to = aside, to

    def __call__(self) -> datetime:
        if self._aside.exists():
            self._aside.rename(self._to)
        return super().__call__()


@pytest.mark.parametrize("secret", [PASSPHRASE, NEW], ids=["the old one", "the new one"])
def test_that_a_change_waits_on_where_the_other_file_comes_back_during_the_unlocking(vault: Vault, secret: str) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    hidden = vault.folder / (vault.key_files.newest if secret == PASSPHRASE else vault.key_files.older).name
    vault.close()
    late = Late(hidden.rename(vault.folder.with_name("for a moment")), hidden)
    again = VaultOpener(Realm.LIVE, CHEAP, late).open(vault.folder, secret)
    assert again.key_files.has_pending_change is (secret == PASSPHRASE)
    again.close()
    assert opened(vault.folder, NEW) == "opened"


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: flip(path, 100)], ids=["gone", "damaged"])
def test_that_what_was_ended_stays_ended_where_the_copy_that_waited_was_spoilt(
    vault: Vault, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    shutil.copy(vault.folder / COPY_NAMES[0], tmp_path / "old")
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    vault.close()
    spoil(vault.folder / vault.key_files.older.name)
    again = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, NEW)
    assert "keys_mended" in actions(again)
    again.close()
    for name in COPY_NAMES:
        shutil.copy(tmp_path / "old", vault.folder / name)
    assert opened(vault.folder, PASSPHRASE) == "V-KEYS-OLD"


def test_that_a_change_at_once_counts_where_the_disk_takes_only_the_first_copy(vault: Vault) -> None:
    last = vault.folder / vault.key_files.newest.name
    last.unlink()
    (last / "in the way").mkdir(parents=True)
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    vault.close()
    shutil.rmtree(last)
    assert opened(vault.folder, NEW) == "opened"
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"


def test_that_the_copy_with_the_new_passphrase_can_be_lost_and_the_old_one_still_opens(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    newest = vault.key_files.newest.name
    vault.close()
    flip(vault.folder / newest, 100)
    assert opened(vault.folder, PASSPHRASE) == "opened"


@pytest.mark.parametrize("way", [CODE, PARTS, SupervisorKey(PRIVATE)], ids=["code", "parts", "supervisor's key"])
def test_that_each_way_opens_the_vault_once_it_was_put_there(vault: Vault, way: Credential, door: VaultOpener) -> None:
    assert opened(vault.folder, way) == "V-BUSY"
    put(vault, way)
    vault.close()
    assert opened(vault.folder, way) == "opened"
    assert opened(vault.folder, PASSPHRASE) == "opened"
    held = door.open(vault.folder, PASSPHRASE)
    assert any(action.startswith("opened_") for action in actions(held))
    held.close()


def put(vault: Vault, way: Credential) -> None:
    if isinstance(way, SupervisorKey):
        add_supervisor_key(vault, PASSPHRASE, f" {PUBLIC}\n")
    elif not isinstance(way, str):
        set_recovery_code(vault, PASSPHRASE, way)


@pytest.mark.parametrize(
    ("way", "said"),
    [
        (RecoveryCodeBits(bytes(17)), "V-CODE-WRONG"),
        (RecoverySharesBits(bytes(16)), "V-CODE-WRONG"),
        (RecoverySharesBits(CODE.bits), "V-CODE-WRONG"),
        (SupervisorKey(secret.generate_key_pair()[0]), "V-NO-KEY"),
        (SupervisorKey(PUBLIC), "V-NO-KEY"),
        (SupervisorKey(""), "V-NO-KEY"),
    ],
)
def test_that_no_other_code_and_no_other_key_opens_it(vault: Vault, way: Credential, said: str) -> None:
    for right in (CODE, PARTS, SupervisorKey(PRIVATE)):
        put(vault, right)
    vault.close()
    assert opened(vault.folder, way) == said


def test_that_a_new_code_ends_the_one_before(vault: Vault) -> None:
    set_recovery_code(vault, PASSPHRASE, CODE)
    set_recovery_code(vault, PASSPHRASE, RecoveryCodeBits(bytes(range(1, 18))))
    vault.close()
    assert opened(vault.folder, CODE) == "V-CODE-WRONG"


def test_that_who_forgot_the_passphrase_sets_a_new_one_by_the_code_and_the_old_ones_are_gone(vault: Vault) -> None:
    set_recovery_code(vault, PASSPHRASE, CODE)
    add_passphrase(vault, PASSPHRASE, "a second one that nobody knows any more", CHEAP)
    vault.close()
    held = VaultOpener(Realm.LIVE, CHEAP, FixedClock()).open(vault.folder, CODE)
    change_passphrase(held, CODE, NEW, CHEAP, at_once=True)
    assert [way.slot_type for way in list_slots(held)] == ["passphrase", "recovery"]
    held.close()
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"
    assert opened(vault.folder, NEW) == "opened"


def test_that_of_several_passphrases_only_the_one_that_was_typed_is_changed(vault: Vault) -> None:
    add_passphrase(vault, PASSPHRASE, "the other one of the two", CHEAP)
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP, at_once=True)
    vault.close()
    assert opened(vault.folder, "the other one of the two") == "opened"
    assert opened(vault.folder, PASSPHRASE) == "V-PASS-WRONG"


@pytest.mark.parametrize(
    "change",
    [
        lambda v: change_passphrase(v, "not it", NEW, CHEAP),
        lambda v: set_recovery_code(v, "not it", CODE),
        lambda v: add_supervisor_key(v, "not it", PUBLIC),
        lambda v: revoke_slot(v, "not it", list_slots(v)[0].id),
    ],
)
def test_that_nothing_changes_for_whoever_does_not_know_the_passphrase(
    vault: Vault, change: Callable[[Vault], None]
) -> None:
    before = {name: (vault.folder / name).read_bytes() for name in COPY_NAMES}
    with pytest.raises(errors.WrongPassphrase):
        change(vault)
    assert {name: (vault.folder / name).read_bytes() for name in COPY_NAMES} == before


def test_that_what_is_no_supervisors_key_is_not_taken(vault: Vault) -> None:
    for text in ("", "age1", PRIVATE, PUBLIC[:-1], "ssh-ed25519 AAAA"):
        with pytest.raises(errors.WrongKey):
            add_supervisor_key(vault, PASSPHRASE, text)


def test_that_the_last_way_in_is_not_taken_away(vault: Vault) -> None:
    set_recovery_code(vault, PASSPHRASE, CODE)
    for way in list_slots(vault):
        with pytest.raises(errors.LastKey):
            revoke_slot(vault, PASSPHRASE, way.id)
    set_recovery_code(vault, PASSPHRASE, PARTS)
    revoke_slot(vault, PASSPHRASE, next(way.id for way in list_slots(vault) if way.slot_type == "recovery"))
    assert [way.slot_type for way in list_slots(vault)] == ["passphrase", "split"]


def test_that_a_supervisors_key_can_be_ended_and_stays_ended(vault: Vault) -> None:
    put(vault, SupervisorKey(PRIVATE))
    revoke_slot(vault, PASSPHRASE, next(way.id for way in list_slots(vault) if way.holder == PUBLIC))
    vault.close()
    assert opened(vault.folder, SupervisorKey(PRIVATE)) == "V-NO-KEY"


def test_that_the_same_supervisors_key_stands_once(vault: Vault) -> None:
    put(vault, SupervisorKey(PRIVATE))
    put(vault, SupervisorKey(PRIVATE))
    assert [way.holder for way in list_slots(vault)] == ["", PUBLIC]


def test_that_there_is_an_end_to_the_number_of_ways(vault: Vault) -> None:
    for _ in range(8):
        add_supervisor_key(vault, PASSPHRASE, secret.generate_key_pair()[1])
    with pytest.raises(errors.TooManyKeys):
        add_supervisor_key(vault, PASSPHRASE, PUBLIC)


def test_that_a_passphrase_never_becomes_cheaper_to_guess_by_a_change(vault: Vault) -> None:
    strong = KdfCost(memory=20 * 1024, passes=3, lanes=1)
    change_passphrase(vault, PASSPHRASE, NEW, strong, at_once=True)
    change_passphrase(vault, NEW, PASSPHRASE, CHEAP, at_once=True)
    assert vault.key_files.newest.key_file.slots[0].cost == strong


def test_that_every_change_leaves_a_line_in_the_log(vault: Vault) -> None:
    set_recovery_code(vault, PASSPHRASE, CODE)
    put(vault, SupervisorKey(PRIVATE))
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    commit_pending(vault)
    revoke_slot(vault, NEW, next(way.id for way in list_slots(vault) if way.holder))
    told = actions(vault)
    wanted = [
        "recovery_made",
        "keys_settled",
        "recipient_added",
        "keys_settled",
        "passphrase_changed",
        "keys_settled",
        "key_ended",
        "keys_settled",
    ]
    assert told[-len(wanted) :] == wanted
    vault.close()
    verify_vault(vault.folder, NEW)


def test_that_a_change_while_one_waits_first_settles_or_drops_that_one(vault: Vault) -> None:
    change_passphrase(vault, PASSPHRASE, NEW, CHEAP)
    set_recovery_code(vault, PASSPHRASE, CODE)
    assert not vault.key_files.has_pending_change
    vault.close()
    assert opened(vault.folder, NEW) == "V-PASS-WRONG"
    assert opened(vault.folder, CODE) == "opened"


def test_that_a_change_that_cannot_be_proved_leaves_both_files_as_they_were(vault: Vault) -> None:
    before = {name: (vault.folder / name).read_bytes() for name in COPY_NAMES}
    with pytest.raises(errors.Altered):
        vault.key_files.write_pending(vault.key_files.newest.key_file.slots[:1], lambda _: False)
    assert {name: (vault.folder / name).read_bytes() for name in COPY_NAMES} == before
    vault.close()
    assert opened(vault.folder, PASSPHRASE) == "opened"
