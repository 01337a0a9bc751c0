"""Entries: everything recorded is one dated statement by one author, of one kind, about one item.

Text typed into a detail prints as little of itself as `Words`.
"""

from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from dasupport.casework.text import CONFIDENTIAL, Reach, Source, Words


class Kind(StrEnum):
    """The kind of statement that an entry makes."""

    GATE = "gate"
    OVERRIDE = "override"
    CHECK_IN = "check_in"
    NOT_NOW = "not_now"
    SAFE_CONTACT = "safe_contact"
    PRESENTING = "presenting"
    ROUTE = "route"
    INDICATOR = "indicator"
    FORM = "form"
    AT_RISK = "at_risk"
    RELATIONSHIP = "relationship"
    CHILDREN = "children"
    CHILD = "child"
    COUNTER = "counter"
    CONFIDENTIALITY = "confidentiality"
    PROMPT = "prompt"
    DISCLOSURE = "disclosure"
    EXCUSE = "excuse"
    PAIR = "pair"
    CONCLUSION = "conclusion"
    INVITATION = "invitation"
    READINESS = "readiness"
    VIEW = "view"
    MESSAGE = "message"
    SUPPORT = "support"
    PLAN = "plan"
    CONSENT = "consent"
    REFERRAL = "referral"
    DECISION = "decision"
    CLOSING = "closing"
    FOLLOW_UP = "follow_up"
    COORDINATION = "coordination"
    NEXT_STEP = "next_step"
    NOTE = "note"
    STEP = "step"
    ADDENDUM = "addendum"


@dataclass(frozen=True, slots=True)
class ChoiceDetail:
    """One of the answers that the pack offers; an empty value is *not asked*."""

    value: str = ""
    raises: str = ""
    """The concern that the pack ties to this answer, stored with it: packs change, entries do not."""


@dataclass(frozen=True, slots=True)
class QuestionDetail:
    """The outcome of a question (asked, not today, not safe, declined) and its position in the ladder."""

    outcome: str = ""
    way_in: str = ""
    answer: str = ""
    """One answer, or several joined by SEPARATOR."""
    raises: str = ""
    turned: bool = False
    """True if the person wrote the words themselves while the laptop faced them."""


@dataclass(frozen=True, slots=True)
class FlagDetail:
    """A flag for something noticed, said or given."""

    on: bool = False
    raises: str = ""


@dataclass(frozen=True, slots=True)
class CheckInDetail:
    """Place of the worker, who knows of the visit, when they check in, whom to ring (K-SAFE-02, K-SAFE-04,
    K-SAFE-08).
    """

    place: str = field(default="", repr=False)
    knows: str = field(default="", repr=False)
    time: str = field(default="", repr=False)
    ring: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SafeContactDetail:
    """Ways to reach this person without harm."""

    way: str = ""
    times: str = field(default="", repr=False)
    leave_message: str = ""
    code_word: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ChildDetail:
    """One child, a person in their own right: never by name, only by a short label (K-DEF-01, A-22.2.1-CH-04)."""

    label: str = field(default="", repr=False)
    age: str = ""
    exposure: str = ""
    raises: str = ""
    lives_with: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ConfidentialityDetail:
    """A statement of the limits of confidentiality: which wording, and what the person answered."""

    wording: str = ""
    answer: str = ""


LOOK_AGAIN = "look_again"
"""The label of a follow-up to review a conclusion: it reveals nothing."""


@dataclass(frozen=True, slots=True)
class ConclusionDetail:
    """The conclusion of the counter-allegation profile, and the date of its review."""

    state: str = ""
    look_again: date | None = None


@dataclass(frozen=True, slots=True)
class ReferralDetail:
    """One step towards one service."""

    service: str = ""
    state: str = ""
    explained: bool = False
    """True if the person was told what happens next and who will be contacted."""
    number_checked: date | None = None
    """The date on which the worker checked the contact details."""


@dataclass(frozen=True, slots=True)
class DecisionDetail:
    """A decision that the record demands: its outcome, by whom, with whom; the entry's words hold the reason."""

    outcome: str = ""
    by: str = field(default="", repr=False)
    discussed_with: str = field(default="", repr=False)
    consent: str = ""


