"""What a user did with a block, as a value: the only thing that travels from a widget to a presenter."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Chose:
    """An answer was chosen; empty if the choice was taken back."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Typing paused, or has gone on long enough to be kept."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Left:
    """The cursor left a place for text."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ticked:
    key: str
    on: bool


@dataclass(frozen=True, slots=True)
class Dated:
    key: str
    value: date | None


@dataclass(frozen=True, slots=True)
class DateWritten:
    """The cursor left a place for a date, with what is written there."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    key: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The enter key in a place for one line, where it stands for the primary action."""

    key: str


Intent = Chose | Typed | Left | Ticked | Dated | DateWritten | Pressed
Told = Intent | Entered
"""What a widget tells its page; the page knows which action the enter key stands for."""
