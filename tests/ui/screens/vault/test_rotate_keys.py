"""New keys for everything: a new passphrase is the usual, and what opens the records afterwards is said before."""

import pytest

from dasupport.actions.unlock import Unlocker
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.ui.screen.blocks import Paragraph, TextField
from dasupport.ui.screen.intents import Pressed, Toggled, Typed
from dasupport.ui.screen.routes import Keys, RotateKeys
from dasupport.ui.screens.access.new_passphrase import OWN_PHRASE, REPEAT, NewPassphraseAction
from dasupport.ui.screens.vault.recovery_code import CODE_FIELD, PASSPHRASE_FIELD, RecoveryCodeAction
from dasupport.ui.screens.vault.rotate_keys import RotateKeysField, RotateKeysPresenter
from tests.samples import CHEAP, PASSPHRASE
from tests.ui.samples import Hand, faults, inside, keys, refused

NEW = "seven copper lanterns by the harbour wall"


@pytest.fixture
def ended(hand: Hand) -> list[str]:
    """What the program was told once the new keys were made."""
    return hand.around.locked


@pytest.fixture
def page(hand: Hand, ended: list[str]) -> RotateKeysPresenter:
    hand.go(RotateKeys())
    assert isinstance(hand.page, RotateKeysPresenter)
    return hand.page


def shown(hand: Hand) -> list[str]:
    return [part.text for part in inside(hand.screen) if isinstance(part, Paragraph) and part.look == "code"]


def goes(hand: Hand, now: str = PASSPHRASE, **said: str) -> None:
    for key, text in {CODE_FIELD: shown(hand)[0], PASSPHRASE_FIELD: now, **said}.items():
        hand.page.handle(Typed(key, text))
    hand.page.handle(Pressed(RecoveryCodeAction.SUBMIT))


def opens(hand: Hand, passphrase: str) -> str:
    try:
        Unlocker(Realm.LIVE, hand.pack, CHEAP, hand.clock).open(hand.vault.folder, passphrase).close()
    except Refusal as refusal:
        return refusal.item
    return "opened"


def test_that_six_new_words_are_the_usual_and_the_old_passphrase_ends(
    hand: Hand, page: RotateKeysPresenter, ended: list[str]
) -> None:
    six = shown(hand)[1]
    goes(hand, **{REPEAT: six})
    assert ended == ["renewed"]
    assert [opens(hand, phrase) for phrase in (PASSPHRASE, six)] == ["V-PASS-WRONG", "opened"]


def test_that_ones_own_choice_will_do(hand: Hand, page: RotateKeysPresenter) -> None:
    page.handle(Pressed(NewPassphraseAction.USE_OWN))
    goes(hand, **{OWN_PHRASE: NEW, REPEAT: NEW})
    assert [opens(hand, phrase) for phrase in (PASSPHRASE, NEW)] == ["V-PASS-WRONG", "opened"]


def test_that_the_present_one_is_kept_only_by_a_tick(hand: Hand, page: RotateKeysPresenter, ended: list[str]) -> None:
    goes(hand)
    assert faults(hand.screen) == {REPEAT: refused("PASS-DIFFERENT")}
    page.handle(Toggled(RotateKeysField.SAME_PASSPHRASE, True))
    assert REPEAT not in keys(hand.screen)
    goes(hand)
    assert ended == ["renewed"]
    assert opens(hand, PASSPHRASE) == "opened"


@pytest.mark.parametrize(
    ("now", "new", "said", "focus"),
    [
        ("not it", NEW, "V-PASS-WRONG", PASSPHRASE_FIELD),
        ("", NEW, "PASS-EMPTY", PASSPHRASE_FIELD),
        (PASSPHRASE, "", "PASS-EMPTY", OWN_PHRASE),
        (PASSPHRASE, PASSPHRASE, "PASS-SAME", OWN_PHRASE),
        (PASSPHRASE, "short", "PASS-SHORT", OWN_PHRASE),
    ],
)
def test_that_a_refusal_changes_nothing_and_the_cursor_stands_where_it_is_about(
    hand: Hand, page: RotateKeysPresenter, ended: list[str], now: str, new: str, said: str, focus: str
) -> None:
    page.handle(Pressed(NewPassphraseAction.USE_OWN))
    goes(hand, now, **{OWN_PHRASE: new, REPEAT: new})
    assert faults(hand.screen) == {focus: refused(said)}
    assert (hand.screen.focus, hand.find(TextField, PASSPHRASE_FIELD).text) == (focus, "")
    assert ended == []
    assert hand.office.open_vault.confirm_passphrase(PASSPHRASE)


def test_that_a_code_that_was_not_typed_back_changes_nothing(hand: Hand, page: RotateKeysPresenter) -> None:
    page.handle(Toggled(RotateKeysField.SAME_PASSPHRASE, True))
    goes(hand, **{CODE_FIELD: shown(hand)[0][:-1]})
    assert (faults(hand.screen), hand.screen.focus) == ({CODE_FIELD: refused("CODE-UNREAD")}, CODE_FIELD)


def test_that_while_a_change_waits_the_passphrase_that_it_ends_is_told_from_a_wrong_one(
    hand: Hand, page: RotateKeysPresenter
) -> None:
    hand.type_again()
    hand.office.open_vault.keys.change_passphrase(PASSPHRASE, NEW, NEW)
    page.handle(Toggled(RotateKeysField.SAME_PASSPHRASE, True))
    goes(hand)
    assert (faults(hand.screen), hand.screen.focus) == ({PASSPHRASE_FIELD: refused("PASS-WAITS")}, PASSPHRASE_FIELD)
    goes(hand, NEW)
    assert [opens(hand, phrase) for phrase in (PASSPHRASE, NEW)] == ["V-PASS-WRONG", "opened"]


def test_that_the_page_says_what_ends_what_stays_and_that_it_locks(hand: Hand, page: RotateKeysPresenter) -> None:
    assert {"ends", "stays", "then"} <= set(hand.texts)
    page.handle(Pressed(RecoveryCodeAction.BACK))
    assert hand.route == Keys()
