"""The page with words that came back from a file, and those that nobody can put anywhere."""

from pathlib import Path

from dasupport.casework.entry import Draft
from dasupport.ui.blocks import Note
from dasupport.ui.routes import Home, Words
from dasupport.ui.screens.words import CHOOSE, KEEP, THROW, THROWN
from tests.made import NOON, answer
from tests.ui.made import NOTE, Hand, inside, keys


def lost(words: str) -> Draft:
    return Draft("never", NOTE, answer(words), NOON)


def found_at_unlocking(hand: Hand, *words: str) -> None:
    hand.office.unlocked.rescue.at_lock([lost(each) for each in words])
    hand.office.read_back = hand.office.unlocked.rescue.after_lock()
    hand.go(Words())


def notes(hand: Hand) -> list[str]:
    return [part.title for part in inside(hand.screen) if isinstance(part, Note)]


def test_that_words_that_belong_nowhere_are_thrown_away_after_one_question(hand: Hand) -> None:
    found_at_unlocking(hand, "quince", "pear")
    hand.press(f"{THROW}0")
    assert {"quince", "pear"} <= set(hand.texts)
    hand.press(f"{THROWN}0")
    assert "pear" in hand.texts
    assert "quince" not in hand.texts
    assert hand.pack.labels.words.thrown in notes(hand)
    assert [each.draft for each in hand.office.unlocked.rescue.after_lock()] == [lost("pear")]


def test_that_the_last_of_them_leaves_nothing_to_be_shown_again(hand: Hand) -> None:
    found_at_unlocking(hand, "quince")
    hand.press(f"{THROW}0")
    hand.press(f"{THROWN}0")
    assert notes(hand) == [hand.pack.labels.words.thrown]
    assert hand.office.unlocked.rescue.after_lock() == ()


def test_that_whoever_thinks_better_of_it_keeps_them(hand: Hand) -> None:
    found_at_unlocking(hand, "quince")
    hand.press(f"{THROW}0")
    hand.press(KEEP)
    assert f"{THROW}0" in keys(hand.screen)
    hand.go(Home())
    assert [each.draft for each in hand.office.unlocked.rescue.after_lock()] == [lost("quince")]


def test_that_a_file_that_was_chosen_is_ones_own_and_nothing_is_thrown_out_of_it(hand: Hand, tmp_path: Path) -> None:
    hand.office.unlocked.rescue.save([lost("quince")], tmp_path / "a.words")
    hand.office.ask_open = lambda *_: tmp_path / "a.words"
    hand.go(Words())
    hand.press(CHOOSE)
    assert "quince" in hand.texts
    assert f"{THROW}0" not in keys(hand.screen)


def test_that_a_file_with_nothing_to_put_back_says_so(hand: Hand, tmp_path: Path) -> None:
    hand.office.unlocked.rescue.save([], tmp_path / "a.words")
    hand.office.ask_open = lambda *_: tmp_path / "a.words"
    hand.go(Words())
    hand.press(CHOOSE)
    assert notes(hand) == [hand.pack.labels.words.nothing]
