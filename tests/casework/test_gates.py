"""The start gate: an empty answer is never a yes, an answer that no rule knows is never one either."""

import re
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.casework import gates
from dasupport.casework.details import ChoiceDetail, FlagDetail
from dasupport.casework.entry import Entry
from dasupport.casework.gates import (
    GATE_OF,
    GATES,
    QUESTIONS,
    Gate,
    GateAnswers,
    Stop,
    StopRule,
    find_open_stops,
    find_stops,
    list_offered_answers,
    read_gate_answers,
)
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from tests.samples import answer, draft, entry, record

FIELD = {id: id.removeprefix("G-").lower() for id in QUESTIONS}
"""The short name of each question."""
OPEN = {
    "G-PRIVATE": "yes",
    "G-PRESENT": "alone",
    "G-CHILDREN": "no",
    "G-SOBER": "yes",
    "G-TIME": "yes",
    "G-INTERPRETER": "none",
    "G-PLACE": "office",
    "G-COMPANY": "with",
}
GOOD = GateAnswers(OPEN, Presenting.EXPERIENCING)
SOFT = ("STOP-NOBODY-KNOWS", "STOP-BABY", "STOP-SOBER-UNSURE", "STOP-TIME")
HARD = tuple(item for item in gates.STOPS if item not in SOFT)


def answered(*, presenting: str = Presenting.EXPERIENCING, **chosen: str) -> GateAnswers:
    """The good answers but for those given, by the short name of their question."""
    return GateAnswers(OPEN | {f"G-{name.upper()}": value for name, value in chosen.items()}, Presenting(presenting))


def gate(item: str, value: str) -> Entry:
    return entry(Kind.GATE, item, answer(detail=ChoiceDetail(value)))


def gated(*more: Entry, **chosen: str) -> Record:
    """A record whose start gate is answered as in GOOD, but for what is given."""
    setting = answered(**chosen)
    said = [gate(item, value) for item, value in setting.answers.items()]
    presents = entry(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail(setting.presenting)))
    return record(*said, presents, *more)


def over(item: str, words: str = "They follow every word and want to go on.") -> Entry:
    return entry(Kind.OVERRIDE, item, answer(words))


def test_that_nothing_stands_in_the_way_where_every_answer_is_good() -> None:
    assert find_stops(GOOD) == ()


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("private", "no", ["STOP-PRIVATE"]),
        ("private", "unsure", ["STOP-PRIVATE"]),
        ("present", "worker", []),
        ("present", "close", ["STOP-PRESENT"]),
        ("present", "someone", ["STOP-PRESENT"]),
        ("children", "baby", ["STOP-BABY"]),
        ("children", "yes", ["STOP-CHILDREN"]),
        ("children", "unsure", ["STOP-CHILDREN"]),
        ("sober", "no", ["STOP-SOBER"]),
        ("sober", "unsure", ["STOP-SOBER-UNSURE"]),
        ("interpreter", "independent", []),
        ("interpreter", "close", ["STOP-INTERPRETER"]),
        ("interpreter", "needed", ["STOP-INTERPRETER"]),
        ("time", "no", ["STOP-TIME"]),
        ("company", "told", []),
        ("company", "nobody", ["STOP-NOBODY-KNOWS"]),
        ("place", "home", []),
        ("place", "other", []),
        ("place", "remote", []),
    ],
)
def test_that_each_answer_stops_for_its_own_reason(question: str, value: str, expected: list[str]) -> None:
    assert [stop.item for stop in find_stops(answered(**{question: value}))] == expected


@pytest.mark.parametrize("question", FIELD.values())
def test_that_an_empty_answer_is_never_a_yes(question: str) -> None:
    assert find_stops(answered(**{question: ""})) == (Stop("STOP-UNANSWERED"),)


@pytest.mark.parametrize("question", [name for name in FIELD.values() if name not in ("place", "company")])
@pytest.mark.parametrize("value", ["maybe", "Yes", "YES ", "true", "1"])
def test_that_an_answer_that_no_rule_knows_is_never_a_yes(question: str, value: str) -> None:
    assert find_stops(answered(**{question: value})) != ()


