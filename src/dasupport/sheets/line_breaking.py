"""Line breaking: text is split into lines in reading order, and each line is laid out in visual order."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from dasupport.sheets.bidi import find_base_level, reorder_visually, resolve_levels
from dasupport.sheets.font import TextRun
from dasupport.sheets.font_fallback import FontSet

WORD_PATTERN = re.compile(r"[^ ]+?(?= |\[U\+|$)")
"""Pattern of a word: it ends at a space, and before a character that is replaced by its code point."""
DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
"""Translation table that deletes the marks for direction."""
SIMPLE_TEXT_PATTERN = re.compile("[ -\u024f\u2010-\u2027\u20ac]*")
"""Pattern of letters that need no joining and have no separate marks."""
MIN_KERNED_SIZE = 13
"""Font size in points from which kerning is applied."""
MAX_LINE_CHARACTERS = 300
"""More characters than fit on any line."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Style of a text; all measures are in points. `face` is the name of the font."""

    face: str
    size: float
    leading: float
    before: float = 0
    indent: float = 0
    pale: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text in visual order."""

    look: TextStyle
    runs: tuple[TextRun, ...] = ()
    before: float = 0
    is_rtl: bool = False
    """True if the line starts at the right margin."""

    @property
    def height(self) -> float:
        """Height in points, with the space before it."""
        return self.before + self.look.leading

    @property
    def width(self) -> float:
        """Width in points."""
        return sum(stretch.width for stretch in self.runs) * self.look.size


@dataclass(frozen=True, slots=True)
class BidiParagraph:
    """Text without line ends, with what is needed to lay out any part of it.

    `ranks` are the embedding levels of its characters, `main` is its main font.
    """

    text: str
    ranks: bytes
    main: str
    plain: bool
    """True if its letters can be placed side by side without shaping."""


class LineBreaker:
    """Breaks text into lines of one width. Make one for each sheet: it caches the widths of words."""

    def __init__(self, faces: FontSet, width: float) -> None:
        self._faces = faces
        self._width = width
        self._widths: dict[tuple[str, bytes, str, bool], float] = {}

    def break_lines(self, text: str, look: TextStyle) -> list[TextLine]:
        """Return the lines of a text; an empty line stays an empty line.

        A paragraph without a letter that has a direction takes that of the whole text.
        """
        whole = find_base_level(text)
        lines = [line for part in text.splitlines() for line in self._break_paragraph(part, look, whole)]
        if lines:
            lines[0] = TextLine(look, lines[0].runs, look.before, lines[0].is_rtl)
        return lines

    def _break_paragraph(self, text: str, look: TextStyle, whole: int) -> Iterator[TextLine]:
        spelled = self._faces.replace_undrawable(text, look.face).strip(" ")
        base = find_base_level(spelled, whole)
        ranks, main = resolve_levels(spelled, base), self._faces.choose_main_font(spelled, look.face)
        plain = (
            look.size < MIN_KERNED_SIZE
            and not any(ranks)
            and SIMPLE_TEXT_PATTERN.fullmatch(spelled)
            and self._faces[main].can_draw(spelled)
        )
        paragraph = BidiParagraph(spelled, ranks, main, bool(plain))
        for start, end in self._find_breaks(paragraph, (self._width - look.indent) / look.size):
            yield TextLine(look, tuple(self._make_runs(paragraph, start, end)), is_rtl=bool(base))

    def _find_breaks(self, paragraph: BidiParagraph, room: float) -> Iterator[tuple[int, int]]:
        """Yield the start and the end of each line. `room` is the width of a line as a multiple of the font size."""
        start, end, used = 0, 0, 0.0
        for word in WORD_PATTERN.finditer(paragraph.text):
            gap = self._measure_width(paragraph, end, word.start()) if used else 0.0
            length = self._measure_width(paragraph, *word.span())
            if used and used + gap + length > room:
                yield start, end
                used, gap = 0.0, 0.0
            if not used:
                start = word.start()
            while length > room:
                end = start + self._count_fitting_characters(paragraph, start, word.end(), room)
                yield start, end
                start, length = end, self._measure_width(paragraph, end, word.end())
            used, end = used + gap + length, word.end()
        yield start, end

    def _count_fitting_characters(self, paragraph: BidiParagraph, start: int, end: int, room: float) -> int:
        """Return how many characters of an overlong word fit on a line.

        At least one does, and a mark is never separated from its letter.
        """
        most = min(end - start, MAX_LINE_CHARACTERS)
        fit = bisect_right(range(1, most), room, key=lambda count: self._measure_width(paragraph, start, start + count))
        while fit > 1 and unicodedata.category(paragraph.text[start + fit]).startswith("M"):
            fit -= 1
        return max(fit, 1)

    def _measure_width(self, paragraph: BidiParagraph, start: int, end: int) -> float:
        if end - start > MAX_LINE_CHARACTERS:
            return float("inf")
        key = paragraph.text[start:end], paragraph.ranks[start:end], paragraph.main, paragraph.plain
        if key not in self._widths:
            self._widths[key] = sum(stretch.width for stretch in self._make_runs(paragraph, start, end))
        return self._widths[key]

    def _make_runs(self, paragraph: BidiParagraph, start: int, end: int) -> list[TextRun]:
        """Return a part of a paragraph as runs of one direction and one font, leftmost first."""
        if paragraph.plain:
            return [self._faces[paragraph.main].make_plain_run(paragraph.text[start:end])]
        pieces = []
        for level, places in groupby(range(start, end), key=lambda place: paragraph.ranks[place]):
            run = list(places)
            text = paragraph.text[run[0] : run[-1] + 1].translate(DIRECTION_MARKS)
            pieces += [(level, (bool(level % 2), *part)) for part in self._split_by_font(text, paragraph.main)]
        return [
            self._faces[name].make_shaped_run(text, leftward=leftward)
            for leftward, name, text in reorder_visually(pieces)
        ]

    def _split_by_font(self, text: str, main: str) -> Iterator[tuple[str, str]]:
        """Yield the font and the text of each run: words with the spaces after them, joined if they share a font."""
        parts = (part for word in re.findall(r"[^ ]+ *| +", text) for part in self._faces.split_by_font(word, main))
        for name, same in groupby(parts, key=lambda part: part[0]):
            yield name, "".join(part for _, part in same)
