"""Other scripts on paper: every letter drawn, joined and in its place; what cannot be drawn named by its number."""

# ruff: noqa: RUF001 - Arabic letters that look like Latin ones are Arabic here
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.sheets.font import BODY_FONT, BOLD_FONT, FONT_FILES
from dasupport.sheets.font_fallback import FontSet, iter_clusters
from dasupport.sheets.line_breaking import LineBreaker, TextStyle
from dasupport.sheets.model import Emphasis, Heading, Paragraph, Quote, Sheet
from dasupport.sheets.pdf import render_pdf
from tests.sheets import pdf_reading

STEADY = settings(derandomize=True, deadline=None, max_examples=30, database=None)
FACES = FontSet()
SAMPLES = {
    "Latin": "Zażółć gęślą jaźń, Ångström, français, Đorđe, İstanbul, Țară, ñandú, þú",
    "Greek": "Ελληνικά: τηλεφώνησε τη Δευτέρα μετά τις δέκα.",
    "Cyrillic": "Позвоните в понедельник; подзвоніть, җәй, ѓ",
    "Vietnamese": "Nguyễn Thị Mỹ: để được giúp đỡ, xin gọi điện",
    "Arabic": "اتصل يوم الاثنين بعد العاشرة، لا تقلق. شكرًا",
    "Persian": "پیش از آن که می\u200cخواهم، چهار گل ژاله ۱۲۳۴",
    "Urdu": "یہ اردو ہے، کیسے ہیں آپ؟ ٹھیک ڈاک گھر پاؤں",
    "Pashto": "زه ښه یم، ګوره ټول ړومبی ځای",
    "Kurdish": "سڵاو، ئێمە لە ماڵەوەین ڕۆژ",
}
ARABIC = ("Arabic", "Persian", "Urdu", "Pashto", "Kurdish")
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
BODY_LOOK, BOLD_LOOK = TextStyle(BODY_FONT, 10, 14), TextStyle(BOLD_FONT, 10, 14)


def glyphs(text: str, look: TextStyle = BODY_LOOK) -> list[tuple[str, int]]:
    """The glyphs with which a text is drawn: the face and the number of each."""
    lines = LineBreaker(FACES, 400).break_lines(text, look)
    stretches = [stretch for line in lines for stretch in line.runs]
    return [(part.face, FACES[part.face].face.charToGlyph[ord(code)]) for part in stretches for code in part.text]


@pytest.mark.parametrize("script", SAMPLES)
@pytest.mark.parametrize("look", [BODY_LOOK, BOLD_LOOK], ids=["plain", "bold"])
def test_that_every_letter_of_this_script_is_drawn(script: str, look: TextStyle) -> None:
    assert "[U+" not in FACES.replace_undrawable(SAMPLES[script], look.face)
    assert [face for face, glyph in glyphs(SAMPLES[script], look) if glyph == 0] == []


@pytest.mark.parametrize("script", SAMPLES)
def test_that_this_script_can_be_read_back_from_the_file_as_it_was_written(script: str) -> None:
    words = SAMPLES[script].replace("\u200c", "")
    found = " ".join(pdf_reading.words(render_pdf(Sheet(parts=(Paragraph(words),)))))
    assert found.replace(" ", "") == words.replace(" ", "")


@STEADY
@given(ANY_TEXT)
def test_that_no_text_at_all_leaves_an_empty_box(text: str) -> None:
    for look in (BODY_LOOK, BOLD_LOOK):
        assert [face for face, glyph in glyphs(text, look) if glyph == 0] == []


@STEADY
@given(ANY_TEXT)
def test_that_any_text_at_all_makes_a_pdf(text: str) -> None:
    assert render_pdf(Sheet(text, (Quote(text), Emphasis(text)), footer=text, watermark=text)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("😀", "[U+1F600]"),
        ("中文", "[U+4E2D][U+6587]"),
        ("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]"),
        ("\ue000", "[U+E000]"),
        ("\U000f0000", "[U+F0000]"),
        ("\x01", "[U+0001]"),
        ("\uffff", "[U+FFFF]"),
        ("👍🏽", "[U+1F44D][U+1F3FD]"),
    ],
    ids=["smile", "Chinese", "Hebrew", "private use", "far private use", "control", "no character", "skin tone"],
)
def test_that_what_no_face_draws_is_named_by_its_number(text: str, named: str) -> None:
    assert FACES.replace_undrawable(text, BODY_FONT) == named
    assert named in "".join(pdf_reading.words(render_pdf(Sheet(parts=(Paragraph(f"a {text} b"),)))))


