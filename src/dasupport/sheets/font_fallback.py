"""Font fallback: the choice of a font for each character.

A character that no font can draw is replaced by its code point, such as `[U+1F600]`.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from dasupport.sheets.font import BODY_FONT, BOLD_FONT, SheetFont

FALLBACK_FONTS = {
    BODY_FONT: ("Noto", "Noto-Arabic"),
    BOLD_FONT: ("Noto-Bold", "Noto-Arabic-Bold"),
    "Noto": ("Noto-Arabic",),
    "Noto-Bold": ("Noto-Arabic-Bold",),
}
"""Fonts to try after the preferred one, in this order."""
KEPT_FORMAT_CHARACTERS = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible characters that are kept: they join or separate letters, or set the direction. All others are removed."""
CODE_POINT_PREFIX = "[U+"
UNDRAWABLE_CATEGORIES = {"Cc", "Cn", "Co", "Cs"}
"""Unicode categories that are never drawn: controls, and codes without an agreed meaning."""


class FontSet:
    """The fonts of one sheet, loaded on first use."""

    def __init__(self) -> None:
        self._fonts: dict[str, SheetFont] = {}
        self._substitutions = {
            BODY_FONT: CharacterSubstitutions(self, BODY_FONT),
            BOLD_FONT: CharacterSubstitutions(self, BOLD_FONT),
        }

    def __getitem__(self, name: str) -> SheetFont:
        if name not in self._fonts:
            self._fonts[name] = SheetFont(name)
            self._fonts[name].unregister()
            pdfmetrics.registerFont(self._fonts[name])
        return self._fonts[name]

    def replace_undrawable(self, text: str, first: str) -> str:
        """Return the text with every character that no font can draw replaced by its code point: `[U+1F600]`."""
        return unicodedata.normalize("NFC", text).translate(self._substitutions[first])

    def choose_main_font(self, text: str, first: str) -> str:
        """Return the font for most of a paragraph.

        That is the first fallback if the preferred font cannot draw more than a quarter of the words.
        """
        words = text.split()
        missed = sum(not self[first].can_draw(word) for word in words)
        return FALLBACK_FONTS[first][0] if missed * 4 > len(words) else first

    def split_by_font(self, text: str, first: str) -> Iterator[tuple[str, str]]:
        """Yield the font and the text of each run in a word: the whole word if any font can draw all of it."""
        wishes = (first, *FALLBACK_FONTS[first])
        whole = next((name for name in wishes if self[name].can_draw(text)), "")
        if whole:
            yield whole, text
            return
        parts = [(self._choose_font(part, wishes), part) for part in iter_clusters(text)]
        for name, same in groupby(parts, key=lambda part: part[0]):
            yield name, "".join(part for _, part in same)

    def can_draw(self, character: str, first: str) -> bool:
        """Return True if any font has this character."""
        return any(self[name].can_draw(character) for name in (first, *FALLBACK_FONTS[first]))

    def _choose_font(self, part: str, wishes: tuple[str, ...]) -> str:
        """Return the font for a letter with its marks; if none has all of them, the letter alone decides."""
        return next(name for text in (part, part[0]) for name in wishes if self[name].can_draw(text))


class CharacterSubstitutions(dict[int, str]):
    """Replacement for each character code, worked out on first use (for `str.translate`)."""

    def __init__(self, faces: FontSet, first: str) -> None:
        super().__init__()
        self._faces = faces
        self._first = first

    def __missing__(self, code: int) -> str:
        self[code] = self._substitute(chr(code))
        return self[code]

    def _substitute(self, character: str) -> str:
        category = unicodedata.category(character)
        if character == "\t" or (category == "Zs" and character != "\N{NO-BREAK SPACE}"):
            return " "
        if (category == "Cf" and character not in KEPT_FORMAT_CHARACTERS) or "VARIATION SELECTOR" in unicodedata.name(
            character, ""
        ):
            return ""
        if category not in UNDRAWABLE_CATEGORIES and self._faces.can_draw(character, self._first):
            return character
        return f"{CODE_POINT_PREFIX}{ord(character):04X}]"


def has_undrawable_characters(lines: Iterable[str]) -> bool:
    """Return True if any of these lines has a character that no font can draw."""
    faces = FontSet()
    return any(
        faces.replace_undrawable(line, BODY_FONT).count(CODE_POINT_PREFIX) > line.count(CODE_POINT_PREFIX)
        for line in lines
    )


def iter_clusters(text: str) -> Iterator[str]:
    """Yield each letter together with its combining marks."""
    part = ""
    for character in text:
        if part and not (unicodedata.category(character).startswith("M") or character in KEPT_FORMAT_CHARACTERS):
            yield part
            part = ""
        part += character
    if part:
        yield part