def test_that_a_place_and_a_company_that_no_rule_knows_count_as_the_worst() -> None:
    found = find_stops(answered(place="caravan", company="on my own", presenting=Presenting.USING))
    assert [stop.item for stop in found] == ["STOP-SOLO", "STOP-NOBODY-KNOWS"]


LAX = Gate("G-PRIVATE", ("yes",), ("no",), (StopRule("STOP-PRIVATE", "K-S2-SAFE-01", only_for=("no", "unsure")),))
"""A gate that knows what stops, instead of what lets on."""


@pytest.mark.parametrize(("gate", "stands"), [(GATE_OF["G-PRIVATE"], True), (LAX, False)], ids=["ours", "lax"])
def test_that_a_gate_that_lists_only_the_noes_would_be_found(gate: Gate, stands: bool) -> None:
    assert bool(gate.find_stops(answered(private="renamed_by_an_editor"))) is stands


HARD_STOP, SOFT_STOP = False, True
TRUTH: dict[tuple[str, str], tuple[str, bool]] = {
    ("G-PRIVATE", "no"): ("STOP-PRIVATE", HARD_STOP),
    ("G-PRIVATE", "unsure"): ("STOP-PRIVATE", HARD_STOP),
    ("G-PRIVATE", "?"): ("STOP-PRIVATE", HARD_STOP),
    ("G-PRESENT", "close"): ("STOP-PRESENT", HARD_STOP),
    ("G-PRESENT", "someone"): ("STOP-PRESENT", HARD_STOP),
    ("G-PRESENT", "?"): ("STOP-PRESENT", HARD_STOP),
    ("G-CHILDREN", "baby"): ("STOP-BABY", SOFT_STOP),
    ("G-CHILDREN", "yes"): ("STOP-CHILDREN", HARD_STOP),
    ("G-CHILDREN", "unsure"): ("STOP-CHILDREN", HARD_STOP),
    ("G-CHILDREN", "?"): ("STOP-CHILDREN", HARD_STOP),
    ("G-SOBER", "no"): ("STOP-SOBER", HARD_STOP),
    ("G-SOBER", "unsure"): ("STOP-SOBER-UNSURE", SOFT_STOP),
    ("G-SOBER", "?"): ("STOP-SOBER", HARD_STOP),
    ("G-INTERPRETER", "close"): ("STOP-INTERPRETER", HARD_STOP),
    ("G-INTERPRETER", "needed"): ("STOP-INTERPRETER", HARD_STOP),
    ("G-INTERPRETER", "?"): ("STOP-INTERPRETER", HARD_STOP),
    ("G-TIME", "no"): ("STOP-TIME", SOFT_STOP),
    ("G-TIME", "?"): ("STOP-TIME", SOFT_STOP),
}
"""What each answer stops for, as the functions gave it that this table replaced; `?` is one that nobody knows."""
ALONE_UNKNOWN, ALONE_UNSURE = {"told", "nobody", "?"}, {"nobody", "?"}
AT_HOME = {"home", "?"}
gate_answers = st.builds(
    GateAnswers,
    st.fixed_dictionaries({item: st.sampled_from((*list_offered_answers(item), "", "?")) for item in QUESTIONS}),
    st.sampled_from(Presenting),
    st.booleans(),
)


def expected_stops(given: GateAnswers) -> list[tuple[str, bool]]:
    place, company = given.answers["G-PLACE"], given.answers["G-COMPANY"]
    suspected = given.signs_of_use or given.presenting in (Presenting.USING, Presenting.NOT_CLEAR)
    solo = [("STOP-SOLO", HARD_STOP)] if suspected and place in AT_HOME and company in ALONE_UNKNOWN else []
    nobody = [("STOP-NOBODY-KNOWS", SOFT_STOP)] if company in ALONE_UNSURE else []
    others = [TRUTH[said] for item in QUESTIONS if (said := (item, given.answers[item])) in TRUTH]
    unanswered = [("STOP-UNANSWERED", HARD_STOP)] if "" in given.answers.values() else []
    return [*solo, *nobody, *others, *unanswered]


