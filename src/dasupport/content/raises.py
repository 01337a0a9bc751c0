"""Lookup of the concerns that the pack attaches to an answer."""

from dasupport.casework.entry import Kind, Slot
from dasupport.casework.text import SEVERAL
from dasupport.content.pack import Pack
from dasupport.content.schema import GateQuestion, Invitation, Line, Option, Pair, Prompt, Question


def raised_by(pack: Pack, slot: Slot, aspect: str, value: object) -> str:
    """Return the concerns that an answer raises, looked up in the options of its item.

    Several concerns are joined with `+`; an empty string is none.
    """
    if slot.kind is Kind.CHILD:
        return _by_value(pack.identify.child_exposure, value) if aspect == "exposure" else ""
    item = pack.items.get(str(value) if slot.kind is Kind.RELATIONSHIP else slot.item)
    if slot.kind is Kind.RELATIONSHIP:
        return item.raises if isinstance(item, Line) and aspect == "value" else ""
    if isinstance(item, Pair):
        return item.raises_right if value in ("right", "both") else ""
    if isinstance(item, Prompt | Invitation) and aspect == "answer":
        return _by_value(item.answers, value)
    if isinstance(item, Question | GateQuestion) and aspect in ("value", "answer"):
        return _by_value(item.options, value)
    return str(getattr(item, "raises", "")) if aspect == "on" and value else ""


def _by_value(options: tuple[Option, ...], value: object) -> str:
    chosen = str(value or "").split(SEVERAL)
    found = {option.raises: None for option in options if option.value in chosen and option.raises}
    return SEVERAL.join(found)
