"""The guide in its drawer: the cards for this page first, one open at a time, found by any word."""

import pytest

from dasupport.casework.pages import SessionPage
from dasupport.content.pack import Pack
from dasupport.ui.screen.blocks import Card, Heading
from dasupport.ui.screen.intents import FieldLeft, Pressed, Typed
from dasupport.ui.screens.overlay.guide import OPEN_PREFIX, GuideAction, GuideField, GuidePresenter, build_why_cards
from tests.ui.samples import texts


def page(pack: Pack, place: str = "", closed: list[bool] | None = None) -> GuidePresenter:
    return GuidePresenter(pack, place, lambda: closed.append(True) if closed is not None else None)


def opened(guide: GuidePresenter) -> list[str]:
    return [part.key.removesuffix(":open") for part in guide.build_screen().blocks if part.key.endswith(":open")]


def cards(guide: GuidePresenter) -> list[str]:
    return [part.key.removesuffix(":open") for part in guide.build_screen().blocks if isinstance(part, Card)]


def topics(guide: GuidePresenter) -> list[str]:
    return [part.text for part in guide.build_screen().blocks if isinstance(part, Heading)]


def test_that_every_card_is_there_under_its_topic(english: Pack) -> None:
    guide = page(english)
    every = (*english.guide, *build_why_cards(english))
    assert sorted(cards(guide)) == sorted(card.id for card in every)
    assert set(topics(guide)) == {card.topic for card in every}


@pytest.mark.parametrize("place", SessionPage)
def test_that_the_cards_for_a_page_come_first_and_the_first_is_open(english: Pack, place: SessionPage) -> None:
    here = [card.id for card in (*english.guide, *build_why_cards(english)) if place in card.places]
    guide = page(english, place)
    assert cards(guide)[: len(here)] == here
    assert opened(guide) == here[:1]
    assert (topics(guide)[0] == english.labels.guide.here) is bool(here)


def test_that_no_card_is_told_twice(english: Pack) -> None:
    for place in SessionPage:
        found = cards(page(english, place))
        assert len(found) == len(set(found))


def test_that_one_card_is_open_at_a_time_and_closes_by_the_same_press(english: Pack) -> None:
    guide = page(english)
    first, second = english.guide[0].id, english.guide[1].id
    guide.handle(Pressed(f"{OPEN_PREFIX}{first}"))
    guide.handle(Pressed(f"{OPEN_PREFIX}{second}"))
    assert opened(guide) == [second]
    guide.handle(Pressed(f"{OPEN_PREFIX}{second}"))
    assert opened(guide) == []


def test_that_an_open_card_says_where_it_comes_from(english: Pack) -> None:
    guide = page(english)
    card = english.guide[0]
    guide.handle(Pressed(f"{OPEN_PREFIX}{card.id}"))
    shown = texts(guide.build_screen())
    assert set(card.say) <= set(shown)
    assert any(text.startswith(card.source) for text in shown)


@pytest.mark.parametrize("sort", [Typed, FieldLeft])
def test_that_a_card_is_found_by_any_of_its_words_in_any_order(english: Pack, sort: type[Typed | FieldLeft]) -> None:
    guide = page(english)
    card = english.guide[-1]
    words = card.say[0].split()
    guide.handle(sort(GuideField.FIND, f"{words[-1]}  {words[0].upper()}"))
    assert card.id in cards(guide)
    assert len(cards(guide)) < len(english.guide)


def test_that_finding_nothing_is_said(english: Pack) -> None:
    guide = page(english)
    guide.handle(Typed(GuideField.FIND, "zzyzx"))
    assert cards(guide) == []
    assert english.labels.guide.none in texts(guide.build_screen())
    guide.handle(Typed(GuideField.FIND, ""))
    assert len(cards(guide)) == len(english.guide) + len(english.gate.questions)


def test_that_it_closes_by_its_button(blank: Pack) -> None:
    closed: list[bool] = []
    guide = page(blank, closed=closed)
    assert guide.build_screen().focus == GuideField.FIND
    guide.handle(Pressed("something else"))
    assert closed == []
    guide.handle(Pressed(GuideAction.CLOSE))
    assert closed == [True]


def test_that_the_gate_says_why_each_of_its_questions_is_asked(english: Pack) -> None:
    guide = page(english, SessionPage.GATE)
    for question in english.gate.questions:
        guide.handle(Pressed(f"{OPEN_PREFIX}why:{question.id}"))
        assert question.why in texts(guide.build_screen())
