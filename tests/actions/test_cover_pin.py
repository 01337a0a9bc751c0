"""The PIN of Cover: what will do, what is kept of it, what it opens."""

import pytest

from dasupport.actions.authorisation import Authoriser
from dasupport.actions.cover_pin import CoverPin, is_easy
from dasupport.actions.unlock import OpenVault
from dasupport.refusal import Refusal
from dasupport.vault.keys import pin
from dasupport.vault.vault import Vault
from tests.samples import PASSPHRASE, FixedTicks

DIGITS = "4826"


def room(vault: Vault) -> CoverPin:
    """What is done with the PIN, by somebody who has just typed the passphrase."""
    warden = Authoriser(vault, FixedTicks())
    warden.confirm_passphrase(PASSPHRASE)
    return CoverPin(vault, warden)


@pytest.mark.parametrize(
    ("wanted", "again", "item"),
    [
        ("", "", "PIN-DIGITS"),
        ("482", "482", "PIN-DIGITS"),
        ("482619375", "482619375", "PIN-DIGITS"),
        ("48a6", "48a6", "PIN-DIGITS"),
        ("٤٨٢٦", "٤٨٢٦", "PIN-DIGITS"),
        ("0000", "0000", "PIN-EASY"),
        ("1234", "1234", "PIN-EASY"),
        ("98765432", "98765432", "PIN-EASY"),
        ("7890", "7890", "PIN-EASY"),
        ("121212", "121212", "PIN-EASY"),
        (DIGITS, "4862", "PIN-DIFFERENT"),
    ],
)
def test_that_what_will_not_do_is_refused_and_the_old_one_stays(
    vault: Vault, wanted: str, again: str, item: str
) -> None:
    covering = room(vault)
    covering.set_pin(DIGITS, DIGITS)
    with pytest.raises(Refusal) as caught:
        covering.set_pin(wanted, again)
    assert caught.value.item == item
    assert covering.verify_pin(DIGITS)


def test_that_few_are_refused_for_being_easy() -> None:
    refused = [n for n in range(10_000) if is_easy(f"{n:04}")]
    assert len(refused) == 10 + 10 + 10 + 90


def test_that_it_stands_after_the_vault_was_closed_and_opened(vault: Vault) -> None:
    room(vault).set_pin(DIGITS, DIGITS)
    again = room(vault)
    assert again.has_pin
    assert again.verify_pin(DIGITS)
    assert not again.verify_pin("4862")
    again.remove_pin()
    assert not room(vault).has_pin
    assert not again.verify_pin("")


def test_that_only_a_slow_salted_hash_is_kept(vault: Vault) -> None:
    covering = room(vault)
    kept = []
    for _ in range(2):
        covering.remove_pin()
        covering.set_pin(DIGITS, DIGITS)
        kept.append(vault.transact(lambda work: work.metadata.get(pin.PIN_SETTING)))
    assert kept[0] != kept[1]
    assert all(stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for stored in kept)
    assert not any(DIGITS in stored.split("$")[-1] for stored in kept)


def test_that_what_is_no_hash_fits_nothing() -> None:
    assert not any(pin.verify_pin(stored, typed) for stored in ("", "x", "$argon2id$") for typed in ("", "x", DIGITS))


def test_that_the_log_says_that_it_was_set_and_dropped_and_nothing_of_it(vault: Vault) -> None:
    covering = room(vault)
    covering.set_pin(DIGITS, DIGITS)
    covering.remove_pin()
    covering.remove_pin()
    events = vault.transact(lambda work: list(work.audit_chain.iterate_verified()))
    assert [(event.action, event.object, event.object_hash) for event in events[-2:]] == [
        ("pin-set", "", ""),
        ("pin-dropped", "", ""),
    ]


def test_that_the_pin_turns_the_laptop_back_and_is_no_passphrase(unlocked: OpenVault) -> None:
    assert unlocked.confirm_passphrase(PASSPHRASE)
    unlocked.cover_pin.set_pin(DIGITS, DIGITS)
    unlocked.face_person()
    assert not unlocked.face_worker_by_pin("4827")
    assert unlocked.face_worker_by_pin(DIGITS)
    with pytest.raises(Refusal, match="PASS-AGAIN"):
        unlocked.cover_pin.remove_pin()


def test_that_a_pin_is_set_only_by_whoever_knows_the_passphrase(unlocked: OpenVault) -> None:
    with pytest.raises(Refusal, match="PASS-AGAIN"):
        unlocked.cover_pin.set_pin(DIGITS, DIGITS)
    assert not unlocked.cover_pin.has_pin


def test_that_too_many_tries_stand_at_home_until_they_were_seen(unlocked: OpenVault) -> None:
    unlocked.cover_pin.record_lockout()
    (told,) = unlocked.keys.get_status().alerts
    assert told.action == "pin_locked"
    assert unlocked.keys.acknowledge(told.seq).alerts == ()


def test_that_nothing_is_taken_for_the_pin_where_there_is_none(unlocked: OpenVault) -> None:
    assert not unlocked.cover_pin.may_be_pin(DIGITS)
    assert not unlocked.face_worker_by_pin("")
    assert unlocked.confirm_passphrase(PASSPHRASE)
    unlocked.cover_pin.set_pin(DIGITS, DIGITS)
    assert [typed for typed in (DIGITS, "9999", "", "482", PASSPHRASE) if unlocked.cover_pin.may_be_pin(typed)] == [
        DIGITS,
        "9999",
    ]
