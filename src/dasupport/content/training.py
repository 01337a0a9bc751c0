"""Made-up people for training vaults, and the texts that the tour types."""

from msgspec import Struct


class TrainingStatement(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a made-up record: the slot it answers, and its text."""

    kind: str
    item: str
    words: str = ""
    part: str = ""
    source: str = ""
    known: str = ""
    """Id of the way in which we know that the person knows; empty is confidential."""
    detail: dict[str, str | bool] = {}


class TrainingSession(Struct, frozen=True, forbid_unknown_fields=True):
    """One made-up session."""

    days_ago: int
    statements: tuple[TrainingStatement, ...]
    sealed: bool = True


class TrainingCase(Struct, frozen=True, forbid_unknown_fields=True):
    """One made-up person."""

    code_name: str
    area: str
    presenting: str
    story: str
    """For the trainer: the subject of this case."""
    meetings: tuple[TrainingSession, ...]


class TrainingContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of training.toml."""

    worker: str
    cases: tuple[TrainingCase, ...]


class TourContent(Struct, frozen=True, forbid_unknown_fields=True):
    """Contents of tour.toml: the texts that the tour types, by the key of the field."""

    words: dict[str, str]
