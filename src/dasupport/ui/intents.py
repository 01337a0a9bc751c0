"""Intents: what the user did with a block, as a value. Nothing else travels from a widget to a presenter."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Chose:
    """An answer of a choice was chosen; `value` is empty if the choice was cleared."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Typing paused, or has gone on long enough to be saved."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Left:
    """A text field lost the focus."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ticked:
    """A check box was switched on or off."""

    key: str
    on: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """A suggested day was chosen; `value` is None if the date was cleared."""

    key: str
    value: date | None


@dataclass(frozen=True, slots=True)
class DateWritten:
    """A date field lost the focus; `text` is what was typed in it."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed."""

    key: str


@dataclass(frozen=True, slots=True)
class Entered:
    """The enter key was pressed in a one-line field where it presses the primary button."""

    key: str


Intent = Chose | Typed | Left | Ticked | Dated | DateWritten | Pressed
Told = Intent | Entered
"""An event of a widget, for its page view, which turns EnterPressed into the primary button's Pressed."""
