"""What becomes of words that come back from a rescue file."""

from dataclasses import dataclass
from enum import StrEnum, auto

from dasupport.casework.entry import Answer, Draft
from dasupport.casework.jotting import is_jotting


class Fate(StrEnum):
    """What became of one text that was read back."""

    BACK = auto()
    """It stands on its page again, to be gone on with."""
    THERE = auto()
    """The vault has it already."""
    BESIDE = auto()
    """Something newer stands in its place, and was left alone."""
    SEALED = auto()
    """Its session was sealed meanwhile."""
    LOST = auto()
    """Its session never came into the vault."""


@dataclass(frozen=True, slots=True)
class Found:
    """One text from a rescue file, and what stands in its place in the vault."""

    draft: Draft
    fate: Fate
    code_name: str = ""
    stands: Answer | None = None


def about(draft: Draft) -> str:
    """The session that a text belongs to; of a jotting the person or the page that it is about."""
    return draft.slot.item if is_jotting(draft) else draft.session
