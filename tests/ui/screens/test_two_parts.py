"""Two parts of a recovery code: what is wrong in one is named by its word and its box, and nothing keeps them."""

import pytest

from dasupport.actions.codes import generate_shares
from dasupport.casework.jotting import DraftPage
from dasupport.content.pack import Pack
from dasupport.ui.blocks import Box, Field
from dasupport.ui.intents import Left, Typed
from dasupport.ui.routes import Code, Home, Keys, Sort
from dasupport.ui.screens.code import KEEP, NOW, OTHER, TYPED, CodePage
from dasupport.ui.screens.key_ring import PUBLIC
from dasupport.ui.screens.two_parts import boxes, in_want
from dasupport.vault.ways import ways
from tests.made import PASSPHRASE
from tests.ui.made import Hand

FIRST, SECOND, THIRD = generate_shares()
BOTH = (TYPED, OTHER)


def slipped(part: str, number: int, word: str) -> str:
    words = part.split()
    words[number - 1] = word
    return " ".join(words)


def another(part: str) -> str:
    """A word of the list that does not stand third in this part."""
    return next(word for word in ("academic", "acid") if part.split()[2] != word)


def faults(pack: Pack, one: str, other: str = "", *, sent: bool = False) -> tuple[str, ...]:
    return tuple(box.fault for box in boxes(pack, {TYPED: one, OTHER: other}, BOTH, sent=sent))


def test_that_whole_parts_are_found_whole_however_they_are_written(blank: Pack) -> None:
    assert faults(blank, FIRST, f"  {SECOND.upper()} \n", sent=True) == ("", "")
    assert in_want({TYPED: FIRST.replace(" ", "\n"), OTHER: SECOND}, BOTH) == ""


@pytest.mark.parametrize("number", [1, 7, 20])
def test_that_a_word_that_is_not_in_the_list_is_named_with_its_number_and_its_box(blank: Pack, number: int) -> None:
    wrong = slipped(FIRST, number, "zebra")
    assert faults(blank, wrong, SECOND) == (f"unlisted first {number}", "")
    assert faults(blank, FIRST, wrong) == ("", f"unlisted second {number}")
    assert in_want({TYPED: FIRST, OTHER: wrong}, BOTH) == OTHER


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
    hand.go(Code(Sort.PARTS))
    assert isinstance(hand.page, CodePage)
    shown = [text for text in hand.texts if len(text.split()) == 20]
    return shown[0], shown[2]


def say(hand: Hand, one: str, other: str) -> None:
    for key, text in ((TYPED, one), (OTHER, other), (NOW, PASSPHRASE)):
        hand.page.handle(Typed(key, text))
        hand.page.handle(Left(key, text))


def test_that_they_are_typed_in_boxes_of_several_lines_and_the_cursor_goes_to_the_slip(hand: Hand) -> None:
    one, other = at_parts(hand)
    say(hand, one, slipped(other, 4, "zebra"))
    hand.press(KEEP)
    assert (hand.screen.focus, hand.find(Box, OTHER).fault) == (OTHER, "unlisted second 4")
    assert (hand.find(Box, TYPED).text, hand.find(Field, NOW).text) == (one, "")
    assert len(ways(hand.vault)) == 1
    say(hand, one, other)
    hand.press(KEEP)
    assert hand.route == Keys(made=Sort.PARTS)
    assert [way.sort for way in ways(hand.vault)] == ["passphrase", "split"]


def half_written(hand: Hand) -> list[object]:
    """All that the vault holds of what is being written."""
    return hand.vault.do(lambda work: [*work.entries.every_draft(), *work.jottings.every()])


def test_that_no_word_of_a_part_is_kept_as_a_draft(hand: Hand) -> None:
    one, other = at_parts(hand)
    say(hand, one, other)
    hand.go(Home())
    assert half_written(hand) == []
    hand.office.jottings.write(DraftPage.KEYS, PUBLIC, "age1")  # control: this one is kept
    assert len(half_written(hand)) == 1
