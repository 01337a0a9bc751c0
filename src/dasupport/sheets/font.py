"""Fonts of a sheet: text is shaped as its script requires, and can still be copied and searched in the PDF."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import uharfbuzz
from reportlab.pdfbase.ttfonts import ShapeData, ShapedStr, TTFont

from dasupport.resource_paths import find_font

BODY_FONT, BOLD_FONT = "Atkinson", "Atkinson-Bold"
NOTO_FILE, ARABIC_FILE = "NotoSans[wdth,wght].ttf", "NotoSansArabic[wdth,wght].ttf"
FONT_FILES = {
    BODY_FONT: "AtkinsonHyperlegible-Regular.ttf",
    BOLD_FONT: "AtkinsonHyperlegible-Bold.ttf",
    "Noto": NOTO_FILE,
    "Noto-Bold": NOTO_FILE,
    "Noto-Arabic": ARABIC_FILE,
    "Noto-Arabic-Bold": ARABIC_FILE,
}
BOLD_WEIGHT = 700.0
FIRST_PRIVATE_CODE = 0xF0000
"""First code for glyphs that do not stand for a single character.

The PDF maps each of these codes to the text that it reads as.
"""
NO_TEXT = "\0"
"""Text of a glyph that only completes its neighbour, such as the dots of a letter."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text in one font and one direction, from left to right as it is seen. `face` is the name of the font."""

    face: str
    text: Any
    width: float
    """Width as a fraction of the font size."""


class SheetFont(TTFont):  # type: ignore[misc] # ReportLab has no types
    """One font. Each sheet makes its own, so that no glyph used in one sheet appears in the file of the next."""

    def __init__(self, name: str) -> None:
        super().__init__(name, BytesIO(load_font(name)))
        if name.endswith("Bold"):
            self.face.name = self.face.name.replace(b"Regular", b"Bold")
        self._shaper = uharfbuzz.Font(self.hbFace)
        self._codes: dict[tuple[int, str], int] = {}

    def can_draw(self, text: str) -> bool:
        """Return True if the font has a glyph for every character."""
        return all(self.face.charToGlyph.get(ord(character)) for character in text)

    def make_plain_run(self, text: str) -> TextRun:
        """Return the text as a run without shaping, letter by letter, which is fast.

        Meant for small Latin type, where kerning makes no visible difference.
        """
        widths = self.face.charWidths
        return TextRun(self.fontName, text, sum(widths[ord(character)] for character in text) / 1000)

    def make_shaped_run(self, text: str, *, leftward: bool = False) -> TextRun:
        """Return the text as a run of shaped glyphs.

        The language is left undefined: that of the machine must not change what is printed.
        """
        buffer = uharfbuzz.Buffer()
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction, buffer.language = "rtl" if leftward else "ltr", "und"
        uharfbuzz.shape(self._shaper, buffer)
        glyphs = tuple(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
        codes = [
            self._code_for_glyph(glyph[0].codepoint, says)
            for glyph, says in zip(glyphs, assign_text_to_glyphs(text, glyphs), strict=True)
        ]
        shapes = [self._make_shape_data(code, *glyph) for code, glyph in zip(codes, glyphs, strict=True)]
        width = sum(shape.x_advance for shape in shapes) / 1000
        return TextRun(self.fontName, ShapedStr("".join(map(chr, codes)), shapes), width)

    def addObjects(self, doc: Any) -> None:
        """Write the font into the PDF, with the text that each glyph reads as."""
        super().addObjects(doc)
        reads = {f"<{code:04X}>": says for (_, says), code in self._codes.items()}
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = re.sub("<F[0-9A-F]{4}>", lambda code: encode_utf16_hex(reads[code[0]]), stream.content)

    def _code_for_glyph(self, glyph: int, says: str) -> int:
        known = self.face.charToGlyph
        if len(says) == 1 and known.get(ord(says)) == glyph:
            return ord(says)
        code = self._codes.setdefault((glyph, says), FIRST_PRIVATE_CODE + len(self._codes))
        known[code] = glyph
        self.face.charWidths[code] = self.pdfScale(self._shaper.get_glyph_h_advance(glyph))
        return code

    def _make_shape_data(self, code: int, info: Any, at: Any) -> ShapeData:
        scale = self.pdfScale
        return ShapeData(
            info.cluster, scale(at.x_advance), 0, scale(at.x_offset), scale(at.y_offset), self.face.charWidths[code]
        )


def assign_text_to_glyphs(text: str, glyphs: Sequence[tuple[Any, Any]]) -> list[str]:
    """Return the text that each glyph reads as.

    Of several glyphs that draw the same letters, the widest gets the text and the others get NO_TEXT.
    """
    starts = sorted({info.cluster for info, _ in glyphs})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    speaks: dict[int, int] = {}
    for index, (info, at) in enumerate(glyphs):
        if info.cluster not in speaks or at.x_advance > glyphs[speaks[info.cluster]][1].x_advance:
            speaks[info.cluster] = index
    return [
        text[info.cluster : ends[info.cluster]] if speaks[info.cluster] == index else NO_TEXT
        for index, (info, _) in enumerate(glyphs)
    ]


def encode_utf16_hex(text: str) -> str:
    """Return text in the notation of a PDF character map: UTF-16 in hexadecimal."""
    return f"<{text.encode('utf-16-be').hex().upper()}>"


@cache
def load_font(name: str) -> bytes:
    """Return the data of a font; each font is read once.

    Noto comes as one file with many weights; the bold font is cut out of it.
    """
    data = find_font(FONT_FILES[name]).read_bytes()
    if FONT_FILES[name] not in (NOTO_FILE, ARABIC_FILE) or not name.endswith("Bold"):
        return data
    whole, cut = uharfbuzz.Face(uharfbuzz.Blob(data)), uharfbuzz.SubsetInput()
    cut.keep_everything()
    cut.pin_axis_location(whole, "wght", BOLD_WEIGHT)
    return bytes(uharfbuzz.subset(whole, cut).blob.data)
