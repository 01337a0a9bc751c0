"""The side panel: each card when it is called for, danger first, and nothing that shapes the talk is confidential."""

from collections.abc import Callable

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from dasupport.casework.advice import ITEMS, TALKING_PAGES, advise
from dasupport.casework.attributed_text import Reach, Source, Words
from dasupport.casework.concerns import Concern, find_concerns
from dasupport.casework.details import ChoiceDetail, DecisionDetail, FlagDetail
from dasupport.casework.entry import Answer, Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from dasupport.casework.steps import PAGES_BEHIND_GATE
from dasupport.casework.visibility import TEAM_ONLY_KINDS
from dasupport.content.pack import Pack
from dasupport.content.schema import AdviceCard
from tests.casework.sample_records import SKETCHES, STEADY, Sketch, entries_of
from tests.casework.test_gates import gated
from tests.samples import KNOWN, answer, draft, entry, record

SAFETY = {"ADV-DANGER", "ADV-SELF-HARM", "ADV-GATE", "ADV-MARAC", "ADV-CHILD", "ADV-FGM", "ADV-STALKING"}
"""Cards that draw on everything, because somebody may come to harm."""
SAYS_SO = "ADV-HELD-BACK"
"""The card that says that something is held back: for the worker, in the private view."""
ALWAYS = {
    "ADV-OWN-SAFETY": {SessionPage.GATE},
    "ADV-NOT-NOW": {SessionPage.GATE},
    "ADV-ROUTINE": {SessionPage.NOTICE},
    "ADV-REACH": {SessionPage.SIGNS, SessionPage.NOTICE},
    "ADV-FACT": {SessionPage.SIGNS, SessionPage.HARM},
    "ADV-CONTEXT": {SessionPage.HARM},
    "ADV-CHILDREN-OWN": {SessionPage.CHILDREN},
    "ADV-CONFIDENTIALITY": {SessionPage.CONFIDENTIALITY},
    "ADV-NOT-A-VERDICT": {SessionPage.PROFILE},
    "ADV-TALK-OVER": {SessionPage.PROFILE, SessionPage.CONTACT},
    "ADV-OWN-REASONS": {SessionPage.INVITE, SessionPage.READINESS},
    "ADV-ROLE": {SessionPage.INVITE, SessionPage.READINESS},
    "ADV-PLAN": {SessionPage.SAFETY_PLAN},
    "ADV-PAPER": {SessionPage.SERVICES, SessionPage.CHECK},
    "ADV-AIM": {SessionPage.CHECK},
}
BY_PRESENTING = {
    "ADV-PRESENTS-AS": ({SessionPage.SIGNS}, {"experiencing", "not_clear"}),
    "ADV-VALUED": ({SessionPage.CONFIDENTIALITY}, {"using", "not_clear"}),
    "ADV-EXPECT": ({SessionPage.QUESTIONS, SessionPage.DISCLOSURE}, {"using", "not_clear"}),
    "ADV-COLLUDE": ({SessionPage.QUESTIONS, SessionPage.DISCLOSURE, SessionPage.MESSAGES}, {"using", "not_clear"}),
    "ADV-BARRIERS": ({SessionPage.QUESTIONS, SessionPage.SUPPORT}, {"experiencing"}),
    "ADV-BELIEVE": ({SessionPage.DISCLOSURE, SessionPage.SUPPORT}, {"experiencing", "not_clear"}),
    "ADV-VICTIM-INFO": ({SessionPage.SERVICES}, {"experiencing", "not_clear"}),
    "ADV-NOT-LOWER": ({SessionPage.DECISIONS, SessionPage.CONTACT, SessionPage.CHECK}, {"using", "not_clear"}),
    "ADV-OTHER-WORKER": ({SessionPage.CONTACT}, {"using", "not_clear"}),
}


def presents(how: str) -> Entry:
    return entry(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail(how)))


def sign(item: str) -> Entry:
    return entry(Kind.INDICATOR, item, answer(detail=FlagDetail(on=True)))


def concerned(concern: Concern) -> Entry:
    return entry(Kind.FORM, "A", answer("in confidence", FlagDetail(on=True, raises=concern)))


