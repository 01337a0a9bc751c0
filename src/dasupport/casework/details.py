"""Details: what an entry carries beyond its words, one struct for each shape of answer.

Text typed into a detail prints as little of itself as `Words`.
"""

from dataclasses import dataclass, field
from datetime import date


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
