"""Lookup of the concerns that the pack attaches to an answer."""

from dasupport.casework.attributed_text import SEPARATOR
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.content.pack import Pack
from dasupport.content.schema import ChoiceItem, GateQuestion, Invitation, Option, ProfilePair, Prompt, Question


def find_raised_concerns(pack: Pack, slot: Slot, aspect: str, value: object) -> str:
    """Return the concerns that an answer raises, looked up in the options of its item.

    Several concerns are joined with `+`; an empty string is none.
    """
    if slot.kind is Kind.CHILD:
        return _concerns_of_options(pack.identify.child_exposure, value) if aspect == "exposure" else ""
    item = pack.items.get(str(value) if slot.kind is Kind.RELATIONSHIP else slot.item)
    if slot.kind is Kind.RELATIONSHIP:
        return item.raises if isinstance(item, ChoiceItem) and aspect == "value" else ""
    if isinstance(item, ProfilePair):
        return item.raises_right if value in ("right", "both") else ""
    if isinstance(item, Prompt | Invitation) and aspect == "answer":
        return _concerns_of_options(item.answers, value)
    if isinstance(item, Question | GateQuestion) and aspect in ("value", "answer"):
        return _concerns_of_options(item.options, value)
    return str(getattr(item, "raises", "")) if aspect == "on" and value else ""


def _concerns_of_options(options: tuple[Option, ...], value: object) -> str:
    chosen = str(value or "").split(SEPARATOR)
    found = {option.raises: None for option in options if option.value in chosen and option.raises}
    return SEPARATOR.join(found)
