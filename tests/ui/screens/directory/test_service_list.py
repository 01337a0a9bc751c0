"""The directory on the screen: what fits and why in words, found by any word or number, with its age in plain sight."""

from datetime import date

import pytest
from msgspec.structs import replace as changed

from dasupport.casework.service_match import ServiceNeed
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Chip, Choice, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Toggled, Typed
from dasupport.ui.screens.directory.service_list import (
    AGE_OF_BAND,
    ServiceFilter,
    ServiceListAction,
    ServiceListField,
    build_search_text,
    build_service_card,
)
from tests.ui.samples import inside, texts

TODAY = date(2026, 11, 21)
CDAP, RESPECT, KIDAS, MARAC, CHILD, SAMARITANS = (
    "K-DIR-CDAP",
    "K-DIR-RESP",
    "K-VIC-KIDAS",
    "KM-MARAC",
    "KM-CHILD-KENT",
    "SAMARITANS",
)
EVERY = [CDAP, RESPECT, KIDAS, MARAC, CHILD, SAMARITANS]


@pytest.fixture
def look(blank: Pack) -> ServiceFilter:
    return ServiceFilter(blank, ServiceNeed())


def found(look: ServiceFilter, *intents: Intent) -> list[str]:
    for intent in intents:
        assert look.apply_intent(intent)
    return [service.id for service, _ in look.find_services()]


def chips(pack: Pack, id: str, reasons: tuple[str, ...] = (), **facts: object) -> list[Chip]:
    service = changed(pack.services[id], **facts)
    return [
        part
        for part in inside(tuple(build_service_card(pack, service, reasons, TODAY, whole=False)))
        if isinstance(part, Chip)
    ]


def test_that_everything_is_found_while_nothing_is_asked_for(look: ServiceFilter) -> None:
    assert found(look) == EVERY


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        (ServiceListField.AUDIENCE, "using", [CDAP, RESPECT, SAMARITANS]),
        (ServiceListField.AUDIENCE, "experiencing", [KIDAS, SAMARITANS]),
        (ServiceListField.AREA, "medway", [CDAP, RESPECT, KIDAS, MARAC, SAMARITANS]),
        (ServiceListField.GENDER, "woman", [RESPECT, KIDAS, MARAC, CHILD, SAMARITANS]),
        (ServiceListField.GENDER, "not_said", EVERY),
        (ServiceListField.AGE, "16_17", [RESPECT, KIDAS, MARAC, CHILD, SAMARITANS]),
        (ServiceListField.AGE, "25_59", EVERY),
        (ServiceListField.NEEDS, "programme", [CDAP, RESPECT]),
        (ServiceListField.NEEDS, "self_harm", [SAMARITANS]),
    ],
)
def test_that_each_filter_leaves_what_fits_and_taking_it_back_brings_the_rest(
    look: ServiceFilter, key: str, value: str, left: list[str]
) -> None:
    assert found(look, OptionChosen(key, value)) == left
    assert found(look, OptionChosen(key, "")) == EVERY


def test_that_filters_add_up(look: ServiceFilter) -> None:
    assert found(
        look,
        OptionChosen(ServiceListField.AUDIENCE, "using"),
        OptionChosen(ServiceListField.GENDER, "woman"),
        OptionChosen(ServiceListField.NEEDS, "programme"),
    ) == [RESPECT]


def test_that_why_a_service_fits_is_said_in_the_words_of_what_was_asked(look: ServiceFilter) -> None:
    found(
        look,
        OptionChosen(ServiceListField.AUDIENCE, "using"),
        OptionChosen(ServiceListField.AREA, "swale"),
        OptionChosen(ServiceListField.NEEDS, "programme"),
        OptionChosen(ServiceListField.AGE, "25_59"),
    )
    why = {service.id: look.describe_match(service, fit) for service, fit in look.find_services()}
    assert why[CDAP] == ("using say", "swale say", "25_59 say", "programme say")


