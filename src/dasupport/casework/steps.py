"""The shape of a session: a start gate, four steps that may be entered in any order, and the check at the end."""

from enum import StrEnum

from dasupport.casework.entry import Kind, Slot, StepMark
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record


class Step(StrEnum):
    """One part of a session."""

    START = "start"
    IDENTIFY = "identify"
    ASK = "ask"
    MOTIVATE = "motivate"
    REFER = "refer"
    CHECK = "check"


class Progress(StrEnum):
    """How far a step is: few states, and none of them a judgement."""

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


KINDS: dict[Step, frozenset[Kind]] = {
    Step.START: frozenset({Kind.GATE, Kind.CHECK_IN, Kind.SAFE_CONTACT, Kind.OVERRIDE}),
    Step.IDENTIFY: frozenset(
        {Kind.ROUTE, Kind.INDICATOR, Kind.FORM, Kind.AT_RISK, Kind.RELATIONSHIP, Kind.CHILDREN, Kind.CHILD}
    ),
    Step.ASK: frozenset(
        {Kind.CONFIDENTIALITY, Kind.PROMPT, Kind.DISCLOSURE, Kind.EXCUSE, Kind.PAIR, Kind.CONCLUSION, Kind.COUNTER}
    ),
    Step.MOTIVATE: frozenset({Kind.INVITATION, Kind.READINESS, Kind.VIEW, Kind.MESSAGE, Kind.SUPPORT, Kind.PLAN}),
    Step.REFER: frozenset(
        {Kind.CONSENT, Kind.REFERRAL, Kind.DECISION, Kind.CLOSING, Kind.FOLLOW_UP, Kind.COORDINATION}
    ),
}

INVITING = (Place.INVITE, Place.READINESS, Place.MESSAGES)
SUPPORTING = (Place.SUPPORT, Place.SAFETY_PLAN)


def places(step: Step, presenting: Presenting) -> tuple[Place, ...]:
    """The pages of a step. The third step invites, or supports, or offers both while nothing is clear."""
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
    """The page before a page and the page after it, on the way from the start to the check."""
    order = [page for step in Step for page in places(step, presenting)]
    if place not in order:
        return Place.GATE, Place.CHECK
    at = order.index(place)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def step_of(place: Place) -> Step:
    """The step that a page belongs to."""
    if place in INVITING + SUPPORTING:
        return Step.MOTIVATE
    return next(step for step in Step if place in places(step, Presenting.NOT_CLEAR))


def progress(record: Record, step: Step) -> Progress:
    """How far a step is, by what stands in the record."""
    mark = record.answer(Slot(Kind.STEP, step)).detail
    if isinstance(mark, StepMark) and mark.state:
        return Progress(mark.state)
    kinds = KINDS.get(step, frozenset())
    begun = any(slot.kind in kinds for slot in (*record.current, *record.written))
    return Progress.STARTED if begun else Progress.NOT_STARTED


NEEDS_OPEN_GATE = frozenset({Place.QUESTIONS, Place.INVITE, Place.READINESS, Place.MESSAGES})
"""The pages that raise abuse with the person: they wait for the start gate. Hearing a disclosure never waits."""
