"""Validation rules for a content pack that its structs cannot express.

All faults are collected, each with its file.
"""

import string
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dasupport.casework import advice, concerns, gates, outstanding, referral_rules
from dasupport.casework.attributed_text import SEPARATOR, Source
from dasupport.casework.concerns import Concern
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Presenting
from dasupport.casework.service_match import Audience
from dasupport.content.labels import Labels, LockScreenPack
from dasupport.content.load import PackError, PackFault, load_pack
from dasupport.content.pack import Pack, iter_items
from dasupport.content.placeholders import iter_declared_placeholders
from dasupport.content.schema import Option
from dasupport.refusal_id import RefusalId

INVENTORY_FILE = Path(__file__).parent / "inventory.txt"


def load_valid_pack(folder: Path) -> Pack:
    """Return the pack in a folder if it passes every rule. Raises PackError with all faults."""
    pack = load_pack(folder)
    faults = tuple(found for rule in RULES for found in rule(pack))
    if faults:
        raise PackError(faults)
    return pack


def check_unique_ids(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every id that more than one item has."""
    for id, times in Counter(item.id for item in iter_items(pack)).items():
        if times > 1:
            yield PackFault("pack", f"{id} stands {times} times")


def check_ids_of_rules(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every id that the casework rules refer to and the pack lacks."""
    wanted = {
        "gate.toml": (*gates.QUESTIONS, *gates.STOPS),
        "identify.toml": (outstanding.CHILDREN_ITEM,),
        "ask.toml": (outstanding.CONFIDENTIALITY_ITEM,),
        "profile.toml": (advice.COUNTER_ITEM,),
        "advice.toml": advice.ITEMS,
        "refer.toml": (
            *concerns.DECISIONS,
            *referral_rules.REFUSED_ITEMS,
            outstanding.CONSENT_ITEM,
            outstanding.CLOSING_ITEM,
            outstanding.COORDINATION_ITEM,
            outstanding.DISCUSSED_ITEM,
        ),
    }
    for file, ids in wanted.items():
        for id in ids:
            if id not in pack.items:
                yield PackFault(file, f"{id} is missing")
    said = {owing.id for owing in pack.owing}
    for id in outstanding.ITEMS:
        if id not in said:
            yield PackFault("owing.toml", f"{id} is missing")


def check_refusal_texts(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every RefusalId without a text in the pack, and for every text that no RefusalId names."""
    said, known = {sentence.id for sentence in pack.refusals}, set(map(str, RefusalId))
    for id in sorted(known - said):
        yield PackFault("refusals.toml", f"{id} is missing")
    for id in sorted(said - known):
        yield PackFault("refusals.toml", f"{id} is no refusal of the program")


def check_concerns(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every concern in the pack that is not in `casework.concerns.Concern`."""
    known = {concern.value for concern in Concern}
    for id, name in _iter_raised_concerns(pack, ""):
        for part in name.split(SEPARATOR):
            if part not in known:
                yield PackFault("pack", f"{id} raises {part}, which no rule knows")


def check_answers(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every answer that a rule knows and the pack does not offer, or the other way round.

    Also yields a fault for an answer that is offered twice in one list.
    """
    for question in pack.gate.questions:
        yield from _compare_options("gate.toml", question.id, question.options, gates.list_offered_answers(question.id))
    yield from _compare_options("choices.toml", "presenting", pack.choices.presenting, Presenting)
    yield from _compare_options("choices.toml", "sources", pack.choices.sources, Source)
    yield from _compare_options("choices.toml", "audiences", pack.choices.audiences, Audience)
    for place, options in _iter_option_lists(pack, "pack"):
        for value, times in Counter(option.value for option in options).items():
            if times > 1:
                yield PackFault("pack", f"{place} offers {value} {times} times")


def check_signs(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every sign whose id or group does not match its side.

    The rules recognise a sign of use by the start of its id; the page sorts signs of experience by their group.
    """
    for sign in pack.identify.signs:
        if (sign.side == "use") != sign.id.startswith(gates.USING_SIGN_PREFIX):
            start = gates.USING_SIGN_PREFIX
            yield PackFault("identify.toml", f"{sign.id} is a sign of {sign.side}, and those of use begin with {start}")
        if (sign.side == "use") != (sign.group == ""):
            yield PackFault(
                "identify.toml", f"{sign.id} is a sign of {sign.side} in the group {sign.group or 'of none'}"
            )


def check_references(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every choice or page that the directory or the guide refers to and that does not exist."""
    offered = {
        "areas": {option.value for option in pack.choices.areas} | {"everywhere"},
        "needs": {option.value for option in pack.choices.needs},
        "genders": {option.value for option in pack.choices.genders},
    }
    for service in pack.directory:
        for field, known in offered.items():
            for value in getattr(service, field):
                if value not in known:
                    yield PackFault("directory.toml", f"{service.id}: {field} {value} is not in choices.toml")
    for card in pack.guide:
        for place in card.places:
            if place not in list(SessionPage):
                yield PackFault("guide.toml", f"{card.id}: there is no page {place}")


def check_ladders(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every prompt that refers to a missing step or a missing entrance of its ladder."""
    for ladder in (pack.ladders.using, pack.ladders.experiencing):
        ways = {way.id for way in ladder.ways_in}
        rungs = {rung.number for rung in ladder.rungs}
        for prompt in ladder.prompts:
            if prompt.rung not in rungs or not ways.issuperset(prompt.ways_in):
                yield PackFault("ladders.toml", f"{prompt.id} stands on no rung, or no way leads to it")


def check_inventory(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every inventory id that is neither carried by an item nor left out with a reason, or both.

    A pack without left-out ids is not checked.
    """
    if not pack.left_out:
        return
    carried = {id for item in iter_items(pack) for id in (item.id, *item.carries)}
    left = {id for group in pack.left_out for id in group.ids}
    for id in INVENTORY_FILE.read_text(encoding="utf-8").split():
        if (id in carried) == (id in left):
            yield PackFault(
                "left_out.toml", f"{id} is {'both carried and' if id in carried else 'neither carried nor'} left out"
            )


def check_placeholders(pack: Pack) -> Iterator[PackFault]:
    """Yield a fault for every label with a broken brace, or with a placeholder that the program does not fill in.

    The struct of the labels declares what the program fills in.
    """
    filled = dict(iter_declared_placeholders(Labels, "labels")) | dict(
        iter_declared_placeholders(LockScreenPack, "first")
    )
    for name, text in (*_iter_texts(pack.labels, "labels"), *_iter_texts(pack.first, "first")):
        file = f"{name.split('.')[0]}.toml"
        try:
            holes = [hole for _, hole, _, _ in string.Formatter().parse(text) if hole is not None]
        except ValueError:
            yield PackFault(file, f"{name}: a brace is open")
            continue
        if not all(hole.isidentifier() for hole in holes):
            yield PackFault(file, f"{name}: a brace holds no name")
        elif set(holes) - filled[name]:
            yield PackFault(file, f"{name}: a brace holds a name that nothing fills in")


def _iter_raised_concerns(value: object, id: str) -> Iterator[tuple[str, str]]:
    id = str(getattr(value, "id", id))
    fields = getattr(value, "__struct_fields__", ())
    for field in fields:
        part = getattr(value, field)
        if field in ("raises", "raises_right") and part:
            yield id, str(part)
        yield from _iter_raised_concerns(part, id)
    if isinstance(value, tuple):
        for part in value:
            yield from _iter_raised_concerns(part, id)


def _compare_options(file: str, id: str, options: tuple[Option, ...], known: Iterable[str]) -> Iterator[PackFault]:
    offered, wanted = {option.value for option in options}, set(map(str, known))
    for value in sorted(offered - wanted):
        yield PackFault(file, f"{id} offers {value}, which no rule knows")
    for value in sorted(wanted - offered):
        yield PackFault(file, f"{id} does not offer {value}")


def _iter_option_lists(value: object, place: str) -> Iterator[tuple[str, tuple[Option, ...]]]:
    place = str(getattr(value, "id", place))
    for field in getattr(value, "__struct_fields__", ()):
        yield from _iter_option_lists(getattr(value, field), f"{place}.{field}" if place != "pack" else field)
    if isinstance(value, tuple):
        options = tuple(part for part in value if isinstance(part, Option))
        yield from [(place, options)] if options else []
        for part in value:
            yield from _iter_option_lists(part, place)


def _iter_texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    for field in getattr(value, "__struct_fields__", getattr(value, "_fields", ())):
        yield from _iter_texts(getattr(value, field), f"{name}.{field}")
    if isinstance(value, str):
        yield name, value


RULES = (
    check_unique_ids,
    check_ids_of_rules,
    check_refusal_texts,
    check_answers,
    check_signs,
    check_concerns,
    check_references,
    check_ladders,
    check_inventory,
    check_placeholders,
)
