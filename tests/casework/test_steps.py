"""The shape of a session: four steps in any order, and hearing never waits."""

import pytest

from dasupport.casework.details import StepDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record
from dasupport.casework.steps import (
    PAGE_OF_KIND,
    PAGES_BEHIND_GATE,
    Progress,
    Step,
    compute_progress,
    find_neighbours,
    get_page,
    get_step,
    list_pages,
)
from tests.samples import answer, draft, entry, record

USING, EXPERIENCING, NOT_CLEAR = Presenting.USING, Presenting.EXPERIENCING, Presenting.NOT_CLEAR
INVITING = [SessionPage.INVITE, SessionPage.READINESS, SessionPage.MESSAGES]
SUPPORTING = [SessionPage.SUPPORT, SessionPage.SAFETY_PLAN]
OUTSIDE = {Kind.PRESENTING, Kind.STEP, Kind.ADDENDUM}
"""The kinds that move no step."""


def walk(presenting: Presenting) -> list[SessionPage]:
    """All pages of a session, in the order in which *next* leads through them."""
    return [place for step in Step for place in list_pages(step, presenting)]


def mark(step: Step, state: str) -> Record:
    return record(entry(Kind.STEP, step, answer(detail=StepDetail(state))))


@pytest.mark.parametrize(
    ("presenting", "expected"),
    [(USING, INVITING), (EXPERIENCING, SUPPORTING), (NOT_CLEAR, INVITING + SUPPORTING)],
)
def test_that_the_third_step_invites_or_supports_or_offers_both(
    presenting: Presenting, expected: list[SessionPage]
) -> None:
    assert list(list_pages(Step.MOTIVATE, presenting)) == expected


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.MOTIVATE])
def test_that_every_other_step_is_the_same_for_everybody(step: Step) -> None:
    assert len({list_pages(step, presenting) for presenting in Presenting}) == 1


def test_that_while_nothing_is_clear_every_page_is_on_the_way() -> None:
    assert sorted(walk(NOT_CLEAR)) == sorted(SessionPage)


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_no_page_comes_twice_and_the_way_leads_from_the_gate_to_the_check(presenting: Presenting) -> None:
    way = walk(presenting)
    assert len(way) == len(set(way))
    assert (way[0], way[-1]) == (SessionPage.GATE, SessionPage.CHECK)


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_next_leads_through_every_page_and_back_leads_back(presenting: Presenting) -> None:
    way = walk(presenting)
    pairs = [find_neighbours(place, presenting) for place in way]
    assert [after for _, after in pairs] == [*way[1:], None]
    assert [before for before, _ in pairs] == [None, *way[:-1]]


def test_that_from_a_page_that_is_not_on_the_way_both_ends_can_be_reached() -> None:
    assert find_neighbours(SessionPage.INVITE, EXPERIENCING) == (SessionPage.GATE, SessionPage.CHECK)


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_each_page_belongs_to_the_step_that_leads_to_it(presenting: Presenting) -> None:
    assert [get_step(place) for step in Step for place in list_pages(step, presenting)] == [
        step for step in Step for _ in list_pages(step, presenting)
    ]


@pytest.mark.parametrize(
    "place", [SessionPage.DISCLOSURE, SessionPage.CONFIDENTIALITY, SessionPage.SUPPORT, SessionPage.SAFETY_PLAN]
)
def test_that_hearing_and_supporting_never_wait_for_the_gate(place: SessionPage) -> None:
    assert place not in PAGES_BEHIND_GATE


@pytest.mark.parametrize(
    "place", [SessionPage.SERVICES, SessionPage.DECISIONS, SessionPage.CONTACT, SessionPage.CHECK, SessionPage.GATE]
)
def test_that_no_decision_and_no_ending_waits_for_the_gate(place: SessionPage) -> None:
    assert place not in PAGES_BEHIND_GATE


@pytest.mark.parametrize("place", [SessionPage.QUESTIONS, *INVITING])
def test_that_what_raises_abuse_with_the_person_waits_for_the_gate(place: SessionPage) -> None:
    assert place in PAGES_BEHIND_GATE


@pytest.mark.parametrize("step", list(Step))
def test_that_a_step_is_not_started_before_anything_is_said(step: Step) -> None:
    assert compute_progress(record(), step) is Progress.NOT_STARTED


@pytest.mark.parametrize("kind", sorted(set(PAGE_OF_KIND) - OUTSIDE))
def test_that_one_statement_starts_the_step_of_its_page_and_no_other(kind: Kind) -> None:
    whole = record(entry(kind))
    assert [begun for begun in Step if compute_progress(whole, begun) is Progress.STARTED] == [
        get_step(PAGE_OF_KIND[kind])
    ]


@pytest.mark.parametrize(
    ("slot", "place"),
    [
        (Slot(Kind.NOTE, "REFERRAL-NOTE", "K-DIR-RESP"), SessionPage.SERVICES),
        (Slot(Kind.NOTE, "OTHER-SERVICE"), SessionPage.SERVICES),
        (Slot(Kind.NOTE, "AT-RISK"), SessionPage.HARM),
        (Slot(Kind.NOTE, "NOTICE"), SessionPage.NOTICE),
        (Slot(Kind.VIEW, "HIGH-RISK"), SessionPage.DECISIONS),
        (Slot(Kind.FOLLOW_UP, "FOLLOW-UP", "reminder"), SessionPage.GATE),
        (Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), SessionPage.CONTACT),
        (Slot(Kind.STEP, "ask"), SessionPage.CONFIDENTIALITY),
        (Slot(Kind.STEP, "a step of a later version"), SessionPage.CHECK),
    ],
)
def test_that_a_statement_stands_on_the_page_on_which_it_is_made(slot: Slot, place: SessionPage) -> None:
    assert get_page(slot, NOT_CLEAR) is place


def test_that_a_half_written_answer_starts_a_step() -> None:
    assert compute_progress(record(drafts=(draft(Kind.PROMPT, "A", answer("half")),)), Step.ASK) is Progress.STARTED


@pytest.mark.parametrize("kind", sorted(OUTSIDE))
def test_that_some_kinds_move_no_step(kind: Kind) -> None:
    assert {compute_progress(record(entry(kind)), step) for step in Step} == {Progress.NOT_STARTED}


def test_that_every_kind_has_its_page() -> None:
    assert set(PAGE_OF_KIND) | {Kind.STEP} == set(Kind)


@pytest.mark.parametrize(("state", "far"), [("done", Progress.DONE), ("not_now", Progress.NOT_NOW)])
def test_that_the_worker_says_when_a_step_is_done_or_left(state: str, far: Progress) -> None:
    assert compute_progress(mark(Step.ASK, state), Step.ASK) is far
    assert compute_progress(mark(Step.ASK, state), Step.MOTIVATE) is Progress.NOT_STARTED


def test_that_a_step_left_for_another_day_can_be_taken_up_again() -> None:
    left = entry(Kind.STEP, Step.ASK, answer(detail=StepDetail("not_now")), id="left")
    back = entry(Kind.STEP, Step.ASK, Answer.blank(Kind.STEP), id="back", supersedes="left")
    asked = entry(Kind.PROMPT, "A", answer("said"))
    assert compute_progress(record(left, asked, back), Step.ASK) is Progress.STARTED
    assert record(left, back).get_answer(Slot(Kind.STEP, Step.ASK)) == Answer.blank(Kind.STEP)


def test_that_no_state_of_a_step_is_a_judgement() -> None:
    assert [state.value for state in Progress] == ["not_started", "started", "done", "not_now"]
