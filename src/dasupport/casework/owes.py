"""Outstanding items of a session before it is sealed, and which of them block sealing."""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.casework.concerns import Concern, raised, undecided
from dasupport.casework.entry import Asked, Concluded, FollowUp, Kind, Referred, Said, Slot
from dasupport.casework.record import Record
from dasupport.casework.steps import Place


@dataclass(frozen=True, slots=True)
class Owed:
    """One missing item, the page on which it is answered, and whether it blocks sealing."""

    item: str
    place: Place
    must: bool = False


CHILDREN_ITEM = "CHILDREN"
CONFIDENTIALITY_ITEM = "CONFIDENTIALITY"
CONSENT_ITEM = "CONSENT-SHARE"
CLOSING_ITEM = "CLOSING"
CONCLUSION_ITEM = "CONCLUSION"
DISCUSSED_ITEM = "DISCUSSED"
FOLLOW_UP_ITEM = "FOLLOW-UP"
COORDINATION_ITEM = "COORDINATION"


def children(record: Record) -> Owed | None:
    """H21: no session ends with the question about children unanswered; *not known* is an answer."""
    answered = record.chosen(Kind.CHILDREN, CHILDREN_ITEM)
    return None if answered else Owed("OWE-CHILDREN", Place.CHILDREN, must=True)


def decisions(record: Record) -> Owed | None:
    """Require an answer to every decision that the record demands, even if only by passing it on."""
    return Owed("OWE-DECISIONS", Place.DECISIONS, must=True) if undecided(record) else None


def nothing_noted(record: Record) -> Owed | None:
    """K-S1-REC-01: a session that would end with no sign and no answer recorded is checked once more."""
    noted = any(record.said(kind) for kind in (Kind.INDICATOR, Kind.PROMPT, Kind.DISCLOSURE, Kind.NOTE))
    return None if noted else Owed("OWE-NOTHING", Place.SIGNS)


def confidentiality(record: Record) -> Owed | None:
    """K-S2-SAFE-02: the limits of confidentiality are stated before anything is asked."""
    said = record.answer(Slot(Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM)).detail
    asked = any(
        isinstance(answer.detail, Asked) and answer.detail.outcome == "asked"
        for answer in record.answers(Kind.PROMPT).values()
    )
    spoken = isinstance(said, Said) and bool(said.wording)
    return Owed("OWE-CONFIDENTIALITY", Place.CONFIDENTIALITY) if asked and not spoken else None


def conclusion(record: Record) -> Owed | None:
    """K-CA-TOT-02: a profile that was begun needs a conclusion, even if only *not enough to say*."""
    detail = record.answer(Slot(Kind.CONCLUSION, CONCLUSION_ITEM)).detail
    concluded = isinstance(detail, Concluded) and bool(detail.state)
    return Owed("OWE-CONCLUSION", Place.PROFILE) if record.said(Kind.PAIR) and not concluded else None


def consent(record: Record) -> Owed | None:
    """K-S4-REF-02: a referral records whether the person agreed."""
    answered = record.chosen(Kind.CONSENT, CONSENT_ITEM)
    return Owed("OWE-CONSENT", Place.DECISIONS) if record.referred and not answered else None


def explained(record: Record) -> Owed | None:
    """H7: the person is told what happens next, and who will be contacted, before a referral is made."""
    silent = [
        answer
        for answer in record.referred.values()
        if isinstance(answer.detail, Referred) and not answer.detail.explained
    ]
    return Owed("OWE-EXPLAINED", Place.SERVICES) if silent else None


def coordination(record: Record) -> Owed | None:
    """K-S4-REF-03: a referral needs an agreement on how we keep in touch with the programme."""
    noted = record.answer(Slot(Kind.COORDINATION, COORDINATION_ITEM)).words
    return Owed("OWE-COORDINATION", Place.CONTACT) if record.referred and not noted else None


def closing(record: Record) -> Owed | None:
    """H22: the record says how this person will be after the conversation."""
    talked = any(record.said(kind) for kind in (Kind.PROMPT, Kind.DISCLOSURE, Kind.INVITATION))
    answered = record.chosen(Kind.CLOSING, CLOSING_ITEM)
    return Owed("OWE-CLOSING", Place.CONTACT) if talked and not answered else None


def discussed(record: Record) -> Owed | None:
    """A-22.7.2-02: a concern is discussed with somebody soon."""
    heavy = raised(record) - {Concern.DRINK}
    noted = record.answer(Slot(Kind.COORDINATION, DISCUSSED_ITEM)).words
    return Owed("OWE-DISCUSSED", Place.CONTACT) if heavy and not noted else None


def follow_up(record: Record) -> Owed | None:
    """Require a follow-up date."""
    dated = any(
        isinstance(answer.detail, FollowUp) and answer.detail.due for answer in record.answers(Kind.FOLLOW_UP).values()
    )
    return None if dated else Owed("OWE-FOLLOW-UP", Place.CONTACT)


RULES: tuple[Callable[[Record], Owed | None], ...] = (
    children,
    decisions,
    confidentiality,
    nothing_noted,
    conclusion,
    explained,
    consent,
    coordination,
    discussed,
    closing,
    follow_up,
)
"""Rules in the order in which their items are shown."""

ITEMS = (
    "OWE-CHILDREN",
    "OWE-DECISIONS",
    "OWE-CONFIDENTIALITY",
    "OWE-NOTHING",
    "OWE-CONCLUSION",
    "OWE-EXPLAINED",
    "OWE-CONSENT",
    "OWE-COORDINATION",
    "OWE-DISCUSSED",
    "OWE-CLOSING",
    "OWE-FOLLOW-UP",
)
"""Every outstanding item that the rules can give."""


def owed(record: Record) -> tuple[Owed, ...]:
    """Return all outstanding items, those that block sealing first."""
    found = [debt for rule in RULES if (debt := rule(record)) is not None]
    return tuple(sorted(found, key=lambda debt: not debt.must))


def may_leave(record: Record) -> bool:
    """Return True if a session can be closed as *not now*: no decision is missing, or, if anything was asked or
    offered,
    it could be sealed like any other session.
    """
    asked = any(record.said(kind) for kind in (Kind.PROMPT, Kind.DISCLOSURE, Kind.INVITATION, Kind.SUPPORT))
    return may_seal(record) if asked else not undecided(record)


def may_seal(record: Record) -> bool:
    """Return True if no outstanding item blocks sealing."""
    return not any(debt.must for debt in owed(record))
