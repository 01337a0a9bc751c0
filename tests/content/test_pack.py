"""A pack as a whole: items are found by their id, refusals always have words, and nothing in it can be changed."""

import pytest
from msgspec.structs import replace

from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.steps import Progress, Step, list_pages
from dasupport.content.pack import Pack, iter_items
from dasupport.content.schema import Item, Prompt, RefusalText
from dasupport.refusal_id import RefusalId


def test_that_a_pack_is_named_as_sessions_keep_it(blank: Pack) -> None:
    assert blank.name == "blank 1"


def test_that_every_item_is_found_by_its_id(english: Pack) -> None:
    items = [item for item in iter_items(english) if isinstance(item, Item)]
    assert len(items) == len(english.items) > 300
    assert all(english.items[item.id] is item for item in items)


def test_that_items_inside_items_are_found_too(english: Pack) -> None:
    assert isinstance(english.items["LU-ALL-4-4"], Prompt)
    assert "LADDER-USING" in english.items


def test_that_a_service_is_found_by_its_id(english: Pack) -> None:
    assert english.services["SAMARITANS"].id == "SAMARITANS"
    assert set(english.services) <= set(english.items)


def test_that_a_known_refusal_has_its_own_words(english: Pack) -> None:
    assert english.get_refusal_text(RefusalId.SEALED).id == "SEALED"


def test_that_a_refusal_that_a_pack_has_no_words_for_has_the_general_ones(english: Pack) -> None:
    refusals = tuple(sentence for sentence in english.refusals if sentence.id != "SEALED")
    assert replace(english, refusals=refusals).get_refusal_text(RefusalId.SEALED).id == "REF-FAULT"


def test_that_no_two_refusals_share_an_id_or_are_without_words(english: Pack) -> None:
    ids = [sentence.id for sentence in english.refusals]
    assert len(ids) == len(set(ids))
    assert [sentence.id for sentence in english.refusals if not (sentence.say and sentence.do)] == []


@pytest.mark.parametrize("value", ["say", "do"])
def test_that_words_cannot_be_changed_while_the_program_runs(english: Pack, value: str) -> None:
    sentence: RefusalText = english.refusals[0]
    with pytest.raises(AttributeError):
        setattr(sentence, value, "")


@pytest.mark.parametrize("name", ["english", "blank"])
def test_that_every_kind_step_page_and_progress_has_its_label(name: str, request: pytest.FixtureRequest) -> None:
    labels = request.getfixturevalue(name).labels
    assert [kind for kind in Kind if not getattr(labels.kinds, kind)] == []
    assert [step for step in Step if not getattr(labels.steps, step)] == []
    assert [far for far in Progress if not getattr(labels.progress, far)] == []
    assert [place for place in SessionPage if not getattr(labels.places, place).title] == []


@pytest.mark.parametrize("presenting", list(Presenting))
def test_that_the_pages_on_the_way_have_names_that_differ(english: Pack, presenting: Presenting) -> None:
    way = [place for step in Step for place in list_pages(step, presenting)]
    shorts = [getattr(english.labels.places, place).short for place in way]
    assert len(shorts) == len(set(shorts))