@settings(derandomize=True, deadline=None, max_examples=1500, database=None)
@given(gate_answers)
def test_that_any_answers_together_stop_for_what_was_written_out(given: GateAnswers) -> None:
    assert [(stop.item, stop.may_override) for stop in find_stops(given)] == expected_stops(given)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.question)
def test_that_every_stop_names_its_sources(gate: Gate) -> None:
    assert all(re.fullmatch(r"[KA]-[\w.-]+(, [KA]-[\w.-]+)*", rule.source) for rule in gate.stops)


VISITS = {("office", "with"): True, ("home", "told"): True, ("remote", "nobody"): False, ("", "with"): False}
"""Some places and companies, and whether they are good for somebody who presents as experiencing abuse."""


def test_that_asking_is_open_for_good_answers_only() -> None:
    others = [item for item in QUESTIONS if item not in (gates.PLACE, gates.COMPANY)]
    every = [(*list_offered_answers(item), "") for item in others]
    for (place, company), chosen in product(VISITS, list(product(*every))):
        said = {FIELD[item]: value for item, value in zip(others, chosen, strict=True)}
        right = all(value in GATE_OF[item].lets_on for item, value in zip(others, chosen, strict=True))
        setting = answered(**said, place=place, company=company)
        assert bool(find_stops(setting)) is not (right and VISITS[place, company]), setting


@pytest.mark.parametrize("question", QUESTIONS)
def test_that_no_answer_both_lets_on_and_stops(question: str) -> None:
    assert not set(GATE_OF[question].lets_on) & set(GATE_OF[question].holds_up)
    assert "" not in list_offered_answers(question)


@pytest.mark.parametrize("presenting", list(Presenting))
@pytest.mark.parametrize("signs", [True, False])
@pytest.mark.parametrize("company", ["with", "told", "nobody"])
@pytest.mark.parametrize("place", ["office", "home", "other", "remote"])
def test_that_nobody_goes_alone_to_the_home_of_somebody_suspected(
    presenting: Presenting, signs: bool, company: str, place: str
) -> None:
    setting = replace(answered(presenting=presenting, company=company, place=place), signs_of_use=signs)
    suspected = signs or presenting in (Presenting.USING, Presenting.NOT_CLEAR)
    expected = suspected and company != "with" and place == "home"
    assert (Stop("STOP-SOLO") in find_stops(setting)) is expected


def test_that_the_workers_own_safety_comes_first_and_what_is_open_last() -> None:
    worst = answered(
        presenting=Presenting.USING,
        **{"private": "no", "present": "close", "children": "yes", "sober": "no"},
        **{"time": "no", "interpreter": "close", "place": "home", "company": "nobody"},
    )
    items = [stop.item for stop in find_stops(worst)]
    assert items[:2] == ["STOP-SOLO", "STOP-NOBODY-KNOWS"]
    assert [stop.item for stop in find_stops(replace(worst, answers={**worst.answers, "G-TIME": ""}))][
        -1
    ] == "STOP-UNANSWERED"


def test_that_only_these_four_are_left_to_the_workers_judgement() -> None:
    every = [(*list_offered_answers(item), "") for item in QUESTIONS]
    one_at_a_time = [
        answered(**{FIELD[item]: value}) for item, values in zip(QUESTIONS, every, strict=True) for value in values
    ]
    solo = answered(place="home", company="told")
    found = {stop for setting in (*one_at_a_time, replace(solo, signs_of_use=True)) for stop in find_stops(setting)}
    assert {stop.item for stop in found} == set(gates.STOPS)
    assert {stop.item for stop in found if stop.may_override} == set(SOFT)


