"""The start gate: an empty answer is never a yes, an answer that no rule knows is never one either."""

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import product

import pytest

from dasupport.casework import gates
from dasupport.casework.entry import ChoiceDetail, Entry, FlagDetail, Kind
from dasupport.casework.gates import (
    ALLOWING_ANSWERS,
    QUESTIONS,
    STOPPING_ANSWERS,
    GateAnswers,
    Stop,
    find_open_stops,
    find_stops,
    read_gate_answers,
)
from dasupport.casework.people import Presenting
from dasupport.casework.session_record import PRESENTING_ITEM, Record
from tests.samples import answer, draft, entry, record

GOOD = GateAnswers(
    private="yes",
    present="alone",
    children="no",
    sober="yes",
    time="yes",
    interpreter="none",
    place="office",
    company="with",
    presenting=Presenting.EXPERIENCING,
)
FIELD = {id: id.removeprefix("G-").lower() for id in QUESTIONS}
"""The field of the setting that each question fills."""
SOFT = ("STOP-NOBODY-KNOWS", "STOP-BABY", "STOP-SOBER-UNSURE", "STOP-TIME")
HARD = tuple(item for item in gates.STOPS if item not in SOFT)


def answered(**chosen: str) -> GateAnswers:
    return replace(GOOD, **chosen)  # type: ignore[arg-type] # only answers are given


def gate(item: str, value: str) -> Entry:
    return entry(Kind.GATE, item, answer(detail=ChoiceDetail(value)))


def gated(*more: Entry, **chosen: str) -> Record:
    """A record whose start gate is answered as in GOOD, but for what is given."""
    setting = answered(**chosen)
    said = [gate(item, getattr(setting, FIELD[item])) for item in QUESTIONS]
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


def lax(setting: GateAnswers) -> Stop | None:
    """A rule that knows what stops, instead of what lets on."""
    return Stop("STOP-PRIVATE") if setting.private in ("no", "unsure") else None


@pytest.mark.parametrize(("rule", "stands"), [(gates.check_privacy, True), (lax, False)])
def test_that_a_rule_that_lists_only_the_noes_would_be_found(
    rule: Callable[[GateAnswers], Stop | None], stands: bool
) -> None:
    assert (rule(answered(private="renamed_by_an_editor")) is not None) is stands


VISITS = {("office", "with"): True, ("home", "told"): True, ("remote", "nobody"): False, ("", "with"): False}
"""Some places and companies, and whether they are good for somebody who presents as experiencing abuse."""


def test_that_asking_is_open_for_good_answers_only() -> None:
    others = [item for item in QUESTIONS if item not in (gates.PLACE, gates.COMPANY)]
    every = [(*ALLOWING_ANSWERS[item], *STOPPING_ANSWERS[item], "") for item in others]
    for (place, company), chosen in product(VISITS, list(product(*every))):
        said = {FIELD[item]: value for item, value in zip(others, chosen, strict=True)}
        right = all(value in ALLOWING_ANSWERS[item] for item, value in zip(others, chosen, strict=True))
        setting = answered(**said, place=place, company=company)
        assert bool(find_stops(setting)) is not (right and VISITS[place, company]), setting


@pytest.mark.parametrize("question", QUESTIONS)
def test_that_no_answer_both_lets_on_and_stops(question: str) -> None:
    assert not set(ALLOWING_ANSWERS[question]) & set(STOPPING_ANSWERS[question])
    assert "" not in (*ALLOWING_ANSWERS[question], *STOPPING_ANSWERS[question])


@pytest.mark.parametrize("presenting", list(Presenting))
@pytest.mark.parametrize("signs", [True, False])
@pytest.mark.parametrize("company", ["with", "told", "nobody"])
@pytest.mark.parametrize("place", ["office", "home", "other", "remote"])
def test_that_nobody_goes_alone_to_the_home_of_somebody_suspected(
    presenting: Presenting, signs: bool, company: str, place: str
) -> None:
    setting = replace(GOOD, presenting=presenting, signs_of_use=signs, company=company, place=place)
    suspected = signs or presenting in (Presenting.USING, Presenting.NOT_CLEAR)
    expected = suspected and company != "with" and place == "home"
    assert (Stop("STOP-SOLO") in find_stops(setting)) is expected


def test_that_the_workers_own_safety_comes_first_and_what_is_open_last() -> None:
    worst = GateAnswers("no", "close", "yes", "no", "no", "close", "home", "nobody", Presenting.USING)
    items = [stop.item for stop in find_stops(worst)]
    assert items[:2] == ["STOP-SOLO", "STOP-NOBODY-KNOWS"]
    assert [stop.item for stop in find_stops(replace(worst, time=""))][-1] == "STOP-UNANSWERED"


def test_that_only_these_four_are_left_to_the_workers_judgement() -> None:
    every = [(*ALLOWING_ANSWERS[item], *STOPPING_ANSWERS[item], "") for item in QUESTIONS]
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
    filled = {part.name for part in fields(setting) if getattr(setting, part.name) == "unsure"}
    assert filled == {FIELD[item]}


def test_that_a_newer_answer_counts() -> None:
    first = gate(gates.SOBER, "no")
    again = entry(Kind.GATE, gates.SOBER, answer(detail=ChoiceDetail("yes")), id="again", supersedes=first.id)
    assert read_gate_answers(record(first, again)).sober == "yes"


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
    home = [gate(item, getattr(answered(place="home", company="told"), FIELD[item])) for item in QUESTIONS]
    assert find_open_stops(record(*home, earlier=(before,))) == (Stop("STOP-SOLO"),)


def test_that_every_stop_that_a_rule_gives_is_on_the_list_of_stops() -> None:
    assert set(SOFT) | set(HARDLY) == set(gates.STOPS)
    assert all(find_open_stops(gated(**HARDLY[item]))[0] == Stop(item) for item in HARD)