@dataclass(frozen=True, slots=True)
class FollowUpDetail:
    """A date for a follow-up, with a label that reveals nothing."""

    due: date | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class StepDetail:
    """The worker's own mark on a step: done, or not possible now."""

    state: str = ""


Detail = (
    ChoiceDetail
    | QuestionDetail
    | FlagDetail
    | CheckInDetail
    | SafeContactDetail
    | ChildDetail
    | ConfidentialityDetail
    | ConclusionDetail
    | ReferralDetail
    | DecisionDetail
    | FollowUpDetail
    | StepDetail
)

DETAIL_OF: dict[Kind, type[Detail]] = {
    Kind.GATE: ChoiceDetail,
    Kind.CHECK_IN: CheckInDetail,
    Kind.NOT_NOW: ChoiceDetail,
    Kind.SAFE_CONTACT: SafeContactDetail,
    Kind.PRESENTING: ChoiceDetail,
    Kind.ROUTE: FlagDetail,
    Kind.INDICATOR: FlagDetail,
    Kind.FORM: FlagDetail,
    Kind.AT_RISK: FlagDetail,
    Kind.RELATIONSHIP: ChoiceDetail,
    Kind.CHILDREN: ChoiceDetail,
    Kind.CHILD: ChildDetail,
    Kind.COUNTER: ChoiceDetail,
    Kind.CONFIDENTIALITY: ConfidentialityDetail,
    Kind.PROMPT: QuestionDetail,
    Kind.DISCLOSURE: ChoiceDetail,
    Kind.EXCUSE: FlagDetail,
    Kind.PAIR: ChoiceDetail,
    Kind.CONCLUSION: ConclusionDetail,
    Kind.INVITATION: QuestionDetail,
    Kind.READINESS: ChoiceDetail,
    Kind.VIEW: ChoiceDetail,
    Kind.MESSAGE: FlagDetail,
    Kind.SUPPORT: QuestionDetail,
    Kind.PLAN: FlagDetail,
    Kind.CONSENT: ChoiceDetail,
    Kind.REFERRAL: ReferralDetail,
    Kind.DECISION: DecisionDetail,
    Kind.CLOSING: ChoiceDetail,
    Kind.FOLLOW_UP: FollowUpDetail,
    Kind.STEP: StepDetail,
}
"""The kinds that carry more than words, each with its own detail."""


def list_texts(answer: "Answer") -> tuple[str, ...]:
    """Return every piece of free text in an answer."""
    parts = [getattr(answer.detail, part.name) for part in fields(answer.detail)] if answer.detail else []
    return (answer.words.value, answer.reach.told.value, *(part for part in parts if isinstance(part, str)))


@dataclass(frozen=True, slots=True)
class Slot:
    """The address of an answer: its kind, the content item it answers, and which of several parts."""

    kind: Kind
    item: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The content of a slot, before it has an author and a date."""

    words: Words = Words()
    detail: Detail | None = None
    source: Source | None = None
    reach: Reach = CONFIDENTIAL

    @classmethod
    def blank(cls, kind: Kind) -> Self:
        """Return the empty answer of a kind: nothing chosen, no source, confidential."""
        made = DETAIL_OF.get(kind)
        return cls(detail=made() if made else None)

    @property
    def has_content(self) -> bool:
        """Return True if anything was written or chosen. A source and a reach alone do not count."""
        return bool(self.words) or (self.detail is not None and self.detail != type(self.detail)())

    @property
    def is_released(self) -> bool:
        """Return True if the person knows that we hold it.

        A statement by somebody else is released only if it also records in words how we know that they know
        (K-S1-CONF-03).
        """
        return self.reach.is_known and (self.source is not Source.OTHER_SAID or bool(self.reach.told))

    def with_words(self, text: str) -> Self:
        """Return the same answer with other words."""
        return replace(self, words=Words(text))


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated statement by one author. Never changed: a later entry may supersede it, and both stay."""

    id: str
    session: str
    author: str
    at: datetime
    slot: Slot
    answer: Answer
    supersedes: str = ""
    reason: Words = Words()

    @property
    def kind(self) -> Kind:
        """Return the kind of its slot."""
        return self.slot.kind

    @property
    def item(self) -> str:
        """Return the item of its slot."""
        return self.slot.item


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-written answer, saved as safely as an entry."""

    session: str
    slot: Slot
    answer: Answer
    at: datetime
