"""The desk: what is said stands on the page at once, is kept in its order, and is called kept only when it is."""

from typing import TypeVar

import pytest

from dasupport.casework.attributed_text import MAX_CHARACTERS, Reach, Source, Words
from dasupport.casework.details import ChoiceDetail
from dasupport.casework.entry import Answer
from dasupport.casework.kinds import Kind
from dasupport.ui.session.save_queue import SaveStatus
from tests.samples import NOON, answer
from tests.ui.manual_worker import Lane
from tests.ui.samples import CHILDREN, NOTE, SIGN, Hand, words_of

T = TypeVar("T")


def test_that_what_is_said_stands_at_once_though_nothing_is_kept_yet(waiting: Hand) -> None:
    waiting.desk.commit(NOTE, answer("He was loud."))
    assert waiting.desk.get_answer(NOTE).words.value == "He was loud."
    assert words_of(waiting, NOTE) == []


def test_that_nothing_is_called_saved_before_it_is(waiting: Hand, lane: Lane) -> None:
    waiting.desk.commit(NOTE, answer("He was loud."))
    assert waiting.desk.status == SaveStatus(None, is_saving=True)
    lane.work()
    assert waiting.desk.status == SaveStatus(None, is_saving=True)
    lane.answer()
    assert waiting.desk.status == SaveStatus(NOON)
    assert words_of(waiting, NOTE) == ["He was loud."]


def test_that_an_older_time_of_saving_stays_while_more_is_being_saved(waiting: Hand, lane: Lane) -> None:
    waiting.desk.commit(NOTE, answer("One"))
    lane.go_on()
    waiting.clock.move(minutes=5)
    waiting.desk.commit(NOTE, answer("Two"))
    assert waiting.desk.status == SaveStatus(NOON, is_saving=True)


def test_that_it_goes_on_saying_saving_until_the_last_word_is_kept(waiting: Hand, lane: Lane) -> None:
    waiting.desk.commit(NOTE, answer("One"))
    waiting.desk.commit(SIGN, answer("Two"))
    lane.work(1)
    lane.answer()
    assert waiting.desk.status.is_saving
    lane.go_on()
    assert not waiting.desk.status.is_saving


def test_that_statements_are_kept_in_the_order_in_which_they_were_made(met: Hand) -> None:
    for text in ("One", "Two", "Three"):
        met.desk.commit(NOTE, answer(text))
    assert words_of(met, NOTE) == ["One", "Two", "Three"]
    assert met.kept().get_answer(NOTE).words.value == "Three"


def test_that_each_statement_replaces_the_one_before_it_and_both_stay(met: Hand) -> None:
    met.desk.commit(NOTE, answer("One"))
    met.desk.commit(NOTE, answer("Two"))
    first, second = [entry for entry in met.kept().entries if entry.slot == NOTE]
    assert second.supersedes == first.id
    assert (second.author, second.at) == ("Amara Osei", NOON)


def test_that_an_answer_that_stands_already_makes_no_new_statement(met: Hand) -> None:
    met.desk.commit(NOTE, answer("One"))
    before = met.desk.record
    met.desk.commit(NOTE, answer("One"))
    assert met.desk.record is before
    assert words_of(met, NOTE) == ["One"]


def test_that_a_blank_answer_where_nothing_stood_makes_no_statement(met: Hand) -> None:
    met.desk.commit(CHILDREN, Answer.blank(Kind.CHILDREN))
    assert CHILDREN not in met.kept().current_by_slot


def test_that_an_answer_taken_back_is_a_statement_that_replaces_it(met: Hand) -> None:
    met.desk.commit(CHILDREN, answer(detail=ChoiceDetail("yes")))
    met.desk.commit(CHILDREN, Answer.blank(Kind.CHILDREN))
    first, second = [entry for entry in met.kept().entries if entry.slot == CHILDREN]
    assert second.supersedes == first.id
    assert not second.answer.has_content


