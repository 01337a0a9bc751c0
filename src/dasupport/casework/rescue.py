"""Outcomes for texts that are restored from a rescue file."""

from dataclasses import dataclass
from enum import StrEnum, auto

from dasupport.casework.entry import Answer, Draft
from dasupport.casework.jotting import is_jotting


class Fate(StrEnum):
    """The outcome for one text that was read back."""

    BACK = auto()
    """It is a draft on its page again."""
    THERE = auto()
    """The vault has it already."""
    BESIDE = auto()
    """The vault has a newer answer in its slot, which was left alone."""
    SEALED = auto()
    """Its session was sealed meanwhile."""
    LOST = auto()
    """Its session or person is not in the vault, or may not be written to."""


@dataclass(frozen=True, slots=True)
class Found:
    """One text from a rescue file, and the answer now in its slot in the vault."""

    draft: Draft
    fate: Fate
    code_name: str = ""
    stands: Answer | None = None


def about(draft: Draft) -> str:
    """Return the id of the session a draft belongs to; for a page draft, the person or page it is about."""
    return draft.slot.item if is_jotting(draft) else draft.session
