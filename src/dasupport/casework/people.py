"""People and sessions as lists show them: by code name, never by what they are said to be."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dasupport.casework.attributed_text import Words


class Presenting(StrEnum):
    """The way a person presents, in one dated statement: never a type of person."""

    USING = "using"
    EXPERIENCING = "experiencing"
    NOT_CLEAR = "not_clear"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody we talk with. Lists, titles and files contain only the code name."""

    id: str
    code_name: str
    area: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class ProtectedIdentity:
    """Identifying details: shown only on purpose, logged when shown, and never printed."""

    real_name: Words = Words()


class Closing(StrEnum):
    """The way a session was closed."""

    OPEN = "open"
    SEALED = "sealed"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Session:
    """One conversation with one person."""

    id: str
    person: str
    number: int
    started_at: datetime
    author: str
    pack: str
    """Name and version of the content pack that was on screen."""
    closing: Closing = Closing.OPEN
    sealed_at: datetime | None = None

    @property
    def is_sealed(self) -> bool:
        """Return True if the session is closed for good."""
        return self.sealed_at is not None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in a list."""

    id: str
    code_name: str
    area: str
    sessions: int
    last_contact: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list."""

    id: str
    person: str
    code_name: str
    number: int
    started_at: datetime
    closing: Closing
    page: str
    """The page that was last open."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A follow-up in a list: a date, a code name and a label that reveals nothing."""

    entry: str
    session: str
    person: str
    code_name: str
    due: date
    label: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """Follow-ups that are due, unfinished sessions, and people contacted recently."""

    due: tuple[DueRow, ...] = ()
    unfinished: tuple[SessionRow, ...] = ()
    recent: tuple[PersonRow, ...] = ()
