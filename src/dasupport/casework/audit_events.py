"""Audit events in categories that can be searched for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto
from types import MappingProxyType

SHEET_PREFIX = "sheet for "
"""Prefix of the action of previewing a sheet; the reader follows."""


class AuditCategory(StrEnum):
    """A category of audit events."""

    LOOKED = auto()
    LEFT = auto()
    """Sheets and exports that left the vault."""
    WRITTEN = auto()
    PASSED = auto()
    """A stop of the start gate was overridden."""
    OPENED = auto()
    """The vault was opened, or a credential was typed."""
    KEPT = auto()
    """Keys, backups, retention periods, deletions."""


ACTIONS_OF_CATEGORY: Mapping[AuditCategory, tuple[str, ...]] = MappingProxyType(
    {
        AuditCategory.LOOKED: ("viewed", "person viewed", "revealed", "half name revealed", "log read"),
        AuditCategory.LEFT: ("sheet saved", "log exported"),
        AuditCategory.WRITTEN: ("person", "session", "entry", "sealed"),
        AuditCategory.PASSED: ("overrode",),
        AuditCategory.OPENED: (
            "opened",
            "opened_code",
            "opened_parts",
            "opened_key",
            "older_accepted",
            "key_mended",
            "confirmed",
            "wrong passphrase",
            "pin right",
            "wrong pin",
            "pin_locked",
            "tries before opening",
            "alarm_seen",
        ),
    }
)
"""The audit actions of each category; every other action belongs to KEPT."""
FAILED_ATTEMPTS = "tries before opening"
"""The action that reports failed attempts before the vault was opened."""
ACTIONS_WITHOUT_ACTOR = frozenset({FAILED_ATTEMPTS, "wrong pin", "pin_locked"})
"""Actions by somebody unknown: their rows carry the name of the user who opened the vault next, or had it
open.
"""


PUBLIC_KEY_PATTERN = re.compile("age1[02-9ac-hj-np-z]{58}")
"""An age public key."""
KEY_LABEL_LENGTH = 14
"""Number of characters of a public key that are shown."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One row of the audit log, with the person and session it is about, if they still exist."""

    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    person: str = ""
    code_name: str = ""
    session: str = ""
    number: int = 0
    """The number of the session with this person; 0 if the row is about no session."""

    @property
    def known_actor(self) -> str:
        """Return the actor, or an empty string if it cannot be known."""
        return "" if self.action in ACTIONS_WITHOUT_ACTOR else self.actor

    @property
    def attempt_count(self) -> str:
        """Return the number of failed attempts as text, if the row reports one, else an empty string."""
        return self.object if self.action == FAILED_ATTEMPTS else ""


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Filter for audit rows; an empty field excludes nothing."""

    person: str = ""
    session: str = ""
    categories: tuple[AuditCategory, ...] = ()
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """Only rows before this time."""
    before: int = 0
    """Only rows before this row number; 0 starts at the newest."""


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The newest rows that match a filter, and the total number of matches."""

    rows: tuple[AuditRow, ...]
    total: int
    has_more: bool = False
    """True if there are older matching rows."""


def shorten_key(holder: str) -> str:
    """Return the beginning of a supervisor's public key, as shown on screen; an empty string for a person's
    name.
    """
    return f"{holder[:KEY_LABEL_LENGTH]} …" if PUBLIC_KEY_PATTERN.fullmatch(holder) else ""


def get_category(action: str) -> AuditCategory:
    """Return the category of an audit action."""
    if action.startswith(SHEET_PREFIX):
        return AuditCategory.LOOKED
    return next((sort for sort, names in ACTIONS_OF_CATEGORY.items() if action in names), AuditCategory.KEPT)
