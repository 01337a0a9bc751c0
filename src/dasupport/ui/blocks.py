"""What a screen is made of: frozen values without Qt. A presenter makes them, `parts` draws them.

A block with a key keeps its widget, its focus and its cursor from one picture of the screen to the next.
Named tuples, because twenty frozen dataclasses would cost the lock screen a tenth of its start.
"""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dasupport.content.first_labels import TypingLabels


class Choosable(NamedTuple):
    """One answer of a choice."""

    value: str
    say: str
    hint: str = ""
    alone: bool = False
    """Where several may be chosen: no other goes with it."""


class Heading(NamedTuple):
    """The name of a screen or of a part of it."""

    text: str
    sub: str = ""
    level: int = 1
    key: str = ""


class Para(NamedTuple):
    """Text to read. Looks: `body`, `lead`, `question`, `quote`, `label`, `small`, `source`, `fault`, `code`."""

    text: str
    look: str = "body"
    key: str = ""
    wrap: bool = True


class Note(NamedTuple):
    """A coloured strip with a title in words. Tones: `calm`, `care`, `stop`, `held`, `good`."""

    tone: str
    title: str
    say: str = ""
    source: str = ""
    key: str = ""


class Choice(NamedTuple):
    """One of several answers. Choosing the chosen one again takes it back."""

    key: str
    label: str
    options: tuple[Choosable, ...]
    chosen: str = ""
    several: bool = False
    """More than one may be chosen; they are joined by `casework.text.SEVERAL`."""
    quiet: bool = False
    """The label is for the screen reader only."""


class Box(NamedTuple):
    """A place for text of several lines. Autosaved on pause."""

    key: str
    label: str
    text: str = ""
    hint: str = ""
    lines: int = 2
    fault: str = ""
    quiet: bool = False
    large: bool = False
    withheld: bool = False
    """Stands in sight while it is typed off paper; input methods are told nothing of it."""


class Field(NamedTuple):
    """A place for one line of text."""

    key: str
    label: str
    text: str = ""
    hint: str = ""
    fault: str = ""
    secret: bool = False
    width: int = 0
    """At most so many characters wide; 0 is the whole column."""
    quick: bool = False
    """Something is looked for: told while one types, and at once by the enter key."""
    typing: "TypingLabels | None" = None
    """What is said beside a passphrase about how it is being typed, and the switch that shows it."""
    withheld: bool = False
    """Stands in sight while it is typed off paper; input methods are told nothing of it."""


class Tick(NamedTuple):
    """Something that is so, or is not."""

    key: str
    label: str
    on: bool = False
    hint: str = ""


class Day(NamedTuple):
    """A date, or none yet: one of the days that are often meant, or any other, written."""

    key: str
    label: str
    value: date | None = None
    text: str = ""
    """What stands in the place for writing it."""
    hint: str = ""
    soon: tuple[tuple[str, date], ...] = ()
    """Days that are often meant, each with its name."""
    fault: str = ""


class Button(NamedTuple):
    """Something to press. Looks: `primary`, `plain`, `quiet`, `stop`."""

    key: str
    label: str
    look: str = "plain"
    shortcut: str = ""
    enabled: bool = True
    icon: str = ""


class Chip(NamedTuple):
    """A word with a tone: never the tone alone."""

    text: str
    tone: str = "plain"


class Chips(NamedTuple):
    chips: tuple[Chip, ...]
    key: str = ""


class Rung(NamedTuple):
    """A step of a ladder: `done`, `now` or `later`."""

    key: str
    text: str
    state: str
    note: str = ""


class Rungs(NamedTuple):
    """A ladder that narrows from general to concrete; each rung may be pressed."""

    rungs: tuple[Rung, ...]
    key: str = ""


class PairRow(NamedTuple):
    """A row of the profile: two descriptions, five equal answers between them, a comment below."""

    key: str
    topic: str
    left: str
    right: str
    options: tuple[Choosable, ...]
    chosen: str = ""
    note: str = ""
    comment: "Box | None" = None


class Answered(NamedTuple):
    """One statement as it stands: what it is about, what was answered and said, and a way to change it."""

    key: str
    label: str
    value: str = ""
    words: str = ""
    chips: tuple[Chip, ...] = ()
    missing: str = ""
    """Said where nothing was answered."""
    action: str = ""


class Line(NamedTuple):
    """A row of a list: a chip, a name, what it is about, and what can be done."""

    key: str
    name: str
    about: str = ""
    aside: str = ""
    chip: Chip | None = None
    action: str = ""


class Lines(NamedTuple):
    """A list of rows; each row can be opened."""

    lines: tuple[Line, ...]
    label: str
    key: str = ""


class Paper(NamedTuple):
    """Pages of a PDF that exists only in memory."""

    data: bytes
    label: str = ""
    key: str = "paper"


class Row(NamedTuple):
    """Blocks side by side that wrap where there is no room. `ends` puts the last one at the far end."""

    blocks: "tuple[Block, ...]"
    ends: bool = False
    key: str = ""


class Columns(NamedTuple):
    """Blocks in columns of equal width; one below the other where there is no room."""

    columns: "tuple[tuple[Block, ...], ...]"
    key: str = ""


class Card(NamedTuple):
    """Blocks that belong together. Looks: `card`, `tight`, `plain`, `inset`, `stop`."""

    blocks: "tuple[Block, ...]"
    look: str = "card"
    key: str = ""


Block = (
    Heading | Para | Note | Choice | Box | Field | Tick | Day | Button | Chips | Rungs | PairRow | Answered | Lines
    | Paper
    | Row | Columns | Card
)  # fmt: skip


def every(blocks: "tuple[Block, ...]") -> "Iterator[Block]":
    """All blocks and the blocks that they hold, in the order in which they are read."""
    for block in blocks:
        yield block
        if isinstance(block, Row | Card):
            yield from every(block.blocks)
        elif isinstance(block, Columns):
            for column in block.columns:
                yield from every(column)


def buttons(blocks: "tuple[Block, ...]") -> Iterator[str]:
    """The keys of all buttons among blocks and the blocks that they hold."""
    return (block.key for block in every(blocks) if isinstance(block, Button))


class Screen(NamedTuple):
    """One picture: what stands in the column, what the side panel says, and where typing begins."""

    key: str
    blocks: tuple[Block, ...]
    advice: tuple[Note, ...] = ()
    focus: str = ""
    primary: str = ""
    """The key of the one primary action, pressed by Ctrl+Enter."""
    onward: str = ""
    """The key of the way on, pressed by Alt+Down, where it is not the primary action."""
    back: str = ""
    """The key of the way back, pressed by Alt+Up."""
    wide: bool = False
    centred: bool = False
    """Stands in the middle of the window's height."""
