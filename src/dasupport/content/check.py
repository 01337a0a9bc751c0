"""Validation rules for a content pack that its structs cannot express.

All faults are collected, each with its file.
"""

import string
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from dasupport.casework import advice, concerns, gates, owes, referral
from dasupport.casework.concerns import Concern
from dasupport.casework.fit import Audience
from dasupport.casework.people import Presenting
from dasupport.casework.steps import Place
from dasupport.casework.text import SEVERAL, Source
from dasupport.content.load import PACKS, Fault, PackError, load
from dasupport.content.pack import Pack, walk
from dasupport.content.schema import Option

INVENTORY = Path(__file__).parent / "inventory.txt"


def checked(folder: Path, refusals: Iterable[str] = ()) -> Pack:
    """Return the pack in a folder if it passes every rule.

    `refusals` are further refusal ids that need a text, besides REFUSAL_IDS. Raises PackError with all faults.
    """
    pack = load(folder)
    faults = tuple(found for rule in RULES for found in rule(pack)) + tuple(unsaid(pack, refusals))
    if faults:
        raise PackError(faults)
    return pack


def twins(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every id that more than one item has."""
    for id, times in Counter(item.id for item in walk(pack)).items():
        if times > 1:
            yield Fault("pack", f"{id} stands {times} times")


def named_by_rules(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every id that the casework rules refer to and the pack lacks."""
    wanted = {
        "gate.toml": (*gates.QUESTIONS, *gates.STOPS),
        "identify.toml": (owes.CHILDREN_ITEM,),
        "ask.toml": (owes.CONFIDENTIALITY_ITEM,),
        "profile.toml": (advice.COUNTER_ITEM,),
        "advice.toml": advice.ITEMS,
        "refer.toml": (
            *concerns.DECISIONS,
            *referral.REFUSED,
            owes.CONSENT_ITEM,
            owes.CLOSING_ITEM,
            owes.COORDINATION_ITEM,
            owes.DISCUSSED_ITEM,
        ),
    }
    for file, ids in wanted.items():
        for id in ids:
            if id not in pack.items:
                yield Fault(file, f"{id} is missing")
    said = {owing.id for owing in pack.owing}
    for id in owes.ITEMS:
        if id not in said:
            yield Fault("owing.toml", f"{id} is missing")


def unsaid(pack: Pack, refusals: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for every refusal id of the program that has no text in the pack."""
    said = {sentence.id for sentence in pack.refusals}
    for id in sorted({*REFUSALS, *refusals} - said):
        yield Fault("refusals.toml", f"{id} is missing")


def raises(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every concern in the pack that is not in `casework.concerns.Concern`."""
    known = {concern.value for concern in Concern}
    for id, name in _raised(pack, ""):
        for part in name.split(SEVERAL):
            if part not in known:
                yield Fault("pack", f"{id} raises {part}, which no rule knows")


def answers(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every answer that a rule knows and the pack does not offer, or the other way round.

    Also yields a fault for an answer that is offered twice in one list.
    """
    for question in pack.gate.questions:
        known = (*gates.LETS_ON.get(question.id, ()), *gates.HOLDS_UP.get(question.id, ()))
        yield from _other("gate.toml", question.id, question.options, known)
    yield from _other("choices.toml", "presenting", pack.choices.presenting, Presenting)
    yield from _other("choices.toml", "sources", pack.choices.sources, Source)
    yield from _other("choices.toml", "audiences", pack.choices.audiences, Audience)
    for place, options in _options(pack, "pack"):
        for value, times in Counter(option.value for option in options).items():
            if times > 1:
                yield Fault("pack", f"{place} offers {value} {times} times")


def signs(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every sign whose id or group does not match its side.

    The rules recognise a sign of use by the start of its id; the page sorts signs of experience by their group.
    """
    for sign in pack.identify.signs:
        if (sign.side == "use") != sign.id.startswith(gates.SIGN_OF_USE):
            start = gates.SIGN_OF_USE
            yield Fault("identify.toml", f"{sign.id} is a sign of {sign.side}, and those of use begin with {start}")
        if (sign.side == "use") != (sign.group == ""):
            yield Fault("identify.toml", f"{sign.id} is a sign of {sign.side} in the group {sign.group or 'of none'}")


def choices(pack: Pack) -> Iterator[Fault]:
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
                    yield Fault("directory.toml", f"{service.id}: {field} {value} is not in choices.toml")
    for card in pack.guide:
        for place in card.places:
            if place not in list(Place):
                yield Fault("guide.toml", f"{card.id}: there is no page {place}")


def ladders(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every prompt that refers to a missing step or a missing entrance of its ladder."""
    for ladder in (pack.ladders.using, pack.ladders.experiencing):
        ways = {way.id for way in ladder.ways_in}
        rungs = {rung.number for rung in ladder.rungs}
        for prompt in ladder.prompts:
            if prompt.rung not in rungs or not ways.issuperset(prompt.ways_in):
                yield Fault("ladders.toml", f"{prompt.id} stands on no rung, or no way leads to it")


def inventory(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every inventory id that is neither carried by an item nor left out with a reason, or both.

    A pack without left-out ids is not checked.
    """
    if not pack.left_out:
        return
    carried = {id for item in walk(pack) for id in (item.id, *item.carries)}
    left = {id for group in pack.left_out for id in group.ids}
    for id in INVENTORY.read_text(encoding="utf-8").split():
        if (id in carried) == (id in left):
            yield Fault(
                "left_out.toml", f"{id} is {'both carried and' if id in carried else 'neither carried nor'} left out"
            )


def placeholders(pack: Pack) -> Iterator[Fault]:
    """Yield a fault for every label with a broken brace, or with a placeholder that the program does not fill in."""
    for name, text in (*_texts(pack.labels, "labels"), *_texts(pack.first, "first")):
        file = f"{name.split('.')[0]}.toml"
        try:
            holes = [hole for _, hole, _, _ in string.Formatter().parse(text) if hole is not None]
        except ValueError:
            yield Fault(file, f"{name}: a brace is open")
            continue
        if not all(hole.isidentifier() for hole in holes):
            yield Fault(file, f"{name}: a brace holds no name")
        elif set(holes) - known_holes().get(name, set(holes)):
            yield Fault(file, f"{name}: a brace holds a name that nothing fills in")


@cache
def known_holes() -> dict[str, set[str]]:
    """Return the names of the placeholders that the program fills in, by the path of the label.

    They are read from the blank pack, which is generated from the program's own pack and so contains all of them.
    """
    blank = load(PACKS / "blank")
    texts = (*_texts(blank.labels, "labels"), *_texts(blank.first, "first"))
    return {name: {hole for _, hole, _, _ in string.Formatter().parse(text) if hole} for name, text in texts}


def _raised(value: object, id: str) -> Iterator[tuple[str, str]]:
    id = str(getattr(value, "id", id))
    fields = getattr(value, "__struct_fields__", ())
    for field in fields:
        part = getattr(value, field)
        if field in ("raises", "raises_right") and part:
            yield id, str(part)
        yield from _raised(part, id)
    if isinstance(value, tuple):
        for part in value:
            yield from _raised(part, id)


def _other(file: str, id: str, options: tuple[Option, ...], known: Iterable[str]) -> Iterator[Fault]:
    offered, wanted = {option.value for option in options}, set(map(str, known))
    for value in sorted(offered - wanted):
        yield Fault(file, f"{id} offers {value}, which no rule knows")
    for value in sorted(wanted - offered):
        yield Fault(file, f"{id} does not offer {value}")


def _options(value: object, place: str) -> Iterator[tuple[str, tuple[Option, ...]]]:
    place = str(getattr(value, "id", place))
    for field in getattr(value, "__struct_fields__", ()):
        yield from _options(getattr(value, field), f"{place}.{field}" if place != "pack" else field)
    if isinstance(value, tuple):
        options = tuple(part for part in value if isinstance(part, Option))
        yield from [(place, options)] if options else []
        for part in value:
            yield from _options(part, place)


def _texts(value: object, name: str) -> Iterator[tuple[str, str]]:
    for field in getattr(value, "__struct_fields__", getattr(value, "_fields", ())):
        yield from _texts(getattr(value, field), f"{name}.{field}")
    if isinstance(value, str):
        yield name, value


REFUSALS = (
    "REF-FAULT",
    "REF-NOT-HERE",
    "REF-TEXT-NUL",
    "REF-TEXT-BROKEN",
    "REF-TEXT-LONG",
    "PASS-EMPTY",
    "PASS-SHORT",
    "CODE-UNREAD",
    "CODE-DIFFERENT",
    "CODE-PARTS",
    "PASS-NAME",
    "PASS-COMMON",
    "PASS-DIFFERENT",
    "NAME-EMPTY",
    "CODE-EMPTY",
    "CODE-LONG",
    "CODE-TAKEN",
    "CODE-IS-NAME",
    "SEALED",
    "SEAL-OWES",
    "SHEET-READERS",
    "SHEET-EMPTY",
    "SHEET-TALK-FIRST",
    "SHEET-MIXED",
    "SHEET-WRONG-SIDE",
    "SHEET-UNCHECKED",
    "SAVE-WHERE",
    "SAVE-STAYS",
    "KEY-PRIVATE",
    "DATE-PAST",
    "DATE-UNREAD",
    "ADDENDUM-EMPTY",
    "FILE-READERS",
    "NOT-NOW-OWES",
    "PACK-BROKEN",
    "V-NOT-SAVED",
    "ROLE-EMPTY",
    "ROLE-NOT-YOURS",
    "ROLE-TO-READ",
    "ROLE-FULL",
    "ROLE-NO-RIGHT",
    "PASS-AGAIN",
    "PASS-WAIT",
    "PASS-SAME",
    "PASS-WAITS",
    "PIN-DIGITS",
    "PIN-EASY",
    "PIN-DIFFERENT",
    "KEEP-HELD",
    "KEEP-WAITS",
    "KEEP-NOT-DUE",
    "KEEP-NOT-PAST",
    "KEEP-REASON",
    "KEEP-BOUNDS",
    "KEEP-CHILD",
    "PLACE-COPIED",
)
"""Refusal ids of the actions and of the session editor; the vault lists its own."""

RULES = (twins, named_by_rules, answers, signs, raises, choices, ladders, inventory, placeholders)
