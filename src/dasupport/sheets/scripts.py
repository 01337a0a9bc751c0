"""Other scripts on paper: which face draws a character; what no face draws is named by its number."""

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
"""The faces that are tried after the one that was wished for, in order."""
KEPT = "\u200c\u200d\u200e\u200f\u061c"
"""Invisible characters that part or join letters, or say which way they run; all others are left out."""
NUMBERED = "[U+"
NEVER_DRAWN = {"Cc", "Cn", "Co", "Cs"}
"""Controls, and codes to which nobody or everybody may give a meaning."""


class Faces:
    """The faces of one sheet."""

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
        """Text of which every character can be drawn: a character that no face has becomes `[U+1F600]`."""
        return unicodedata.normalize("NFC", text).translate(self._spellings[first])

    def main(self, text: str, first: str) -> str:
        """The face in which most of a paragraph is set: Noto where the first wish would miss letters all the time."""
        words = text.split()
        missed = sum(not self[first].draws(word) for word in words)
        return FALLBACKS[first][0] if missed * 4 > len(words) else first

    def stretches(self, text: str, first: str) -> Iterator[tuple[str, str]]:
        """A word in stretches of one face: whole if any face can draw it whole."""
        wishes = (first, *FALLBACKS[first])
        whole = next((name for name in wishes if self[name].draws(text)), "")
        if whole:
            yield whole, text
            return
        parts = [(self._face_of(part, wishes), part) for part in clusters(text)]
        for name, same in groupby(parts, key=lambda part: part[0]):
            yield name, "".join(part for _, part in same)

    def draws(self, character: str, first: str) -> bool:
        """Whether any face has this character."""
        return any(self[name].draws(character) for name in (first, *FALLBACKS[first]))

    def _face_of(self, part: str, wishes: tuple[str, ...]) -> str:
        """The face for a letter with its marks; where none has all of them, the letter decides."""
        return next(name for text in (part, part[0]) for name in wishes if self[name].draws(text))


class Spelling(dict[int, str]):
    """How each character is written, worked out when it is first met."""

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
    """Whether any of these lines holds a character that none of our faces can draw."""
    faces = Faces()
    return any(faces.spelled(line, BODY).count(NUMBERED) > line.count(NUMBERED) for line in lines)


def clusters(text: str) -> Iterator[str]:
    """Letters, each with the marks that stand on it."""
    part = ""
    for character in text:
        if part and not (unicodedata.category(character).startswith("M") or character in KEPT):
            yield part
            part = ""
        part += character
    if part:
        yield part
