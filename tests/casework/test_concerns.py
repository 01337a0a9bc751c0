"""Concerns are names: raised by an answer, taken back by a newer answer to the same question, and by nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.concerns import Concern, find_concerns, list_required_decisions, list_undecided
from dasupport.casework.details import (
    ChildDetail,
    ChoiceDetail,
    ConclusionDetail,
    DecisionDetail,
    Detail,
    FlagDetail,
    QuestionDetail,
    ReferralDetail,
)
from dasupport.casework.entry import Answer, Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CONSENT_ITEM, may_seal
from dasupport.casework.session_record import Record
from tests.casework.sample_records import STEADY, records
from tests.samples import KNOWN, answer, draft, entry, record

RAISING: dict[Kind, Detail] = {
    Kind.PROMPT: QuestionDetail("asked", answer="yes", raises="danger"),
    Kind.INVITATION: QuestionDetail("asked", answer="yes", raises="danger"),
    Kind.SUPPORT: QuestionDetail("asked", answer="very", raises="danger"),
    Kind.VIEW: ChoiceDetail("yes", "danger"),
    Kind.CLOSING: ChoiceDetail("worried_others", "danger"),
    Kind.PAIR: ChoiceDetail("right", "danger"),
    Kind.RELATIONSHIP: ChoiceDetail("REL-YOUNG", "danger"),
    Kind.FORM: FlagDetail(on=True, raises="danger"),
    Kind.INDICATOR: FlagDetail(on=True, raises="danger"),
    Kind.AT_RISK: FlagDetail(on=True, raises="danger"),
    Kind.EXCUSE: FlagDetail(on=True, raises="danger"),
    Kind.CHILD: ChildDetail("Child 1", exposure="hurt", raises="danger"),
}
GOOD_NEWS: tuple[Entry, ...] = (
    entry(Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail("K-DIR-CDAP", "attended", explained=True)), id="n1"),
    entry(
        Kind.REFERRAL, "REFERRAL", answer(detail=ReferralDetail("K-DIR-CDAP", "accepted")), id="n2", part="K-DIR-CDAP"
    ),
    entry(
        Kind.READINESS, "READINESS", answer("I have stopped drinking.", ChoiceDetail("wants_now"), reach=KNOWN), id="n3"
    ),
    entry(Kind.NOTE, "NOTICE", answer("Drinks less since May."), id="n4"),
    entry(Kind.COORDINATION, "COORDINATION", answer("The programme says that he comes every week."), id="n5"),
    entry(Kind.PROMPT, "LU-ALL-5-6", answer(detail=QuestionDetail("asked", answer="less")), id="n6"),
    entry(Kind.PROMPT, "A-22.4.8-Q10", answer(detail=QuestionDetail("asked", answer="yes")), id="n7"),
    entry(Kind.SUPPORT, "SUP-COPING", answer(detail=QuestionDetail("asked", answer="no")), id="n8"),
    entry(Kind.SUPPORT, "SUP-VIEW", answer(detail=QuestionDetail("asked", answer="not_worried")), id="n9"),
    entry(Kind.MESSAGE, "MSG-HELP", answer(detail=FlagDetail(on=True)), id="n10"),
    entry(Kind.CLOSING, "CLOSING", answer(detail=ChoiceDetail("ok")), id="n11"),
    entry(Kind.CONCLUSION, "CONCLUSION", answer("It was both.", ConclusionDetail("own")), id="n12"),
    entry(Kind.ADDENDUM, "ADDENDUM", answer("Began the programme."), id="n13"),
)
Lowers = Callable[[Record], frozenset[Concern]]


def raising(kind: Kind, **said: str) -> Entry:
    return entry(kind, "ITEM", answer(detail=RAISING[kind]), **said)


@pytest.mark.parametrize("kind", RAISING)
def test_that_every_sort_of_answer_can_raise_a_concern(kind: Kind) -> None:
    assert find_concerns(record(raising(kind))) == {Concern.DANGER}


@pytest.mark.parametrize("kind", RAISING)
def test_that_a_half_written_answer_raises_it_already(kind: Kind) -> None:
    assert find_concerns(record(drafts=(draft(kind, "ITEM", answer(detail=RAISING[kind])),))) == {Concern.DANGER}


@pytest.mark.parametrize("kind", RAISING)
def test_that_a_newer_answer_to_the_same_question_takes_it_back(kind: Kind) -> None:
    again = entry(kind, "ITEM", Answer.blank(kind), id="again", supersedes="first")
    assert find_concerns(record(raising(kind, id="first"), again)) == frozenset()


def test_that_confidence_makes_no_difference_to_danger() -> None:
    assert find_concerns(record(entry(Kind.FORM, "A", answer("she said", FlagDetail(on=True, raises="fgm"))))) == {
        Concern.FGM
    }


def test_that_what_is_not_marked_raises_nothing() -> None:
    assert find_concerns(record(entry(Kind.FORM, "A", answer("no", FlagDetail(on=False, raises="fgm"))))) == frozenset()


def test_that_one_answer_can_raise_several() -> None:
    both = entry(
        Kind.PROMPT, "A", answer(detail=QuestionDetail("asked", answer="life+child", raises="danger+children"))
    )
    assert find_concerns(record(both)) == {Concern.DANGER, Concern.CHILDREN}


@given(whole=records(), times=st.integers(1, 4))
@STEADY
def test_that_how_often_a_concern_is_raised_makes_no_difference(whole: Record, times: int) -> None:
    many = [entry(Kind.FORM, f"F{n}", answer(detail=FlagDetail(on=True, raises="stalking"))) for n in range(times)]
    once = record(*whole.entries, many[0], drafts=whole.drafts)
    more = record(*whole.entries, *many, drafts=whole.drafts)
    assert find_concerns(once) == find_concerns(more)
    assert list_required_decisions(once) == list_required_decisions(more)


def lowered(before: Record, news: Entry, rule: Lowers) -> frozenset[Concern]:
    """The concerns that a piece of news takes away, by a rule."""
    drafts = tuple(kept for kept in before.drafts if kept.slot != news.slot)
    entries = tuple(kept for kept in before.entries if kept.slot != news.slot)
    without = record(*entries, drafts=drafts)
    return rule(without) - rule(without.with_entry(news))


@given(before=records())
@STEADY
def test_that_good_news_never_takes_a_concern_away(before: Record) -> None:
    assert [news.id for news in GOOD_NEWS if lowered(before, news, find_concerns)] == []


def soothed(whole: Record) -> frozenset[Concern]:
    """A rule that takes a programme for the end of danger."""
    going = any(
        isinstance(said.detail, ReferralDetail) and said.detail.state == "attended"
        for said in whole.get_answers(Kind.REFERRAL).values()
    )
    return frozenset() if going else find_concerns(whole)


def test_that_a_rule_that_is_soothed_would_be_found() -> None:
    assert lowered(record(raising(Kind.VIEW)), GOOD_NEWS[0], soothed) == {Concern.DANGER}


def test_that_good_news_seals_nothing_that_waits_for_a_decision() -> None:
    waiting = record(raising(Kind.VIEW), entry(Kind.CHILDREN, "CHILDREN", answer(detail=ChoiceDetail("none"))))
    for news in GOOD_NEWS:
        waiting = waiting.with_entry(news)
    assert not may_seal(waiting)


@pytest.mark.parametrize(
    ("concern", "decisions"),
    [
        (Concern.DANGER, ("D-DANGER", "D-MARAC")),
        (Concern.HIGH_RISK, ("D-MARAC",)),
        (Concern.STALKING, ("D-MARAC",)),
        (Concern.CHILDREN, ("D-CHILD",)),
        (Concern.UNDER_18, ("D-CHILD",)),
        (Concern.ADULT, ("D-ADULT",)),
        (Concern.FORCED_MARRIAGE, ("D-ADULT",)),
        (Concern.HONOUR, ("D-ADULT",)),
        (Concern.FGM, ("D-FGM",)),
        (Concern.SELF_HARM, ()),
        (Concern.DRINK, ()),
    ],
)
def test_that_a_concern_demands_its_decisions(concern: Concern, decisions: tuple[str, ...]) -> None:
    assert (
        list_required_decisions(record(entry(Kind.FORM, "A", answer(detail=FlagDetail(on=True, raises=concern)))))
        == decisions
    )


def test_that_sharing_without_agreement_demands_a_decision() -> None:
    shared = entry(Kind.CONSENT, CONSENT_ITEM, answer(detail=ChoiceDetail("shared_without")))
    assert list_required_decisions(record(shared)) == ("D-NO-CONSENT",)


@pytest.mark.parametrize("answered", ["", "yes", "no", "not_safe_to_ask", "not_asked"])
def test_that_no_other_answer_about_agreement_does(answered: str) -> None:
    assert (
        list_required_decisions(record(entry(Kind.CONSENT, CONSENT_ITEM, answer(detail=ChoiceDetail(answered))))) == ()
    )


def test_that_danger_comes_first_and_agreement_last() -> None:
    every = "+".join(Concern)
    whole = record(
        entry(Kind.CONSENT, CONSENT_ITEM, answer(detail=ChoiceDetail("shared_without"))),
        entry(Kind.FORM, "A", answer(detail=FlagDetail(on=True, raises=every))),
    )
    assert list_required_decisions(whole) == ("D-DANGER", "D-MARAC", "D-CHILD", "D-ADULT", "D-FGM", "D-NO-CONSENT")


@pytest.mark.parametrize("outcome", ["referred", "passed_on", "not_needed"])
def test_that_any_outcome_answers_a_decision_and_leaves_the_concern(outcome: str) -> None:
    decided = entry(Kind.DECISION, "D-MARAC", answer("as the lead said", DecisionDetail(outcome, "B. Adeyemi")))
    whole = record(entry(Kind.VIEW, "HIGH-RISK", answer(detail=ChoiceDetail("yes", "high_risk"))), decided)
    assert list_undecided(whole) == ()
    assert find_concerns(whole) == {Concern.HIGH_RISK}
    assert list_required_decisions(whole) == ("D-MARAC",)


def test_that_a_decision_without_an_outcome_is_none() -> None:
    begun = entry(Kind.DECISION, "D-MARAC", answer("thinking", DecisionDetail(by="B. Adeyemi")))
    whole = record(entry(Kind.VIEW, "HIGH-RISK", answer(detail=ChoiceDetail("yes", "high_risk"))), begun)
    assert list_undecided(whole) == ("D-MARAC",)


def test_that_one_decision_does_not_answer_another() -> None:
    decided = entry(Kind.DECISION, "D-MARAC", answer(detail=DecisionDetail("referred", "Bea")))
    assert list_undecided(record(raising(Kind.VIEW), decided)) == ("D-DANGER",)


@pytest.mark.parametrize(
    ("words", "detail", "made"),
    [
        ("", DecisionDetail("referred", "Bea"), True),
        ("", DecisionDetail("referred"), False),
        ("He said so.", DecisionDetail("referred"), False),
        ("", DecisionDetail("not_needed", "Bea"), False),
        ("Nothing new.", DecisionDetail("not_needed", "Bea"), True),
        ("Nothing new.", DecisionDetail("not_needed", " "), False),
        ("Nothing new.", DecisionDetail("", "Bea"), False),
    ],
)
def test_that_a_decision_is_made_by_somebody_and_not_needed_needs_a_why(
    words: str, detail: DecisionDetail, *, made: bool
) -> None:
    whole = record(raising(Kind.VIEW), entry(Kind.DECISION, "D-MARAC", answer(words, detail)))
    assert ("D-MARAC" not in list_undecided(whole)) is made