def test_that_what_is_there_for_anyone_is_not_called_made_for_somebody(look: ServiceFilter) -> None:
    found(look, OptionChosen(ServiceListField.AUDIENCE, "experiencing"), OptionChosen(ServiceListField.AREA, "thanet"))
    assert {service.id: look.describe_match(service, fit) for service, fit in look.find_services()}[SAMARITANS] == (
        "anyone say",
        "anywhere",
    )


def test_that_the_reasons_stand_on_the_card_as_words(blank: Pack) -> None:
    assert [chip.text for chip in chips(blank, CDAP, ("using say", "swale say"))] == [
        "fits using say",
        "fits swale say",
        "unchecked",
    ]


def test_that_nothing_is_called_fitting_that_nobody_asked_for(look: ServiceFilter) -> None:
    assert {look.describe_match(*pair) for pair in look.find_services()} == {()}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("kidas", [KIDAS]),
        ("KIDAS NAME", [KIDAS]),
        ("  resp   provider ", [RESPECT]),
        ("medway", [CDAP, KIDAS, MARAC]),
        ("refuge", [KIDAS]),
        ("no such service", []),
    ],
)
@pytest.mark.parametrize("sort", [Typed, FieldLeft])
def test_that_a_service_is_found_by_words_and_by_number(
    look: ServiceFilter, text: str, left: list[str], sort: type[Typed | FieldLeft]
) -> None:
    assert found(look, sort(ServiceListField.SEARCH, text)) == left


@pytest.mark.parametrize("id", [RESPECT, KIDAS, SAMARITANS])
@pytest.mark.parametrize("space", ["", " "])
def test_that_a_service_is_found_by_its_whole_number_and_by_how_it_begins(
    look: ServiceFilter, blank: Pack, id: str, space: str
) -> None:
    number = blank.services[id].phones[0].number.replace(" ", space)
    assert id in found(look, Typed(ServiceListField.SEARCH, number))
    assert id in found(look, Typed(ServiceListField.SEARCH, number[:4]))


@pytest.mark.parametrize("text", ["116 123", "0808 168 9111", "0808-168-9111"])
def test_that_a_number_is_found_however_it_is_spaced(look: ServiceFilter, text: str) -> None:
    assert len(found(look, Typed(ServiceListField.SEARCH, text))) == 1


def test_that_a_search_narrows_what_the_filters_left(look: ServiceFilter) -> None:
    assert found(look, OptionChosen(ServiceListField.AUDIENCE, "using"), Typed(ServiceListField.SEARCH, "0808")) == [
        RESPECT
    ]


def test_that_no_word_for_the_worker_alone_is_searched(blank: Pack) -> None:
    assert "gap" not in build_search_text(blank, blank.services[KIDAS])


def test_that_the_filters_are_out_of_the_way_until_they_are_wanted(look: ServiceFilter) -> None:
    assert [part.key for part in inside(look.blocks()) if isinstance(part, Choice)] == []
    look.apply_intent(Pressed(ServiceListAction.FILTERS))
    keys = [part.key for part in inside(look.blocks()) if isinstance(part, Choice)]
    assert keys == [
        ServiceListField.AUDIENCE,
        ServiceListField.AREA,
        ServiceListField.GENDER,
        ServiceListField.AGE,
        ServiceListField.NEEDS,
    ]
    look.apply_intent(Pressed(ServiceListAction.FILTERS))
    assert [part.key for part in inside(look.blocks()) if isinstance(part, Choice)] == []


def test_that_what_is_asked_for_stands_there_in_words_while_the_filters_are_closed(look: ServiceFilter) -> None:
    found(look, OptionChosen(ServiceListField.AUDIENCE, "using"), OptionChosen(ServiceListField.AGE, "16_17"))
    assert [part.text for part in inside(look.blocks()) if isinstance(part, Chip)] == ["using say", "16_17 say"]


