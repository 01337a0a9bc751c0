"""Text broken into lines, each laid out as it is seen."""

# ruff: noqa: RUF001 - Arabic letters that look like Latin ones are Arabic here
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.sheets.font import BODY_FONT
from dasupport.sheets.font_fallback import FontSet
from dasupport.sheets.line_breaking import LineBreaker, TextLine, TextStyle
from dasupport.sheets.model import Paragraph, Quote, Sheet
from dasupport.sheets.pdf import render_pdf
from tests.sheets import pdf_reading

STEADY = settings(derandomize=True, deadline=None, max_examples=30, database=None)
WIDTH = 120.0
LOOK = TextStyle(BODY_FONT, 10, 14)
ARABIC = "اتصل يوم الاثنين بعد العاشرة (من العمل)، على الرقم 0808 157 0404. قل إنك تحدثت مع Amara Osei."
MIXED = st.text(st.sampled_from("abc defg سلام ب12 (,.)\n"), max_size=200)


def lines(text: str, width: float = WIDTH, look: TextStyle = LOOK) -> list[TextLine]:
    return LineBreaker(FontSet(), width).break_lines(text, look)


def said(line: TextLine) -> str:
    return "".join(stretch.text for stretch in line.runs)


def where(text: str, word: str) -> pdf_reading.Box:
    """The place of a word on the page. Arabic is reported as it is seen, and cut at dots: take words without."""
    found = pdf_reading.boxes(render_pdf(Sheet(parts=(Paragraph(text),))))
    return next(box for box in found if word in box.word or word[::-1] in box.word)


def test_that_words_go_on_a_line_until_it_is_full() -> None:
    made = lines("one two three four five six seven eight nine ten")
    assert [said(line) for line in made] == ["one two three four five six", "seven eight nine ten"]


@STEADY
@given(MIXED, st.sampled_from((40.0, 120.0, 400.0)))
def test_that_no_line_is_wider_than_it_may_be(text: str, width: float) -> None:
    assert all(line.width <= width * 1.02 for line in lines(text, width))


@STEADY
@given(st.text(st.sampled_from("abc defg ,.\n"), max_size=200))
def test_that_no_character_is_lost_or_doubled(text: str) -> None:
    assert "".join(said(line) for line in lines(text)).replace(" ", "") == "".join(text.split())


def test_that_line_ends_are_kept_and_an_empty_line_stays_one() -> None:
    assert [said(line) for line in lines("one\n\ntwo\r\nthree\u2028four")] == ["one", "", "two", "three", "four"]


def test_that_no_text_is_no_line() -> None:
    assert lines("") == []


@pytest.mark.parametrize("letter", ["x", "ب", "\u4e2d"])
def test_that_a_word_longer_than_the_line_is_broken(letter: str) -> None:
    made = lines(letter * 200)
    assert len(made) > 3
    assert all(line.width <= WIDTH for line in made)


def test_that_a_broken_word_keeps_marks_with_their_letters() -> None:
    made = lines("x\u0323\u0302" * 100)
    assert not any(said(line).startswith(("\u0323", "\u0302")) for line in made)


def test_that_a_character_named_by_number_is_not_broken_in_two() -> None:
    assert all(said(line).endswith("]") for line in lines("中" * 30))


def test_that_a_number_with_fixed_spaces_stays_on_one_line() -> None:
    apart, whole = lines("please do ring 0808 157 0404 now"), lines("please do ring 0808\u00a0157\u00a00404 now")
    assert said(apart[0]).endswith("157")
    assert said(whole[0]).endswith("ring")


def test_that_text_from_right_to_left_begins_at_the_right() -> None:
    assert all(line.is_rtl for line in lines(ARABIC))
    assert not any(line.is_rtl for line in lines("plain\nwords"))
    first, last = where("سلام دار", "سلام"), where("سلام دار", "دار")
    assert first.right == pytest.approx(595.3 - 59.5, abs=1)
    assert last.right < first.left


