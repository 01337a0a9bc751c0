"""Made-up people for training, and the words that the tour types."""

from msgspec import Struct


class Statement(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a made-up record: where it stands and what it says."""

    kind: str
    item: str
    words: str = ""
    part: str = ""
    source: str = ""
    known: str = ""
    """How we know that the person knows; empty is confidential."""
    detail: dict[str, str | bool] = {}


class Meeting(Struct, frozen=True, forbid_unknown_fields=True):
    """One made-up conversation."""

    days_ago: int
    statements: tuple[Statement, ...]
    sealed: bool = True


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """One made-up person."""

    code_name: str
    area: str
    presenting: str
    story: str
    """For the trainer: what this case is about."""
    meetings: tuple[Meeting, ...]


class Training(Struct, frozen=True, forbid_unknown_fields=True):
    """training.toml"""

    worker: str
    cases: tuple[Case, ...]


class Tour(Struct, frozen=True, forbid_unknown_fields=True):
    """tour.toml: what the tour types where, by the key of the field."""

    words: dict[str, str]
