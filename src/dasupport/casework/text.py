"""Text about people: it cannot print itself, and it knows where it came from and who may hear it."""

from dataclasses import dataclass, field
from enum import StrEnum

LONGEST = 200_000
"""The most characters that one statement may hold (about seventy pages)."""

SEVERAL = "+"
"""Joins answers, or concerns, of which more than one is true."""

NUL_FOUND = "REF-TEXT-NUL"
BROKEN_CHARACTER = "REF-TEXT-BROKEN"
TOO_LONG = "REF-TEXT-LONG"


def unkeepable(text: str) -> str | None:
    """The id of the refusal if this text cannot be kept exactly as it is, else nothing."""
    if len(text) > LONGEST:
        return TOO_LONG
    if "\0" in text:
        return NUL_FOUND
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return BROKEN_CHARACTER
    return None


@dataclass(frozen=True, slots=True)
class Words:
    """Text about people. It shows its length when printed, never itself; read `.value` to show it on purpose."""

    value: str = field(default="", repr=False)

    def __str__(self) -> str:
        return f"<{len(self.value)} characters>"

    def __bool__(self) -> bool:
        return bool(self.value.strip())


class Source(StrEnum):
    """Whose knowledge a statement is."""

    SAW = "saw"
    PERSON_SAID = "person"
    OTHER_SAID = "other"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether the person knows that we hold a statement, and how we know that (K-S1-CONF-01, K-S1-CONF-03).

    The empty reach is *confidential*: it is the default, and the answer whenever there is doubt.
    """

    how_we_know: str = ""
    """The content id of the way in which we know that the person knows; empty is confidential."""
    told: Words = Words()
    """Further words on how we know it."""

    @property
    def known(self) -> bool:
        """Whether the person knows that we hold it."""
        return bool(self.how_we_know)


CONFIDENTIAL = Reach()