EVERYWHERE = set(SessionPage)
NO_QUESTION = EVERYWHERE - {SessionPage.QUESTIONS}
CALLED_FOR: dict[str, tuple[tuple[Entry, ...], set[SessionPage]]] = {
    "ADV-DANGER": ((concerned(Concern.DANGER),), EVERYWHERE),
    "ADV-SELF-HARM": ((concerned(Concern.SELF_HARM),), EVERYWHERE),
    "ADV-MARAC": ((concerned(Concern.HIGH_RISK),), NO_QUESTION),
    "ADV-CHILD": ((concerned(Concern.UNDER_18),), NO_QUESTION),
    "ADV-FGM": ((concerned(Concern.FGM),), NO_QUESTION),
    "ADV-STALKING": (
        (concerned(Concern.STALKING),),
        {SessionPage.SERVICES, SessionPage.DECISIONS, SessionPage.PROFILE},
    ),
    "ADV-HELD-BACK": (
        (entry(Kind.NOTE, "NOTICE", answer("Her sister says so.", source=Source.OTHER_SAID)),),
        {
            SessionPage.SIGNS,
            SessionPage.CONFIDENTIALITY,
            SessionPage.QUESTIONS,
            SessionPage.DISCLOSURE,
            *PAGES_BEHIND_GATE,
        },
    ),
    "ADV-BOTH": (
        (sign("K-S1-IND-02"), sign("A-22.4.7-17")),
        {SessionPage.SIGNS, SessionPage.HARM, SessionPage.PROFILE},
    ),
    "ADV-ALONE": ((sign("K-S1-IND-04"),), {SessionPage.SIGNS}),
    "ADV-ECONOMIC": (
        (entry(Kind.FORM, "K-DEF-06", answer(detail=FlagDetail(on=True), reach=KNOWN)),),
        {SessionPage.QUESTIONS, SessionPage.MESSAGES},
    ),
    "ADV-EXCUSE": (
        (entry(Kind.EXCUSE, "K-HTA-BEH-07", answer(detail=FlagDetail(on=True), reach=KNOWN)),),
        {SessionPage.QUESTIONS, SessionPage.MESSAGES, SessionPage.INVITE},
    ),
    "ADV-DRINK": (
        (entry(Kind.EXCUSE, "K-HTA-BEH-05", answer(detail=FlagDetail(on=True, raises="drink"), reach=KNOWN)),),
        {SessionPage.QUESTIONS, SessionPage.READINESS, SessionPage.CHECK},
    ),
    "ADV-MUTUAL": ((entry(Kind.COUNTER, "COUNTER", answer(detail=ChoiceDetail("yes"))),), {SessionPage.PROFILE}),
}
GATE = {"ADV-GATE": {*PAGES_BEHIND_GATE, SessionPage.CONFIDENTIALITY}}


def shown(whole: Record, item: str) -> set[SessionPage]:
    """The pages on which a card shows."""
    return {place for place in SessionPage if item in advise(whole, place)}


@pytest.mark.parametrize("item", CALLED_FOR)
def test_that_a_card_shows_where_the_record_calls_for_it_and_not_otherwise(item: str) -> None:
    entries, where = CALLED_FOR[item]
    assert shown(record(*entries), item) == where
    assert shown(record(), item) == set()


@pytest.mark.parametrize("item", ALWAYS)
def test_that_a_standing_card_shows_on_its_pages_and_no_others(item: str) -> None:
    assert shown(record(), item) == ALWAYS[item]


@pytest.mark.parametrize("item", BY_PRESENTING)
@pytest.mark.parametrize("how", list(Presenting))
def test_that_some_cards_follow_how_the_person_presents(item: str, how: Presenting) -> None:
    where, when = BY_PRESENTING[item]
    assert shown(record(presents(how)), item) == (where if how in when else set())


def test_that_the_gate_is_spoken_of_while_it_is_shut() -> None:
    assert shown(record(), "ADV-GATE") == GATE["ADV-GATE"]
    assert shown(gated(), "ADV-GATE") == set()


def test_that_every_card_is_looked_at_by_one_of_these_tables() -> None:
    assert set(CALLED_FOR) | set(ALWAYS) | set(BY_PRESENTING) | set(GATE) == set(ITEMS)


@pytest.mark.parametrize("decision", ["D-MARAC", "D-CHILD", "D-FGM"])
def test_that_a_duty_is_spoken_of_until_it_is_decided_or_passed_on(decision: str) -> None:
    item = decision.replace("D-", "ADV-")
    whole = record(
        *CALLED_FOR[item][0], entry(Kind.DECISION, decision, answer("b", DecisionDetail("passed_on", "Bea")))
    )
    assert shown(whole, item) == set()


def test_that_danger_is_still_spoken_of_after_it_was_decided_about() -> None:
    decided = entry(Kind.DECISION, "D-DANGER", answer("999", DecisionDetail("police_called")))
    assert shown(record(concerned(Concern.DANGER), decided), "ADV-DANGER") == EVERYWHERE


@pytest.mark.parametrize(
    ("signs", "both"),
    [
        (("K-S1-IND-01", "K-S1-VIC-01"), True),
        (("K-S1-IND-01", "A-22.4.7-16"), True),
        (("K-S1-IND-01", "K-S1-IND-02"), False),
        (("K-S1-VIC-01", "A-22.4.7-17"), False),
    ],
)
def test_that_signs_of_both_are_signs_of_both_whatever_they_are_called(signs: tuple[str, ...], both: bool) -> None:
    assert (SessionPage.SIGNS in shown(record(*map(sign, signs)), "ADV-BOTH")) is both


