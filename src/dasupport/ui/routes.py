"""Where one can be: each a small value. What stands there is made by `making`."""

from dataclasses import dataclass
from enum import StrEnum, auto

from dasupport.casework.steps import Place


@dataclass(frozen=True, slots=True)
class Home:
    """What needs the worker now."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Meeting somebody for the first time."""


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, by code name."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person and their conversations."""

    person: str


@dataclass(frozen=True, slots=True)
class InSession:
    """A page of a session that is still open."""

    session: str
    place: Place = Place.GATE


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed session."""

    session: str


@dataclass(frozen=True, slots=True)
class Papers:
    """What may be printed of a session, and the page from which one came."""

    session: str
    origin: Place = Place.CHECK


@dataclass(frozen=True, slots=True)
class Turned:
    """The laptop turned to the person, with one question."""

    session: str
    prompt: str
    way_in: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """All services."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the program looks, and whom to ring."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The PIN of Cover."""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of this vault."""


@dataclass(frozen=True, slots=True)
class Looks:
    """Who looked at one person, by code name, and when."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Log:
    """The log of this vault."""


@dataclass(frozen=True, slots=True)
class Records:
    """How long records are kept, and what was deleted."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one record is kept."""

    person: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a file, to be read back."""


class Sort(StrEnum):
    """What is to be done with a recovery code."""

    CODE = auto()
    PARTS = auto()
    TRY = auto()
    TRY_PARTS = auto()


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the records; and what was just made."""

    made: Sort | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A recovery code: made, or tried."""

    sort: Sort = Sort.CODE


@dataclass(frozen=True, slots=True)
class NewKeys:
    """New keys for everything."""


Route = (
    Home | NewPerson | People | PersonView | Looks | InSession | Sealed | Papers | Turned | Directory | Settings | Pin
    | Backups | Log | Records | Keeping | Words | Keys | Code | NewKeys
)  # fmt: skip
WITH_PEOPLE = People | PersonView | Looks | NewPerson | Keeping
"""What the rail counts among the people."""
ABOUT_THE_VAULT = Settings | Pin | Backups | Log | Records | Keys | Code | NewKeys | Words
"""What it counts among the settings."""
