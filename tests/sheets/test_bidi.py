"""Which way text runs: held against the Unicode standard's rules as somebody else wrote them."""

# ruff: noqa: RUF001 - Arabic letters that look like Latin ones are Arabic here
import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.sheets.bidi import find_base_level, reorder_visually, resolve_levels

STEADY = settings(derandomize=True, deadline=None, max_examples=200, database=None)
LETTERS = st.text(st.sampled_from("abZ سلاممو של 123 ٤٥ ۶ ()[]«» .,!؟،:;-/+%£'\"\u200f\u200e"), max_size=24)
BASES = st.sampled_from((0, 1))


def seen(text: str, base: int) -> str:
    """The text as it stands on a line, leftmost character first."""
    return "".join(reorder_visually(list(zip(resolve_levels(text, base), text, strict=True))))


def has_long_number(text: str) -> bool:
    """Where the rules are left on purpose."""
    return sum(letter.isdigit() for letter in text) >= 6


@STEADY
@given(LETTERS, BASES)
def test_that_a_line_is_ordered_as_the_standard_says(text: str, base: int) -> None:
    """The other hand is the `unicode-bidi` library, which shares no code with what is tested."""
    text = "".join(text.split("\n")).strip()
    if not has_long_number(text):
        assert seen(text, base) == get_display(text, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("text", "as_seen"),
    [
        ("سلام abc", "abc مالس"),
        ("سلام abc def", "abc def مالس"),
        ("سلام 12 عليكم", "مكيلع 12 مالس"),
        ("سلام.", ".مالس"),
        ("(سلام)", ")مالس("),
        ("سلام (abc)", "(abc) مالس"[::1].replace("(abc)", ")abc(")),
        ("قال abc (def)", "abc (def) لاق"),
        ("٢٠٢٦ سنة", "ةنس ٢٠٢٦"),
        ("10:30 غدا", "ادغ 10:30"),
    ],
)
def test_that_a_line_from_right_to_left_looks_like_this(text: str, as_seen: str) -> None:
    """Brackets are turned round when they are drawn: here they stand as they were written."""
    assert seen(text, 1) == as_seen


def test_that_words_of_the_other_direction_keep_their_order_inside_a_line_from_left_to_right() -> None:
    assert seen("He said سلام عليكم to me", 0) == "He said مكيلع مالس to me"


@pytest.mark.parametrize("number", ["0808 157 0404", "116 123", "+44 808 157 0404", "(0808) 157-0404"])
def test_that_a_telephone_number_is_never_turned_about(number: str) -> None:
    """Control: the standard alone would begin it with its last group."""
    assert number in seen(f"اتصل {number} غدا", 1)
    assert number not in get_display(f"اتصل {number} غدا", base_dir="R")


@pytest.mark.parametrize("number", ["٠٨٠٨ ٨٠٢ ٤٠٤٠", "۰۸۰۸ ۸۰۲ ۴۰۴۰"])
def test_that_a_number_in_other_digits_is_never_turned_about(number: str) -> None:
    assert number in seen(f"اتصل {number} غدا", 1)


def test_that_a_few_numbers_in_a_row_are_read_from_right_to_left() -> None:
    assert seen("غرف 12 13", 1) == "13 12 فرغ"


@pytest.mark.parametrize(
    ("text", "otherwise", "base"),
    [
        ("abc سلام", 0, 0),
        ("سلام abc", 0, 1),
        ("12 (سلام)", 0, 1),
        ("0808", 0, 0),
        ("0808", 1, 1),
        ("", 1, 1),
        ("שלום", 0, 1),
    ],
)
def test_that_the_first_letter_says_which_way_a_paragraph_runs(text: str, otherwise: int, base: int) -> None:
    assert find_base_level(text, otherwise) == base


def test_that_plain_text_is_all_on_one_level() -> None:
    assert resolve_levels("Plain words, 12 of them (or so).", 0) == bytes(32)


def test_that_every_character_has_a_level_even_an_invisible_one() -> None:
    text = "می\u200cخواهم abc\u200d"
    assert len(resolve_levels(text, 1)) == len(text)
    assert set(resolve_levels(text, 1)[:8]) == {1}


def test_that_brackets_within_brackets_beyond_all_reason_do_no_harm() -> None:
    deep = "(" * 500 + "سلام" + ")" * 500
    assert len(seen(deep, 0)) == len(deep)


def test_that_pieces_on_one_level_stay_as_they_are() -> None:
    assert reorder_visually([(0, "a"), (0, "b")]) == ["a", "b"]
    assert reorder_visually([(1, "a"), (1, "b")]) == ["b", "a"]
    assert reorder_visually([(1, "a"), (2, "b"), (2, "c"), (1, "d")]) == ["d", "b", "c", "a"]
    assert reorder_visually([]) == []
