"""The directory: numbers stand once and can be dialled, doubts are said, and nothing claims to have been checked."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dasupport.casework.service_match import Audience
from dasupport.content.load import PACKS_FOLDER
from dasupport.content.pack import Pack
from dasupport.content.schema import Service
from dasupport.content.shared_numbers import load_shared_numbers
from tests.content.pack_edits import copied, edited

NUMBER = re.compile(r"(?<![\d-])(?:0[\d\N{NO-BREAK SPACE} ]{8,14}\d|116.123)(?![\d-])")
"""A telephone number in a text: of ten or eleven digits, or the one of the Samaritans."""


def numbers_of(folder: Path) -> Counter[str]:
    """How often each number stands in the files of a pack; the made-up ones of training and of the tour are none."""
    files = [path for path in folder.glob("*.toml") if path.stem not in {"training", "tour"}]
    found = (match for path in files for match in NUMBER.findall(path.read_text(encoding="utf-8")))
    return Counter("".join(re.findall(r"\d", number)) for number in found)


def test_that_each_number_stands_in_one_place_of_the_files() -> None:
    found = numbers_of(PACKS_FOLDER / "en")
    assert len(found) > 10
    assert [number for number, times in found.items() if times > 1] == []


def test_that_a_number_that_stands_twice_is_found(tmp_path: Path) -> None:
    pack = copied(tmp_path, "en")
    name, number = next(iter(load_shared_numbers(pack).items()))
    edited(pack, ("directory.toml", f"{{{name}}}", number))
    assert [told for told, times in numbers_of(pack).items() if times > 1] == [number.replace(" ", "")]


def test_that_every_shared_number_is_named_in_more_than_one_place() -> None:
    folder = PACKS_FOLDER / "en"
    whole = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.toml") if path.stem != "numbers")
    assert [id for id in load_shared_numbers(folder) if whole.count(f"{{{id}}}") < 2] == []


def can_be_dialled(number: str) -> bool:
    """A number of the United Kingdom (Ofcom's National Telephone Numbering Plan): three digits, 116 and three more, or
    nought and ten more; after 0800 also six or, for 0800 1111 alone, four.
    """
    return bool(re.fullmatch(r"1\d\d|999|116\d{3}|0[12378]\d{9}|0800\d{6}|08001111", number.replace(" ", "")))


@pytest.mark.parametrize("number", ["01632 960", "1632 960 123", "116 12", "1234", "0800 1112"])
def test_that_a_number_with_a_digit_too_few_or_too_many_is_found(number: str) -> None:
    assert not can_be_dialled(number)


def test_that_every_number_can_be_dialled(english: Pack) -> None:
    told = [(service.id, phone.number) for service in english.directory for phone in service.phones]
    assert told
    assert [pair for pair in told if not can_be_dialled(pair[1])] == []


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