HEARD = Source.OTHER_SAID


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (answer("She told us.", source=HEARD), True),
        (answer("", FlagDetail(on=True), HEARD), True),
        (answer("", FlagDetail(), HEARD), False),
        (answer("She told us.", source=HEARD, reach=KNOWN), True),
        (answer("She told us.", source=HEARD, reach=Reach("told_me", Words("He said so."))), False),
        (answer("He told us.", source=Source.PERSON_SAID), False),
        (answer("I saw it.", source=Source.SAW), False),
    ],
)
def test_that_what_somebody_else_told_us_is_called_held_back(said: Answer, held: bool) -> None:
    made = entry(Kind.INDICATOR, "K-S1-IND-02", said)
    half = draft(Kind.INDICATOR, "K-S1-IND-02", said)
    assert (SAYS_SO in advise(record(made), SessionPage.QUESTIONS)) is held
    assert (SAYS_SO in advise(record(drafts=(half,)), SessionPage.QUESTIONS)) is held


def talk(whole: Record) -> dict[SessionPage, tuple[str, ...]]:
    """The cards that shape what is said to the person."""
    besides = SAFETY | {SAYS_SO}
    return {place: tuple(item for item in advise(whole, place) if item not in besides) for place in TALKING_PAGES}


def hidden(sketch: Sketch) -> bool:
    """Whether a made-up statement is one that no talk may draw on. How the person presents today is the worker's
    own open statement: it chooses which words are offered first, and that is said on the page."""
    kind, _, _, _, known, _, _ = sketch
    return kind is not Kind.PRESENTING and (not known or kind in TEAM_ONLY_KINDS)


OPEN = st.lists(SKETCHES.filter(lambda sketch: not hidden(sketch)), max_size=4).map(entries_of)
HIDDEN = st.lists(SKETCHES.filter(hidden), max_size=5).map(
    lambda found: tuple(made for made in entries_of(found, "h") if not made.supersedes)
)


@given(OPEN, HIDDEN, HIDDEN)
@STEADY
def test_that_nothing_confidential_shapes_the_talk(
    known: tuple[Entry, ...], one: tuple[Entry, ...], other: tuple[Entry, ...]
) -> None:
    assert talk(record(*known, *one)) == talk(record(*known, *other))


def drinking(whole: Record) -> bool:
    """A card that speaks of drink as soon as anybody did."""
    return Concern.DRINK in find_concerns(whole)


def accusing(whole: Record) -> bool:
    """A card that speaks of accusations as soon as each made one."""
    return whole.get_choice(Kind.COUNTER, "COUNTER") == "yes"


@pytest.mark.parametrize("careless", [drinking, accusing])
def test_that_a_card_that_draws_on_confidence_would_be_found(careless: Callable[[Record], bool]) -> None:
    many = settings(STEADY, max_examples=2000, phases=[Phase.generate])
    found = find(HIDDEN, lambda one: careless(record(*one)) != careless(record()), settings=many)
    assert talk(record(*found)) == talk(record())


def test_that_safety_draws_on_what_was_said_in_confidence_too() -> None:
    called = [made for item in SAFETY - set(GATE) for made in CALLED_FOR[item][0]]
    assert not any(made.answer.reach.is_known for made in called)


def test_that_a_confidential_form_of_abuse_does_not_steer_the_questions() -> None:
    money = entry(Kind.FORM, "K-DEF-06", answer("his wife says", FlagDetail(on=True), Source.OTHER_SAID))
    assert shown(record(money), "ADV-ECONOMIC") == set()


@given(OPEN, HIDDEN)
@STEADY
def test_that_cards_come_once_each_in_the_order_of_urgency(known: tuple[Entry, ...], more: tuple[Entry, ...]) -> None:
    for place in SessionPage:
        cards = advise(record(*known, *more), place)
        assert list(cards) == sorted(set(cards), key=ITEMS.index)


def test_that_what_stops_comes_before_all_else_and_danger_before_that(english: Pack) -> None:
    tones = [card.tone for id in ITEMS if isinstance(card := english.items[id], AdviceCard)]
    assert ITEMS[:2] == ("ADV-DANGER", "ADV-SELF-HARM")
    assert set(tones[: tones.count("stop")]) == {"stop"}


def test_that_every_card_has_words_in_both_packs(english: Pack, blank: Pack) -> None:
    for pack in (english, blank):
        cards = [pack.items.get(item) for item in ITEMS]
        assert [item for item, card in zip(ITEMS, cards, strict=True) if not isinstance(card, AdviceCard)] == []


def test_that_no_card_waits_in_a_pack_that_no_rule_shows(english: Pack) -> None:
    assert {card.id for card in english.advice} == set(ITEMS)
