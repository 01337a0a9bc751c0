"""A session with its entries: what stands, what is half written on top of it, and what earlier sessions leave."""

import pytest
from hypothesis import given

from dasupport.casework.details import ChoiceDetail, DecisionDetail, FlagDetail, QuestionDetail, ReferralDetail
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import PRESENTING_ITEM, Record, select_current
from tests.casework.sample_records import STEADY, records
from tests.samples import answer, draft, entry, record

NOTE = Slot(Kind.NOTE, "NOTICE")


def note(text: str, id: str, supersedes: str = "") -> Entry:
    return entry(Kind.NOTE, "NOTICE", answer(text), id=id, supersedes=supersedes)


def stated(how: str, id: str = "", supersedes: str = "") -> Entry:
    return entry(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail(how)), id=id, supersedes=supersedes)


def referral(service: str, state: str) -> Entry:
    return entry(Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail(service, state)), part=service)


def test_that_the_last_of_a_chain_stands() -> None:
    chain = [note("one", "a"), note("two", "b", "a"), note("three", "c", "b")]
    assert [made.id for made in select_current(chain)] == ["c"]


def test_that_what_supersedes_nothing_takes_nothing_away() -> None:
    assert [made.id for made in select_current([note("one", "a"), note("two", "b")])] == ["a", "b"]


@given(whole=records())
@STEADY
def test_that_every_statement_stands_or_was_superseded_by_one_that_is_there(whole: Record) -> None:
    stands = select_current(whole.entries)
    gone = {made.supersedes for made in whole.entries}
    assert {made.id for made in whole.entries} == {made.id for made in stands} | (gone - {""})
    assert not {made.id for made in stands} & gone


@given(whole=records())
@STEADY
def test_that_each_place_answers_with_its_draft_before_its_entry(whole: Record) -> None:
    for slot in (*whole.current_by_slot, *whole.drafts_by_slot):
        expected = (
            whole.drafts_by_slot[slot].answer if slot in whole.drafts_by_slot else whole.current_by_slot[slot].answer
        )
        assert whole.get_answer(slot) == expected


def test_that_a_place_without_a_statement_answers_blank() -> None:
    assert record().get_answer(Slot(Kind.GATE, "G-PRIVATE")) == Answer.blank(Kind.GATE)


def test_that_of_two_that_stand_in_one_place_the_newer_answers() -> None:
    assert record(note("one", "a"), note("two", "b")).get_answer(NOTE).words.value == "two"


def test_that_an_addendum_is_no_answer() -> None:
    said = entry(Kind.ADDENDUM, "ADDENDUM", answer("I learned later"))
    assert record(said).current_by_slot == {}


def test_that_what_an_addendum_replaces_stands_no_longer() -> None:
    later = entry(Kind.ADDENDUM, "ADDENDUM", answer("It was his brother."), supersedes="a")
    whole = record(note("It was him.", "a"), later)
    assert whole.get_answer(NOTE) == Answer.blank(Kind.NOTE)
    assert whole.entries[0].answer.words.value == "It was him."


def test_that_a_draft_lies_on_top_and_can_be_lifted_off() -> None:
    whole = record(note("kept", "a")).with_draft(draft(Kind.NOTE, "NOTICE", answer("half")))
    assert whole.get_answer(NOTE).words.value == "half"
    assert whole.without_draft(NOTE).get_answer(NOTE).words.value == "kept"


def test_that_a_newer_draft_takes_the_place_of_the_older_and_of_no_other() -> None:
    whole = record(drafts=(draft(Kind.NOTE, "NOTICE", answer("ha")), draft(Kind.NOTE, "AT-RISK", answer("other"))))
    after = whole.with_draft(draft(Kind.NOTE, "NOTICE", answer("half")))
    assert sorted(kept.answer.words.value for kept in after.drafts) == ["half", "other"]


def test_that_a_draft_that_became_an_entry_is_gone_and_others_stay() -> None:
    drafts = (draft(Kind.NOTE, "NOTICE", answer("half")), draft(Kind.NOTE, "AT-RISK", answer("other")))
    after = record(drafts=drafts).with_entry(note("half of it", "a"))
    assert [kept.slot.item for kept in after.drafts] == ["AT-RISK"]
    assert after.get_answer(NOTE).words.value == "half of it"


def test_that_saving_twice_adds_once() -> None:
    whole = record().with_entry(note("once", "a"))
    assert whole.with_entry(note("once", "a")) is whole


