"""The directory: numbers are the ones that were found, doubts are said, and nothing claims to have been checked."""

import re

import pytest

from dasupport.casework.service_match import Audience
from dasupport.content.pack import Pack
from dasupport.content.schema import Service

NUMBERS = {
    "POLICE-999": "999",
    "POLICE-101": "101",
    "SAMARITANS": "116 123",
    "UK-NDAH": "0808 2000 247",
    "K-DIR-RESP": "0808 802 4040",
    "K-VIC-KIDAS": "0808 168 9111",
    "UK-MAL": "0808 801 0327",
    "UK-GALOP": "0800 999 5428",
    "UK-KARMA": "0800 5999 247",
    "UK-FMU": "020 7008 0151",
    "UK-CHILDLINE": "0800 1111",
    "UK-NSPCC": "0808 800 5000",
    "UK-NSPCC-FGM": "0800 028 3550",
    "UK-STALKING": "0808 802 0300",
    "KM-CHILD-KENT": "03000 41 11 11",
    "KM-ADULT-KENT": "03000 41 61 61",
    "KM-CHILD-MEDWAY": "01634 334466",
}
"""Numbers as `domain/facts.md` has them. A wrong digit here can cost a life: change both, or neither."""


@pytest.mark.parametrize("id", NUMBERS)
def test_that_a_number_is_the_one_that_was_found(english: Pack, id: str) -> None:
    assert english.services[id].phones[0].number == NUMBERS[id]


def test_that_every_number_can_be_dialled(english: Pack) -> None:
    short = {"999", "101", "116123", "08001111"}
    wrong = []
    for service in english.directory:
        for phone in service.phones:
            digits = phone.number.replace(" ", "")
            wrong += [] if digits in short or re.fullmatch(r"0[1-9]\d{8,9}", digits) else [(service.id, phone.number)]
    assert wrong == []


def test_that_no_service_claims_to_have_been_rung(english: Pack) -> None:
    assert [service.id for service in english.directory if service.checked_on or service.check_by] == []


def test_that_every_service_says_what_happens_and_who_is_contacted(english: Pack) -> None:
    silent = [
        service.id
        for service in english.directory
        if not (service.what_happens and service.who_is_contacted and service.how_to_refer and service.plain_offer)
    ]
    assert silent == []


def test_that_what_happens_and_who_is_contacted_read_well_one_after_the_other(english: Pack) -> None:
    said = [
        (service.id, text) for service in english.directory for text in (service.what_happens, service.who_is_contacted)
    ]
    whole = re.compile(r"[A-Z].*[^.]\.$")
    assert [pair for pair in said if not whole.fullmatch(pair[1])] == []
    who = {service.id: service.who_is_contacted.split(".")[0] for service in english.directory}
    verb = re.compile(r"\b(is|are|be) contacted|\b(contact|pass|act|speak|hear)\b")
    assert [id for id, text in who.items() if not verb.search(text)] == []


def test_that_the_day_on_which_facts_were_seen_reads_well_in_its_line(english: Pack) -> None:
    line = english.labels.services.seen.format(source="S", seen=english.services["K-DIR-CDAP"].seen_on, sure="M")
    assert "seen on two undated copies" in line
    assert [service.id for service in english.directory if not re.match(r"(on|in) [a-z]", service.seen_on)] == []


def test_that_a_programme_says_that_the_partner_is_contacted(english: Pack) -> None:
    programmes = [service for service in english.directory if "programme" in service.needs and service.length]
    assert programmes
    assert [service.id for service in programmes if "partner" not in service.who_is_contacted] == []


def test_that_a_service_that_cannot_be_reached_says_why(english: Pack) -> None:
    dead = [
        service.id
        for service in english.directory
        if not (service.phones or service.web or service.email or service.address) and not service.gap
    ]
    assert dead == []


def test_that_what_is_not_sure_says_what_was_not_found_or_where_sources_differ(english: Pack) -> None:
    doubted = [service for service in english.directory if service.sure == "low"]
    assert doubted
    assert [service.id for service in doubted if not (service.gap or service.conflict)] == []


def test_that_every_service_is_for_somebody(english: Pack) -> None:
    assert [service.id for service in english.directory if not service.audience] == []
    assert [service.id for service in english.directory if service.youngest > service.oldest] == []


def test_that_no_service_is_for_both_sides(english: Pack) -> None:
    both = {Audience.USING, Audience.EXPERIENCING}
    assert [service.id for service in english.directory if both <= set(service.audience)] == []


def test_that_a_line_for_professionals_says_that_it_is_not_for_a_sheet(english: Pack) -> None:
    inward = [service for service in english.directory if set(service.audience) == {Audience.PROFESSIONAL}]
    assert {service.plain_offer for service in inward} == {"For professionals: not for a sheet."}


def test_that_there_is_somebody_for_each_side_in_every_part_of_kent_and_medway(english: Pack) -> None:
    def reached(service: Service, area: str, audience: Audience) -> bool:
        return audience in service.audience and bool({area, "everywhere"} & set(service.areas))

    for area in english.choices.areas:
        for audience in (Audience.USING, Audience.EXPERIENCING):
            assert any(reached(service, area.value, audience) for service in english.directory), (area.value, audience)


@pytest.mark.parametrize(
    "need", ["self_harm", "stalking", "forced_marriage", "honour", "fgm", "male", "lgbt", "refuge"]
)
def test_that_there_is_somebody_for_each_pressing_need(english: Pack, need: str) -> None:
    assert [service for service in english.directory if need in service.needs and service.phones]


def test_that_every_service_has_the_need_by_which_it_is_looked_for(english: Pack) -> None:
    assert [service.id for service in english.directory if not service.needs] == []


def test_that_no_web_address_carries_a_scheme_or_a_trail(english: Pack) -> None:
    webs = [service.web.split(" ")[0] for service in english.directory if service.web]
    assert [web for web in webs if not re.fullmatch(r"[a-z0-9.-]+\.[a-z]{2,}", web)] == []


TELLING = re.compile(
    r"abus|violen|marriage|stalk|rape|fgm|refuge|victim|surviv|perpetrat|compuls|obsess", re.IGNORECASE
)


def on_a_sheet(service: Service) -> str:
    return f"{service.plain_name or service.name} {service.plain_offer}"


def test_that_what_a_sheet_says_of_a_line_does_not_tell_what_it_is_about(english: Pack) -> None:
    lines = [
        service for service in english.directory if service.phones and service.audience != (Audience.PROFESSIONAL,)
    ]
    assert [service.id for service in lines if TELLING.search(on_a_sheet(service))] == []
    assert any(TELLING.search(service.name) for service in lines)
