"""Concerns that somebody must decide about: named concerns, never a level, a count or a score."""

from enum import StrEnum

from dasupport.casework.attributed_text import SEPARATOR
from dasupport.casework.details import ChildDetail, ChoiceDetail, DecisionDetail, FlagDetail, QuestionDetail
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record


class Concern(StrEnum):
    """Something that a named person has to look at."""

    DANGER = "danger"
    HIGH_RISK = "high_risk"
    CHILDREN = "children"
    ADULT = "adult"
    STALKING = "stalking"
    FGM = "fgm"
    FORCED_MARRIAGE = "forced_marriage"
    HONOUR = "honour"
    SELF_HARM = "self_harm"
    UNDER_18 = "under_18"
    DRINK = "drink"


def find_concerns(record: Record) -> frozenset[Concern]:
    """Return every concern raised by a current answer. Only a newer answer removes one (A-22.7.2-23)."""
    found: set[Concern] = set()
    for slot in {*record.current_by_slot, *record.drafts_by_slot}:
        detail = record.get_answer(slot).detail
        if isinstance(detail, FlagDetail) and not detail.on:
            continue
        if isinstance(detail, ChoiceDetail | QuestionDetail | FlagDetail | ChildDetail) and detail.raises:
            found.update(Concern(name) for name in detail.raises.split(SEPARATOR))
    return frozenset(found)


DECISIONS: dict[str, frozenset[Concern]] = {
    "D-DANGER": frozenset({Concern.DANGER}),
    "D-MARAC": frozenset({Concern.DANGER, Concern.HIGH_RISK, Concern.STALKING}),
    "D-CHILD": frozenset({Concern.CHILDREN, Concern.UNDER_18}),
    "D-ADULT": frozenset({Concern.ADULT, Concern.FORCED_MARRIAGE, Concern.HONOUR}),
    "D-FGM": frozenset({Concern.FGM}),
    "D-MAPPA": frozenset(),
    "D-NO-CONSENT": frozenset(),
}
"""The decisions of the fourth step and the concerns that demand them (K-VIC-05, A-22.5.1-01,
A-22.4.9-FGM-01).
"""


def list_required_decisions(record: Record) -> tuple[str, ...]:
    """Return the decisions that the record demands, made or not, in order of urgency."""
    concerns = find_concerns(record)
    asked = [item for item, when in DECISIONS.items() if concerns & when]
    if record.get_choice(Kind.CONSENT, "CONSENT-SHARE") == "shared_without":
        asked.append("D-NO-CONSENT")
    return tuple(asked)


NOT_NEEDED = "not_needed"


def is_decided(answer: Answer) -> bool:
    """Return True if a decision has an outcome, a person who made it and, if *not needed*, a reason (K-VIC-05)."""
    detail = answer.detail
    if not isinstance(detail, DecisionDetail) or not detail.outcome or not detail.by.strip():
        return False
    return detail.outcome != NOT_NEEDED or bool(answer.words)


def list_undecided(record: Record) -> tuple[str, ...]:
    """Return the required decisions that nobody has made, not even by passing them on."""
    return tuple(
        item for item in list_required_decisions(record) if not is_decided(record.get_answer(Slot(Kind.DECISION, item)))
    )
