"""Layout of a sheet: the style of each part, which lines stay together, and the lines of each page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dasupport.sheets.font import BODY_FONT, BOLD_FONT
from dasupport.sheets.line_breaking import LineBreaker, TextLine, TextStyle
from dasupport.sheets.model import Emphasis, Heading, Paragraph, Quote, Sheet, SheetPart, SmallPrint, StatementPart


@dataclass(frozen=True, slots=True)
class SheetStyles:
    """Text style of each part of a sheet."""

    title: TextStyle
    heading: TextStyle
    strong: TextStyle
    label: TextStyle
    text: TextStyle
    quote: TextStyle
    small: TextStyle


FILE_STYLES = SheetStyles(
    title=TextStyle(BOLD_FONT, 18, 25),
    heading=TextStyle(BOLD_FONT, 14, 20, before=20),
    strong=TextStyle(BOLD_FONT, 12, 17, before=4),
    label=TextStyle(BOLD_FONT, 10, 14, before=11),
    text=TextStyle(BODY_FONT, 10.5, 14.5, before=1),
    quote=TextStyle(BODY_FONT, 10.5, 15, before=3, indent=12),
    small=TextStyle(BODY_FONT, 8.5, 12, before=2.5, pale=True),
)
CLIENT_STYLES = SheetStyles(
    title=TextStyle(BOLD_FONT, 27, 34),
    heading=TextStyle(BOLD_FONT, 18, 24, before=28),
    strong=TextStyle(BOLD_FONT, 22, 29, before=9),
    label=TextStyle(BOLD_FONT, 15, 21, before=12),
    text=TextStyle(BODY_FONT, 15, 21.5, before=3),
    quote=TextStyle(BODY_FONT, 16, 24, before=6, indent=14),
    small=TextStyle(BODY_FONT, 13, 18, before=1, pale=True),
)
"""Large and calm styles: the reader may be tired or upset, or find reading hard."""


MAX_TAIL_LINES = 6


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that belong together.

    If a page break has to split them, the first `head` lines are never alone on a page.
    """

    lines: tuple[TextLine, ...]
    head: int = 0

    @property
    def height(self) -> float:
        """Height of all lines, in points."""
        return sum(line.height for line in self.lines)

    def count_fitting_lines(self, room: float, page: float) -> int:
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
        fit = min(count, len(self.lines) - self.min_tail)
        if room < page and (self.height <= page / 3 or count < self.head + 2 or fit <= self.head):
            return 0
        return max(1, fit)

    @property
    def min_tail(self) -> int:
        """Least number of lines that move to the next page if the group is split.

        Small print is never separated from the text that it is about.
        """
        small = next((number for number, line in enumerate(reversed(self.lines)) if not line.look.pale), 0)
        return max(2, min(small + 1, MAX_TAIL_LINES))


def group_lines(sheet: Sheet, setter: LineBreaker) -> Iterator[LineGroup]:
    """Yield the lines that stay together.

    A group is a statement with its small print, or a heading with all that follows it up to the next heading.
    """
    looks = CLIENT_STYLES if sheet.large else FILE_STYLES
    lines, head = setter.break_lines(sheet.title, looks.title), 0
    for part in sheet.parts:
        if isinstance(part, Heading) and lines:
            yield LineGroup(tuple(lines), head)
            lines, head = [], 0
        added = [line for text, look in _styled_texts(part, looks) for line in setter.break_lines(text, look)]
        lines += added
        if isinstance(part, Heading):
            head = len(lines)
        elif isinstance(part, StatementPart) and lines:
            label = sum(line.look is looks.label for line in added)
            yield LineGroup(tuple(lines), head + max(2, label))
            lines, head = [], 0
    if lines:
        yield LineGroup(tuple(lines), head)


def paginate(found: Iterable[LineGroup], height: float) -> Iterator[tuple[TextLine, ...]]:
    """Yield the lines of each page; a sheet without any lines still has one page."""
    page: list[TextLine] = []
    room = height
    for block in found:
        while block.lines:
            if not page:
                block = LineGroup((replace(block.lines[0], before=0), *block.lines[1:]), block.head)
            fit = block.count_fitting_lines(room, height)
            page += block.lines[:fit]
            room -= sum(line.height for line in block.lines[:fit])
            block = LineGroup(block.lines[fit:], 0 if fit else block.head)
            if block.lines:
                yield tuple(page)
                page, room = [], height
    yield tuple(page)


def _styled_texts(part: SheetPart, looks: SheetStyles) -> tuple[tuple[str, TextStyle], ...]:
    match part:
        case Heading(text):
            return ((text, looks.heading),)
        case Emphasis(text):
            return ((text, looks.strong),)
        case Paragraph(text):
            return ((text, looks.text),)
        case Quote(text):
            return ((text, looks.quote),)
        case SmallPrint(text):
            return ((text, looks.small),)
        case StatementPart(label, value, words, small):
            return (label, looks.label), (value, looks.text), (words, looks.quote), (small, looks.small)
