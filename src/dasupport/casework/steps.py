"""Structure of a session: a start gate, four steps that may be entered in any order, and a final check."""

from enum import StrEnum
from functools import cache

from dasupport.casework.details import StepDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import Record


class Step(StrEnum):
    """One step of a session."""

    START = "start"
    IDENTIFY = "identify"
    ASK = "ask"
    MOTIVATE = "motivate"
    REFER = "refer"
    CHECK = "check"


class Progress(StrEnum):
    """The progress of a step: few states, and none of them a judgement."""

    NOT_STARTED = "not_started"
    STARTED = "started"
    DONE = "done"
    NOT_NOW = "not_now"


INVITING_PAGES = (SessionPage.INVITE, SessionPage.READINESS, SessionPage.MESSAGES)
SUPPORTING_PAGES = (SessionPage.SUPPORT, SessionPage.SAFETY_PLAN)


def list_pages(step: Step, presenting: Presenting) -> tuple[SessionPage, ...]:
    """Return the pages of a step. The third step invites or supports, or offers both while the presenting is not
    clear.
    """
    if step is Step.MOTIVATE:
        if presenting is Presenting.EXPERIENCING:
            return SUPPORTING_PAGES
        return INVITING_PAGES if presenting is Presenting.USING else INVITING_PAGES + SUPPORTING_PAGES
    return {
        Step.START: (SessionPage.GATE,),
        Step.IDENTIFY: (SessionPage.NOTICE, SessionPage.SIGNS, SessionPage.HARM, SessionPage.CHILDREN),
        Step.ASK: (SessionPage.CONFIDENTIALITY, SessionPage.QUESTIONS, SessionPage.DISCLOSURE, SessionPage.PROFILE),
        Step.REFER: (SessionPage.SERVICES, SessionPage.DECISIONS, SessionPage.CONTACT),
        Step.CHECK: (SessionPage.CHECK,),
    }[step]


def find_neighbours(place: SessionPage, presenting: Presenting) -> tuple[SessionPage | None, SessionPage | None]:
    """Return the previous and the next page, on the way from the start gate to the final check."""
    order = [page for step in Step for page in list_pages(step, presenting)]
    if place not in order:
        return SessionPage.GATE, SessionPage.CHECK
    at = order.index(place)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


@cache
def get_step(place: SessionPage) -> Step:
    """Return the step of a page."""
    if place in INVITING_PAGES + SUPPORTING_PAGES:
        return Step.MOTIVATE
    return next(step for step in Step if place in list_pages(step, Presenting.NOT_CLEAR))


PAGE_OF_KIND: dict[Kind, SessionPage] = {kind: kind.page for kind in Kind if kind.page is not None}
"""The page on which an answer of each kind is given and changed. Kind.STEP is missing: its page depends on
the step.
"""

REFERRAL_NOTE, OTHER_SERVICE = "REFERRAL-NOTE", "OTHER-SERVICE"
PAGE_OF_ITEM: dict[tuple[str, str], SessionPage] = {
    ("AT-RISK", ""): SessionPage.HARM,
    ("HIGH-RISK", ""): SessionPage.DECISIONS,
    ("FOLLOW-UP", "reminder"): SessionPage.GATE,
    (OTHER_SERVICE, ""): SessionPage.SERVICES,
}
"""Items, with their part, that are answered on another page than the rest of their kind."""


def get_page(slot: Slot, presenting: Presenting) -> SessionPage:
    """Return the page on which a slot is answered and changed."""
    if slot.kind is Kind.STEP:
        return list_pages(Step(slot.item), presenting)[0] if slot.item in list(Step) else SessionPage.CHECK
    if slot.item == REFERRAL_NOTE:
        return SessionPage.SERVICES
    return PAGE_OF_ITEM.get((slot.item, slot.part)) or PAGE_OF_KIND[slot.kind]


def compute_progress(record: Record, step: Step) -> Progress:
    """Return the progress of a step. The presenting statement, made before the first page, does not start a
    step.
    """
    mark = record.get_answer(Slot(Kind.STEP, step)).detail
    if isinstance(mark, StepDetail) and mark.state:
        return Progress(mark.state)
    said = (
        slot
        for slot in (*record.current_by_slot, *record.drafts_by_slot)
        if slot.kind not in (Kind.PRESENTING, Kind.STEP)
    )
    presenting = record.presenting
    begun = any(get_step(get_page(slot, presenting)) is step for slot in said)
    return Progress.STARTED if begun else Progress.NOT_STARTED


PAGES_BEHIND_GATE = frozenset({SessionPage.QUESTIONS, *INVITING_PAGES})
"""Pages that raise abuse with the person: they wait for the start gate (K-S2-SAFE-01). Hearing a disclosure
and
supporting never wait.
"""
PAGES_WARNED_BY_GATE = frozenset(SUPPORTING_PAGES)
"""Pages that do not wait, but first show the stops of the start gate."""