def test_that_words_from_right_to_left_inside_english_keep_their_order() -> None:
    text = "He said سلام دار to me"
    before, first, second, after = (where(text, word) for word in ("said", "سلام", "دار", "to"))
    assert before.right < second.left < second.right < first.left < first.right < after.left


def test_that_english_words_inside_arabic_keep_their_order() -> None:
    text = "سلام مع Amara Osei دار"
    first, name, family, last = (where(text, word) for word in ("سلام", "Amara", "Osei", "دار"))
    assert last.right < name.left < family.left < first.left


def test_that_a_telephone_number_inside_arabic_can_be_dialled() -> None:
    text = "على الرقم 0808 157 0404 غدا"
    first, second, third = (where(text, group) for group in ("0808", "157", "0404"))
    assert first.right < second.left < second.right < third.left


def test_that_each_line_of_a_mixed_text_begins_on_its_own_side() -> None:
    assert [line.is_rtl for line in lines("سلام\nhello\n0808 157 0404")] == [True, False, True]
    assert [line.is_rtl for line in lines("hello\nسلام\n0808 157 0404")] == [False, True, False]


def test_that_brackets_are_turned_round_where_text_runs_to_the_left() -> None:
    """Seen from the left, a bracket that opens comes first in either direction."""
    faces = FontSet()
    (line,) = LineBreaker(faces, 400).break_lines("(سلام)", LOOK)
    glyphs = [faces[part.face].face.charToGlyph[ord(code)] for part in line.runs for code in part.text]
    known = faces[line.runs[0].face].face.charToGlyph
    assert (glyphs[0], glyphs[-1]) == (known[ord("(")], known[ord(")")])


def test_that_a_full_stop_stands_at_the_left_end_of_arabic() -> None:
    (line,) = lines("سلام عليكم.", 400)
    assert said(line).startswith(".")


@pytest.mark.parametrize("text", ["words " * 40, ARABIC])
def test_that_a_quotation_is_set_in_and_keeps_to_its_width(text: str) -> None:
    boxes = pdf_reading.boxes(render_pdf(Sheet(parts=(Quote(text),))))
    assert min(box.left for box in boxes) > 58
    assert max(box.right for box in boxes) < 595.3 - 58
    if text is not ARABIC:
        assert min(box.left for box in boxes) == pytest.approx(59.5 + 12, abs=0.5)
    else:
        assert max(box.right for box in boxes) == pytest.approx(595.3 - 59.5 - 12, abs=0.5)


@pytest.mark.parametrize("large", [True, False], ids=["for the person", "for the file"])
def test_that_lines_of_arabic_do_not_touch(large: bool) -> None:
    """Its letters reach higher and lower than those of English. Control: the same lines in one row of dots."""
    rows = pdf_reading.ink(render_pdf(Sheet(parts=(Paragraph("أإآ ؤئ\nپژي ۍغ\nلآ شأ ڃچ"),), large=large)), 100)
    inked = "".join("#" if any(row) else " " for row in rows)
    assert len(inked.split()) >= 3
    assert len(inked.replace("#  #", "####").split()) < len(inked)


def test_that_small_type_and_large_type_differ_by_no_more_than_the_eye_wants() -> None:
    """Letters of small Latin type stand side by side as they are; from 13 points on some move closer together."""
    text = "To Yvonne: Will you ring? AV, Te, office 0808 157 0404"
    small, large = lines(text, 5000), lines(text, 5000, TextStyle(BODY_FONT, 20, 28))
    assert large[0].width / 20 != small[0].width / 10
    assert large[0].width / 20 == pytest.approx(small[0].width / 10, rel=0.02)


def test_that_one_setter_never_takes_the_measure_of_large_type_for_small() -> None:
    setter, large = LineBreaker(FontSet(), 5000), TextStyle(BODY_FONT, 20, 28)
    for look in (LOOK, large, LOOK):
        assert setter.break_lines("To Yvonne", look) == LineBreaker(FontSet(), 5000).break_lines("To Yvonne", look)
