"""A first vault: a name, a role, six words on offer or a choice of one's own, and every refusal in words."""

import pytest

from dasupport.ui.screen.blocks import Paragraph
from dasupport.ui.screen.intents import OptionChosen, Pressed
from dasupport.ui.screens.access.first_run import NAME, ROLE, FirstRunAction
from dasupport.ui.screens.access.lock import PASSPHRASE_FIELD, LockAction
from dasupport.ui.screens.access.new_passphrase import REPEAT, NewPassphraseAction
from tests.ui.lock_screen_user import Door, Front
from tests.ui.manual_worker import Lane
from tests.ui.samples import inside, keys

OWN_PHRASE = "otters mend the long grey ladder"


def test_that_without_a_vault_one_is_made_with_the_words_on_offer(first: Front, door: Door) -> None:
    words = first.words
    assert len(words.split()) == 6
    first.type({NAME: "Amara Osei", REPEAT: words})
    first.page.handle(OptionChosen(ROLE, "supervisor"))
    first.press(FirstRunAction.CREATE)
    assert first.unlocked[0].owner.role == "supervisor"
    assert first.close() == "Amara Osei"
    door.open(door.folder, words).close()


def test_that_other_words_can_be_asked_for_and_have_to_be_typed_anew(first: Front) -> None:
    before = first.words
    first.type({REPEAT: before})
    first.press(NewPassphraseAction.SUGGEST_OTHER)
    assert first.words != before
    assert first.field(REPEAT).text == ""


def test_that_the_words_on_offer_are_typed_in_sight_and_own_ones_are_not(first: Front) -> None:
    assert not first.field(REPEAT).secret
    first.press(NewPassphraseAction.USE_OWN)
    assert first.field(REPEAT).secret
    assert first.field(PASSPHRASE_FIELD).secret
    assert not any(isinstance(part, Paragraph) and part.look == "code" for part in inside(first.page.build_screen()))


def test_that_a_vault_is_made_with_ones_own_passphrase(first: Front, door: Door) -> None:
    first.press(NewPassphraseAction.USE_OWN)
    first.type({NAME: "Amara Osei", PASSPHRASE_FIELD: OWN_PHRASE, REPEAT: OWN_PHRASE})
    first.press(FirstRunAction.CREATE)
    first.close()
    door.open(door.folder, OWN_PHRASE).close()


@pytest.mark.parametrize(
    ("name", "phrase", "again", "item"),
    [
        ("", OWN_PHRASE, OWN_PHRASE, "NAME-EMPTY"),
        ("  ", OWN_PHRASE, OWN_PHRASE, "NAME-EMPTY"),
        ("Amara", "", "", "PASS-EMPTY"),
        ("Amara", "short", "short", "PASS-SHORT"),
        ("Amara", "amara mends the ladder", "amara mends the ladder", "PASS-NAME"),
        ("Amara", "passwordpassword", "passwordpassword", "PASS-COMMON"),
        ("Amara", OWN_PHRASE, OWN_PHRASE + "s", "PASS-DIFFERENT"),
    ],
)
def test_that_each_refusal_says_what_is_wrong_and_keeps_what_was_typed(
    first: Front, door: Door, name: str, phrase: str, again: str, item: str
) -> None:
    first.press(NewPassphraseAction.USE_OWN)
    first.type({NAME: name, PASSPHRASE_FIELD: phrase, REPEAT: again})
    first.press(FirstRunAction.CREATE)
    beside = NAME if item == "NAME-EMPTY" else REPEAT if item == "PASS-DIFFERENT" else PASSPHRASE_FIELD
    assert first.trouble is None
    assert {key: first.field(key).fault for key in (NAME, PASSPHRASE_FIELD, REPEAT)} == {
        NAME: "",
        PASSPHRASE_FIELD: "",
        REPEAT: "",
        beside: f"{item} say {item} do",
    }
    assert first.page.build_screen().focus == beside
    assert (first.field(NAME).text, first.field(PASSPHRASE_FIELD).text, first.field(REPEAT).text) == (
        name,
        phrase,
        again,
    )
    assert not door.folder.exists()


def test_that_offered_words_that_were_not_typed_again_are_refused(first: Front) -> None:
    first.type({NAME: "Amara Osei"})
    first.press(FirstRunAction.CREATE)
    assert first.field(REPEAT).fault == "PASS-DIFFERENT say PASS-DIFFERENT do"


def test_that_pressing_again_while_it_is_made_does_nothing(door: Door) -> None:
    lane = Lane()
    front = Front(door, (), lane)
    lane.go_on()
    front.type({NAME: "Amara Osei", REPEAT: front.words})
    front.press(FirstRunAction.CREATE)
    assert (front.button(FirstRunAction.CREATE).label, front.button(FirstRunAction.CREATE).enabled) == ("making", False)
    front.page.handle(Pressed(FirstRunAction.CREATE))
    lane.go_on()
    assert door.asked == 1
    front.close()


def test_that_a_second_vault_can_be_made_and_one_can_go_back(front: Front) -> None:
    front.press(LockAction.NEW_VAULT)
    assert front.page.build_screen().key.startswith("first-run")
    assert len(front.words.split()) == 6
    front.press(LockAction.BACK)
    assert front.page.build_screen().key.startswith("lock")


def test_that_no_passphrase_is_carried_from_one_question_to_the_other(front: Front) -> None:
    front.type({PASSPHRASE_FIELD: "typed to open"})
    front.press(LockAction.NEW_VAULT, NewPassphraseAction.USE_OWN)
    assert front.field(PASSPHRASE_FIELD).text == ""
    front.type({PASSPHRASE_FIELD: "typed to make"})
    front.press(LockAction.BACK)
    assert front.field(PASSPHRASE_FIELD).text == ""


def test_that_changing_to_the_words_on_offer_forgets_ones_own(first: Front) -> None:
    first.press(NewPassphraseAction.USE_OWN)
    first.type({PASSPHRASE_FIELD: OWN_PHRASE, REPEAT: OWN_PHRASE})
    first.press(NewPassphraseAction.USE_SUGGESTED)
    assert first.field(REPEAT).text == ""


def test_that_a_first_vault_has_no_way_back(first: Front) -> None:
    assert LockAction.BACK not in keys(first.page.build_screen())


@pytest.mark.parametrize(
    ("said", "wanted"), [({NAME: ""}, NAME), ({NAME: "Amara", REPEAT: "other words entirely"}, REPEAT)]
)
def test_that_after_a_refusal_the_cursor_goes_to_the_field_that_was_refused(
    first: Front, said: dict[str, str], wanted: str
) -> None:
    before = first.page.build_screen().key
    first.type(said)
    first.press(FirstRunAction.CREATE)
    assert first.page.build_screen().focus == wanted
    assert first.page.build_screen().key != before
