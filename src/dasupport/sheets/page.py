"""Rendering of a sheet as a PDF in memory. No file is written, and the PDF does not name its author or program."""

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from dasupport.sheets.face import BODY, BOLD
from dasupport.sheets.layout import blocks, pages
from dasupport.sheets.lines import Line, Look, Setter
from dasupport.sheets.scripts import Faces
from dasupport.sheets.sheet import Sheet

INK, PALE, RULE = HexColor("#16222a"), HexColor("#56636c"), HexColor("#b9c4ca")
STAMP, ACROSS = HexColor("#8c1d18"), Color(0.70, 0.15, 0.12, alpha=0.13)
WIDE, HIGH = A4
MARGIN, EDGE = 21 * mm, 11 * mm
SLANT = 52
FOOTER, HEADER, WATERMARK = Look(BODY, 8, 11, pale=True), Look(BOLD, 9, 12), Look(BOLD, 46, 60)


def pdf(sheet: Sheet) -> bytes:
    """Return a sheet as the bytes of a PDF. The same sheet always gives the same bytes."""
    faces, out = Faces(), BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="en-GB", initialFontName=faces[BODY].fontName)
    for tell in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setCreator, canvas.setProducer):
        tell("")
    made = tuple(pages(blocks(sheet, Setter(faces, WIDE - 2 * MARGIN)), HIGH - 2 * MARGIN))
    for number, lines in enumerate(made, 1):
        _dress(canvas, sheet, Setter(faces, HIGH), f"{number} / {len(made)}")
        _draw(canvas, lines)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Canvas, lines: Iterable[Line]) -> None:
    """Draw lines from the top of the page down, with a thin rule beside quoted words."""
    bottom = HIGH - MARGIN
    for line in lines:
        bottom -= line.height
        indent, size, leading = line.look.indent, line.look.size, line.look.leading
        if indent:
            _rule(canvas, WIDE - MARGIN if line.leftward else MARGIN, bottom, bottom + leading)
        start = WIDE - MARGIN - indent - line.width if line.leftward else MARGIN + indent
        _text(canvas, line, start, bottom + (leading - size) / 2 + 0.22 * size, PALE if line.look.pale else INK)


def _rule(canvas: Canvas, x: float, bottom: float, top: float) -> None:
    canvas.setStrokeColor(RULE)
    canvas.setLineWidth(1.5)
    canvas.line(x, bottom, x, top)


def _text(canvas: Canvas, line: Line, x: float, y: float, colour: Color) -> None:
    pen = canvas.beginText(x, y)
    pen.setFillColor(colour)
    for stretch in line.stretches:
        pen.setFont(stretch.face, line.look.size)
        pen.textOut(stretch.text)
    canvas.drawText(pen)


def _dress(canvas: Canvas, sheet: Sheet, setter: Setter, number: str) -> None:
    """Draw the watermark across the page and again at its top, and the footer at its bottom."""
    canvas.saveState()
    for line in setter.lines(sheet.watermark, WATERMARK):
        canvas.translate(WIDE / 2, HIGH / 2)
        canvas.rotate(SLANT)
        _text(canvas, line, -line.width / 2, 0, ACROSS)
    canvas.restoreState()
    for line in setter.lines(sheet.watermark, HEADER):
        _text(canvas, line, MARGIN, HIGH - EDGE, STAMP)
    if sheet.footer:
        for line in setter.lines(f"{sheet.footer} · {number}", FOOTER):
            _text(canvas, line, MARGIN, EDGE, PALE)
