"""What the log says was done, in sorts that somebody can look for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto
from types import MappingProxyType

SHEET = "sheet for "
"""How the name of the act begins by which a sheet was seen; the reader follows."""


class Sort(StrEnum):
    """What somebody looks for in a log."""

    LOOKED = auto()
    LEFT = auto()
    """Paper and exports: what left the vault."""
    WRITTEN = auto()
    PASSED = auto()
    """Went past a reason to wait."""
    OPENED = auto()
    """The vault was opened, and passphrases were typed."""
    KEPT = auto()
    """Keys, backups, periods, deletions."""


NAMES: Mapping[Sort, tuple[str, ...]] = MappingProxyType({
    Sort.LOOKED: ("viewed", "person viewed", "revealed", "half name revealed", "log read"),
    Sort.LEFT: ("sheet saved", "log exported"),
    Sort.WRITTEN: ("person", "session", "entry", "sealed"),
    Sort.PASSED: ("overrode",),
    Sort.OPENED: ("opened", "opened_code", "opened_parts", "opened_key", "older_accepted", "key_mended",
                  "confirmed", "wrong passphrase", "pin right", "wrong pin", "pin_locked", "tries before opening",
                  "alarm_seen"),
})  # fmt: skip
"""The acts of each sort; every other one is about keeping."""
TRIES = "tries before opening"
BY_NOBODY = frozenset({TRIES, "wrong pin", "pin_locked"})
"""Who did these is not known: they stand in the log of whoever opened the records."""


HOLDER = re.compile("age1[02-9ac-hj-np-z]{58}")
SHORT = 14


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the log, with whom it is about, as far as they are still here."""

    seq: int
    at: datetime
    actor: str
    action: str
    object: str
    person: str = ""
    code_name: str = ""
    session: str = ""
    number: int = 0
    """Which conversation with this person; 0 where it is about none."""

    @property
    def who(self) -> str:
        """Who did it; nothing where nobody can know."""
        return "" if self.action in BY_NOBODY else self.actor

    @property
    def count(self) -> str:
        """How often, where the line says that."""
        return self.object if self.action == TRIES else ""


@dataclass(frozen=True, slots=True)
class Sought:
    """Which lines are looked for; what is empty leaves none out."""

    person: str = ""
    session: str = ""
    sorts: tuple[Sort, ...] = ()
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """Lines before this moment."""
    before: int = 0
    """Lines before this one, by its number; 0 is from the newest on."""


@dataclass(frozen=True, slots=True)
class Found:
    """The newest lines that were looked for, and how many there are in all."""

    traces: tuple[Trace, ...]
    count: int
    more: bool = False
    """Whether there are older ones than these."""


def key_label(holder: str) -> str:
    """How a supervisor's key is named on the screen: by the beginning of its public half; nothing for a person."""
    return f"{holder[:SHORT]} …" if HOLDER.fullmatch(holder) else ""


def sort_of(action: str) -> Sort:
    """What sort of act this is."""
    if action.startswith(SHEET):
        return Sort.LOOKED
    return next((sort for sort, names in NAMES.items() if action in names), Sort.KEPT)
