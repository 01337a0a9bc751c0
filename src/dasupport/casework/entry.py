"""Entries: everything recorded is one dated statement by one author, of one kind, about one item."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Self

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import Detail
from dasupport.casework.kinds import Kind


def list_texts(answer: "Answer") -> tuple[str, ...]:
    """Return every piece of free text in an answer."""
    parts = [getattr(answer.detail, part.name) for part in fields(answer.detail)] if answer.detail else []
    return (answer.words.value, answer.reach.told.value, *(part for part in parts if isinstance(part, str)))


@dataclass(frozen=True, slots=True)
class Slot:
    """The address of an answer: its kind, the content item it answers, and which of several parts."""

    kind: Kind
    item: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The content of a slot, before it has an author and a date."""

    words: Words = Words()
    detail: Detail | None = None
    source: Source | None = None
    reach: Reach = CONFIDENTIAL

    @classmethod
    def blank(cls, kind: Kind) -> Self:
        """Return the empty answer of a kind: nothing chosen, no source, confidential."""
        return cls(detail=kind.detail() if kind.detail else None)

    @property
    def has_content(self) -> bool:
        """Return True if anything was written or chosen. A source and a reach alone do not count."""
        return bool(self.words) or (self.detail is not None and self.detail != type(self.detail)())

    @property
    def is_released(self) -> bool:
        """Return True if the person knows that we hold it.

        A statement by somebody else is released only if it also records in words how we know that they know
        (K-S1-CONF-03).
        """
        return self.reach.is_known and (self.source is not Source.OTHER_SAID or bool(self.reach.told))

    def with_words(self, text: str) -> Self:
        """Return the same answer with other words."""
        return replace(self, words=Words(text))


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated statement by one author. Never changed: a later entry may supersede it, and both stay."""

    id: str
    session: str
    author: str
    at: datetime
    slot: Slot
    answer: Answer
    supersedes: str = ""
    reason: Words = Words()

    @property
    def kind(self) -> Kind:
        """Return the kind of its slot."""
        return self.slot.kind

    @property
    def item(self) -> str:
        """Return the item of its slot."""
        return self.slot.item


@dataclass(frozen=True, slots=True)
class Draft:
    """A half-written answer, saved as safely as an entry."""

    session: str
    slot: Slot
    answer: Answer
    at: datetime
