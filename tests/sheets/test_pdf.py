"""The PDF: made in memory, the same each time, and with nothing in it but what can be read on it."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dasupport.content.pack import Pack
from dasupport.sheets.client_sheet import ClientSheetChoice, make_client_sheet
from dasupport.sheets.file_copy import make_file_copy
from dasupport.sheets.model import Emphasis, Heading, Paragraph, Quote, Sheet, SmallPrint, StatementPart
from dasupport.sheets.pdf import render_pdf
from tests.samples import person, record
from tests.sheets import pdf_reading
from tests.sheets.sample_sheets import BOTH, TODAY, USING, note

STAMP = "TRAINING · MADE UP"
LONG = Sheet(
    "Title", tuple(StatementPart(f"Label {number}", "value", "Some words. " * 20, "small") for number in range(40))
)
LONGEST = 200_000


def test_that_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_pdf(LONG) == render_pdf(LONG)


def test_that_another_sheet_gives_other_bytes() -> None:
    assert render_pdf(Sheet(parts=(Paragraph("One"),))) != render_pdf(Sheet(parts=(Paragraph("Two"),)))


def test_that_what_was_printed_before_leaves_no_trace_in_the_next_sheet() -> None:
    """Letters that were joined for one sheet once had a number, and the next sheet counted on from it."""
    sheet = Sheet(parts=(Quote("اتصل يوم الاثنين"), Heading("Привет office"), Quote("Nguyễn")))
    alone = render_pdf(sheet)
    render_pdf(Sheet(parts=(Quote("لا خلاف على ذلك ضظغ"), Heading("ζωή щука flat"), Quote("Ưỡ"))))
    assert render_pdf(sheet) == alone


def test_that_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys; from dasupport.sheets.pdf import render_pdf; from dasupport.sheets.model import *;"
        "made = Sheet('T', (Quote('\\u0633\\u0644\\u0627\\u0645 \\u0395\\u03bb'), Paragraph('office')));"
        "sys.stdout.buffer.write(render_pdf(made))"
    )
    here = render_pdf(Sheet("T", (Quote("سلام Ελ"), Paragraph("office"))))
    for language in ("C", "C.UTF-8"):
        assert pdf_reading.started(sys.executable, "-c", code, LC_ALL=language).stdout == here


def test_that_the_file_says_nothing_of_who_made_it_or_what_it_is() -> None:
    said = dict(line.split(":", 1) for line in pdf_reading.about(render_pdf(LONG)).splitlines())
    named = ("Title", "Subject", "Keywords", "Author", "Creator", "Producer")
    assert {name: said[name].strip() for name in named} == dict.fromkeys(named, "")
    assert "2000" in said["CreationDate"]
    assert "2000" in said["ModDate"]
    assert [said[name].strip() for name in ("Metadata Stream", "Custom Metadata", "JavaScript")] == ["no"] * 3


def test_that_neither_the_user_nor_a_folder_nor_the_person_is_named_anywhere_in_it(english: Pack) -> None:
    made = pdf_reading.inside(
        render_pdf(make_client_sheet(BOTH, english, ClientSheetChoice((USING,), True, "nobody"), TODAY))
    )
    for secret in (Path.home().name, str(Path.home()), "site-packages", "resources", "dasupport", person().code_name):
        assert secret.encode() not in made
    assert b"Amara" not in made


def test_that_every_font_is_embedded_cut_down_and_can_be_read_back() -> None:
    sheet = Sheet("Привет", (Quote("سلام"), Paragraph("Plain"), Emphasis("مرحبا")), watermark=STAMP)
    rows = pdf_reading.fonts(render_pdf(sheet))
    assert len(rows) == 5
    assert [row for row in rows if row[1:] != ["yes", "yes", "yes"] or "+" not in row[0]] == []


def test_that_no_two_fonts_share_a_name() -> None:
    names = [row[0] for row in pdf_reading.fonts(render_pdf(Sheet(parts=(Quote("سلام Ελ"), Heading("سلام Ελ")))))]
    assert len(names) == len(set(names)) == 4


@pytest.mark.parametrize("sheet", [LONG, Sheet(), Sheet(parts=(Emphasis("116 123"),), large=True)])
def test_that_training_is_marked_on_every_page(sheet: Sheet) -> None:
    pages = pdf_reading.pages(render_pdf(replace(sheet, watermark=STAMP)))
    assert [number for number, page in enumerate(pages) if STAMP not in page] == []


def test_that_nothing_is_marked_where_it_is_real() -> None:
    assert "TRAINING" not in pdf_reading.text(render_pdf(LONG))


def test_that_the_watermark_lies_behind_the_words() -> None:
    """What comes first in a page lies behind what comes later."""
    made = pdf_reading.inside(render_pdf(Sheet(parts=(Paragraph("Words"),), watermark=STAMP)))
    assert made.index(b" 46 Tf") < made.index(b" 10.5 Tf")


def test_that_a_long_sheet_goes_on_over_many_pages_and_loses_nothing() -> None:
    made = render_pdf(LONG)
    pages = pdf_reading.pages(made)
    said = pdf_reading.text(made)
    assert len(pages) > 5
    assert [number for number in range(40) if f"Label {number}\n" not in said] == []
    assert said.split().count("words.") == 40 * 20


def test_that_pages_are_numbered_where_there_is_a_footer() -> None:
    pages = pdf_reading.pages(render_pdf(replace(LONG, footer="Handle as confidential.")))
    assert [f"confidential. · {number} / {len(pages)}" in page for number, page in enumerate(pages, 1)] == [True] * len(
        pages
    )


def test_that_a_sheet_for_the_person_has_neither_footer_nor_number(english: Pack) -> None:
    said = pdf_reading.text(
        render_pdf(make_client_sheet(BOTH, english, ClientSheetChoice((USING,), True, "nobody"), TODAY))
    )
    assert "1 / 1" not in said


def test_that_an_empty_sheet_is_one_empty_page() -> None:
    assert pdf_reading.pages(render_pdf(Sheet())) == [""]
    assert "Pages:           1" in pdf_reading.about(render_pdf(Sheet()))


@pytest.mark.parametrize("letters", ["plain words of a long note ", "x"], ids=["words", "one word"])
def test_that_the_longest_note_that_can_be_kept_is_printed_whole(blank: Pack, letters: str) -> None:
    words = (letters * LONGEST)[:LONGEST]
    made = render_pdf(make_file_copy(record(note(words)), blank, "own_team"))
    said = re.sub(r"file_footer·\d+/\d+", "", "".join(pdf_reading.words(made)))
    assert "".join(words.split()) in said


def test_that_nothing_reaches_beyond_the_margins() -> None:
    sheet = Sheet(
        "T" * 90, (Paragraph("w" * 300), Quote("ش" * 200), Emphasis("0808 " * 60), SmallPrint("a" * 500)), large=True
    )
    found = pdf_reading.boxes(render_pdf(sheet))
    assert found
    assert min(box.left for box in found) > 55
    assert max(box.right for box in found) < 595.3 - 55
    assert max(box.bottom for box in found) < 842 - 40


def test_that_type_for_the_person_is_large(english: Pack) -> None:
    made = render_pdf(make_client_sheet(BOTH, english, ClientSheetChoice((USING,), True, "nobody"), TODAY))
    assert min(pdf_reading.sizes(made)) >= 13
    assert 22 in pdf_reading.sizes(made)
    assert min(pdf_reading.sizes(render_pdf(LONG))) < 10


def test_that_text_which_looks_like_markup_is_printed_as_it_is() -> None:
    odd = "<b>not bold</b> &amp; <font name='x'> %PDF (a) \\n [U+0041]"
    assert odd in pdf_reading.text(render_pdf(Sheet(parts=(Paragraph(odd),))))


@pytest.mark.long
def test_that_making_a_pdf_opens_no_file_for_writing() -> None:
    """Control: a program that opens one is caught."""
    make = (
        "from dasupport.sheets.pdf import render_pdf; from dasupport.sheets.model import *;"
        "render_pdf(Sheet('T', (Quote('سلام'),)))"
    )
    assert written(make) == []
    assert written("open('/dev/null', 'wb')") != []


def written(code: str) -> list[str]:
    """The files that a program opens for writing, itself and whatever it starts."""
    watch = ("strace", "-f", "-qq", "-e", "trace=open,openat,creat,mkdir,rename,renameat2", "-o", "/dev/stderr")
    seen = pdf_reading.started(*watch, sys.executable, "-B", "-c", code).stderr.decode()
    marks = ("O_WRONLY", "O_RDWR", "O_CREAT", "creat(", "mkdir(", "rename")
    return [line for line in seen.splitlines() if any(mark in line for mark in marks)]
