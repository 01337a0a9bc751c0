"""What home says of the ways into the records: which key came in, and what is left without the passphrase."""

from dasupport.actions.unlock import Unlocker
from dasupport.casework.audit_events import shorten_key
from dasupport.casework.realms import Realm
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Note
from dasupport.ui.screen.routes import Home, Keys
from dasupport.vault.access.slots import add_supervisor_key
from dasupport.vault.keys.credentials import generate_key_pair
from tests.samples import CHEAP, PASSPHRASE
from tests.ui.samples import Hand

PRIVATE, PUBLIC = generate_key_pair()


def test_that_nobody_is_told_that_all_is_lost_while_a_supervisors_key_opens_the_records(hand: Hand) -> None:
    said = []
    for _ in range(2):
        hand.go(Home())
        said.append(hand.find(Note, "no-code").say)
        hand.go(Keys())
        said.append(hand.find(Note, "none").say)
        add_supervisor_key(hand.vault, PASSPHRASE, PUBLIC)
    assert said == ["home_none_sub", "code_none_sub", "home_none_key", "code_none_key"]


def test_that_the_key_that_came_in_is_named_by_its_short_public_half(hand: Hand, blank: Pack) -> None:
    add_supervisor_key(hand.vault, PASSPHRASE, PUBLIC)
    hand.vault.close()
    access = Unlocker(Realm.LIVE, blank, CHEAP, hand.clock)
    access.open_with_supervisor_key(hand.vault.folder, PRIVATE).close()
    hand.change(open_vault=access.open(hand.vault.folder, PASSPHRASE))
    hand.go(Home())
    assert hand.find(Note, "alarm").title.startswith(f"home_key {shorten_key(PUBLIC)}")
    hand.office.open_vault.close()


def test_that_only_a_key_makes_the_difference_between_the_two_sentences(english: Pack) -> None:
    labels = english.labels.keys
    assert all("supervisor" in said for said in (labels.home_none_key, labels.code_none_key))
    assert not any("supervisor" in said for said in (labels.home_none_sub, labels.code_none_sub))
