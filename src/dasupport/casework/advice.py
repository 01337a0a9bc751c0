"""Advice cards of the side panel. Safety advice uses the whole record; advice that shapes what is said to
the person
uses only what the visibility rules allow.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.casework.concerns import Concern, raised, undecided
from dasupport.casework.entry import Kind
from dasupport.casework.gates import SIGN_OF_USE, closed
from dasupport.casework.people import Presenting
from dasupport.casework.record import Record
from dasupport.casework.steps import NEEDS_OPEN_GATE, Place
from dasupport.casework.text import Source
from dasupport.casework.wall import Reader, seen_by

TALKING = frozenset({Place.QUESTIONS, Place.DISCLOSURE, Place.INVITE, Place.READINESS, Place.MESSAGES})
"""Pages used while talking with the person about the abuse."""
ANYWHERE = frozenset(Place)
COUNTER_ITEM = "COUNTER"


@dataclass(frozen=True, slots=True)
class View:
    """A record twice: all of it, for safety; and the part that may shape the conversation."""

    whole: Record
    usable: Record


@dataclass(frozen=True, slots=True)
class Rule:
    """One advice card: the pages it belongs to, and the condition under which it is shown."""

    item: str
    where: frozenset[Place]
    when: Callable[[View], bool]


def always(_: View) -> bool:
    """Return True: the card needs no condition."""
    return True


def held_back(view: View) -> bool:
    """Return True if something came from another person only, and the person does not know that we hold it."""
    return any(
        answer.source is Source.OTHER_SAID and not answer.released and answer.says
        for slot in (*view.whole.current, *view.whole.written)
        if (answer := view.whole.answer(slot))
    )


def concern(*wanted: Concern) -> Callable[[View], bool]:
    """Return a condition: any of these concerns was raised in the full record."""
    return lambda view: bool(raised(view.whole) & set(wanted))


def usable_concern(*wanted: Concern) -> Callable[[View], bool]:
    """Return a condition: a concern was raised by something that the conversation may use."""
    return lambda view: bool(raised(view.usable) & set(wanted))


def owes(item: str) -> Callable[[View], bool]:
    """Return a condition: this decision is demanded and not made."""
    return lambda view: item in undecided(view.whole)


def marked(kind: Kind, start: str = "") -> Callable[[View], bool]:
    """Return a condition: an item of this kind is flagged that the conversation may use."""
    return lambda view: any(item.startswith(start) for item in view.usable.marked(kind))


def noticed(item: str) -> Callable[[View], bool]:
    """Return a condition: this sign is flagged. It calls for a step by the worker, whoever knows of it."""
    return lambda view: item in view.whole.marked(Kind.INDICATOR)


def presenting(*wanted: Presenting) -> Callable[[View], bool]:
    """Return a condition: the person presents in one of these ways."""
    return lambda view: view.whole.presenting in wanted


def both_noticed(view: View) -> bool:
    """K-S1-REC-01: one person can show signs of both using and experiencing abuse."""
    signs = view.whole.marked(Kind.INDICATOR)
    return {item.startswith(SIGN_OF_USE) for item in signs} == {True, False}


def gate_closed(view: View) -> bool:
    """Return True if a stop of the start gate is still open."""
    return bool(closed(view.whole))


def mutual_claim(view: View) -> bool:
    """Return True if a counter-allegation is recorded."""
    return view.whole.chosen(Kind.COUNTER, COUNTER_ITEM) == "yes"


USING, EXPERIENCING, NOT_CLEAR = Presenting.USING, Presenting.EXPERIENCING, Presenting.NOT_CLEAR

RULES: tuple[Rule, ...] = (
    Rule("ADV-DANGER", ANYWHERE, concern(Concern.DANGER)),
    Rule("ADV-SELF-HARM", ANYWHERE, concern(Concern.SELF_HARM)),
    Rule("ADV-GATE", NEEDS_OPEN_GATE | {Place.CONFIDENTIALITY}, gate_closed),
    Rule("ADV-MARAC", ANYWHERE - {Place.QUESTIONS}, owes("D-MARAC")),
    Rule("ADV-CHILD", ANYWHERE - {Place.QUESTIONS}, owes("D-CHILD")),
    Rule("ADV-FGM", ANYWHERE - {Place.QUESTIONS}, owes("D-FGM")),
    Rule("ADV-STALKING", frozenset({Place.SERVICES, Place.DECISIONS, Place.PROFILE}), concern(Concern.STALKING)),
    Rule("ADV-HELD-BACK", TALKING | {Place.SIGNS, Place.CONFIDENTIALITY}, held_back),
    Rule("ADV-OWN-SAFETY", frozenset({Place.GATE}), always),
    Rule("ADV-NOT-NOW", frozenset({Place.GATE}), always),
    Rule("ADV-ROUTINE", frozenset({Place.NOTICE}), always),
    Rule("ADV-REACH", frozenset({Place.SIGNS, Place.NOTICE}), always),
    Rule("ADV-FACT", frozenset({Place.SIGNS, Place.HARM}), always),
    Rule("ADV-BOTH", frozenset({Place.SIGNS, Place.HARM, Place.PROFILE}), both_noticed),
    Rule("ADV-PRESENTS-AS", frozenset({Place.SIGNS}), presenting(EXPERIENCING, NOT_CLEAR)),
    Rule("ADV-ALONE", frozenset({Place.SIGNS}), noticed("K-S1-IND-04")),
    Rule("ADV-CONTEXT", frozenset({Place.HARM}), always),
    Rule("ADV-CHILDREN-OWN", frozenset({Place.CHILDREN}), always),
    Rule("ADV-CONFIDENTIALITY", frozenset({Place.CONFIDENTIALITY}), always),
    Rule("ADV-VALUED", frozenset({Place.CONFIDENTIALITY}), presenting(USING, NOT_CLEAR)),
    Rule("ADV-ECONOMIC", frozenset({Place.QUESTIONS, Place.MESSAGES}), marked(Kind.FORM, "K-DEF-06")),
    Rule("ADV-EXPECT", frozenset({Place.QUESTIONS, Place.DISCLOSURE}), presenting(USING, NOT_CLEAR)),
    Rule("ADV-EXCUSE", frozenset({Place.QUESTIONS, Place.MESSAGES, Place.INVITE}), marked(Kind.EXCUSE)),
    Rule("ADV-COLLUDE", frozenset({Place.QUESTIONS, Place.DISCLOSURE, Place.MESSAGES}), presenting(USING, NOT_CLEAR)),
    Rule("ADV-DRINK", frozenset({Place.QUESTIONS, Place.READINESS}), usable_concern(Concern.DRINK)),
    Rule("ADV-DRINK", frozenset({Place.CHECK}), concern(Concern.DRINK)),
    Rule("ADV-BARRIERS", frozenset({Place.QUESTIONS, Place.SUPPORT}), presenting(EXPERIENCING)),
    Rule("ADV-BELIEVE", frozenset({Place.DISCLOSURE, Place.SUPPORT}), presenting(EXPERIENCING, NOT_CLEAR)),
    Rule("ADV-NOT-A-VERDICT", frozenset({Place.PROFILE}), always),
    Rule("ADV-MUTUAL", frozenset({Place.PROFILE}), mutual_claim),
    Rule("ADV-TALK-OVER", frozenset({Place.PROFILE, Place.CONTACT}), always),
    Rule("ADV-OWN-REASONS", frozenset({Place.INVITE, Place.READINESS}), always),
    Rule("ADV-ROLE", frozenset({Place.INVITE, Place.READINESS}), always),
    Rule("ADV-PLAN", frozenset({Place.SAFETY_PLAN}), always),
    Rule("ADV-PAPER", frozenset({Place.SERVICES, Place.CHECK}), always),
    Rule("ADV-VICTIM-INFO", frozenset({Place.SERVICES}), presenting(EXPERIENCING, NOT_CLEAR)),
    Rule("ADV-NOT-LOWER", frozenset({Place.DECISIONS, Place.CONTACT, Place.CHECK}), presenting(USING, NOT_CLEAR)),
    Rule("ADV-OTHER-WORKER", frozenset({Place.CONTACT}), presenting(USING, NOT_CLEAR)),
    Rule("ADV-AIM", frozenset({Place.CHECK}), always),
)
"""Rules in the order in which the cards are shown."""

ITEMS = tuple(dict.fromkeys(rule.item for rule in RULES))


def advise(record: Record, place: Place) -> tuple[str, ...]:
    """Return the ids of the cards for this page now, the most urgent first."""
    view = View(record, seen_by(record, Reader.PROMPT))
    return tuple(rule.item for rule in RULES if place in rule.where and rule.when(view))
