"""Text about people: it never prints itself, and it records its source and who may read it."""

from dataclasses import dataclass, field
from enum import StrEnum

from dasupport.refusal_id import RefusalId

MAX_CHARACTERS = 200_000
"""The most characters that one statement may hold (about seventy pages)."""

SEPARATOR = "+"
"""Joins several answers, or several concerns, in one string."""


def text_error(text: str) -> RefusalId | None:
    """Return the refusal id if this text cannot be stored exactly as it is, else None."""
    if len(text) > MAX_CHARACTERS:
        return RefusalId.REF_TEXT_LONG
    if "\0" in text:
        return RefusalId.REF_TEXT_NUL
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return RefusalId.REF_TEXT_BROKEN
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """Text about people. Printing it shows only its length; read `.value` to show it on purpose."""

    value: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"<{len(self.value)} characters>"

    def __bool__(self) -> bool:
        return bool(self.value.strip())


class Source(StrEnum):
    """The origin of a statement."""

    SAW = "saw"
    PERSON_SAID = "person"
    OTHER_SAID = "other"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Reach:
    """Statement of whether the person knows that we hold an entry, and how we know that (K-S1-CONF-01,
    K-S1-CONF-03).

    An empty reach is *confidential*: the default, and the answer whenever there is doubt.
    """

    how_we_know: str = ""
    """The content id of how we know that the person knows; empty is confidential."""
    told: Words = Words()
    """Free text on how we know it."""

    @property
    def is_known(self) -> bool:
        """Return True if the person knows that we hold it."""
        return bool(self.how_we_know)


CONFIDENTIAL = Reach()
