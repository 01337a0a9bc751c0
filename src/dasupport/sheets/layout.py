"""Layout of a sheet: the style of each part, which lines stay together, and the lines of each page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dasupport.sheets.face import BODY, BOLD
from dasupport.sheets.lines import Line, Look, Setter
from dasupport.sheets.sheet import Heading, Part, Quote, Sheet, Small, Statement, Strong, Text


@dataclass(frozen=True, slots=True)
class Looks:
    """Text style of each part of a sheet."""

    title: Look
    heading: Look
    strong: Look
    label: Look
    text: Look
    quote: Look
    small: Look


FOR_FILE = Looks(
    title=Look(BOLD, 18, 25),
    heading=Look(BOLD, 14, 20, before=20),
    strong=Look(BOLD, 12, 17, before=4),
    label=Look(BOLD, 10, 14, before=11),
    text=Look(BODY, 10.5, 14.5, before=1),
    quote=Look(BODY, 10.5, 15, before=3, indent=12),
    small=Look(BODY, 8.5, 12, before=2.5, pale=True),
)
FOR_PERSON = Looks(
    title=Look(BOLD, 27, 34),
    heading=Look(BOLD, 18, 24, before=28),
    strong=Look(BOLD, 22, 29, before=9),
    label=Look(BOLD, 15, 21, before=12),
    text=Look(BODY, 15, 21.5, before=3),
    quote=Look(BODY, 16, 24, before=6, indent=14),
    small=Look(BODY, 13, 18, before=1, pale=True),
)
"""Large and calm styles: the reader may be tired or upset, or find reading hard."""


LONGEST_TAIL = 6


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together.

    If a page break has to split them, the first `head` lines are never alone on a page.
    """

    lines: tuple[Line, ...]
    head: int = 0

    @property
    def height(self) -> float:
        """Height of all lines, in points."""
        return sum(line.height for line in self.lines)

    def fitting(self, room: float, page: float) -> int:
        """Return how many lines go on a page with `room` points left, where a whole page has `page` points.

        That is all of them, none, or as many as the rules for a page break allow.
        """
        count, left = 0, room
        for line in self.lines:
            left -= line.height
            if left < 0:
                break
            count += 1
        if count == len(self.lines):
            return count
        if room < page and (self.height <= page / 3 or count < self.head + 2):
            return 0
        return max(1, min(count, len(self.lines) - self.tail))

    @property
    def tail(self) -> int:
        """Least number of lines that move to the next page if the group is split.

        Small print is never separated from the text that it is about.
        """
        small = next((number for number, line in enumerate(reversed(self.lines)) if not line.look.pale), 0)
        return max(2, min(small + 1, LONGEST_TAIL))


def blocks(sheet: Sheet, setter: Setter) -> Iterator[Block]:
    """Yield the lines that stay together.

    A group is a statement with its small print, or a heading with all that follows it up to the next heading.
    """
    looks = FOR_PERSON if sheet.large else FOR_FILE
    lines, head = setter.lines(sheet.title, looks.title), 0
    for part in sheet.parts:
        if isinstance(part, Heading) and lines:
            yield Block(tuple(lines), head)
            lines, head = [], 0
        lines += (line for text, look in _texts(part, looks) for line in setter.lines(text, look))
        if isinstance(part, Heading):
            head = len(lines)
        elif isinstance(part, Statement) and lines:
            yield Block(tuple(lines), head + 2)
            lines, head = [], 0
    if lines:
        yield Block(tuple(lines), head)


def pages(found: Iterable[Block], height: float) -> Iterator[tuple[Line, ...]]:
    """Yield the lines of each page; a sheet without any lines still has one page."""
    page: list[Line] = []
    room = height
    for block in found:
        while block.lines:
            if not page:
                block = Block((replace(block.lines[0], before=0), *block.lines[1:]), block.head)
            fit = block.fitting(room, height)
            page += block.lines[:fit]
            room -= sum(line.height for line in block.lines[:fit])
            block = Block(block.lines[fit:], 0 if fit else block.head)
            if block.lines:
                yield tuple(page)
                page, room = [], height
    yield tuple(page)


def _texts(part: Part, looks: Looks) -> tuple[tuple[str, Look], ...]:
    match part:
        case Heading(text):
            return ((text, looks.heading),)
        case Strong(text):
            return ((text, looks.strong),)
        case Text(text):
            return ((text, looks.text),)
        case Quote(text):
            return ((text, looks.quote),)
        case Small(text):
            return ((text, looks.small),)
        case Statement(label, value, words, small):
            return (label, looks.label), (value, looks.text), (words, looks.quote), (small, looks.small)