@pytest.mark.parametrize("mark", ["\ufe0f", "\u00ad", "\u202e", "\u2066", "\u200b", "\ufeff"])
def test_that_invisible_characters_are_left_out_rather_than_named(mark: str) -> None:
    assert FACES.replace_undrawable(f"a{mark}b", BODY_FONT) == "ab"


@pytest.mark.parametrize("space", ["\t", "\u2003", "\u3000", "\u202f"])
def test_that_every_sort_of_space_is_a_space(space: str) -> None:
    assert FACES.replace_undrawable(f"a{space}b", BODY_FONT) == "a b"


@pytest.mark.parametrize("script", ARABIC)
def test_that_arabic_letters_are_joined(script: str) -> None:
    """Alone, each letter has its own glyph; joined, most of them have another."""
    text = SAMPLES[script]
    apart = {glyph for letter in text for glyph in glyphs(letter)}
    assert len(set(glyphs(text)) - apart) > 5


def test_that_a_letter_looks_as_its_place_in_the_word_demands() -> None:
    shapes = [glyphs(word) for word in ("ههه", "ه", "هه")]
    assert len({shape for word in shapes for shape in word}) == 4


def test_that_a_character_which_parts_letters_parts_them() -> None:
    assert glyphs("می\u200cخواهم") != glyphs("میخواهم")


def test_that_marks_stay_with_their_letters() -> None:
    assert list(iter_clusters("e\u0301a\u0308b")) == ["e\u0301", "a\u0308", "b"]
    assert {face for face, _ in glyphs("q\u0303")} <= {BODY_FONT, "Noto"}
    assert len({face for face, _ in glyphs("q\u0303")}) == 1


def test_that_accents_written_apart_are_put_together() -> None:
    assert glyphs("e\u0301") == glyphs("é")


def test_that_a_word_is_drawn_in_one_face() -> None:
    """Control: letter by letter, three of this word's six would stand out."""
    assert {face for face, _ in glyphs("Nguyễn")} == {"Noto"}
    assert {name for letter in "Nguyễn" for name, _ in FACES.split_by_font(letter, BODY_FONT)} == {BODY_FONT, "Noto"}


def test_that_a_foreign_name_does_not_change_the_face_of_the_words_around_it() -> None:
    faces = [face for face, _ in glyphs("She is called Nguyễn and lives with her aunt in Dover")]
    assert faces.count(BODY_FONT) > faces.count("Noto") == len("Nguyễn ")


def test_that_text_in_another_script_is_set_in_one_family() -> None:
    assert {face for face, _ in glyphs(SAMPLES["Vietnamese"])} == {"Noto"}
    assert {face for face, _ in glyphs(f"{SAMPLES['Arabic']} (Amara) 12")} == {"Noto", "Noto-Arabic"}


def test_that_bold_is_bold_in_every_script() -> None:
    for text in SAMPLES.values():
        plain = sum(line.width for line in LineBreaker(FACES, 4000).break_lines(text, BODY_LOOK))
        heavy = sum(line.width for line in LineBreaker(FACES, 4000).break_lines(text, BOLD_LOOK))
        assert {face for face, _ in glyphs(text, BOLD_LOOK)} <= {name for name in FONT_FILES if name.endswith("Bold")}
        assert heavy > plain * 1.01


def test_that_bold_is_darker_on_paper() -> None:
    """Control for the names of fonts: looked at, not asked."""
    light = pdf_reading.ink(render_pdf(Sheet(parts=(Paragraph("سلام عليكم Ελληνικά"),), large=True)), 60)
    heavy = pdf_reading.ink(render_pdf(Sheet(parts=(Heading("سلام عليكم Ελληνικά"),))), 60)
    assert sum(map(sum, heavy)) > sum(map(sum, light))


def test_that_every_face_measures_in_the_same_units() -> None:
    assert {FontSet()[name].face.unitsPerEm for name in FONT_FILES} == {1000}