SOFTLY = {
    "STOP-NOBODY-KNOWS": {"company": "nobody"},
    "STOP-BABY": {"children": "baby"},
    "STOP-SOBER-UNSURE": {"sober": "unsure"},
    "STOP-TIME": {"time": "no"},
}
HARDLY = {
    "STOP-PRIVATE": {"private": "no"},
    "STOP-PRESENT": {"present": "close"},
    "STOP-CHILDREN": {"children": "yes"},
    "STOP-SOBER": {"sober": "no"},
    "STOP-INTERPRETER": {"interpreter": "close"},
    "STOP-UNANSWERED": {"sober": ""},
    "STOP-SOLO": {"place": "home", "company": "told", "presenting": "using"},
}


@pytest.mark.parametrize("item", SOFT)
def test_that_a_reason_in_words_goes_past_what_is_left_to_judgement(item: str) -> None:
    assert [stop.item for stop in find_open_stops(gated(**SOFTLY[item]))] == [item]
    assert find_open_stops(gated(over(item), **SOFTLY[item])) == ()


@pytest.mark.parametrize("item", SOFT)
@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_that_without_words_there_is_no_reason(item: str, words: str) -> None:
    assert find_open_stops(gated(over(item, words), **SOFTLY[item])) != ()


@pytest.mark.parametrize("item", HARD)
def test_that_no_reason_goes_past_a_hard_stop(item: str) -> None:
    every_reason = tuple(over(stop) for stop in gates.STOPS)
    assert item in [stop.item for stop in find_open_stops(gated(*every_reason, **HARDLY[item]))]


@pytest.mark.parametrize("item", SOFT)
def test_that_a_reason_goes_past_its_own_stop_only(item: str) -> None:
    others = tuple(over(stop) for stop in gates.STOPS if stop != item)
    assert [stop.item for stop in find_open_stops(gated(*others, **SOFTLY[item]))] == [item]


def test_that_a_reason_taken_away_closes_the_gate_again() -> None:
    whole = gated(over("STOP-TIME"), time="no").with_draft(draft(Kind.OVERRIDE, "STOP-TIME", answer("")))
    assert [stop.item for stop in find_open_stops(whole)] == ["STOP-TIME"]


def test_that_a_new_record_is_closed() -> None:
    assert find_open_stops(record()) == (Stop("STOP-UNANSWERED"),)


@pytest.mark.parametrize("item", QUESTIONS)
def test_that_each_question_is_read_from_its_own_answer(item: str) -> None:
    setting = read_gate_answers(record(gate(item, "unsure")))
    assert {question for question, value in setting.answers.items() if value} == {item}


def test_that_a_newer_answer_counts() -> None:
    first = gate("G-SOBER", "no")
    again = entry(Kind.GATE, "G-SOBER", answer(detail=ChoiceDetail("yes")), id="again", supersedes=first.id)
    assert read_gate_answers(record(first, again)).get_answer("G-SOBER") == "yes"


@pytest.mark.parametrize(
    ("sign", "on", "suspected"),
    [("K-S1-IND-02", True, True), ("K-S1-IND-02", False, False), ("K-S1-VIC-01", True, False)],
)
def test_that_a_sign_of_use_counts_against_a_visit_alone(sign: str, on: bool, suspected: bool) -> None:
    seen = entry(Kind.INDICATOR, sign, answer("what I saw", FlagDetail(on=on)))
    whole = gated(seen, place="home", company="told", presenting="experiencing")
    assert bool(find_open_stops(whole)) is suspected


def test_that_what_an_earlier_session_said_counts_against_a_visit_alone() -> None:
    before = entry(Kind.PRESENTING, PRESENTING_ITEM, answer(detail=ChoiceDetail("using")))
    home = [gate(item, value) for item, value in answered(place="home", company="told").answers.items()]
    assert find_open_stops(record(*home, earlier=(before,))) == (Stop("STOP-SOLO"),)


def test_that_every_stop_that_a_rule_gives_is_on_the_list_of_stops() -> None:
    assert set(SOFT) | set(HARDLY) == set(gates.STOPS)
    assert all(find_open_stops(gated(**HARDLY[item]))[0] == Stop(item) for item in HARD)
