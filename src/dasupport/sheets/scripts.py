"""Font fallback: the choice of a font for each character.

A character that no font can draw is replaced by its code point, such as `[U+1F600]`.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from reportlab.pdfbase import pdfmetrics

from dasupport.sheets.face import BODY, BOLD, Face

FALLBACKS = {
    BODY: ("Noto", "Noto-Arabic"),
    BOLD: ("Noto-Bold", "Noto-Arabic-Bold"),
    "Noto": ("Noto-Arabic",),
    "Noto-Bold": ("Noto-Arabic-Bold",),
}
"""Fonts to try after the preferred one, in this order."""
KEPT = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible characters that are kept: they join or separate letters, or set the direction. All others are removed."""
NUMBERED = "[U+"
NEVER_DRAWN = {"Cc", "Cn", "Co", "Cs"}
"""Unicode categories that are never drawn: controls, and codes without an agreed meaning."""


class Faces:
    """The fonts of one sheet, loaded on first use."""

    def __init__(self) -> None:
        self._made: dict[str, Face] = {}
        self._spellings = {BODY: Spelling(self, BODY), BOLD: Spelling(self, BOLD)}

    def __getitem__(self, name: str) -> Face:
        if name not in self._made:
            self._made[name] = Face(name)
            self._made[name].unregister()
            pdfmetrics.registerFont(self._made[name])
        return self._made[name]

    def spelled(self, text: str, first: str) -> str:
        """Return the text with every character that no font can draw replaced by its code point: `[U+1F600]`."""
        return unicodedata.normalize("NFC", text).translate(self._spellings[first])

    def main(self, text: str, first: str) -> str:
        """Return the font for most of a paragraph.

        That is the first fallback if the preferred font cannot draw more than a quarter of the words.
        """
        words = text.split()
        missed = sum(not self[first].draws(word) for word in words)
        return FALLBACKS[first][0] if missed * 4 > len(words) else first

    def stretches(self, text: str, first: str) -> Iterator[tuple[str, str]]:
        """Yield the font and the text of each run in a word: the whole word if any font can draw all of it."""
        wishes = (first, *FALLBACKS[first])
        whole = next((name for name in wishes if self[name].draws(text)), "")
        if whole:
            yield whole, text
            return
        parts = [(self._face_of(part, wishes), part) for part in clusters(text)]
        for name, same in groupby(parts, key=lambda part: part[0]):
            yield name, "".join(part for _, part in same)

    def draws(self, character: str, first: str) -> bool:
        """Return True if any font has this character."""
        return any(self[name].draws(character) for name in (first, *FALLBACKS[first]))

    def _face_of(self, part: str, wishes: tuple[str, ...]) -> str:
        """Return the font for a letter with its marks; if none has all of them, the letter alone decides."""
        return next(name for text in (part, part[0]) for name in wishes if self[name].draws(text))


class Spelling(dict[int, str]):
    """Replacement for each character code, worked out on first use (for `str.translate`)."""

    def __init__(self, faces: Faces, first: str) -> None:
        super().__init__()
        self._faces = faces
        self._first = first

    def __missing__(self, code: int) -> str:
        self[code] = self._spelled(chr(code))
        return self[code]

    def _spelled(self, character: str) -> str:
        category = unicodedata.category(character)
        if character == "\t" or (category == "Zs" and character != "\N{NO-BREAK SPACE}"):
            return " "
        if (category == "Cf" and character not in KEPT) or "VARIATION SELECTOR" in unicodedata.name(character, ""):
            return ""
        if category not in NEVER_DRAWN and self._faces.draws(character, self._first):
            return character
        return f"{NUMBERED}{ord(character):04X}]"


def undrawn(lines: Iterable[str]) -> bool:
    """Return True if any of these lines has a character that no font can draw."""
    faces = Faces()
    return any(faces.spelled(line, BODY).count(NUMBERED) > line.count(NUMBERED) for line in lines)


def clusters(text: str) -> Iterator[str]:
    """Yield each letter together with its combining marks."""
    part = ""
    for character in text:
        if part and not (unicodedata.category(character).startswith("M") or character in KEPT):
            yield part
            part = ""
        part += character
    if part:
        yield part
