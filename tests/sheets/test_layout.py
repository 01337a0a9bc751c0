"""What stands together on a page: no heading alone at its foot, no single line alone at its head."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.sheets.font_fallback import FontSet
from dasupport.sheets.layout import CLIENT_STYLES, FILE_STYLES, LineGroup, group_lines, paginate
from dasupport.sheets.line_breaking import LineBreaker, TextLine, TextStyle
from dasupport.sheets.model import Emphasis, Heading, Paragraph, Sheet, SheetPart, SmallPrint, StatementPart

STEADY = settings(derandomize=True, deadline=None, max_examples=25, database=None)
HEIGHT, WIDTH = 300.0, 110.0
"""A small page, so that few words fill it."""
SETTER = LineBreaker(FontSet(), WIDTH)
LENGTHS = (0, 1, 3, 10, 80)


def statement(lengths: tuple[int, int, int]) -> StatementPart:
    label, value, words = lengths
    return StatementPart(
        "label " * (label % 9 + 1), "value " * (value // 3), "words " * words, "21 Nov " * (label % 9 + 1)
    )


statements = st.tuples(*(st.sampled_from(LENGTHS),) * 3).map(statement)
parts: st.SearchStrategy[SheetPart] = st.one_of(
    st.builds(Heading, st.just("Heading")), statements, statements, statements
)
sheets = st.builds(Sheet, st.sampled_from(("", "Title")), st.lists(parts, max_size=9).map(tuple))


def laid(sheet: Sheet, height: float = HEIGHT) -> list[tuple[TextLine, ...]]:
    return list(paginate(group_lines(sheet, SETTER), height))


def followed(sheet: Sheet) -> Sheet:
    """The sheet without headings that nothing follows: no program of ours makes one."""
    after = (*sheet.parts, Heading(""))[1:]
    pairs = zip(sheet.parts, after, strict=False)
    kept = tuple(part for part, then in pairs if not (isinstance(part, Heading) and isinstance(then, Heading)))
    return Sheet(sheet.title, kept)


@STEADY
@given(sheets)
def test_that_no_page_ends_with_a_heading_or_a_label(sheet: Sheet) -> None:
    lonely = (FILE_STYLES.heading, FILE_STYLES.label)
    assert [page for page in laid(followed(sheet))[:-1] if page[-1].look in lonely] == []


@pytest.mark.parametrize("second", [(80, 0, 1), (80, 0, 3), (80, 3, 0), (3, 0, 10)])
def test_that_a_long_label_is_not_parted_from_its_words(second: tuple[int, int, int]) -> None:
    ends = set()
    for height in range(200, 500, 5):
        pages = laid(Sheet(parts=(statement((0, 80, 10)), statement(second))), height)
        ends |= {page[-1].look for page in pages}
    assert FILE_STYLES.label not in ends


@STEADY
@given(sheets)
def test_that_no_page_begins_with_small_print(sheet: Sheet) -> None:
    assert [page for page in laid(sheet)[1:] if page[0].look is FILE_STYLES.small] == []


@STEADY
@given(sheets)
def test_that_pages_together_hold_every_line_once_and_in_order(sheet: Sheet) -> None:
    whole = [line.runs for block in group_lines(sheet, SETTER) for line in block.lines]
    assert [line.runs for page in laid(sheet) for line in page] == whole


@STEADY
@given(sheets)
def test_that_no_page_is_fuller_than_it_can_be_and_none_is_empty(sheet: Sheet) -> None:
    made = laid(sheet)
    assert all(sum(line.height for line in page) <= HEIGHT + 1e-6 for page in made)
    assert all(made) or made == [()]


def test_that_a_short_statement_is_never_split() -> None:
    sheet = Sheet(parts=tuple(statement((1, 3, 10)) for _ in range(20)))
    for page in laid(sheet, 420.0):
        assert page[0].look is FILE_STYLES.label
        assert page[-1].look is FILE_STYLES.small


def test_that_a_long_statement_begins_where_there_is_room_for_it() -> None:
    sheet = Sheet(parts=(statement((3, 3, 3)), statement((3, 3, 80))))
    first = laid(sheet)[0]
    assert sum(line.look is FILE_STYLES.label for line in first) == 2


def test_that_a_page_has_no_gap_at_its_top() -> None:
    sheet = Sheet(parts=tuple(statement((3, 3, 3)) for _ in range(20)))
    assert {page[0].before for page in laid(sheet)} == {0}


def test_that_a_service_stays_together_with_its_numbers() -> None:
    service = (Heading("Name"), Paragraph("Offer"), Emphasis("0808 157 0404"), SmallPrint("always"))
    for page in laid(Sheet("For you", service * 12, large=True)):
        looks = [line.look for line in page]
        assert looks[-1] is CLIENT_STYLES.small
        assert looks[0] in (CLIENT_STYLES.title, CLIENT_STYLES.heading)


def test_that_a_line_higher_than_a_page_still_goes_on_one() -> None:
    huge = TextStyle("Atkinson", 500, HEIGHT * 2)
    assert LineGroup((TextLine(huge), TextLine(huge))).count_fitting_lines(HEIGHT, HEIGHT) == 1


def test_that_everything_for_the_person_is_larger() -> None:
    pairs = [(getattr(CLIENT_STYLES, name), getattr(FILE_STYLES, name)) for name in FILE_STYLES.__slots__]
    assert all(large.size > small.size for large, small in pairs)
    assert CLIENT_STYLES.strong.size == max(CLIENT_STYLES.strong.size, CLIENT_STYLES.heading.size)
