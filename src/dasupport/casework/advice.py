"""Advice cards of the side panel. Safety advice uses the whole record; advice that shapes what is said to
the person
uses only what the visibility rules allow.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dasupport.casework.attributed_text import Source
from dasupport.casework.concerns import Concern, find_concerns, list_undecided
from dasupport.casework.gates import USING_SIGN_PREFIX, find_open_stops
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.readers import Reader
from dasupport.casework.session_record import Record
from dasupport.casework.steps import PAGES_BEHIND_GATE
from dasupport.casework.visibility import limit_to_reader

TALKING_PAGES = frozenset(
    {SessionPage.QUESTIONS, SessionPage.DISCLOSURE, SessionPage.INVITE, SessionPage.READINESS, SessionPage.MESSAGES}
)
"""Pages used while talking with the person about the abuse."""
ALL_PAGES = frozenset(SessionPage)
COUNTER_ITEM = "COUNTER"


@dataclass(frozen=True, slots=True)
class AdviceContext:
    """A record twice: all of it, for safety; and the part that may shape the conversation."""

    full_record: Record
    usable_record: Record


@dataclass(frozen=True, slots=True)
class AdviceRule:
    """One advice card: the pages it belongs to, and the condition under which it is shown."""

    item: str
    pages: frozenset[SessionPage]
    applies: Callable[[AdviceContext], bool]


def always(_: AdviceContext) -> bool:
    """Return True: the card needs no condition."""
    return True


def has_held_back(view: AdviceContext) -> bool:
    """Return True if something came from another person only, and the person does not know that we hold it."""
    return any(
        answer.source is Source.OTHER_SAID and not answer.is_released and answer.has_content
        for slot in (*view.full_record.current_by_slot, *view.full_record.drafts_by_slot)
        if (answer := view.full_record.get_answer(slot))
    )


def when_concern(*wanted: Concern) -> Callable[[AdviceContext], bool]:
    """Return a condition: any of these concerns was raised in the full record."""
    return lambda view: bool(find_concerns(view.full_record) & set(wanted))


def when_usable_concern(*wanted: Concern) -> Callable[[AdviceContext], bool]:
    """Return a condition: a concern was raised by something that the conversation may use."""
    return lambda view: bool(find_concerns(view.usable_record) & set(wanted))


def when_undecided(item: str) -> Callable[[AdviceContext], bool]:
    """Return a condition: this decision is demanded and not made."""
    return lambda view: item in list_undecided(view.full_record)


def when_flagged(kind: Kind, start: str = "") -> Callable[[AdviceContext], bool]:
    """Return a condition: an item of this kind is flagged that the conversation may use."""
    return lambda view: any(item.startswith(start) for item in view.usable_record.list_flagged(kind))


def when_noticed(item: str) -> Callable[[AdviceContext], bool]:
    """Return a condition: this sign is flagged. It calls for a step by the worker, whoever knows of it."""
    return lambda view: item in view.full_record.list_flagged(Kind.INDICATOR)


def when_presenting(*wanted: Presenting) -> Callable[[AdviceContext], bool]:
    """Return a condition: the person presents in one of these ways."""
    return lambda view: view.full_record.presenting in wanted


def has_signs_of_both(view: AdviceContext) -> bool:
    """K-S1-REC-01: one person can show signs of both using and experiencing abuse."""
    signs = view.full_record.list_flagged(Kind.INDICATOR)
    return {item.startswith(USING_SIGN_PREFIX) for item in signs} == {True, False}


def is_gate_closed(view: AdviceContext) -> bool:
    """Return True if a stop of the start gate is still open."""
    return bool(find_open_stops(view.full_record))


def has_mutual_claim(view: AdviceContext) -> bool:
    """Return True if a counter-allegation is recorded."""
    return view.full_record.get_choice(Kind.COUNTER, COUNTER_ITEM) == "yes"


USING, EXPERIENCING, NOT_CLEAR = Presenting.USING, Presenting.EXPERIENCING, Presenting.NOT_CLEAR

RULES: tuple[AdviceRule, ...] = (
    AdviceRule("ADV-DANGER", ALL_PAGES, when_concern(Concern.DANGER)),
    AdviceRule("ADV-SELF-HARM", ALL_PAGES, when_concern(Concern.SELF_HARM)),
    AdviceRule("ADV-GATE", PAGES_BEHIND_GATE | {SessionPage.CONFIDENTIALITY}, is_gate_closed),
    AdviceRule("ADV-MARAC", ALL_PAGES - {SessionPage.QUESTIONS}, when_undecided("D-MARAC")),
    AdviceRule("ADV-CHILD", ALL_PAGES - {SessionPage.QUESTIONS}, when_undecided("D-CHILD")),
    AdviceRule("ADV-FGM", ALL_PAGES - {SessionPage.QUESTIONS}, when_undecided("D-FGM")),
    AdviceRule(
        "ADV-STALKING",
        frozenset({SessionPage.SERVICES, SessionPage.DECISIONS, SessionPage.PROFILE}),
        when_concern(Concern.STALKING),
    ),
    AdviceRule("ADV-HELD-BACK", TALKING_PAGES | {SessionPage.SIGNS, SessionPage.CONFIDENTIALITY}, has_held_back),
    AdviceRule("ADV-OWN-SAFETY", frozenset({SessionPage.GATE}), always),
    AdviceRule("ADV-NOT-NOW", frozenset({SessionPage.GATE}), always),
    AdviceRule("ADV-ROUTINE", frozenset({SessionPage.NOTICE}), always),
    AdviceRule("ADV-REACH", frozenset({SessionPage.SIGNS, SessionPage.NOTICE}), always),
    AdviceRule("ADV-FACT", frozenset({SessionPage.SIGNS, SessionPage.HARM}), always),
    AdviceRule("ADV-BOTH", frozenset({SessionPage.SIGNS, SessionPage.HARM, SessionPage.PROFILE}), has_signs_of_both),
    AdviceRule("ADV-PRESENTS-AS", frozenset({SessionPage.SIGNS}), when_presenting(EXPERIENCING, NOT_CLEAR)),
    AdviceRule("ADV-ALONE", frozenset({SessionPage.SIGNS}), when_noticed("K-S1-IND-04")),
    AdviceRule("ADV-CONTEXT", frozenset({SessionPage.HARM}), always),
    AdviceRule("ADV-CHILDREN-OWN", frozenset({SessionPage.CHILDREN}), always),
    AdviceRule("ADV-CONFIDENTIALITY", frozenset({SessionPage.CONFIDENTIALITY}), always),
    AdviceRule("ADV-VALUED", frozenset({SessionPage.CONFIDENTIALITY}), when_presenting(USING, NOT_CLEAR)),
    AdviceRule(
        "ADV-ECONOMIC", frozenset({SessionPage.QUESTIONS, SessionPage.MESSAGES}), when_flagged(Kind.FORM, "K-DEF-06")
    ),
    AdviceRule(
        "ADV-EXPECT", frozenset({SessionPage.QUESTIONS, SessionPage.DISCLOSURE}), when_presenting(USING, NOT_CLEAR)
    ),
    AdviceRule(
        "ADV-EXCUSE",
        frozenset({SessionPage.QUESTIONS, SessionPage.MESSAGES, SessionPage.INVITE}),
        when_flagged(Kind.EXCUSE),
    ),
    AdviceRule(
        "ADV-COLLUDE",
        frozenset({SessionPage.QUESTIONS, SessionPage.DISCLOSURE, SessionPage.MESSAGES}),
        when_presenting(USING, NOT_CLEAR),
    ),
    AdviceRule(
        "ADV-DRINK", frozenset({SessionPage.QUESTIONS, SessionPage.READINESS}), when_usable_concern(Concern.DRINK)
    ),
    AdviceRule("ADV-DRINK", frozenset({SessionPage.CHECK}), when_concern(Concern.DRINK)),
    AdviceRule("ADV-BARRIERS", frozenset({SessionPage.QUESTIONS, SessionPage.SUPPORT}), when_presenting(EXPERIENCING)),
    AdviceRule(
        "ADV-BELIEVE",
        frozenset({SessionPage.DISCLOSURE, SessionPage.SUPPORT}),
        when_presenting(EXPERIENCING, NOT_CLEAR),
    ),
    AdviceRule("ADV-NOT-A-VERDICT", frozenset({SessionPage.PROFILE}), always),
    AdviceRule("ADV-MUTUAL", frozenset({SessionPage.PROFILE}), has_mutual_claim),
    AdviceRule("ADV-TALK-OVER", frozenset({SessionPage.PROFILE, SessionPage.CONTACT}), always),
    AdviceRule("ADV-OWN-REASONS", frozenset({SessionPage.INVITE, SessionPage.READINESS}), always),
    AdviceRule("ADV-ROLE", frozenset({SessionPage.INVITE, SessionPage.READINESS}), always),
    AdviceRule("ADV-PLAN", frozenset({SessionPage.SAFETY_PLAN}), always),
    AdviceRule("ADV-PAPER", frozenset({SessionPage.SERVICES, SessionPage.CHECK}), always),
    AdviceRule("ADV-VICTIM-INFO", frozenset({SessionPage.SERVICES}), when_presenting(EXPERIENCING, NOT_CLEAR)),
    AdviceRule(
        "ADV-NOT-LOWER",
        frozenset({SessionPage.DECISIONS, SessionPage.CONTACT, SessionPage.CHECK}),
        when_presenting(USING, NOT_CLEAR),
    ),
    AdviceRule("ADV-OTHER-WORKER", frozenset({SessionPage.CONTACT}), when_presenting(USING, NOT_CLEAR)),
    AdviceRule("ADV-AIM", frozenset({SessionPage.CHECK}), always),
)
"""Rules in the order in which the cards are shown."""

ITEMS = tuple(dict.fromkeys(rule.item for rule in RULES))


def advise(record: Record, place: SessionPage) -> tuple[str, ...]:
    """Return the ids of the cards for this page now, the most urgent first."""
    view = AdviceContext(record, limit_to_reader(record, Reader.PROMPT))
    return tuple(rule.item for rule in RULES if place in rule.pages and rule.applies(view))
