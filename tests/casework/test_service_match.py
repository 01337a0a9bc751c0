"""Which services fit: an empty wish asks for nothing, every reason is plain, and old facts are rung first."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.service_match import (
    Audience,
    Freshness,
    ServiceMatch,
    ServiceNeed,
    compute_freshness,
    match_service,
    match_services,
)
from tests.casework.sample_records import STEADY

TODAY = date(2026, 11, 21)


@dataclass(frozen=True)
class Made:
    """A directory entry, as far as the rules look at one."""

    id: str = "one"
    audience: tuple[Audience, ...] = (Audience.USING,)
    areas: tuple[str, ...] = ("swale",)
    genders: tuple[str, ...] = ("man",)
    youngest: int = 18
    oldest: int = 60
    needs: tuple[str, ...] = ("programme",)


ANYBODY = Made("any", (Audience.ANYONE,), ("everywhere",), (), 0, 200, ("helpline", "self_harm"))


def test_that_an_empty_wish_asks_for_nothing() -> None:
    assert match_service(Made(), ServiceNeed()) == ServiceMatch()
    assert match_service(Made(), ServiceNeed()).is_match


@pytest.mark.parametrize(
    ("need", "why"),
    [
        (ServiceNeed(audience="using"), "audience"),
        (ServiceNeed(area="swale"), "area"),
        (ServiceNeed(gender="man"), "gender"),
        (ServiceNeed(age=18), "age"),
        (ServiceNeed(age=60), "age"),
        (ServiceNeed(needs=frozenset({"programme", "housing"})), "programme"),
    ],
)
def test_that_what_is_met_is_a_reason(need: ServiceNeed, why: str) -> None:
    assert match_service(Made(), need) == ServiceMatch(reasons=(why,))


@pytest.mark.parametrize(
    ("need", "why_not"),
    [
        (ServiceNeed(audience="experiencing"), "audience"),
        (ServiceNeed(area="medway"), "area"),
        (ServiceNeed(gender="woman"), "gender"),
        (ServiceNeed(gender="non_binary"), "gender"),
        (ServiceNeed(age=17), "age"),
        (ServiceNeed(age=61), "age"),
        (ServiceNeed(age=0), "age"),
        (ServiceNeed(needs=frozenset({"housing"})), "needs"),
    ],
)
def test_that_what_is_not_met_is_a_reason_against(need: ServiceNeed, why_not: str) -> None:
    assert match_service(Made(), need) == ServiceMatch(mismatches=(why_not,))
    assert not match_service(Made(), need).is_match


def test_that_a_gender_that_was_not_said_asks_for_nothing() -> None:
    assert match_service(Made(), ServiceNeed(gender="not_said")) == ServiceMatch()


@pytest.mark.parametrize("audience", ["using", "experiencing", "child"])
def test_that_a_service_for_anyone_everywhere_fits_everybody(audience: str) -> None:
    need = ServiceNeed(audience, "dover", "non_binary", 99, frozenset({"self_harm"}))
    assert match_service(ANYBODY, need) == ServiceMatch(("audience", "area", "gender", "age", "self_harm"))


def test_that_all_reasons_are_named_and_not_the_first() -> None:
    assert match_service(
        Made(), ServiceNeed("experiencing", "medway", "woman", 17, frozenset({"refuge"}))
    ).mismatches == (
        "audience",
        "area",
        "gender",
        "age",
        "needs",
    )


def test_that_services_that_meet_more_needs_come_first_and_the_rest_as_in_the_directory() -> None:
    services = [Made("a", needs=("x",)), Made("b", needs=("x", "y")), Made("c", needs=("y",)), Made("d", needs=("z",))]
    found = match_services(services, ServiceNeed(needs=frozenset({"x", "y"})))
    assert [service.id for service, _ in found] == ["b", "a", "c"]


AUDIENCES = st.lists(st.sampled_from(Audience), min_size=1, max_size=3).map(tuple)
SERVICES = st.lists(st.builds(Made, id=st.uuids().map(str), audience=AUDIENCES), max_size=6)


@given(SERVICES, st.sampled_from(("using", "experiencing", "child")))
@STEADY
def test_that_nobody_is_offered_a_service_that_is_for_others(services: list[Made], audience: str) -> None:
    for service, _ in match_services(services, ServiceNeed(audience=audience)):
        assert {audience, "anyone"} & set(service.audience)


@given(SERVICES)
@STEADY
def test_that_no_wish_leaves_the_directory_as_it_is(services: list[Made]) -> None:
    assert [service for service, _ in match_services(services, ServiceNeed())] == services


@pytest.mark.parametrize(
    ("checked_on", "check_by", "expected"),
    [
        (None, None, Freshness.UNCHECKED),
        (None, TODAY + timedelta(days=9), Freshness.UNCHECKED),
        (TODAY, None, Freshness.CHECKED),
        (TODAY + timedelta(days=1), None, Freshness.UNCHECKED),
        (TODAY - timedelta(days=92), None, Freshness.CHECKED),
        (TODAY - timedelta(days=93), None, Freshness.AGEING),
        (TODAY, TODAY, Freshness.CHECKED),
        (TODAY, TODAY - timedelta(days=1), Freshness.UNCHECKED),
        (TODAY - timedelta(days=400), TODAY + timedelta(days=9), Freshness.AGEING),
    ],
)
def test_that_facts_grow_old_and_a_date_in_the_future_proves_nothing(
    checked_on: date | None, check_by: date | None, expected: Freshness
) -> None:
    assert compute_freshness(checked_on, check_by, TODAY) is expected


DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


@given(st.none() | DAYS, st.none() | DAYS, DAYS, st.integers(0, 900))
@STEADY
def test_that_facts_never_grow_fresher_by_waiting(
    checked_on: date | None, check_by: date | None, today: date, later: int
) -> None:
    order = list(Freshness)
    now = compute_freshness(checked_on, check_by, today)
    if checked_on is None or checked_on <= today:
        then = compute_freshness(checked_on, check_by, today + timedelta(days=later))
        assert order.index(then) >= order.index(now)
