"""Structure of a session: a start gate, four steps that may be entered in any order, and a final check."""

from enum import StrEnum
from functools import cache

from dasupport.casework.entry import Kind, Slot, StepMark
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record


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


class Place(StrEnum):
    """A page of a session."""

    GATE = "gate"
    NOTICE = "notice"
    SIGNS = "signs"
    HARM = "harm"
    CHILDREN = "children"
    CONFIDENTIALITY = "confidentiality"
    QUESTIONS = "questions"
    DISCLOSURE = "disclosure"
    PROFILE = "profile"
    INVITE = "invite"
    READINESS = "readiness"
    MESSAGES = "messages"
    SUPPORT = "support"
    SAFETY_PLAN = "safety_plan"
    SERVICES = "services"
    DECISIONS = "decisions"
    CONTACT = "contact"
    CHECK = "check"


INVITING = (Place.INVITE, Place.READINESS, Place.MESSAGES)
SUPPORTING = (Place.SUPPORT, Place.SAFETY_PLAN)


def places(step: Step, presenting: Presenting) -> tuple[Place, ...]:
    """Return the pages of a step. The third step invites or supports, or offers both while the presenting is not
    clear.
    """
    if step is Step.MOTIVATE:
        if presenting is Presenting.EXPERIENCING:
            return SUPPORTING
        return INVITING if presenting is Presenting.USING else INVITING + SUPPORTING
    return {
        Step.START: (Place.GATE,),
        Step.IDENTIFY: (Place.NOTICE, Place.SIGNS, Place.HARM, Place.CHILDREN),
        Step.ASK: (Place.CONFIDENTIALITY, Place.QUESTIONS, Place.DISCLOSURE, Place.PROFILE),
        Step.REFER: (Place.SERVICES, Place.DECISIONS, Place.CONTACT),
        Step.CHECK: (Place.CHECK,),
    }[step]


def neighbours(place: Place, presenting: Presenting) -> tuple[Place | None, Place | None]:
    """Return the previous and the next page, on the way from the start gate to the final check."""
    order = [page for step in Step for page in places(step, presenting)]
    if place not in order:
        return Place.GATE, Place.CHECK
    at = order.index(place)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


@cache
def step_of(place: Place) -> Step:
    """Return the step of a page."""
    if place in INVITING + SUPPORTING:
        return Step.MOTIVATE
    return next(step for step in Step if place in places(step, Presenting.NOT_CLEAR))


PLACE_OF: dict[Kind, Place] = {
    Kind.GATE: Place.GATE,
    Kind.OVERRIDE: Place.GATE,
    Kind.CHECK_IN: Place.GATE,
    Kind.NOT_NOW: Place.GATE,
    Kind.SAFE_CONTACT: Place.GATE,
    Kind.PRESENTING: Place.GATE,
    Kind.ROUTE: Place.NOTICE,
    Kind.NOTE: Place.NOTICE,
    Kind.INDICATOR: Place.SIGNS,
    Kind.FORM: Place.HARM,
    Kind.RELATIONSHIP: Place.HARM,
    Kind.AT_RISK: Place.HARM,
    Kind.CHILDREN: Place.CHILDREN,
    Kind.CHILD: Place.CHILDREN,
    Kind.CONFIDENTIALITY: Place.CONFIDENTIALITY,
    Kind.PROMPT: Place.QUESTIONS,
    Kind.DISCLOSURE: Place.DISCLOSURE,
    Kind.EXCUSE: Place.DISCLOSURE,
    Kind.COUNTER: Place.PROFILE,
    Kind.PAIR: Place.PROFILE,
    Kind.CONCLUSION: Place.PROFILE,
    Kind.INVITATION: Place.INVITE,
    Kind.READINESS: Place.READINESS,
    Kind.VIEW: Place.READINESS,
    Kind.MESSAGE: Place.MESSAGES,
    Kind.SUPPORT: Place.SUPPORT,
    Kind.PLAN: Place.SAFETY_PLAN,
    Kind.REFERRAL: Place.SERVICES,
    Kind.CONSENT: Place.DECISIONS,
    Kind.DECISION: Place.DECISIONS,
    Kind.CLOSING: Place.CONTACT,
    Kind.FOLLOW_UP: Place.CONTACT,
    Kind.COORDINATION: Place.CONTACT,
    Kind.NEXT_STEP: Place.CONTACT,
    Kind.ADDENDUM: Place.CHECK,
}
"""The page on which an answer of each kind is given and changed. Kind.STEP is missing: its page depends on
the step.
"""

REFERRAL_NOTE, OTHER_SERVICE = "REFERRAL-NOTE", "OTHER-SERVICE"
ELSEWHERE: dict[tuple[str, str], Place] = {
    ("AT-RISK", ""): Place.HARM,
    ("HIGH-RISK", ""): Place.DECISIONS,
    ("FOLLOW-UP", "reminder"): Place.GATE,
    (OTHER_SERVICE, ""): Place.SERVICES,
}
"""Items, with their part, that are answered on another page than the rest of their kind."""


def place_of(slot: Slot, presenting: Presenting) -> Place:
    """Return the page on which a slot is answered and changed."""
    if slot.kind is Kind.STEP:
        return places(Step(slot.item), presenting)[0] if slot.item in list(Step) else Place.CHECK
    if slot.item == REFERRAL_NOTE:
        return Place.SERVICES
    return ELSEWHERE.get((slot.item, slot.part)) or PLACE_OF[slot.kind]


def progress(record: Record, step: Step) -> Progress:
    """Return the progress of a step. The presenting statement, made before the first page, does not start a
    step.
    """
    mark = record.answer(Slot(Kind.STEP, step)).detail
    if isinstance(mark, StepMark) and mark.state:
        return Progress(mark.state)
    said = (slot for slot in (*record.current, *record.written) if slot.kind not in (Kind.PRESENTING, Kind.STEP))
    presenting = record.presenting
    begun = any(step_of(place_of(slot, presenting)) is step for slot in said)
    return Progress.STARTED if begun else Progress.NOT_STARTED


NEEDS_OPEN_GATE = frozenset({Place.QUESTIONS, *INVITING})
"""Pages that raise abuse with the person: they wait for the start gate (K-S2-SAFE-01). Hearing a disclosure
and
supporting never wait.
"""
WARNED_BY_GATE = frozenset(SUPPORTING)
"""Pages that do not wait, but first show the stops of the start gate."""
