"""Two parts of a recovery code: what is wrong in one is named by its word and its box, and nothing keeps them."""

import pytest

from dasupport.actions.recovery_codes import generate_shares
from dasupport.casework.page_draft import DraftPage
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import TextArea, TextField
from dasupport.ui.screen.intents import FieldLeft, Typed
from dasupport.ui.screen.routes import CodeTask, Home, Keys, RecoveryCode
from dasupport.ui.screens.access.recovery_shares import build_share_fields, find_incomplete
from dasupport.ui.screens.vault.keys import PUBLIC_KEY_FIELD
from dasupport.ui.screens.vault.recovery_code import (
    CODE_FIELD,
    PASSPHRASE_FIELD,
    SECOND_SHARE,
    RecoveryCodeAction,
    RecoveryCodePresenter,
)
from dasupport.vault.access.slots import list_slots
from tests.samples import PASSPHRASE
from tests.ui.samples import Hand

FIRST, SECOND, THIRD = generate_shares()
BOTH = (CODE_FIELD, SECOND_SHARE)


def slipped(part: str, number: int, word: str) -> str:
    words = part.split()
    words[number - 1] = word
    return " ".join(words)


def another(part: str) -> str:
    """A word of the list that does not stand third in this part."""
    return next(word for word in ("academic", "acid") if part.split()[2] != word)


def faults(pack: Pack, one: str, other: str = "", *, sent: bool = False) -> tuple[str, ...]:
    return tuple(box.fault for box in build_share_fields(pack, {CODE_FIELD: one, SECOND_SHARE: other}, BOTH, sent=sent))


def test_that_whole_parts_are_found_whole_however_they_are_written(blank: Pack) -> None:
    assert faults(blank, FIRST, f"  {SECOND.upper()} \n", sent=True) == ("", "")
    assert find_incomplete({CODE_FIELD: FIRST.replace(" ", "\n"), SECOND_SHARE: SECOND}, BOTH) == ""


@pytest.mark.parametrize("number", [1, 7, 20])
def test_that_a_word_that_is_not_in_the_list_is_named_with_its_number_and_its_box(blank: Pack, number: int) -> None:
    wrong = slipped(FIRST, number, "zebra")
    assert faults(blank, wrong, SECOND) == (f"unlisted first {number}", "")
    assert faults(blank, FIRST, wrong) == ("", f"unlisted second {number}")
    assert find_incomplete({CODE_FIELD: FIRST, SECOND_SHARE: wrong}, BOTH) == SECOND_SHARE


def test_that_a_word_on_its_way_is_not_judged_yet(blank: Pack) -> None:
    begun = " ".join(FIRST.split()[:6])
    assert faults(blank, f"{begun} acade") == ("", "")
    assert faults(blank, f"{begun} acade ") == ("unlisted first 7", "")
    assert faults(blank, f"{begun} acadx") == ("unlisted first 7", "")


def test_that_a_part_whose_check_sum_fails_is_named(blank: Pack) -> None:
    assert faults(blank, FIRST, slipped(SECOND, 3, another(SECOND))) == ("", "altered second")


def test_that_the_length_is_asked_for_when_it_is_sent_and_too_much_is_said_at_once(blank: Pack) -> None:
    short, long = " ".join(FIRST.split()[:19]), f"{FIRST} academic"
    assert faults(blank, short) == ("", "")
    assert faults(blank, short, sent=True) == ("length first 19", "length second 0")
    assert faults(blank, long) == ("length first 21", "")


def at_parts(hand: Hand) -> tuple[str, str]:
    """The page that makes parts; the two of them that are typed back."""
    hand.go(RecoveryCode(CodeTask.PARTS))
    assert isinstance(hand.page, RecoveryCodePresenter)
    shown = [text for text in hand.texts if len(text.split()) == 20]
    return shown[0], shown[2]


def say(hand: Hand, one: str, other: str) -> None:
    for key, text in ((CODE_FIELD, one), (SECOND_SHARE, other), (PASSPHRASE_FIELD, PASSPHRASE)):
        hand.page.handle(Typed(key, text))
        hand.page.handle(FieldLeft(key, text))


def test_that_they_are_typed_in_boxes_of_several_lines_and_the_cursor_goes_to_the_slip(hand: Hand) -> None:
    one, other = at_parts(hand)
    say(hand, one, slipped(other, 4, "zebra"))
    hand.press(RecoveryCodeAction.SUBMIT)
    assert (hand.screen.focus, hand.find(TextArea, SECOND_SHARE).fault) == (SECOND_SHARE, "unlisted second 4")
    assert (hand.find(TextArea, CODE_FIELD).text, hand.find(TextField, PASSPHRASE_FIELD).text) == (one, "")
    assert len(list_slots(hand.vault)) == 1
    say(hand, one, other)
    hand.press(RecoveryCodeAction.SUBMIT)
    assert hand.route == Keys(made=CodeTask.PARTS)
    assert [way.slot_type for way in list_slots(hand.vault)] == ["passphrase", "split"]


def half_written(hand: Hand) -> list[object]:
    """All that the vault holds of what is being written."""
    return hand.vault.transact(lambda work: [*work.entries.list_all_draft_rows(), *work.page_drafts.list_all()])


def test_that_no_word_of_a_part_is_kept_as_a_draft(hand: Hand) -> None:
    one, other = at_parts(hand)
    say(hand, one, other)
    hand.go(Home())
    assert half_written(hand) == []
    hand.office.page_drafts.save_text(DraftPage.KEYS, PUBLIC_KEY_FIELD, "age1")  # control: this one is kept
    assert len(half_written(hand)) == 1
