"""Blocks: the frozen values a screen is made of. No Qt. Presenters build them, widgets draw them.

A block with a key keeps its widget, its focus and its cursor from one drawing of the screen to the next.
Named tuples, because twenty frozen dataclasses would cost the lock screen a tenth of its start-up time.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dasupport.content.lock_screen_labels import PassphraseFieldLabels


class ChoiceOption(NamedTuple):
    """One answer of a choice."""

    value: str
    say: str
    hint: str = ""
    alone: bool = False
    """True if this answer excludes all others, where several may be chosen."""


class Heading(NamedTuple):
    """The title of a screen or of a part of it."""

    text: str
    sub: str = ""
    level: int = 1
    key: str = ""


class Paragraph(NamedTuple):
    """Text to read. Looks: `body`, `lead`, `question`, `quote`, `label`, `small`, `source`, `fault`, `code`."""

    text: str
    look: str = "body"
    key: str = ""
    wrap: bool = True


class Note(NamedTuple):
    """A coloured strip whose title says what the colour means. Tones: `calm`, `care`, `stop`, `held`, `good`."""

    tone: str
    title: str
    say: str = ""
    source: str = ""
    key: str = ""


class Choice(NamedTuple):
    """One of several answers. Choosing the chosen answer again clears it."""

    key: str
    label: str
    options: tuple[ChoiceOption, ...]
    chosen: str = ""
    several: bool = False
    """True if more than one answer may be chosen; the values are joined by `casework.attributed_text.SEPARATOR`."""
    label_hidden: bool = False
    """True if the label is for screen readers only."""


class TextArea(NamedTuple):
    """A text field of several lines, saved automatically when typing pauses."""

    key: str
    label: str
    text: str = ""
    hint: str = ""
    lines: int = 2
    fault: str = ""
    label_hidden: bool = False
    large: bool = False
    hide_from_ime: bool = False
    """True for text that is visible while it is copied from paper: it is kept from input methods (IME)."""


class TextField(NamedTuple):
    """A text field of one line."""

    key: str
    label: str
    text: str = ""
    hint: str = ""
    fault: str = ""
    secret: bool = False
    width: int = 0
    """Maximum width in characters; 0 for the full width of the column."""
    live: bool = False
    """True for a search field: reported while the user types, and at once on the enter key."""
    typing: "PassphraseFieldLabels | None" = None
    """Labels of the hints beside a passphrase (Caps Lock, keyboard layout) and of the switch that shows it."""
    hide_from_ime: bool = False
    """True for text that is visible while it is copied from paper: it is kept from input methods (IME)."""


class Checkbox(NamedTuple):
    """A check box: on or off."""

    key: str
    label: str
    on: bool = False
    hint: str = ""


class DateField(NamedTuple):
    """An optional date: one of a few suggested days, or any other day typed as text."""

    key: str
    label: str
    value: date | None = None
    text: str = ""
    """The text in the date field."""
    hint: str = ""
    suggestions: tuple[tuple[str, date], ...] = ()
    """Suggested days: (label, date)."""
    fault: str = ""


class Button(NamedTuple):
    """A push button. Looks: `primary`, `plain`, `quiet`, `stop`."""

    key: str
    label: str
    look: str = "plain"
    shortcut: str = ""
    enabled: bool = True
    icon: str = ""


class Chip(NamedTuple):
    """A short label with a colour tone; the tone never carries the meaning alone."""

    text: str
    tone: str = "plain"


class Chips(NamedTuple):
    """A row of chips."""

    chips: tuple[Chip, ...]
    key: str = ""


class LadderStep(NamedTuple):
    """One step of a ladder. States: `done`, `now`, `later`."""

    key: str
    text: str
    state: str
    note: str = ""


class LadderSteps(NamedTuple):
    """A ladder of questions that narrows from general to concrete; each step is a button."""

    steps: tuple[LadderStep, ...]
    key: str = ""


class ProfileRow(NamedTuple):
    """A row of the profile: two opposite descriptions, five equal answers between them, a comment below."""

    key: str
    topic: str
    left: str
    right: str
    options: tuple[ChoiceOption, ...]
    chosen: str = ""
    note: str = ""
    comment: "TextArea | None" = None


class StatementRow(NamedTuple):
    """One saved statement: its subject, the answer and words given, and a button to change it."""

    key: str
    label: str
    value: str = ""
    words: str = ""
    chips: tuple[Chip, ...] = ()
    missing: str = ""
    """Text shown if there is no answer."""
    action: str = ""


class ListRow(NamedTuple):
    """A row of a list: a chip, a name, a description, and a button."""

    key: str
    name: str
    about: str = ""
    aside: str = ""
    chip: Chip | None = None
    action: str = ""


class ListRows(NamedTuple):
    """A list of rows; each row can be opened."""

    rows: tuple[ListRow, ...]
    label: str
    key: str = ""


class PdfPreview(NamedTuple):
    """The pages of a PDF that exists only in memory."""

    data: bytes
    label: str = ""
    key: str = "paper"


class Row(NamedTuple):
    """Blocks side by side that wrap where there is no space. `ends` moves the last one to the far end."""

    blocks: "tuple[Block, ...]"
    ends: bool = False
    key: str = ""


class Columns(NamedTuple):
    """Blocks in columns of equal width; stacked where there is no space."""

    columns: "tuple[tuple[Block, ...], ...]"
    key: str = ""


class Card(NamedTuple):
    """Blocks grouped in a frame. Looks: `card`, `tight`, `plain`, `inset`, `stop`."""

    blocks: "tuple[Block, ...]"
    look: str = "card"
    key: str = ""


Block = (
    Heading
    | Paragraph
    | Note
    | Choice
    | TextArea
    | TextField
    | Checkbox
    | DateField
    | Button
    | Chips
    | LadderSteps
    | ProfileRow
    | StatementRow
    | ListRows
    | PdfPreview
    | Row
    | Columns
    | Card
)


def iter_blocks(blocks: "tuple[Block, ...]") -> "Iterator[Block]":
    """Yield all blocks, with the blocks nested in them, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Row | Card):
            yield from iter_blocks(block.blocks)
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from iter_blocks(column)


def iter_button_keys(blocks: "tuple[Block, ...]") -> Iterator[str]:
    """Yield the keys of all buttons among the blocks, nested ones included."""
    return (block.key for block in iter_blocks(blocks) if isinstance(block, Button))


class Screen(NamedTuple):
    """The frozen description of one page: its column of blocks, its advice panel, and where the focus starts."""

    key: str
    blocks: tuple[Block, ...]
    advice: tuple[Note, ...] = ()
    focus: str = ""
    primary: str = ""
    """The key of the one primary button, pressed by Ctrl+Enter."""
    onward: str = ""
    """The key of the button that leads on, pressed by Alt+Down, if it is not the primary button."""
    back: str = ""
    """The key of the button that leads back, pressed by Alt+Up."""
    wide: bool = False
    centred: bool = False
    """True if the blocks are centred vertically in the window."""