def test_that_only_needs_that_some_service_meets_are_offered(look: ServiceFilter, blank: Pack) -> None:
    look.apply_intent(Pressed(ServiceListAction.FILTERS))
    offered = next(
        part for part in inside(look.blocks()) if isinstance(part, Choice) and part.key == ServiceListField.NEEDS
    ).options
    met = {need for service in blank.directory for need in service.needs}
    assert {option.value for option in offered} == met
    assert len(met) < len(blank.choices.needs)


def test_that_every_age_on_offer_has_years_behind_it(blank: Pack, english: Pack) -> None:
    for pack in (blank, english):
        assert set(AGE_OF_BAND) == {age.value for age in pack.choices.ages} - {"not_known"}


def test_that_what_a_session_looks_for_changes_with_it_until_the_worker_chooses(look: ServiceFilter) -> None:
    look.set_default_need(ServiceNeed(audience="using"))
    look.set_default_need(ServiceNeed(audience="experiencing"))
    assert found(look) == [KIDAS, SAMARITANS]
    look.apply_intent(OptionChosen(ServiceListField.AREA, "medway"))
    look.set_default_need(ServiceNeed(audience="using"))
    assert found(look) == [KIDAS, SAMARITANS]


def test_that_a_search_alone_does_not_hold_on_to_what_was_looked_for(look: ServiceFilter) -> None:
    look.set_default_need(ServiceNeed(audience="experiencing"))
    look.apply_intent(Typed(ServiceListField.SEARCH, "0808"))
    look.set_default_need(ServiceNeed(audience="using"))
    assert found(look) == [RESPECT]


@pytest.mark.parametrize(
    "intent", [Toggled("x", on=True), Pressed("x"), OptionChosen("x", "y"), Typed("x", "y")], ids=repr
)
def test_that_what_is_about_something_else_is_left_alone(look: ServiceFilter, intent: Intent) -> None:
    assert not look.apply_intent(intent)


@pytest.mark.parametrize(
    ("checked_on", "check_by", "text", "tone"),
    [
        (None, None, "unchecked", "care"),
        (date(2026, 11, 1), None, "checked_on 1 months10 2026", "good"),
        (date(2026, 5, 1), None, "checked_on 1 months4 2026", "care"),
        (date(2026, 11, 1), date(2026, 11, 20), "unchecked", "care"),
        (date(2026, 12, 1), None, "unchecked", "care"),
    ],
)
def test_that_the_age_of_the_facts_stands_in_words(
    blank: Pack, checked_on: date | None, check_by: date | None, text: str, tone: str
) -> None:
    assert chips(blank, CDAP, checked_on=checked_on, check_by=check_by) == [Chip(text, tone)]


def test_that_the_whole_entry_says_what_happens_who_is_contacted_and_what_is_not_known(blank: Pack) -> None:
    short = texts(tuple(build_service_card(blank, blank.services[KIDAS], (), TODAY, whole=False)))
    whole = texts(tuple(build_service_card(blank, blank.services[KIDAS], (), TODAY, whole=True)))
    for fact in ("what_happens", "who_is_contacted", "conflict", "gap", "how_to_refer"):
        line = f"fact {fact} K-VIC-KIDAS {fact}"
        assert line in whole
        assert line not in short
    assert any(text.startswith("seen K-VIC-KIDAS source") and text.endswith("high") for text in whole)


def test_that_the_card_names_every_number_with_its_hours(blank: Pack) -> None:
    shown = texts(tuple(build_service_card(blank, blank.services[KIDAS], (), TODAY, whole=False)))
    assert "0808 168 9276 · K-VIC-KIDAS hours" in shown


def test_that_a_service_without_a_fact_has_no_empty_line_for_it(blank: Pack) -> None:
    assert not any(
        "email" in text
        for text in texts(tuple(build_service_card(blank, blank.services[KIDAS], (), TODAY, whole=True)))
    )


def test_that_the_search_shows_what_was_typed(look: ServiceFilter) -> None:
    look.apply_intent(Typed(ServiceListField.SEARCH, "kidas"))
    assert next(part for part in inside(look.blocks()) if isinstance(part, TextField)).text == "kidas"
