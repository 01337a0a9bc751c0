"""The PIN of Cover: what will do, what is kept of it, what it opens."""

import pytest

from dasupport.actions.access import Unlocked
from dasupport.actions.covering import Covering, easy
from dasupport.actions.warden import Warden
from dasupport.refusal import Refusal
from dasupport.vault import pin
from dasupport.vault.vault import Vault
from tests.made import PASSPHRASE, FixedTicks

DIGITS = "4826"


def room(vault: Vault) -> Covering:
    """What is done with the PIN, by somebody who has just typed the passphrase."""
    warden = Warden(vault, FixedTicks())
    warden.confirm(PASSPHRASE)
    return Covering(vault, warden)


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
    covering.keep(DIGITS, DIGITS)
    with pytest.raises(Refusal) as caught:
        covering.keep(wanted, again)
    assert caught.value.item == item
    assert covering.fits(DIGITS)


def test_that_few_are_refused_for_being_easy() -> None:
    refused = [n for n in range(10_000) if easy(f"{n:04}")]
    assert len(refused) == 10 + 10 + 10 + 90


def test_that_it_stands_after_the_vault_was_closed_and_opened(vault: Vault) -> None:
    room(vault).keep(DIGITS, DIGITS)
    again = room(vault)
    assert again.has_pin
    assert again.fits(DIGITS)
    assert not again.fits("4862")
    again.drop()
    assert not room(vault).has_pin
    assert not again.fits("")


def test_that_only_a_slow_salted_hash_is_kept(vault: Vault) -> None:
    covering = room(vault)
    kept = []
    for _ in range(2):
        covering.drop()
        covering.keep(DIGITS, DIGITS)
        kept.append(vault.do(lambda work: work.settings.get(pin.KEY)))
    assert kept[0] != kept[1]
    assert all(stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$") for stored in kept)
    assert not any(DIGITS in stored.split("$")[-1] for stored in kept)


def test_that_what_is_no_hash_fits_nothing() -> None:
    assert not any(pin.fits(stored, typed) for stored in ("", "x", "$argon2id$") for typed in ("", "x", DIGITS))


def test_that_the_log_says_that_it_was_set_and_dropped_and_nothing_of_it(vault: Vault) -> None:
    covering = room(vault)
    covering.keep(DIGITS, DIGITS)
    covering.drop()
    covering.drop()
    events = vault.do(lambda work: list(work.log.events()))
    assert [(event.action, event.object, event.object_hash) for event in events[-2:]] == [
        ("pin-set", "", ""),
        ("pin-dropped", "", ""),
    ]


def test_that_the_pin_turns_the_laptop_back_and_is_no_passphrase(unlocked: Unlocked) -> None:
    assert unlocked.confirm(PASSPHRASE)
    unlocked.covering.keep(DIGITS, DIGITS)
    unlocked.turn()
    assert not unlocked.turn_back_by_pin("4827")
    assert unlocked.turn_back_by_pin(DIGITS)
    with pytest.raises(Refusal, match="PASS-AGAIN"):
        unlocked.covering.drop()


def test_that_a_pin_is_set_only_by_whoever_knows_the_passphrase(unlocked: Unlocked) -> None:
    with pytest.raises(Refusal, match="PASS-AGAIN"):
        unlocked.covering.keep(DIGITS, DIGITS)
    assert not unlocked.covering.has_pin


def test_that_too_many_tries_stand_at_home_until_they_were_seen(unlocked: Unlocked) -> None:
    unlocked.covering.gave_out()
    (told,) = unlocked.keys.state().alarms
    assert told.action == "pin_locked"
    assert unlocked.keys.seen(told.seq).alarms == ()


def test_that_nothing_is_taken_for_the_pin_where_there_is_none(unlocked: Unlocked) -> None:
    assert not unlocked.covering.takes(DIGITS)
    assert not unlocked.turn_back_by_pin("")
    assert unlocked.confirm(PASSPHRASE)
    unlocked.covering.keep(DIGITS, DIGITS)
    assert [typed for typed in (DIGITS, "9999", "", "482", PASSPHRASE) if unlocked.covering.takes(typed)] == [
        DIGITS,
        "9999",
    ]
