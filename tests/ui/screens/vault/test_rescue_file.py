"""The page with words that came back from a file, and those that nobody can put anywhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.casework.entry import Draft
from dasupport.casework.page_draft import REAL_NAME, DraftPage, make_page_draft
from dasupport.ui.screen.blocks import Note
from dasupport.ui.screen.routes import Home, RescueFile
from dasupport.ui.screens.vault.rescue_file import CONFIRM_DISCARD, DISCARD, REPLACE, SHOW_NAME, RescueFileAction
from tests.samples import NOON, answer, no_room
from tests.ui.samples import NOTE, Hand, inside, keys
from tests.vault.vault_steps import actions


def lost(words: str) -> Draft:
    return Draft("never", NOTE, answer(words), NOON)


def found_at_unlocking(hand: Hand, *words: str) -> None:
    hand.office.open_vault.rescue_files.save_at_lock([lost(each) for each in words])
    hand.office.work.recovered_texts = hand.office.open_vault.rescue_files.restore_after_lock()
    hand.go(RescueFile())


NAMES = "Marigold Pember", "Marigold Pemberton"


@pytest.fixture
def names(hand: Hand) -> Hand:
    """A real name from the last lock beside a newer one, and words that are no name."""
    older, newer = (
        make_page_draft(DraftPage.NEW_PERSON, REAL_NAME, name, NOON + timedelta(minutes=at))
        for at, name in enumerate(NAMES)
    )
    hand.office.open_vault.page_drafts.save(newer)
    hand.office.open_vault.rescue_files.save_at_lock([older, lost("quince")])
    hand.office.work.recovered_texts = hand.office.open_vault.rescue_files.restore_after_lock()
    hand.go(RescueFile())
    return hand


def notes(hand: Hand) -> list[str]:
    return [part.title for part in inside(hand.screen) if isinstance(part, Note)]


def test_that_words_that_belong_nowhere_are_thrown_away_after_one_question(hand: Hand) -> None:
    found_at_unlocking(hand, "quince", "pear")
    hand.press(f"{DISCARD}0")
    assert {"quince", "pear"} <= set(hand.texts)
    hand.press(f"{CONFIRM_DISCARD}0")
    assert "pear" in hand.texts
    assert "quince" not in hand.texts
    assert hand.pack.labels.words.thrown in notes(hand)
    assert [each.draft for each in hand.office.open_vault.rescue_files.restore_after_lock()] == [lost("pear")]


def test_that_the_last_of_them_leaves_nothing_to_be_shown_again(hand: Hand) -> None:
    found_at_unlocking(hand, "quince")
    hand.press(f"{DISCARD}0")
    hand.press(f"{CONFIRM_DISCARD}0")
    assert notes(hand) == [hand.pack.labels.words.thrown]
    assert hand.office.open_vault.rescue_files.restore_after_lock() == ()


def test_that_whoever_thinks_better_of_it_keeps_them(hand: Hand) -> None:
    found_at_unlocking(hand, "quince")
    hand.press(f"{DISCARD}0")
    hand.press(RescueFileAction.CANCEL_DISCARD)
    assert f"{DISCARD}0" in keys(hand.screen)
    hand.go(Home())
    assert [each.draft for each in hand.office.open_vault.rescue_files.restore_after_lock()] == [lost("quince")]


def test_that_a_file_that_was_chosen_is_ones_own_and_nothing_is_thrown_out_of_it(hand: Hand, tmp_path: Path) -> None:
    hand.office.open_vault.rescue_files.save([lost("quince")], tmp_path / "a.words")
    hand.around.open_path = tmp_path / "a.words"
    hand.go(RescueFile())
    hand.press(RescueFileAction.CHOOSE_FILE)
    assert "quince" in hand.texts
    assert f"{DISCARD}0" not in keys(hand.screen)


def test_that_a_file_with_nothing_to_put_back_says_so(hand: Hand, tmp_path: Path) -> None:
    hand.office.open_vault.rescue_files.save([], tmp_path / "a.words")
    hand.around.open_path = tmp_path / "a.words"
    hand.go(RescueFile())
    hand.press(RescueFileAction.CHOOSE_FILE)
    assert notes(hand) == [hand.pack.labels.words.nothing]


def test_that_a_real_name_stands_in_dots_beside_the_newer_one_and_other_words_do_not(names: Hand) -> None:
    assert not {*NAMES} & {*names.texts}
    assert names.texts.count(names.pack.labels.new_person.hidden) == len(NAMES)
    assert "quince" in names.texts
    assert "half name revealed" not in actions(names.vault)


def test_that_to_show_a_real_name_stands_in_the_log(names: Hand) -> None:
    names.press(f"{SHOW_NAME}0")
    assert {*NAMES} <= {*names.texts}
    assert f"{SHOW_NAME}0" not in keys(names.screen)
    assert actions(names.vault)[-1] == "half name revealed"


def test_that_a_real_name_stays_in_dots_where_the_log_takes_no_line(names: Hand) -> None:
    with no_room():
        names.press(f"{SHOW_NAME}0")
    assert not {*NAMES} & {*names.texts}


def test_that_other_words_that_are_thrown_away_show_no_real_name(names: Hand) -> None:
    names.press(f"{DISCARD}1")
    names.press(f"{CONFIRM_DISCARD}1")
    assert "quince" not in names.texts
    assert not {*NAMES} & {*names.texts}


def test_that_a_real_name_can_be_put_back_without_being_shown(names: Hand) -> None:
    names.press(f"{REPLACE}0")
    assert not {*NAMES} & {*names.texts}
    (kept,) = names.office.open_vault.page_drafts.list_all()
    assert kept.answer.words.value == NAMES[0]


def test_that_a_file_that_is_read_anew_has_its_real_names_in_dots(names: Hand, tmp_path: Path) -> None:
    draft = make_page_draft(DraftPage.NEW_PERSON, REAL_NAME, NAMES[0], NOON)
    names.office.open_vault.rescue_files.save([draft], tmp_path / "a.words")
    names.around.open_path = tmp_path / "a.words"
    names.press(f"{SHOW_NAME}0")
    names.press(RescueFileAction.CHOOSE_FILE)
    assert not {*NAMES} & {*names.texts}
