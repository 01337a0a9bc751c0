"""Rendering of a sheet as a PDF in memory. No file is written, and the PDF does not name its author or program."""

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from dasupport.sheets.font import BODY_FONT, BOLD_FONT
from dasupport.sheets.font_fallback import FontSet
from dasupport.sheets.layout import group_lines, paginate
from dasupport.sheets.line_breaking import LineBreaker, TextLine, TextStyle
from dasupport.sheets.model import Sheet

INK_COLOUR, PALE_COLOUR, RULE_COLOUR = HexColor("#16222a"), HexColor("#56636c"), HexColor("#b9c4ca")
HEADER_COLOUR, WATERMARK_COLOUR = HexColor("#8c1d18"), Color(0.70, 0.15, 0.12, alpha=0.13)
PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN, EDGE_MARGIN = 21 * mm, 11 * mm
WATERMARK_ANGLE = 52
FOOTER_STYLE, HEADER_STYLE, WATERMARK_STYLE = (
    TextStyle(BODY_FONT, 8, 11, pale=True),
    TextStyle(BOLD_FONT, 9, 12),
    TextStyle(BOLD_FONT, 46, 60),
)


def render_pdf(sheet: Sheet) -> bytes:
    """Return a sheet as the bytes of a PDF. The same sheet always gives the same bytes."""
    faces, out = FontSet(), BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="en-GB", initialFontName=faces[BODY_FONT].fontName)
    for tell in (canvas.setTitle, canvas.setAuthor, canvas.setSubject, canvas.setCreator, canvas.setProducer):
        tell("")
    made = tuple(paginate(group_lines(sheet, LineBreaker(faces, PAGE_WIDTH - 2 * MARGIN)), PAGE_HEIGHT - 2 * MARGIN))
    for number, lines in enumerate(made, 1):
        _draw_watermark_and_footer(canvas, sheet, LineBreaker(faces, PAGE_HEIGHT), f"{number} / {len(made)}")
        _draw_lines(canvas, lines)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_lines(canvas: Canvas, lines: Iterable[TextLine]) -> None:
    """Draw lines from the top of the page down, with a thin rule beside quoted words."""
    bottom = PAGE_HEIGHT - MARGIN
    for line in lines:
        bottom -= line.height
        indent, size, leading = line.look.indent, line.look.size, line.look.leading
        if indent:
            _draw_rule(canvas, PAGE_WIDTH - MARGIN if line.is_rtl else MARGIN, bottom, bottom + leading)
        start = PAGE_WIDTH - MARGIN - indent - line.width if line.is_rtl else MARGIN + indent
        _draw_text(
            canvas,
            line,
            start,
            bottom + (leading - size) / 2 + 0.22 * size,
            PALE_COLOUR if line.look.pale else INK_COLOUR,
        )


def _draw_rule(canvas: Canvas, x: float, bottom: float, top: float) -> None:
    canvas.setStrokeColor(RULE_COLOUR)
    canvas.setLineWidth(1.5)
    canvas.line(x, bottom, x, top)


def _draw_text(canvas: Canvas, line: TextLine, x: float, y: float, colour: Color) -> None:
    pen = canvas.beginText(x, y)
    pen.setFillColor(colour)
    for stretch in line.runs:
        pen.setFont(stretch.face, line.look.size)
        pen.textOut(stretch.text)
    canvas.drawText(pen)


def _draw_watermark_and_footer(canvas: Canvas, sheet: Sheet, setter: LineBreaker, number: str) -> None:
    """Draw the watermark across the page and again at its top, and the footer at its bottom."""
    canvas.saveState()
    for line in setter.break_lines(sheet.watermark, WATERMARK_STYLE):
        canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        canvas.rotate(WATERMARK_ANGLE)
        _draw_text(canvas, line, -line.width / 2, 0, WATERMARK_COLOUR)
    canvas.restoreState()
    for line in setter.break_lines(sheet.watermark, HEADER_STYLE):
        _draw_text(canvas, line, MARGIN, PAGE_HEIGHT - EDGE_MARGIN, HEADER_COLOUR)
    if sheet.footer:
        for line in setter.break_lines(f"{sheet.footer} · {number}", FOOTER_STYLE):
            _draw_text(canvas, line, MARGIN, EDGE_MARGIN, PALE_COLOUR)
