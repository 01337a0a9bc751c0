"""Formatting of an entry: its question, answer, wording, source and who may hear it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dasupport.casework.attributed_text import SEPARATOR
from dasupport.casework.checklist import ANSWERS
from dasupport.casework.details import (
    CheckInDetail,
    ChildDetail,
    ChoiceDetail,
    ConclusionDetail,
    ConfidentialityDetail,
    DecisionDetail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
    SafeContactDetail,
    StepDetail,
)
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.steps import OTHER_SERVICE, REFERRAL_NOTE
from dasupport.content.dates import format_date
from dasupport.content.pack import Pack
from dasupport.content.schema import (
    Decision,
    Excuse,
    GateQuestion,
    Invitation,
    Item,
    Option,
    ProfilePair,
    Prompt,
    Question,
    ReadAloudText,
    Service,
)


@dataclass(frozen=True, slots=True)
class EntryText:
    """One entry as text. `words` is what somebody wrote; everything else comes from the pack.

    `is_known` is True if the person knows that we hold it.
    """

    label: str
    value: str
    words: str
    source: str
    reach: str
    is_known: bool


def describe_entry(pack: Pack, slot: Slot, answer: Answer) -> EntryText:
    """Return one answer in the words of the pack."""
    labels = pack.labels.tell
    how = _join_parts(format_option(pack.choices.ways_known, answer.reach.how_we_know), answer.reach.told.value)
    return EntryText(
        label=describe_slot(pack, slot),
        value=describe_value(pack, slot, answer),
        words=answer.words.value,
        source=format_option(pack.choices.sources, answer.source or ""),
        reach=labels.known.format(how=how) if answer.is_released else labels.confidential,
        is_known=answer.is_released,
    )


def format_option(options: Iterable[Option], value: str) -> str:
    """Return the text of an option, or of several that are joined with `+`.

    A value that the pack no longer has is returned unchanged.
    """
    words = {option.value: option.say for option in options}
    return ", ".join(words.get(part, part) for part in value.split(SEPARATOR)) if value else ""


def describe_slot(pack: Pack, slot: Slot) -> str:
    """Return the subject of a slot, in the words of its item or of its kind."""
    item = pack.items.get(slot.item)
    if slot.item == REFERRAL_NOTE:
        service = pack.services.get(slot.part)
        return pack.labels.tell.note_on.format(what=service.name if service else slot.part)
    if slot.item == OTHER_SERVICE:
        return pack.labels.services.other
    if slot.kind is Kind.RELATIONSHIP or item is None:
        return str(getattr(pack.labels.kinds, slot.kind.value))
    return get_headline(item)


def get_headline(item: Item) -> str:
    """Return the one line by which an item is known."""
    if isinstance(item, ProfilePair):
        return f"{item.left} / {item.right}"
    if isinstance(item, Excuse):
        return item.heard
    for field in ("title", "ask", "name", "say", "means"):
        text = getattr(item, field, "")
        if isinstance(text, str) and text:
            return text
    return item.id


def describe_value(pack: Pack, slot: Slot, answer: Answer) -> str:
    """Return the chosen answer in words; empty if nothing was chosen."""
    if answer.detail is None:
        return ""
    return DETAIL_FORMATTERS[type(answer.detail)](pack, slot, answer.detail)


def _format_choice(pack: Pack, slot: Slot, detail: ChoiceDetail) -> str:
    value = detail.value
    if slot.kind is Kind.PRESENTING:
        return format_option(pack.choices.presenting, value)
    if slot.kind is Kind.RELATIONSHIP:
        item = pack.items.get(value)
        return get_headline(item) if item else value
    item = pack.items.get(slot.item)
    if isinstance(item, ProfilePair):
        marks = {"left": item.left, "right": item.right}
        return marks.get(value) or (str(getattr(pack.labels.profile, value)) if value in ANSWERS else value)
    return format_option(item.options, value) if isinstance(item, GateQuestion | Question) else value


def _format_question(pack: Pack, slot: Slot, detail: QuestionDetail) -> str:
    item = pack.items.get(slot.item)
    options: tuple[Option, ...] = ()
    if isinstance(item, Prompt | Invitation | ReadAloudText):
        options = item.answers
    elif isinstance(item, Question):
        options = item.options
    turned = pack.labels.tell.turned if detail.turned else ""
    return _join_parts(
        format_option(pack.choices.outcomes, detail.outcome), format_option(options, detail.answer), turned
    )


def _format_referral(pack: Pack, _: Slot, detail: ReferralDetail) -> str:
    service = pack.services.get(detail.service)
    name = service.name if isinstance(service, Service) else detail.service
    explained = pack.labels.tell.explained if detail.explained else ""
    return _join_parts(name, format_option(pack.refer.steps, detail.state), explained)


def _format_decision(pack: Pack, slot: Slot, detail: DecisionDetail) -> str:
    item = pack.items.get(slot.item)
    outcome = format_option(item.outcomes, detail.outcome) if isinstance(item, Decision) else detail.outcome
    labels = pack.labels.tell
    by = labels.decided_by.format(who=detail.by) if detail.by else ""
    talked = labels.decided_with.format(who=detail.discussed_with) if detail.discussed_with else ""
    return _join_parts(outcome, by, talked, format_option(pack.refer.decision_consent, detail.consent))


def _format_conclusion(pack: Pack, _: Slot, detail: ConclusionDetail) -> str:
    when = format_date(pack.labels.dates, detail.look_again) if detail.look_again else ""
    look = pack.labels.tell.look_again.format(day=when) if when else ""
    return _join_parts(format_option(pack.profile.conclusions, detail.state), look)


def _format_follow_up(pack: Pack, _: Slot, detail: FollowUpDetail) -> str:
    due = format_date(pack.labels.dates, detail.due) if detail.due else ""
    return _join_parts(format_option((*pack.refer.follow_ups, *pack.gate.reminders), detail.label), due)


def _format_child(pack: Pack, _: Slot, detail: ChildDetail) -> str:
    words = pack.identify
    exposure = format_option(words.child_exposure, detail.exposure)
    return _join_parts(detail.label, format_option(words.child_ages, detail.age), exposure, detail.lives_with)


def _format_safe_contact(pack: Pack, _: Slot, detail: SafeContactDetail) -> str:
    words = pack.gate
    message = format_option(words.message_left, detail.leave_message)
    return _join_parts(format_option(words.contact_ways, detail.way), detail.times, message, detail.code_word)


def _format_check_in(_: Pack, __: Slot, detail: CheckInDetail) -> str:
    return _join_parts(detail.place, detail.knows, detail.time, detail.ring)


def _format_confidentiality(pack: Pack, _: Slot, detail: ConfidentialityDetail) -> str:
    limits = pack.labels.tell.limits_said if detail.wording else ""
    return _join_parts(limits, format_option(pack.ask.confidentiality.answers, detail.answer))


def _format_step(pack: Pack, _: Slot, detail: StepDetail) -> str:
    return str(getattr(pack.labels.progress, detail.state, detail.state))


def _format_flag(pack: Pack, slot: Slot, detail: FlagDetail) -> str:
    """Return the text of a tick, which depends on the page: noticed, said aloud, planned, at risk."""
    labels = pack.labels.tell
    means = {
        Kind.MESSAGE: labels.given,
        Kind.PLAN: labels.planned,
        Kind.AT_RISK: labels.at_risk,
        Kind.ROUTE: labels.this_way,
    }
    return means.get(slot.kind, labels.noticed) if detail.on else ""


def _join_parts(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


DETAIL_FORMATTERS: dict[type, Callable[[Pack, Slot, Any], str]] = {
    FlagDetail: _format_flag,
    ChoiceDetail: _format_choice,
    QuestionDetail: _format_question,
    ConclusionDetail: _format_conclusion,
    ReferralDetail: _format_referral,
    DecisionDetail: _format_decision,
    FollowUpDetail: _format_follow_up,
    ChildDetail: _format_child,
    ConfidentialityDetail: _format_confidentiality,
    SafeContactDetail: _format_safe_contact,
    CheckInDetail: _format_check_in,
    StepDetail: _format_step,
}
"""Formatting function for each kind of detail."""
