"""Outcomes for texts that are restored from a rescue file."""

from dataclasses import dataclass
from enum import StrEnum, auto

from dasupport.casework.entry import Answer, Draft
from dasupport.casework.page_draft import is_page_draft


class RecoveryOutcome(StrEnum):
    """The outcome for one text that was read back."""

    RESTORED = auto()
    """It is a draft on its page again."""
    ALREADY_SAVED = auto()
    """The vault has it already."""
    NEWER_EXISTS = auto()
    """The vault has a newer answer in its slot, which was left alone."""
    SEALED = auto()
    """Its session was sealed meanwhile."""
    TARGET_MISSING = auto()
    """Its session or person is not in the vault, or may not be written to."""


@dataclass(frozen=True, slots=True)
class RecoveredText:
    """One text from a rescue file, and the answer now in its slot in the vault."""

    draft: Draft
    outcome: RecoveryOutcome
    code_name: str = ""
    current: Answer | None = None


def get_subject(draft: Draft) -> str:
    """Return the id of the session a draft belongs to; for a page draft, the person or page it is about."""
    return draft.slot.item if is_page_draft(draft) else draft.session
