"""The emergency card: whom to ring, with nothing filled in and nothing unlocked; plain lines only when it is turned."""

import re

import pytest

from dasupport.content.pack import Pack
from dasupport.settings import Organisation
from dasupport.ui.screen.blocks import Card
from dasupport.ui.screen.intents import Pressed
from dasupport.ui.screens.overlay.emergency import LEAD, EmergencyAction, EmergencyPresenter
from tests.ui.samples import LEAD as FILLED
from tests.ui.samples import inside, texts


def page(pack: Pack, organisation: Organisation | None = None, *, plain: bool = False) -> EmergencyPresenter:
    return EmergencyPresenter(pack.first, organisation or Organisation(), lambda: None, plain=plain)


def lines(card: EmergencyPresenter) -> dict[str, list[str]]:
    return {part.key: texts(part) for part in inside(card.build_screen()) if isinstance(part, Card)}


@pytest.mark.parametrize("language", ["blank", "english"])
def test_that_every_line_stands_there_with_nothing_filled_in(language: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(language)
    found = lines(page(pack))
    assert set(found) == {line.id for line in pack.first.emergency}
    assert all(found.values())


def test_that_the_numbers_are_there_large(english: Pack) -> None:
    shown = lines(page(english))
    numbers = {line.id: line.number for line in english.first.emergency if line.number}
    assert "999" in numbers.values()
    assert [id for id, number in numbers.items() if number not in shown[id]] == []


def test_that_the_lead_is_the_one_of_the_organisation(blank: Pack) -> None:
    assert lines(page(blank, FILLED))[LEAD] == [f"{LEAD} title", "01622 555 010", "Ruth Adeyemi"]


def test_that_a_missing_lead_is_said_and_has_no_number(blank: Pack) -> None:
    assert lines(page(blank))[LEAD] == [f"{LEAD} title", "no_lead"]


def test_that_a_number_without_a_name_stands_there_all_the_same(blank: Pack) -> None:
    assert "01622 555 010" in lines(page(blank, Organisation(lead_number="01622 555 010")))[LEAD]


@pytest.mark.parametrize("language", ["blank", "english"])
def test_that_only_plain_lines_show_while_the_laptop_is_turned(language: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(language)
    plain = lines(page(pack, FILLED, plain=True))
    assert set(plain) == {line.id for line in pack.first.emergency if line.plain}
    assert plain
    assert set(plain) < set(lines(page(pack, FILLED)))


def test_that_nothing_on_the_plain_card_says_what_this_is_about(english: Pack) -> None:
    shown = " ".join(texts(page(english, FILLED, plain=True).build_screen())).casefold()
    assert re.findall(r"abuse|domestic|safeguarding|silent|secret|Ruth", shown) == []


def test_that_it_closes_by_its_button_and_by_nothing_else(blank: Pack) -> None:
    closed: list[bool] = []
    card = EmergencyPresenter(blank.first, Organisation(), lambda: closed.append(True), plain=False)
    card.handle(Pressed("something else"))
    assert closed == []
    card.handle(Pressed(EmergencyAction.CLOSE))
    assert closed == [True]
    assert card.build_screen().focus == card.build_screen().primary == EmergencyAction.CLOSE
