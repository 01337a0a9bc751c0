"""What stands together on a page: no heading alone at its foot, no single line alone at its head."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dasupport.sheets.layout import FOR_FILE, FOR_PERSON, Block, blocks, pages
from dasupport.sheets.lines import Line, Look, Setter
from dasupport.sheets.scripts import Faces
from dasupport.sheets.sheet import Heading, Part, Sheet, Small, Statement, Strong, Text

STEADY = settings(derandomize=True, deadline=None, max_examples=25, database=None)
HEIGHT, WIDTH = 300.0, 110.0
"""A small page, so that few words fill it."""
SETTER = Setter(Faces(), WIDTH)
LENGTHS = (0, 1, 3, 10, 80)


def statement(lengths: tuple[int, int, int]) -> Statement:
    label, value, words = lengths
    return Statement("label " * (label % 9 + 1), "value " * (value // 3), "words " * words, "21 Nov " * (label % 9 + 1))


statements = st.tuples(*(st.sampled_from(LENGTHS),) * 3).map(statement)
parts: st.SearchStrategy[Part] = st.one_of(st.builds(Heading, st.just("Heading")), statements, statements, statements)
sheets = st.builds(Sheet, st.sampled_from(("", "Title")), st.lists(parts, max_size=9).map(tuple))


def laid(sheet: Sheet, height: float = HEIGHT) -> list[tuple[Line, ...]]:
    return list(pages(blocks(sheet, SETTER), height))


def followed(sheet: Sheet) -> Sheet:
    """The sheet without headings that nothing follows: no program of ours makes one."""
    after = (*sheet.parts, Heading(""))[1:]
    pairs = zip(sheet.parts, after, strict=False)
    kept = tuple(part for part, then in pairs if not (isinstance(part, Heading) and isinstance(then, Heading)))
    return Sheet(sheet.title, kept)


@STEADY
@given(sheets)
def test_that_no_page_ends_with_a_heading_or_a_label(sheet: Sheet) -> None:
    lonely = (FOR_FILE.heading, FOR_FILE.label)
    assert [page for page in laid(followed(sheet))[:-1] if page[-1].look in lonely] == []


@STEADY
@given(sheets)
def test_that_no_page_begins_with_small_print(sheet: Sheet) -> None:
    assert [page for page in laid(sheet)[1:] if page[0].look is FOR_FILE.small] == []


@STEADY
@given(sheets)
def test_that_pages_together_hold_every_line_once_and_in_order(sheet: Sheet) -> None:
    whole = [line.stretches for block in blocks(sheet, SETTER) for line in block.lines]
    assert [line.stretches for page in laid(sheet) for line in page] == whole


@STEADY
@given(sheets)
def test_that_no_page_is_fuller_than_it_can_be_and_none_is_empty(sheet: Sheet) -> None:
    made = laid(sheet)
    assert all(sum(line.height for line in page) <= HEIGHT + 1e-6 for page in made)
    assert all(made) or made == [()]


def test_that_a_short_statement_is_never_split() -> None:
    sheet = Sheet(parts=tuple(statement((1, 3, 10)) for _ in range(20)))
    for page in laid(sheet, 420.0):
        assert page[0].look is FOR_FILE.label
        assert page[-1].look is FOR_FILE.small


def test_that_a_long_statement_begins_where_there_is_room_for_it() -> None:
    sheet = Sheet(parts=(statement((3, 3, 3)), statement((3, 3, 80))))
    first = laid(sheet)[0]
    assert sum(line.look is FOR_FILE.label for line in first) == 2


def test_that_a_page_has_no_gap_at_its_top() -> None:
    sheet = Sheet(parts=tuple(statement((3, 3, 3)) for _ in range(20)))
    assert {page[0].before for page in laid(sheet)} == {0}


def test_that_a_service_stays_together_with_its_numbers() -> None:
    service = (Heading("Name"), Text("Offer"), Strong("0808 802 4040"), Small("always"))
    for page in laid(Sheet("For you", service * 12, large=True)):
        looks = [line.look for line in page]
        assert looks[-1] is FOR_PERSON.small
        assert looks[0] in (FOR_PERSON.title, FOR_PERSON.heading)


def test_that_a_line_higher_than_a_page_still_goes_on_one() -> None:
    huge = Look("Atkinson", 500, HEIGHT * 2)
    assert Block((Line(huge), Line(huge))).fitting(HEIGHT, HEIGHT) == 1


def test_that_everything_for_the_person_is_larger() -> None:
    pairs = [(getattr(FOR_PERSON, name), getattr(FOR_FILE, name)) for name in FOR_FILE.__slots__]
    assert all(large.size > small.size for large, small in pairs)
    assert FOR_PERSON.strong.size == max(FOR_PERSON.strong.size, FOR_PERSON.heading.size)
