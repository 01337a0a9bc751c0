"""Formatting of an entry: its question, answer, wording, source and who may hear it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from dasupport.casework.checklist import ANSWERS
from dasupport.casework.entry import (
    Answer,
    Asked,
    CheckIn,
    Child,
    Chosen,
    Concluded,
    Decided,
    FollowUp,
    Kind,
    Marked,
    Referred,
    SafeContact,
    Said,
    Slot,
    StepMark,
)
from dasupport.casework.steps import OTHER_SERVICE, REFERRAL_NOTE
from dasupport.casework.text import SEVERAL
from dasupport.content.dates import day
from dasupport.content.pack import Pack
from dasupport.content.schema import (
    Decision,
    Excuse,
    GateQuestion,
    Invitation,
    Item,
    Option,
    Pair,
    Prompt,
    Question,
    Service,
    Spoken,
)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as text. `words` is what somebody wrote; everything else comes from the pack.

    `is_known` is True if the person knows that we hold it.
    """

    label: str
    value: str
    words: str
    source: str
    reach: str
    known: bool


def tell(pack: Pack, slot: Slot, answer: Answer) -> Told:
    """Return one answer in the words of the pack."""
    labels = pack.labels.tell
    how = _join(said(pack.choices.ways_known, answer.reach.how_we_know), answer.reach.told.value)
    return Told(
        label=name(pack, slot),
        value=value(pack, slot, answer),
        words=answer.words.value,
        source=said(pack.choices.sources, answer.source or ""),
        reach=labels.known.format(how=how) if answer.released else labels.confidential,
        known=answer.released,
    )


def said(options: Iterable[Option], value: str) -> str:
    """Return the text of an option, or of several that are joined with `+`.

    A value that the pack no longer has is returned unchanged.
    """
    words = {option.value: option.say for option in options}
    return ", ".join(words.get(part, part) for part in value.split(SEVERAL)) if value else ""


def name(pack: Pack, slot: Slot) -> str:
    """Return the subject of a slot, in the words of its item or of its kind."""
    item = pack.items.get(slot.item)
    if slot.item == REFERRAL_NOTE:
        service = pack.services.get(slot.part)
        return pack.labels.tell.note_on.format(what=service.name if service else slot.part)
    if slot.item == OTHER_SERVICE:
        return pack.labels.services.other
    if slot.kind is Kind.RELATIONSHIP or item is None:
        return str(getattr(pack.labels.kinds, slot.kind.value))
    return headline(item)


def headline(item: Item) -> str:
    """Return the one line by which an item is known."""
    if isinstance(item, Pair):
        return f"{item.left} / {item.right}"
    if isinstance(item, Excuse):
        return item.heard
    for field in ("title", "ask", "name", "say", "means"):
        text = getattr(item, field, "")
        if isinstance(text, str) and text:
            return text
    return item.id


def value(pack: Pack, slot: Slot, answer: Answer) -> str:
    """Return the chosen answer in words; empty if nothing was chosen."""
    if answer.detail is None:
        return ""
    return TELLERS[type(answer.detail)](pack, slot, answer.detail)


def _chosen(pack: Pack, slot: Slot, detail: Chosen) -> str:
    value = detail.value
    if slot.kind is Kind.PRESENTING:
        return said(pack.choices.presenting, value)
    if slot.kind is Kind.RELATIONSHIP:
        item = pack.items.get(value)
        return headline(item) if item else value
    item = pack.items.get(slot.item)
    if isinstance(item, Pair):
        marks = {"left": item.left, "right": item.right}
        return marks.get(value) or (str(getattr(pack.labels.profile, value)) if value in ANSWERS else value)
    return said(item.options, value) if isinstance(item, GateQuestion | Question) else value


def _asked(pack: Pack, slot: Slot, detail: Asked) -> str:
    item = pack.items.get(slot.item)
    options: tuple[Option, ...] = ()
    if isinstance(item, Prompt | Invitation | Spoken):
        options = item.answers
    elif isinstance(item, Question):
        options = item.options
    turned = pack.labels.tell.turned if detail.turned else ""
    return _join(said(pack.choices.outcomes, detail.outcome), said(options, detail.answer), turned)


def _referred(pack: Pack, _: Slot, detail: Referred) -> str:
    service = pack.services.get(detail.service)
    name = service.name if isinstance(service, Service) else detail.service
    explained = pack.labels.tell.explained if detail.explained else ""
    return _join(name, said(pack.refer.steps, detail.state), explained)


def _decided(pack: Pack, slot: Slot, detail: Decided) -> str:
    item = pack.items.get(slot.item)
    outcome = said(item.outcomes, detail.outcome) if isinstance(item, Decision) else detail.outcome
    labels = pack.labels.tell
    by = labels.decided_by.format(who=detail.by) if detail.by else ""
    talked = labels.decided_with.format(who=detail.discussed_with) if detail.discussed_with else ""
    return _join(outcome, by, talked, said(pack.refer.decision_consent, detail.consent))


def _concluded(pack: Pack, _: Slot, detail: Concluded) -> str:
    when = day(pack.labels.dates, detail.look_again) if detail.look_again else ""
    look = pack.labels.tell.look_again.format(day=when) if when else ""
    return _join(said(pack.profile.conclusions, detail.state), look)


def _follow_up(pack: Pack, _: Slot, detail: FollowUp) -> str:
    due = day(pack.labels.dates, detail.due) if detail.due else ""
    return _join(said((*pack.refer.follow_ups, *pack.gate.reminders), detail.label), due)


def _child(pack: Pack, _: Slot, detail: Child) -> str:
    words = pack.identify
    exposure = said(words.child_exposure, detail.exposure)
    return _join(detail.label, said(words.child_ages, detail.age), exposure, detail.lives_with)


def _contact(pack: Pack, _: Slot, detail: SafeContact) -> str:
    words = pack.gate
    message = said(words.message_left, detail.leave_message)
    return _join(said(words.contact_ways, detail.way), detail.times, message, detail.code_word)


def _check_in(_: Pack, __: Slot, detail: CheckIn) -> str:
    return _join(detail.place, detail.knows, detail.time, detail.ring)


def _said(pack: Pack, _: Slot, detail: Said) -> str:
    limits = pack.labels.tell.limits_said if detail.wording else ""
    return _join(limits, said(pack.ask.confidentiality.answers, detail.answer))


def _step(pack: Pack, _: Slot, detail: StepMark) -> str:
    return str(getattr(pack.labels.progress, detail.state, detail.state))


def _marked(pack: Pack, slot: Slot, detail: Marked) -> str:
    """Return the text of a tick, which depends on the page: noticed, said aloud, planned, at risk."""
    labels = pack.labels.tell
    means = {
        Kind.MESSAGE: labels.given,
        Kind.PLAN: labels.planned,
        Kind.AT_RISK: labels.at_risk,
        Kind.ROUTE: labels.this_way,
    }
    return means.get(slot.kind, labels.noticed) if detail.on else ""


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


TELLERS: dict[type, Callable[[Pack, Slot, Any], str]] = {
    Marked: _marked,
    Chosen: _chosen,
    Asked: _asked,
    Concluded: _concluded,
    Referred: _referred,
    Decided: _decided,
    FollowUp: _follow_up,
    Child: _child,
    Said: _said,
    SafeContact: _contact,
    CheckIn: _check_in,
    StepMark: _step,
}
"""Formatting function for each kind of detail."""
