"""A first vault: a name, a role, six words on offer or a choice of one's own, and every refusal in words."""

import pytest

from dasupport.ui.blocks import Para
from dasupport.ui.intents import Chose, Pressed
from dasupport.ui.screens.first_run import MAKE, NAME, ROLE
from dasupport.ui.screens.lock import NEW, PHRASE, RETURN
from dasupport.ui.screens.phrase import AGAIN, OFFER, OWN, SIX
from tests.ui.front import Door, Front
from tests.ui.lane import Lane
from tests.ui.made import inside, keys

OWN_PHRASE = "otters mend the long grey ladder"


def test_that_without_a_vault_one_is_made_with_the_words_on_offer(first: Front, door: Door) -> None:
    words = first.words
    assert len(words.split()) == 6
    first.type({NAME: "Amara Osei", AGAIN: words})
    first.page.handle(Chose(ROLE, "supervisor"))
    first.press(MAKE)
    assert first.unlocked[0].owner.role == "supervisor"
    assert first.close() == "Amara Osei"
    door.open(door.folder, words).close()


def test_that_other_words_can_be_asked_for_and_have_to_be_typed_anew(first: Front) -> None:
    before = first.words
    first.type({AGAIN: before})
    first.press(OFFER)
    assert first.words != before
    assert first.field(AGAIN).text == ""


def test_that_the_words_on_offer_are_typed_in_sight_and_own_ones_are_not(first: Front) -> None:
    assert not first.field(AGAIN).secret
    first.press(OWN)
    assert first.field(AGAIN).secret
    assert first.field(PHRASE).secret
    assert not any(isinstance(part, Para) and part.look == "code" for part in inside(first.page.screen()))


def test_that_a_vault_is_made_with_ones_own_passphrase(first: Front, door: Door) -> None:
    first.press(OWN)
    first.type({NAME: "Amara Osei", PHRASE: OWN_PHRASE, AGAIN: OWN_PHRASE})
    first.press(MAKE)
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
    first.press(OWN)
    first.type({NAME: name, PHRASE: phrase, AGAIN: again})
    first.press(MAKE)
    beside = NAME if item == "NAME-EMPTY" else AGAIN if item == "PASS-DIFFERENT" else PHRASE
    assert first.trouble is None
    assert {key: first.field(key).fault for key in (NAME, PHRASE, AGAIN)} == {
        NAME: "",
        PHRASE: "",
        AGAIN: "",
        beside: f"{item} say {item} do",
    }
    assert first.page.screen().focus == beside
    assert (first.field(NAME).text, first.field(PHRASE).text, first.field(AGAIN).text) == (name, phrase, again)
    assert not door.folder.exists()


def test_that_offered_words_that_were_not_typed_again_are_refused(first: Front) -> None:
    first.type({NAME: "Amara Osei"})
    first.press(MAKE)
    assert first.field(AGAIN).fault == "PASS-DIFFERENT say PASS-DIFFERENT do"


def test_that_pressing_again_while_it_is_made_does_nothing(door: Door) -> None:
    lane = Lane()
    front = Front(door, (), lane)
    lane.go_on()
    front.type({NAME: "Amara Osei", AGAIN: front.words})
    front.press(MAKE)
    assert (front.button(MAKE).label, front.button(MAKE).enabled) == ("making", False)
    front.page.handle(Pressed(MAKE))
    lane.go_on()
    assert door.asked == 1
    front.close()


def test_that_a_second_vault_can_be_made_and_one_can_go_back(front: Front) -> None:
    front.press(NEW)
    assert front.page.screen().key.startswith("first-run")
    assert len(front.words.split()) == 6
    front.press(RETURN)
    assert front.page.screen().key.startswith("lock")


def test_that_no_passphrase_is_carried_from_one_question_to_the_other(front: Front) -> None:
    front.type({PHRASE: "typed to open"})
    front.press(NEW, OWN)
    assert front.field(PHRASE).text == ""
    front.type({PHRASE: "typed to make"})
    front.press(RETURN)
    assert front.field(PHRASE).text == ""


def test_that_changing_to_the_words_on_offer_forgets_ones_own(first: Front) -> None:
    first.press(OWN)
    first.type({PHRASE: OWN_PHRASE, AGAIN: OWN_PHRASE})
    first.press(SIX)
    assert first.field(AGAIN).text == ""


def test_that_a_first_vault_has_no_way_back(first: Front) -> None:
    assert RETURN not in keys(first.page.screen())


@pytest.mark.parametrize(
    ("said", "wanted"), [({NAME: ""}, NAME), ({NAME: "Amara", AGAIN: "other words entirely"}, AGAIN)]
)
def test_that_after_a_refusal_the_cursor_goes_to_the_field_that_was_refused(
    first: Front, said: dict[str, str], wanted: str
) -> None:
    before = first.page.screen().key
    first.type(said)
    first.press(MAKE)
    assert first.page.screen().focus == wanted
    assert first.page.screen().key != before
