"""Routes: the pages a user can go to, each a small value. `make_presenter` builds the presenter of a route."""

from dataclasses import dataclass
from enum import StrEnum, auto

from dasupport.casework.pages import SessionPage


@dataclass(frozen=True, slots=True)
class Home:
    """The start page: what needs the worker now."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """The form for a new person."""


@dataclass(frozen=True, slots=True)
class People:
    """The list of all people, by code name."""


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person and their sessions."""

    person: str


@dataclass(frozen=True, slots=True)
class InSession:
    """A page of a session that is not sealed yet."""

    session: str
    page: SessionPage = SessionPage.GATE


@dataclass(frozen=True, slots=True)
class SealedSession:
    """A sealed session, read-only."""

    session: str


@dataclass(frozen=True, slots=True)
class PrintSheets:
    """The sheets of a session to print or save; `origin` is the page to go back to."""

    session: str
    origin: SessionPage = SessionPage.CHECK


@dataclass(frozen=True, slots=True)
class FacingPerson:
    """The view for the person, with the laptop turned to them: one question and nothing else."""

    session: str
    prompt: str
    way_in: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory of all services."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Appearance, locking, and the organisation's contacts."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The PIN that lifts Cover."""


@dataclass(frozen=True, slots=True)
class Backups:
    """The backups of this vault."""


@dataclass(frozen=True, slots=True)
class AccessHistory:
    """The times at which one person's record was read, and by which reader; `name` is the code name."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Log:
    """The audit log of this vault."""


@dataclass(frozen=True, slots=True)
class RetentionOverview:
    """Retention periods, and what was deleted."""


@dataclass(frozen=True, slots=True)
class RecordRetention:
    """Retention, holds and deletion of one person's record."""

    person: str


@dataclass(frozen=True, slots=True)
class RescueFile:
    """Unsaved words in a rescue file, to be read back."""


class CodeTask(StrEnum):
    """Tasks of the recovery code page: make or try a code, or a code split into shares."""

    CODE = auto()
    PARTS = auto()
    TRY = auto()
    TRY_PARTS = auto()


@dataclass(frozen=True, slots=True)
class Keys:
    """The key slots of the vault; `made` is the task just completed."""

    made: CodeTask | None = None


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """Make or try a recovery code."""

    task: CodeTask = CodeTask.CODE


@dataclass(frozen=True, slots=True)
class RotateKeys:
    """Replace all keys of the vault (key rotation)."""


Route = (
    Home
    | NewPerson
    | People
    | PersonView
    | AccessHistory
    | InSession
    | SealedSession
    | PrintSheets
    | FacingPerson
    | Directory
    | Settings
    | Pin
    | Backups
    | Log
    | RetentionOverview
    | RecordRetention
    | RescueFile
    | Keys
    | RecoveryCode
    | RotateKeys
)
PEOPLE_ROUTES = People | PersonView | AccessHistory | NewPerson | RecordRetention
"""The routes under People in the rail."""
SETTINGS_ROUTES = Settings | Pin | Backups | Log | RetentionOverview | Keys | RecoveryCode | RotateKeys | RescueFile
"""The routes under Settings in the rail."""
