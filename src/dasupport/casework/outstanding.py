"""Outstanding items of a session before it is sealed, and which of them block sealing."""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.casework.concerns import Concern, find_concerns, list_undecided
from dasupport.casework.details import (
    ConclusionDetail,
    ConfidentialityDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
)
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.session_record import Record


@dataclass(frozen=True, slots=True)
class Outstanding:
    """One missing item, the page on which it is answered, and whether it blocks sealing."""

    item: str
    page: SessionPage
    blocks_sealing: bool = False


CHILDREN_ITEM = "CHILDREN"
CONFIDENTIALITY_ITEM = "CONFIDENTIALITY"
CONSENT_ITEM = "CONSENT-SHARE"
CLOSING_ITEM = "CLOSING"
CONCLUSION_ITEM = "CONCLUSION"
DISCUSSED_ITEM = "DISCUSSED"
FOLLOW_UP_ITEM = "FOLLOW-UP"
COORDINATION_ITEM = "COORDINATION"


def check_children(record: Record) -> Outstanding | None:
    """H21: no session ends with the question about children unanswered; *not known* is an answer."""
    answered = record.get_choice(Kind.CHILDREN, CHILDREN_ITEM)
    return None if answered else Outstanding("OWE-CHILDREN", SessionPage.CHILDREN, blocks_sealing=True)


def check_decisions(record: Record) -> Outstanding | None:
    """Require an answer to every decision that the record demands, even if only by passing it on."""
    return Outstanding("OWE-DECISIONS", SessionPage.DECISIONS, blocks_sealing=True) if list_undecided(record) else None


def check_anything_noted(record: Record) -> Outstanding | None:
    """K-S1-REC-01: a session that would end with no sign and no answer recorded is checked once more."""
    noted = any(record.has_answer(kind) for kind in (Kind.INDICATOR, Kind.PROMPT, Kind.DISCLOSURE, Kind.NOTE))
    return None if noted else Outstanding("OWE-NOTHING", SessionPage.SIGNS)


def check_confidentiality(record: Record) -> Outstanding | None:
    """K-S2-SAFE-02: the limits of confidentiality are stated before anything is asked."""
    said = record.get_answer(Slot(Kind.CONFIDENTIALITY, CONFIDENTIALITY_ITEM)).detail
    asked = any(
        isinstance(answer.detail, QuestionDetail) and answer.detail.outcome == "asked"
        for answer in record.get_answers(Kind.PROMPT).values()
    )
    spoken = isinstance(said, ConfidentialityDetail) and bool(said.wording)
    return Outstanding("OWE-CONFIDENTIALITY", SessionPage.CONFIDENTIALITY) if asked and not spoken else None


def check_conclusion(record: Record) -> Outstanding | None:
    """K-CA-TOT-02: a profile that was begun needs a conclusion, even if only *not enough to say*."""
    detail = record.get_answer(Slot(Kind.CONCLUSION, CONCLUSION_ITEM)).detail
    concluded = isinstance(detail, ConclusionDetail) and bool(detail.state)
    return (
        Outstanding("OWE-CONCLUSION", SessionPage.PROFILE) if record.has_answer(Kind.PAIR) and not concluded else None
    )


def check_consent(record: Record) -> Outstanding | None:
    """K-S4-REF-02: a referral records whether the person agreed."""
    answered = record.get_choice(Kind.CONSENT, CONSENT_ITEM)
    return Outstanding("OWE-CONSENT", SessionPage.DECISIONS) if record.referrals and not answered else None


def check_explained(record: Record) -> Outstanding | None:
    """H7: the person is told what happens next, and who will be contacted, before a referral is made."""
    silent = [
        answer
        for answer in record.referrals.values()
        if isinstance(answer.detail, ReferralDetail) and not answer.detail.explained
    ]
    return Outstanding("OWE-EXPLAINED", SessionPage.SERVICES) if silent else None


def check_coordination(record: Record) -> Outstanding | None:
    """K-S4-REF-03: a referral needs an agreement on how we keep in touch with the programme."""
    noted = record.get_answer(Slot(Kind.COORDINATION, COORDINATION_ITEM)).words
    return Outstanding("OWE-COORDINATION", SessionPage.CONTACT) if record.referrals and not noted else None


def check_closing(record: Record) -> Outstanding | None:
    """H22: the record says how this person will be after the conversation."""
    talked = any(record.has_answer(kind) for kind in (Kind.PROMPT, Kind.DISCLOSURE, Kind.INVITATION))
    answered = record.get_choice(Kind.CLOSING, CLOSING_ITEM)
    return Outstanding("OWE-CLOSING", SessionPage.CONTACT) if talked and not answered else None


def check_discussed(record: Record) -> Outstanding | None:
    """A-22.7.2-02: a concern is discussed with somebody soon."""
    heavy = find_concerns(record) - {Concern.DRINK}
    noted = record.get_answer(Slot(Kind.COORDINATION, DISCUSSED_ITEM)).words
    return Outstanding("OWE-DISCUSSED", SessionPage.CONTACT) if heavy and not noted else None


def check_follow_up(record: Record) -> Outstanding | None:
    """Require a follow-up date."""
    dated = any(
        isinstance(answer.detail, FollowUpDetail) and answer.detail.due
        for answer in record.get_answers(Kind.FOLLOW_UP).values()
    )
    return None if dated else Outstanding("OWE-FOLLOW-UP", SessionPage.CONTACT)


RULES: tuple[Callable[[Record], Outstanding | None], ...] = (
    check_children,
    check_decisions,
    check_confidentiality,
    check_anything_noted,
    check_conclusion,
    check_explained,
    check_consent,
    check_coordination,
    check_discussed,
    check_closing,
    check_follow_up,
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


def find_outstanding(record: Record) -> tuple[Outstanding, ...]:
    """Return all outstanding items, those that block sealing first."""
    found = [debt for rule in RULES if (debt := rule(record)) is not None]
    return tuple(sorted(found, key=lambda debt: not debt.blocks_sealing))


def may_close_not_now(record: Record) -> bool:
    """Return True if a session can be closed as *not now*: no decision is missing, or, if anything was asked or
    offered,
    it could be sealed like any other session.
    """
    asked = any(record.has_answer(kind) for kind in (Kind.PROMPT, Kind.DISCLOSURE, Kind.INVITATION, Kind.SUPPORT))
    return may_seal(record) if asked else not list_undecided(record)


def may_seal(record: Record) -> bool:
    """Return True if no outstanding item blocks sealing."""
    return not any(debt.blocks_sealing for debt in find_outstanding(record))
