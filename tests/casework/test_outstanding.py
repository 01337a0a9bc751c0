"""What a session still owes: what cannot wait stops the seal, all else is the worker's judgement."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from dasupport.casework.details import (
    ChoiceDetail,
    ConclusionDetail,
    ConfidentialityDetail,
    DecisionDetail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
)
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import (
    CHILDREN_ITEM,
    CLOSING_ITEM,
    CONCLUSION_ITEM,
    CONFIDENTIALITY_ITEM,
    CONSENT_ITEM,
    COORDINATION_ITEM,
    DISCUSSED_ITEM,
    FOLLOW_UP_ITEM,
    ITEMS,
    find_outstanding,
    may_seal,
)
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record
from dasupport.casework.steps import Step, list_pages
from tests.casework.sample_records import STEADY, records
from tests.samples import answer, draft, entry, record

CHILDREN = entry(Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("not_known")))
SIGN = entry(Kind.INDICATOR, "K-S1-IND-01", answer("He said it.", FlagDetail(on=True)))
QUESTION = entry(Kind.PROMPT, "LU-REL-1-1", answer("Fine.", QuestionDetail("asked")))
SPOKEN = entry(
    Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM, answer(detail=ConfidentialityDetail("CONFIDENTIALITY en 2026.11"))
)
CLOSED = entry(Kind.CLOSING, CLOSING_ITEM, answer(detail=ChoiceDetail("ok")))
LOOK = entry(Kind.FOLLOW_UP, FOLLOW_UP_ITEM, answer(detail=FollowUpDetail(date(2026, 12, 1), "call_back")))
ROW = entry(Kind.PAIR, "K-CA-CHK-01", answer(detail=ChoiceDetail("left")))
CONCLUDED = entry(Kind.CONCLUSION, CONCLUSION_ITEM, answer("too early", ConclusionDetail("not_enough")))
REFERRAL = entry(
    Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail("K-DIR-CDAP", "sent", explained=True)), part="a"
)
SILENT = entry(Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail("K-DIR-CDAP", "sent")), part="a")
AGREED = entry(Kind.CONSENT, CONSENT_ITEM, answer(detail=ChoiceDetail("yes")))
TOUCH = entry(Kind.COORDINATION, COORDINATION_ITEM, answer("We ring each other on Fridays."))
TALKED = entry(Kind.COORDINATION, DISCUSSED_ITEM, answer("With Bea, today."))
DANGER = entry(Kind.VIEW, "HIGH-RISK", answer("my reasons", ChoiceDetail("yes", "high_risk")))
DRINK = entry(Kind.EXCUSE, "K-HTA-BEH-05", answer(detail=FlagDetail(on=True, raises="drink")))
DECIDED = entry(Kind.DECISION, "D-MARAC", answer("reasons", DecisionDetail("passed_on", "Bea")))

CASES: dict[str, tuple[tuple[Entry, ...], tuple[Entry, ...]]] = {
    "OWE-CHILDREN": ((), (CHILDREN,)),
    "OWE-DECISIONS": ((DANGER,), (DANGER, DECIDED)),
    "OWE-CONFIDENTIALITY": ((QUESTION,), (QUESTION, SPOKEN)),
    "OWE-NOTHING": ((CHILDREN,), (CHILDREN, SIGN)),
    "OWE-CONCLUSION": ((ROW,), (ROW, CONCLUDED)),
    "OWE-EXPLAINED": ((SILENT,), (REFERRAL,)),
    "OWE-CONSENT": ((REFERRAL,), (REFERRAL, AGREED)),
    "OWE-COORDINATION": ((REFERRAL,), (REFERRAL, TOUCH)),
    "OWE-DISCUSSED": ((DANGER,), (DANGER, TALKED)),
    "OWE-CLOSING": ((QUESTION,), (QUESTION, CLOSED)),
    "OWE-FOLLOW-UP": ((), (LOOK,)),
}
"""For each debt, a record that has it and one that has paid it."""
FULL = (
    CHILDREN,
    SIGN,
    QUESTION,
    SPOKEN,
    CLOSED,
    LOOK,
    ROW,
    CONCLUDED,
    REFERRAL,
    AGREED,
    TOUCH,
    TALKED,
    DANGER,
    DECIDED,
)


def items(whole: Record) -> list[str]:
    return [debt.item for debt in find_outstanding(whole)]


def without(said: Entry) -> tuple[Entry, ...]:
    return tuple(kept for kept in FULL if kept is not said)


@pytest.mark.parametrize("item", CASES)
def test_that_a_debt_is_there_until_it_is_paid(item: str) -> None:
    before, after = CASES[item]
    assert item in items(record(*before))
    assert item not in items(record(*after))


def test_that_a_full_record_owes_nothing() -> None:
    assert find_outstanding(record(*FULL)) == ()


def test_that_every_debt_has_a_case_and_stands_on_the_list() -> None:
    assert set(CASES) == set(ITEMS)


@given(whole=records())
@STEADY
def test_that_only_listed_debts_arise_each_once_and_what_cannot_wait_comes_first(whole: Record) -> None:
    debts = find_outstanding(whole)
    assert set(items(whole)) <= set(ITEMS)
    assert len(items(whole)) == len(set(items(whole)))
    assert [debt.blocks_sealing for debt in debts] == sorted((debt.blocks_sealing for debt in debts), reverse=True)


def test_that_only_the_children_and_the_decisions_stop_the_seal() -> None:
    debts = {
        debt.item: debt.blocks_sealing for before, _ in CASES.values() for debt in find_outstanding(record(*before))
    }
    assert {item for item, must in debts.items() if must} == {"OWE-CHILDREN", "OWE-DECISIONS"}


@pytest.mark.parametrize("said", [CHILDREN, DECIDED])
def test_that_the_seal_waits_for_what_cannot_wait(said: Entry) -> None:
    assert may_seal(record(*FULL))
    assert not may_seal(record(*without(said)))


@pytest.mark.parametrize("said", [SIGN, SPOKEN, CLOSED, LOOK, CONCLUDED, AGREED, TOUCH, TALKED])
def test_that_the_seal_waits_for_nothing_else(said: Entry) -> None:
    assert may_seal(record(*without(said)))


@pytest.mark.parametrize("said", ["yes", "none", "not_known"])
def test_that_any_answer_about_children_is_one_and_none_is_none(said: str) -> None:
    assert may_seal(record(entry(Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail(said)))))
    assert not may_seal(record(entry(Kind.CHILDREN, CHILDREN_ITEM, answer("two, I think"))))


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_each_debt_can_be_paid_on_a_page_that_is_on_the_way(presenting: Presenting) -> None:
    way = {place for step in Step for place in list_pages(step, presenting)}
    where = {debt.item: debt.page for before, _ in CASES.values() for debt in find_outstanding(record(*before))}
    assert set(where.values()) <= way
    assert where["OWE-CHILDREN"] is SessionPage.CHILDREN
    assert where["OWE-DECISIONS"] is SessionPage.DECISIONS


@pytest.mark.parametrize("outcome", ["", "not_today", "not_safe", "declined"])
def test_that_a_question_that_was_not_put_needs_no_word_on_confidentiality(outcome: str) -> None:
    left = entry(Kind.PROMPT, "LU-REL-1-1", answer(detail=QuestionDetail(outcome)))
    assert "OWE-CONFIDENTIALITY" not in items(record(left))


def test_that_an_answer_about_confidentiality_without_its_wording_is_not_enough() -> None:
    unsaid = entry(
        Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM, answer(detail=ConfidentialityDetail(answer="understood"))
    )
    assert "OWE-CONFIDENTIALITY" in items(record(QUESTION, unsaid))


TOLD = entry(Kind.DISCLOSURE, "DISCLOSED", answer("She told me.", ChoiceDetail("now_experiencing")))
INVITED = entry(Kind.INVITATION, "K-S3-Q-02", answer("A quiet house.", QuestionDetail("asked")))


@pytest.mark.parametrize("talk", [QUESTION, TOLD, INVITED])
def test_that_after_any_talk_somebody_asks_how_the_person_will_be(talk: Entry) -> None:
    assert "OWE-CLOSING" in items(record(talk))
    assert "OWE-CLOSING" not in items(record(SIGN, DANGER))


@pytest.mark.parametrize("kept", [SIGN, QUESTION, TOLD, entry(Kind.NOTE, "NOTICE", answer("nothing seen"))])
def test_that_anything_noted_is_something(kept: Entry) -> None:
    assert "OWE-NOTHING" not in items(record(kept))


@pytest.mark.parametrize(
    ("said", "item"),
    [(SIGN, "OWE-NOTHING"), (QUESTION, "OWE-NOTHING")],
)
def test_that_what_was_taken_back_counts_as_not_noted(said: Entry, item: str) -> None:
    back = replace(entry(said.kind, said.item), id="back", supersedes=said.id)
    assert item in items(record(said, back))


def test_that_a_profile_that_was_wiped_again_needs_no_conclusion() -> None:
    back = replace(entry(Kind.PAIR, ROW.item), id="back", supersedes=ROW.id)
    assert "OWE-CONCLUSION" not in items(record(ROW, back))


@pytest.mark.parametrize("state", ["", "withdrawn"])
def test_that_a_referral_that_is_none_owes_nothing(state: str) -> None:
    gone = entry(Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail("K-DIR-CDAP", state)), part="a")
    assert not {"OWE-EXPLAINED", "OWE-CONSENT", "OWE-COORDINATION"} & set(items(record(gone)))


def test_that_every_referral_is_explained_and_not_only_one() -> None:
    other = entry(Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail("K-DIR-RESP", "given_details")), part="b")
    assert "OWE-EXPLAINED" in items(record(REFERRAL, other))


def test_that_drink_alone_need_not_be_talked_over_and_anything_heavier_must() -> None:
    assert "OWE-DISCUSSED" not in items(record(DRINK))
    assert "OWE-DISCUSSED" in items(record(DRINK, DANGER))


def test_that_a_day_is_needed_and_a_label_is_not_one() -> None:
    label = entry(Kind.FOLLOW_UP, FOLLOW_UP_ITEM, answer(detail=FollowUpDetail(label="call_back")))
    assert "OWE-FOLLOW-UP" in items(record(label))


def test_that_a_reminder_of_its_own_counts_as_looking_again() -> None:
    reminder = entry(Kind.FOLLOW_UP, FOLLOW_UP_ITEM, LOOK.answer, part="reminder")
    assert "OWE-FOLLOW-UP" not in items(record(reminder))


def test_that_what_is_half_written_pays_already() -> None:
    half = draft(Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("none")))
    assert may_seal(record(drafts=(half,)))
