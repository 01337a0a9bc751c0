"""Kinds of entry: each declares its page, its detail and who may read it beyond the worker's own team.

A new kind is one line here, its labels, its presenter and its words. It is readable by the own team only
unless its line says more; a line without a page is refused when this module is imported.
"""

from enum import StrEnum
from types import EllipsisType
from typing import Self

from dasupport.casework.details import (
    CheckInDetail,
    ChildDetail,
    ChoiceDetail,
    ConclusionDetail,
    ConfidentialityDetail,
    DecisionDetail,
    Detail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
    SafeContactDetail,
    StepDetail,
)
from dasupport.casework.pages import SessionPage
from dasupport.casework.readers import Reader

SHARED = frozenset({Reader.PROMPT, Reader.SHARED_FILE})
"""Readers of a kind that may be shared once the person knows that we hold it."""
TAKEN_HOME = SHARED | {Reader.PERSON_PAPER}
"""Readers of a kind that may also go on the sheet that the person takes away."""


class DeclaredKind(StrEnum):
    """Base of an enum of kinds, each declared as (stored value, page, detail type, readers)."""

    page: SessionPage | None
    detail: type[Detail] | None
    readers: frozenset[Reader]

    def __new__(
        cls,
        value: str,
        page: SessionPage | EllipsisType | None = ...,
        detail: type[Detail] | None = None,
        readers: frozenset[Reader] = frozenset(),
    ) -> Self:
        """Make a kind. `readers` are those beyond the own team: nobody, unless they are named.

        Raises TypeError without a page: it has a default only because `Kind("gate")` is read as this call too.
        """
        if isinstance(page, EllipsisType):
            raise TypeError(f"the kind {value} has no page")
        made = str.__new__(cls, value)
        made._value_ = value
        made.page, made.detail, made.readers = page, detail, readers
        return made


class Kind(DeclaredKind):
    """The kind of statement that an entry makes. The page of STEP depends on its item."""

    GATE = ("gate", SessionPage.GATE, ChoiceDetail, SHARED)
    OVERRIDE = ("override", SessionPage.GATE)
    CHECK_IN = ("check_in", SessionPage.GATE, CheckInDetail)
    NOT_NOW = ("not_now", SessionPage.GATE, ChoiceDetail, SHARED)
    SAFE_CONTACT = ("safe_contact", SessionPage.GATE, SafeContactDetail, SHARED)
    PRESENTING = ("presenting", SessionPage.GATE, ChoiceDetail, SHARED)
    ROUTE = ("route", SessionPage.NOTICE, FlagDetail, SHARED)
    INDICATOR = ("indicator", SessionPage.SIGNS, FlagDetail, SHARED)
    FORM = ("form", SessionPage.HARM, FlagDetail, SHARED)
    AT_RISK = ("at_risk", SessionPage.HARM, FlagDetail)
    RELATIONSHIP = ("relationship", SessionPage.HARM, ChoiceDetail, SHARED)
    CHILDREN = ("children", SessionPage.CHILDREN, ChoiceDetail, SHARED)
    CHILD = ("child", SessionPage.CHILDREN, ChildDetail, SHARED)
    COUNTER = ("counter", SessionPage.PROFILE, ChoiceDetail)
    CONFIDENTIALITY = ("confidentiality", SessionPage.CONFIDENTIALITY, ConfidentialityDetail, SHARED)
    PROMPT = ("prompt", SessionPage.QUESTIONS, QuestionDetail, SHARED)
    DISCLOSURE = ("disclosure", SessionPage.DISCLOSURE, ChoiceDetail, SHARED)
    EXCUSE = ("excuse", SessionPage.DISCLOSURE, FlagDetail, SHARED)
    PAIR = ("pair", SessionPage.PROFILE, ChoiceDetail)
    CONCLUSION = ("conclusion", SessionPage.PROFILE, ConclusionDetail)
    INVITATION = ("invitation", SessionPage.INVITE, QuestionDetail, SHARED)
    READINESS = ("readiness", SessionPage.READINESS, ChoiceDetail, SHARED)
    VIEW = ("view", SessionPage.READINESS, ChoiceDetail)
    MESSAGE = ("message", SessionPage.MESSAGES, FlagDetail, SHARED)
    SUPPORT = ("support", SessionPage.SUPPORT, QuestionDetail, SHARED)
    PLAN = ("plan", SessionPage.SAFETY_PLAN, FlagDetail, SHARED)
    CONSENT = ("consent", SessionPage.DECISIONS, ChoiceDetail, SHARED)
    REFERRAL = ("referral", SessionPage.SERVICES, ReferralDetail, TAKEN_HOME)
    DECISION = ("decision", SessionPage.DECISIONS, DecisionDetail, SHARED)
    CLOSING = ("closing", SessionPage.CONTACT, ChoiceDetail, SHARED)
    FOLLOW_UP = ("follow_up", SessionPage.CONTACT, FollowUpDetail, SHARED)
    COORDINATION = ("coordination", SessionPage.CONTACT, None, SHARED)
    NEXT_STEP = ("next_step", SessionPage.CONTACT, None, TAKEN_HOME)
    NOTE = ("note", SessionPage.NOTICE, None, SHARED)
    STEP = ("step", None, StepDetail)
    ADDENDUM = ("addendum", SessionPage.CHECK, None, SHARED)


DETAIL_OF: dict[Kind, type[Detail]] = {kind: kind.detail for kind in Kind if kind.detail is not None}
"""The kinds that carry more than words, each with its own detail."""
