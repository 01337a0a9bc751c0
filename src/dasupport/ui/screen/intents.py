"""Intents: what the user did with a block, as a value. Nothing else travels from a widget to a presenter."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class OptionChosen:
    """An answer of a choice was chosen; `value` is empty if the choice was cleared."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Typing paused, or has gone on long enough to be saved."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class TextTooLong:
    """Far too much text was pasted into a field, and none of it was taken; `length` in characters."""

    key: str
    length: int


@dataclass(frozen=True, slots=True)
class FieldLeft:
    """A text field lost the focus."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Toggled:
    """A check box was switched on or off."""

    key: str
    on: bool


@dataclass(frozen=True, slots=True)
class DateChosen:
    """A suggested day was chosen; `value` is None if the date was cleared."""

    key: str
    value: date | None


@dataclass(frozen=True, slots=True)
class DateTextEntered:
    """A date field lost the focus; `text` is what was typed in it."""

    key: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button was pressed."""

    key: str


@dataclass(frozen=True, slots=True)
class EnterPressed:
    """The enter key was pressed in a one-line field where it presses the primary button."""

    key: str


Intent = OptionChosen | Typed | TextTooLong | FieldLeft | Toggled | DateChosen | DateTextEntered | Pressed
WidgetEvent = Intent | EnterPressed
"""An event of a widget, for its page view, which turns EnterPressed into the primary button's Pressed."""