def test_that_what_is_half_written_is_kept_as_safely_as_a_statement(met: Hand) -> None:
    met.desk.save_draft(NOTE, answer("He was lo"))
    assert [draft.answer.words.value for draft in met.kept().drafts] == ["He was lo"]
    assert words_of(met, NOTE) == []


def test_that_what_is_half_written_stands_before_what_was_said(met: Hand) -> None:
    met.desk.commit(NOTE, answer("One"))
    met.desk.save_draft(NOTE, answer("Two"))
    assert met.desk.get_answer(NOTE).words.value == "Two"


def test_that_typing_what_stands_already_keeps_nothing(waiting: Hand, lane: Lane) -> None:
    waiting.desk.commit(NOTE, answer("One"))
    lane.go_on()
    waiting.desk.save_draft(NOTE, answer("One"))
    assert lane.jobs == []


def test_that_a_draft_becomes_a_statement_and_is_no_draft_any_more(met: Hand) -> None:
    met.desk.save_draft(NOTE, answer("Two"))
    met.desk.commit(NOTE, answer("Two"))
    assert met.desk.record.drafts == met.kept().drafts == ()
    assert words_of(met, NOTE) == ["Two"]


def test_that_settling_makes_statements_of_every_draft(met: Hand) -> None:
    met.desk.save_draft(NOTE, answer("One"))
    met.desk.save_draft(SIGN, answer("Two"))
    met.desk.commit_drafts()
    assert met.kept().drafts == ()
    assert (words_of(met, NOTE), words_of(met, SIGN)) == (["One"], ["Two"])


def test_that_a_text_changed_back_to_what_was_said_is_no_draft_any_more(met: Hand) -> None:
    met.desk.commit(NOTE, answer("One"))
    met.desk.save_draft(NOTE, answer("One and a half"))
    met.desk.commit(NOTE, answer("One"))
    assert met.desk.record.drafts == met.kept().drafts == ()
    assert words_of(met, NOTE) == ["One"]


def test_that_forgetting_what_is_being_written_brings_back_what_was_said(met: Hand) -> None:
    met.desk.commit(NOTE, answer("One"))
    met.desk.save_draft(NOTE, answer("Two"))
    met.desk.delete_draft(NOTE)
    assert met.desk.get_answer(NOTE).words.value == "One"
    assert met.kept().drafts == ()


def test_that_forgetting_where_nothing_is_being_written_asks_nothing_of_the_vault(waiting: Hand, lane: Lane) -> None:
    waiting.desk.delete_draft(NOTE)
    assert lane.jobs == []


@pytest.mark.parametrize("text", ["a\0b", "half \ud83d", "x" * (MAX_CHARACTERS + 1)], ids=["nul", "surrogate", "long"])
def test_that_what_cannot_be_kept_as_it_is_is_not_kept_at_all(met: Hand, text: str) -> None:
    met.desk.commit(NOTE, answer("One"))
    met.desk.commit(NOTE, answer(text))
    met.desk.save_draft(NOTE, answer("Fine", reach=Reach("told_me", Words(text))))
    assert met.desk.get_answer(NOTE) == answer("One")
    assert met.desk.record.drafts == ()
    assert words_of(met, NOTE) == ["One"]
    assert not met.desk.status.refusal_id


def test_that_a_long_text_that_just_fits_is_kept(met: Hand) -> None:
    met.desk.commit(NOTE, answer("x" * MAX_CHARACTERS, source=Source.SAW))
    assert words_of(met, NOTE) == ["x" * MAX_CHARACTERS]


def test_that_the_open_page_is_remembered(met: Hand) -> None:
    met.desk.remember_page("signs")
    assert met.office.open_vault.people.load_agenda(NOON.date()).unfinished[0].page == "signs"


def test_that_no_page_is_remembered_of_a_sealed_session(met: Hand) -> None:
    met.desk.remember_page("signs")
    met.office.open_vault.sessions.close_not_now(met.session)
    met.office.work.open_session(met.kept())
    met.desk.remember_page("harm")
    assert met.office.open_vault.people.open_person(met.person).sessions[0].page == "signs"
