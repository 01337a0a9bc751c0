"""Editing one aspect of an answer: its words, its source, its reach, or a field of its detail."""

from dataclasses import fields, replace
from datetime import date
from typing import TypeVar

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import FlagDetail
from dasupport.casework.entry import Answer

AspectValue = str | bool | date | None
D = TypeVar("D")


def edit_answer(answer: Answer, aspect: str, value: AspectValue, raises: str = "") -> Answer:
    """Return the answer with one aspect changed. `aspect` is `words`, `source`, `known`, `told` or a field of
    the detail.

    A new source makes the answer confidential until its reach is stated again.
    `raises` is the concern that the pack ties to the new value. Raises KeyError if the aspect is unknown.
    """
    match aspect:
        case "words":
            return replace(answer, words=Words(str(value or "")))
        case "source":
            said = Source(str(value)) if value else None
            return answer if said == answer.source else replace(answer, source=said, reach=CONFIDENTIAL)
        case "known":
            return replace(answer, reach=Reach(str(value or ""), answer.reach.told if value else Words()))
        case "told":
            return replace(answer, reach=replace(answer.reach, told=Words(str(value or ""))))
    if answer.detail is None:
        raise KeyError(aspect)
    return replace(answer, detail=_edit_detail(answer.detail, aspect, value, raises))


def _edit_detail(detail: D, aspect: str, value: AspectValue, raises: str) -> D:
    names = {field.name for field in fields(detail)}  # type: ignore[arg-type] # every detail is a dataclass
    if aspect not in names:
        raise KeyError(aspect)
    changed: dict[str, AspectValue] = {aspect: value}
    if "raises" in names and aspect in ("value", "answer", "exposure", "on"):
        changed["raises"] = raises
    if isinstance(detail, FlagDetail) and not value:
        changed["raises"] = ""
    return replace(detail, **changed)  # type: ignore[type-var] # as above