def test_that_adding_keeps_all_that_was_said_and_leaves_the_record_before_as_it_was() -> None:
    before = record(note("one", "a"))
    after = before.with_entry(note("two", "b", "a"))
    assert [made.id for made in after.entries] == ["a", "b"]
    assert before.get_answer(NOTE).words.value == "one"


def test_that_an_answer_that_was_not_asked_is_empty() -> None:
    assert record().get_choice(Kind.CHILDREN, "CHILDREN") == ""
    assert record().get_outcome(Kind.DECISION, "D-MARAC") == ""


def test_that_what_became_of_a_question_and_of_a_decision_is_told_alike() -> None:
    asked = entry(Kind.PROMPT, "LU-REL-1-1", answer(detail=QuestionDetail("declined")))
    decided = entry(Kind.DECISION, "D-MARAC", answer(detail=DecisionDetail("passed_on", "Bea")))
    whole = record(asked, decided)
    assert whole.get_outcome(Kind.PROMPT, "LU-REL-1-1") == "declined"
    assert whole.get_outcome(Kind.DECISION, "D-MARAC") == "passed_on"


def test_that_marks_are_those_that_are_on_in_the_order_in_which_they_were_first_noticed() -> None:
    first = entry(Kind.INDICATOR, "A", answer(detail=FlagDetail(on=True)), id="1")
    second = entry(Kind.INDICATOR, "B", answer(detail=FlagDetail(on=True)), id="2")
    third = entry(Kind.INDICATOR, "C", answer("no mark"), id="3")
    again = entry(Kind.INDICATOR, "A", answer("seen twice", FlagDetail(on=True)), id="4", supersedes="1")
    assert record(first, second, third, again).list_flagged(Kind.INDICATOR) == ("A", "B")


def test_that_a_mark_taken_back_is_no_mark_and_nothing_said() -> None:
    on = entry(Kind.INDICATOR, "A", answer(detail=FlagDetail(on=True)), id="1")
    off = entry(Kind.INDICATOR, "A", answer(detail=FlagDetail()), id="2", supersedes="1")
    assert record(on, off).list_flagged(Kind.INDICATOR) == ()
    assert record(on).has_answer(Kind.INDICATOR)
    assert not record(on, off).has_answer(Kind.INDICATOR)


def test_that_a_half_written_mark_counts() -> None:
    half = draft(Kind.INDICATOR, "A", answer(detail=FlagDetail(on=True)))
    assert record(drafts=(half,)).list_flagged(Kind.INDICATOR) == ("A",)


@pytest.mark.parametrize(
    ("whole", "how"),
    [
        (record(), Presenting.NOT_CLEAR),
        (record(stated("using")), Presenting.USING),
        (record(stated("using"), earlier=(stated("experiencing", "x"),)), Presenting.USING),
        (record(earlier=(stated("using", "x"), stated("experiencing", "y"))), Presenting.EXPERIENCING),
        (record(stated(""), earlier=(stated("experiencing", "x"),)), Presenting.EXPERIENCING),
        (record(stated("using", "x"), stated("not_clear", "y", "x")), Presenting.NOT_CLEAR),
        (record(stated("not_clear"), earlier=(stated("using", "x"),)), Presenting.NOT_CLEAR),
    ],
)
def test_that_the_newest_statement_says_how_somebody_presents(whole: Record, how: Presenting) -> None:
    assert whole.presenting is how


def test_that_a_statement_half_made_already_counts() -> None:
    half = draft(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail("using")))
    assert record(stated("experiencing"), drafts=(half,)).presenting is Presenting.USING


def test_that_other_things_from_earlier_sessions_say_nothing_of_how_somebody_presents() -> None:
    gate = entry(Kind.GATE, "G-PRIVATE", answer(detail=ChoiceDetail("using")))
    assert record(earlier=(gate,)).presenting is Presenting.NOT_CLEAR


@pytest.mark.parametrize(("state", "taken"), [("", False), ("withdrawn", False), ("drafted", True), ("left", True)])
def test_that_a_referral_is_one_from_the_first_step_until_we_withdraw_it(state: str, taken: bool) -> None:
    assert ("K-DIR-CDAP" in record(referral("K-DIR-CDAP", state)).referrals) is taken


def test_that_each_service_has_its_own_way() -> None:
    whole = record(referral("K-DIR-CDAP", "sent"), referral("SAMARITANS", "given_details"))
    assert sorted(whole.referrals) == ["K-DIR-CDAP", "SAMARITANS"]
