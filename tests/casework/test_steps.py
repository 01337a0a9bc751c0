"""The shape of a session: four steps in any order, and hearing never waits."""

import pytest

from dasupport.casework.entry import Answer, Kind, Slot, StepMark
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record
from dasupport.casework.steps import (
    NEEDS_OPEN_GATE,
    PLACE_OF,
    Place,
    Progress,
    Step,
    neighbours,
    place_of,
    places,
    progress,
    step_of,
)
from tests.made import answer, draft, entry, record

USING, EXPERIENCING, NOT_CLEAR = Presenting.USING, Presenting.EXPERIENCING, Presenting.NOT_CLEAR
INVITING = [Place.INVITE, Place.READINESS, Place.MESSAGES]
SUPPORTING = [Place.SUPPORT, Place.SAFETY_PLAN]
OUTSIDE = {Kind.PRESENTING, Kind.STEP, Kind.ADDENDUM}
"""The kinds that move no step."""


def walk(presenting: Presenting) -> list[Place]:
    """All pages of a session, in the order in which *next* leads through them."""
    return [place for step in Step for place in places(step, presenting)]


def mark(step: Step, state: str) -> Record:
    return record(entry(Kind.STEP, step, answer(detail=StepMark(state))))


@pytest.mark.parametrize(
    ("presenting", "expected"),
    [(USING, INVITING), (EXPERIENCING, SUPPORTING), (NOT_CLEAR, INVITING + SUPPORTING)],
)
def test_that_the_third_step_invites_or_supports_or_offers_both(presenting: Presenting, expected: list[Place]) -> None:
    assert list(places(Step.MOTIVATE, presenting)) == expected


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.MOTIVATE])
def test_that_every_other_step_is_the_same_for_everybody(step: Step) -> None:
    assert len({places(step, presenting) for presenting in Presenting}) == 1


def test_that_while_nothing_is_clear_every_page_is_on_the_way() -> None:
    assert sorted(walk(NOT_CLEAR)) == sorted(Place)


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_no_page_comes_twice_and_the_way_leads_from_the_gate_to_the_check(presenting: Presenting) -> None:
    way = walk(presenting)
    assert len(way) == len(set(way))
    assert (way[0], way[-1]) == (Place.GATE, Place.CHECK)


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_next_leads_through_every_page_and_back_leads_back(presenting: Presenting) -> None:
    way = walk(presenting)
    pairs = [neighbours(place, presenting) for place in way]
    assert [after for _, after in pairs] == [*way[1:], None]
    assert [before for before, _ in pairs] == [None, *way[:-1]]


def test_that_from_a_page_that_is_not_on_the_way_both_ends_can_be_reached() -> None:
    assert neighbours(Place.INVITE, EXPERIENCING) == (Place.GATE, Place.CHECK)


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_each_page_belongs_to_the_step_that_leads_to_it(presenting: Presenting) -> None:
    assert [step_of(place) for step in Step for place in places(step, presenting)] == [
        step for step in Step for _ in places(step, presenting)
    ]


@pytest.mark.parametrize("place", [Place.DISCLOSURE, Place.CONFIDENTIALITY, Place.SUPPORT, Place.SAFETY_PLAN])
def test_that_hearing_and_supporting_never_wait_for_the_gate(place: Place) -> None:
    assert place not in NEEDS_OPEN_GATE


@pytest.mark.parametrize("place", [Place.SERVICES, Place.DECISIONS, Place.CONTACT, Place.CHECK, Place.GATE])
def test_that_no_decision_and_no_ending_waits_for_the_gate(place: Place) -> None:
    assert place not in NEEDS_OPEN_GATE


@pytest.mark.parametrize("place", [Place.QUESTIONS, *INVITING])
def test_that_what_raises_abuse_with_the_person_waits_for_the_gate(place: Place) -> None:
    assert place in NEEDS_OPEN_GATE


@pytest.mark.parametrize("step", list(Step))
def test_that_a_step_is_not_started_before_anything_is_said(step: Step) -> None:
    assert progress(record(), step) is Progress.NOT_STARTED


@pytest.mark.parametrize("kind", sorted(set(PLACE_OF) - OUTSIDE))
def test_that_one_statement_starts_the_step_of_its_page_and_no_other(kind: Kind) -> None:
    whole = record(entry(kind))
    assert [begun for begun in Step if progress(whole, begun) is Progress.STARTED] == [step_of(PLACE_OF[kind])]


@pytest.mark.parametrize(
    ("slot", "place"),
    [
        (Slot(Kind.NOTE, "REFERRAL-NOTE", "K-DIR-RESP"), Place.SERVICES),
        (Slot(Kind.NOTE, "OTHER-SERVICE"), Place.SERVICES),
        (Slot(Kind.NOTE, "AT-RISK"), Place.HARM),
        (Slot(Kind.NOTE, "NOTICE"), Place.NOTICE),
        (Slot(Kind.VIEW, "HIGH-RISK"), Place.DECISIONS),
        (Slot(Kind.FOLLOW_UP, "FOLLOW-UP", "reminder"), Place.GATE),
        (Slot(Kind.FOLLOW_UP, "FOLLOW-UP"), Place.CONTACT),
        (Slot(Kind.STEP, "ask"), Place.CONFIDENTIALITY),
        (Slot(Kind.STEP, "a step of a later version"), Place.CHECK),
    ],
)
def test_that_a_statement_stands_on_the_page_on_which_it_is_made(slot: Slot, place: Place) -> None:
    assert place_of(slot, NOT_CLEAR) is place


def test_that_a_half_written_answer_starts_a_step() -> None:
    assert progress(record(drafts=(draft(Kind.PROMPT, "A", answer("half")),)), Step.ASK) is Progress.STARTED


@pytest.mark.parametrize("kind", sorted(OUTSIDE))
def test_that_some_kinds_move_no_step(kind: Kind) -> None:
    assert {progress(record(entry(kind)), step) for step in Step} == {Progress.NOT_STARTED}


def test_that_every_kind_has_its_page() -> None:
    assert set(PLACE_OF) | {Kind.STEP} == set(Kind)


@pytest.mark.parametrize(("state", "far"), [("done", Progress.DONE), ("not_now", Progress.NOT_NOW)])
def test_that_the_worker_says_when_a_step_is_done_or_left(state: str, far: Progress) -> None:
    assert progress(mark(Step.ASK, state), Step.ASK) is far
    assert progress(mark(Step.ASK, state), Step.MOTIVATE) is Progress.NOT_STARTED


def test_that_a_step_left_for_another_day_can_be_taken_up_again() -> None:
    left = entry(Kind.STEP, Step.ASK, answer(detail=StepMark("not_now")), id="left")
    back = entry(Kind.STEP, Step.ASK, Answer.blank(Kind.STEP), id="back", supersedes="left")
    asked = entry(Kind.PROMPT, "A", answer("said"))
    assert progress(record(left, asked, back), Step.ASK) is Progress.STARTED
    assert record(left, back).answer(Slot(Kind.STEP, Step.ASK)) == Answer.blank(Kind.STEP)


def test_that_no_state_of_a_step_is_a_judgement() -> None:
    assert [state.value for state in Progress] == ["not_started", "started", "done", "not_now"]
