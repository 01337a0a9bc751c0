"""Which concern an answer raises: every one that the pack names is raised by the answer that it hangs on."""

from collections.abc import Iterator

import pytest

from dasupport.casework.concerns import Concern, find_concerns
from dasupport.casework.details import QuestionDetail
from dasupport.casework.edit_answer import edit_answer
from dasupport.casework.entry import Answer, Slot
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.content.answer_concerns import find_raised_concerns
from dasupport.content.pack import Pack
from dasupport.content.schema import (
    AbuseForm,
    ChoiceItem,
    Excuse,
    GateQuestion,
    Indicator,
    Invitation,
    Item,
    Option,
    ProfilePair,
    Prompt,
)
from tests.samples import entry, record

ASPECT = {Kind.PROMPT: "answer", Kind.INVITATION: "answer", Kind.SUPPORT: "answer"}
KIND_OF: dict[type[Item], Kind] = {
    Prompt: Kind.PROMPT,
    Invitation: Kind.INVITATION,
    ProfilePair: Kind.PAIR,
    Indicator: Kind.INDICATOR,
    AbuseForm: Kind.FORM,
    Excuse: Kind.EXCUSE,
    GateQuestion: Kind.GATE,
    ChoiceItem: Kind.PLAN,
}
Way = tuple[Slot, str, str | bool, str]
"""Where something is answered, with which aspect and value, and the concern that the pack ties to it."""


def kind_of(pack: Pack, item: Item) -> Kind:
    """The kind under which the pages record an item."""
    if item in pack.identify.at_risk:
        return Kind.AT_RISK
    return Kind.SUPPORT if item in pack.motivate.support else KIND_OF.get(type(item), Kind.VIEW)


def by_option(pack: Pack) -> Iterator[Way]:
    """Every answer of a question, of a gate or of a row that raises something."""
    for item in pack.items.values():
        slot = Slot(kind_of(pack, item), item.id)
        options: tuple[Option, ...] = getattr(item, "answers", ()) or getattr(item, "options", ())
        yield from (
            (slot, ASPECT.get(slot.kind, "value"), option.value, option.raises) for option in options if option.raises
        )
        if isinstance(item, ProfilePair) and item.raises_right:
            yield from ((slot, "value", mark, item.raises_right) for mark in ("right", "both"))


def by_mark(pack: Pack) -> Iterator[Way]:
    """Every mark that raises something, every relationship, and what reaches a child."""
    relations = {line.id for line in pack.identify.relations}
    for item in pack.items.values():
        concern = item.raises if isinstance(item, Indicator | AbuseForm | ChoiceItem | Excuse) else ""
        if concern and item.id in relations:
            yield Slot(Kind.RELATIONSHIP, "RELATIONSHIP"), "value", item.id, concern
        elif concern:
            yield Slot(kind_of(pack, item), item.id), "on", True, concern
    for option in pack.identify.child_exposure:
        if option.raises:
            yield Slot(Kind.CHILD, "CHILD", "1"), "exposure", option.value, option.raises


def ways(pack: Pack) -> tuple[Way, ...]:
    """Every way in which a pack can raise a concern."""
    return (*by_option(pack), *by_mark(pack))


@pytest.mark.parametrize("name", ["english", "blank"])
def test_that_every_answer_raises_the_concern_that_hangs_on_it(name: str, request: pytest.FixtureRequest) -> None:
    pack: Pack = request.getfixturevalue(name)
    silent = []
    for slot, aspect, value, concern in ways(pack):
        said = edit_answer(Answer.blank(slot.kind), aspect, value, find_raised_concerns(pack, slot, aspect, value))
        if find_concerns(record(entry(slot.kind, slot.item, said, part=slot.part))) != {Concern(concern)}:
            silent.append((slot.item, value))
    assert silent == []


def test_that_the_english_pack_can_raise_every_concern(english: Pack) -> None:
    assert {concern for _, _, _, concern in ways(english)} == set(Concern)


def test_that_a_relationship_with_somebody_under_18_is_a_concern(english: Pack) -> None:
    assert find_raised_concerns(english, Slot(Kind.RELATIONSHIP, "RELATIONSHIP"), "value", "REL-YOUNG") == "under_18"
    assert find_raised_concerns(english, Slot(Kind.RELATIONSHIP, "RELATIONSHIP"), "value", "REL-OTHER") == ""


def test_that_several_answers_raise_all_their_concerns_once_each(english: Pack) -> None:
    slot = Slot(Kind.PROMPT, "A-22.4.8-Q12")
    assert find_raised_concerns(english, slot, "answer", "child+self") == "children+self_harm"
    assert find_raised_concerns(english, slot, "answer", "child+child") == "children"
    assert find_raised_concerns(english, slot, "answer", "other+life") == "danger"


@pytest.mark.parametrize("value", ["", None, False, "no", "gone"])
def test_that_any_other_answer_raises_nothing(english: Pack, value: object) -> None:
    assert find_raised_concerns(english, Slot(Kind.PROMPT, "LU-ALL-4-4"), "answer", value) == ""
    assert find_raised_concerns(english, Slot(Kind.FORM, "K-DEF-11-FGM"), "on", value if value != "no" else None) in (
        "",
        "fgm",
    )


@pytest.mark.parametrize("mark", ["left", "neither", "unknown", ""])
def test_that_a_row_raises_on_its_right_side_only(english: Pack, mark: str) -> None:
    assert find_raised_concerns(english, Slot(Kind.PAIR, "K-CA-CHK-04"), "value", mark) == ""


@pytest.mark.parametrize("aspect", ["words", "outcome", "source", "known", "told"])
def test_that_words_raise_nothing_by_themselves(english: Pack, aspect: str) -> None:
    assert find_raised_concerns(english, Slot(Kind.PROMPT, "LU-ALL-4-4"), aspect, "yes") == ""
    assert find_raised_concerns(english, Slot(Kind.FORM, "K-DEF-11-FGM"), aspect, "yes") == ""
    assert find_raised_concerns(english, Slot(Kind.VIEW, "HIGH-RISK"), aspect, "yes") == ""
    assert find_raised_concerns(english, Slot(Kind.RELATIONSHIP, "RELATIONSHIP"), aspect, "REL-YOUNG") == ""
    assert find_raised_concerns(english, Slot(Kind.CHILD, "CHILD", "1"), aspect, "hurt") == ""


@pytest.mark.parametrize("kind", list(DETAIL_OF))
def test_that_an_item_that_is_gone_raises_nothing(english: Pack, kind: Kind) -> None:
    assert find_raised_concerns(english, Slot(kind, "GONE"), ASPECT.get(kind, "value"), "yes") == ""


def test_that_unmarking_raises_nothing(english: Pack) -> None:
    assert find_raised_concerns(english, Slot(Kind.FORM, "K-DEF-11-FGM"), "on", value=False) == ""
    assert find_raised_concerns(english, Slot(Kind.FORM, "K-DEF-11-FGM"), "on", value=True) == "fgm"


def test_that_a_question_that_was_only_put_raises_nothing(english: Pack) -> None:
    concern = find_raised_concerns(english, Slot(Kind.PROMPT, "LU-ALL-4-4"), "outcome", "asked")
    said = edit_answer(Answer.blank(Kind.PROMPT), "outcome", "asked", concern)
    assert said.detail == QuestionDetail("asked")
