"""The shape of a pack: every item says where it comes from, and nothing is taken as signed off by default."""

from typing import Any

import msgspec
import pytest

from dasupport.content import pack, schema
from dasupport.content.schema import AdviceCard, Indicator, Item, Prompt, Service

STRUCTS = [
    made
    for module in (schema, pack)
    for made in vars(module).values()
    if isinstance(made, type) and issubclass(made, msgspec.Struct) and made.__module__ == module.__name__
]
ITEMS = [made for made in STRUCTS if issubclass(made, Item)]
BARE = {"id": "A", "source": "Kent guide"}


@pytest.mark.parametrize("made", STRUCTS, ids=lambda made: made.__name__)
def test_that_no_struct_can_be_changed_or_takes_an_unknown_key(made: type[msgspec.Struct]) -> None:
    assert made.__struct_config__.frozen
    assert made.__struct_config__.forbid_unknown_fields


@pytest.mark.parametrize("made", ITEMS, ids=lambda made: made.__name__)
def test_that_every_item_needs_an_id_and_a_source(made: type[Item]) -> None:
    required = {field.name for field in msgspec.structs.fields(made) if field.required}
    assert {"id", "source"} <= required


@pytest.mark.parametrize("made", ITEMS, ids=lambda made: made.__name__)
def test_that_nobody_has_signed_an_item_off_until_somebody_did(made: type[Item]) -> None:
    fields = {field.name: field.default for field in msgspec.structs.fields(made)}
    assert (fields["reviewed_by"], fields["reviewed_on"], fields["ours"]) == ("", None, False)


def test_that_a_service_says_what_happens_and_who_is_contacted_or_is_none() -> None:
    required = {field.name for field in msgspec.structs.fields(Service) if field.required}
    assert {"audience", "plain_offer", "how_to_refer", "what_happens", "who_is_contacted", "seen_on"} <= required


def test_that_a_service_is_unchecked_until_somebody_rang_it() -> None:
    fields = {field.name: field.default for field in msgspec.structs.fields(Service)}
    assert (fields["checked_on"], fields["check_by"]) == (None, None)


@pytest.mark.parametrize(
    ("made", "given", "wrong"),
    [
        (Indicator, {"side": "victim", "say": "a", "hint": "b"}, "side"),
        (Indicator, {"side": "use", "group": "moral", "say": "a", "hint": "b"}, "group"),
        (AdviceCard, {"tone": "red", "title": "a", "say": "b"}, "tone"),
        (Prompt, {"say": "a", "why": "b", "rung": 1.5}, "rung"),
        (Prompt, {"say": "a", "why": "b", "turn": "yes"}, "turn"),
        (Prompt, {"say": ["a"], "why": "b"}, "say"),
    ],
)
def test_that_a_value_of_the_wrong_sort_is_refused_at_its_place(
    made: type[Item], given: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(msgspec.ValidationError, match=rf"\$\.{wrong}"):
        msgspec.convert(BARE | given, made)
