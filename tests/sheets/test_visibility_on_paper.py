"""Rule 1 on paper: no confidential word reaches it, and nobody can tell from it that there was one.

Each property looks at the words of the sheet, at all that can be read or copied from the PDF, at everything packed
inside it, and at what the file says of itself. A sheet that leaks on purpose is caught by the same looks.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dasupport.casework.attributed_text import CONFIDENTIAL, Words
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record, omit_rewritten, select_current
from dasupport.casework.visibility import TEAM_ONLY_KINDS
from dasupport.content.pack import Pack
from dasupport.sheets.client_sheet import (
    ClientSheetChoice,
    find_offered_services,
    get_next_step,
    list_refusals,
    make_client_sheet,
)
from dasupport.sheets.file_copy import make_file_copy
from dasupport.sheets.model import Heading, Paragraph, Quote, Sheet, SmallPrint, StatementPart
from dasupport.sheets.pdf import render_pdf
from tests.samples import KNOWN, answer, entry, record
from tests.sheets import pdf_reading
from tests.sheets.sample_records import (
    ALPHABETS,
    STEADY,
    confidential_changed,
    confidential_gone,
    everything,
    records,
    token,
    tokens,
)
from tests.sheets.sample_sheets import ANYONE, EXPERIENCING, TODAY, USING, note, step, talked

MANY = settings(STEADY, max_examples=60)
FEW = settings(STEADY, max_examples=12, suppress_health_check=[HealthCheck.filter_too_much])
CHOICES = st.builds(
    ClientSheetChoice,
    st.sampled_from(((USING,), (ANYONE,), (USING, ANYONE), (), (EXPERIENCING,))),
    st.booleans(),
    st.sampled_from(("nobody", "nobody", "someone")),
)


def leaks(data: bytes, secret: set[str]) -> set[str]:
    """The words that can be found in a PDF in any of the ways in which somebody might look."""
    said = pdf_reading.text(data) + pdf_reading.about(data)
    squeezed, raw = "".join(said.split()), pdf_reading.inside(data)
    return {
        word
        for word in secret
        if word in said
        or word in squeezed
        or any(word.encode(code) in raw for code in ("utf-8", "utf-16-be"))
        or word.encode("utf-16-be").hex().upper().encode() in raw
    }


def made_for_person(made: Record, pack: Pack, choice: ClientSheetChoice) -> Sheet | None:
    return None if list_refusals(made, pack, choice, TODAY) else make_client_sheet(made, pack, choice, TODAY)


def secret_from_person(made: Record, choice: ClientSheetChoice) -> set[str]:
    """All that must not be on the person's sheet: everything but the next step that was written for it."""
    shown = {get_next_step(made)} if choice.next_step and choice.who_else == "nobody" else set()
    return everything(made) - shown


def secret_from_sharers(made: Record) -> set[str]:
    """All that must not be on a shared copy: everything but the answers that stand and that the person knows."""
    answers = [
        replace(entry.answer, reach=CONFIDENTIAL)
        for entry in select_current(made.entries)
        if entry.answer.reach.is_known and entry.kind not in TEAM_ONLY_KINDS
    ]
    return everything(made) - tokens(*answers)


@MANY
@given(made=records(), choice=CHOICES)
def test_that_no_other_word_stands_on_the_sheet_for_the_person(
    blank: Pack, made: Record, choice: ClientSheetChoice
) -> None:
    sheet = made_for_person(made, blank, choice)
    said = "\n".join(sheet.lines) if sheet else ""
    assert [word for word in secret_from_person(made, choice) if word in said] == []


@FEW
@given(made=records(), choice=CHOICES)
def test_that_no_other_word_is_in_the_pdf_for_the_person(blank: Pack, made: Record, choice: ClientSheetChoice) -> None:
    sheet = made_for_person(made, blank, choice)
    assume(sheet is not None)
    assert leaks(render_pdf(sheet or Sheet()), secret_from_person(made, choice)) == set()


@MANY
@given(made=records())
def test_that_no_other_word_stands_on_a_shared_copy(blank: Pack, made: Record) -> None:
    said = "\n".join(make_file_copy(made, blank, "person_may_see").lines)
    assert [word for word in secret_from_sharers(made) if word in said] == []


@FEW
@given(made=records())
def test_that_no_other_word_is_in_the_pdf_of_a_shared_copy(blank: Pack, made: Record) -> None:
    assert leaks(render_pdf(make_file_copy(made, blank, "person_may_see")), secret_from_sharers(made)) == set()


@MANY
@given(made=records(), choice=CHOICES)
def test_that_the_sheet_is_the_same_without_what_is_confidential(
    blank: Pack, made: Record, choice: ClientSheetChoice
) -> None:
    sheet = made_for_person(made, blank, choice)
    for other in (confidential_gone(made), confidential_changed(made)):
        assert made_for_person(other, blank, choice) == sheet


@MANY
@given(made=records())
def test_that_a_shared_copy_is_the_same_without_what_is_confidential(blank: Pack, made: Record) -> None:
    sheet = make_file_copy(made, blank, "person_may_see")
    for other in (confidential_gone(made), confidential_changed(made)):
        assert make_file_copy(other, blank, "person_may_see") == sheet


@settings(FEW, max_examples=8)
@given(made=records(), choice=CHOICES)
def test_that_the_bytes_are_the_same_without_what_is_confidential(
    blank: Pack, made: Record, choice: ClientSheetChoice
) -> None:
    """The team's own copy, with everything in it, is made in between: it leaves no trace either."""
    first = [render_pdf(sheet) for sheet in shown(made, blank, choice)]
    render_pdf(make_file_copy(made, blank, "own_team"))
    for other in (confidential_gone(made), confidential_changed(made)):
        assert [render_pdf(sheet) for sheet in shown(other, blank, choice)] == first


def shown(made: Record, pack: Pack, choice: ClientSheetChoice) -> list[Sheet]:
    """The sheets of a record on the far side of the wall."""
    person = made_for_person(made, pack, choice)
    return [make_file_copy(made, pack, "person_may_see"), *([person] if person else [])]


@MANY
@given(made=records())
def test_that_what_may_be_ticked_is_the_same_without_what_is_confidential(made: Record) -> None:
    for other in (confidential_gone(made), confidential_changed(made)):
        assert find_offered_services(other).keys() == find_offered_services(made).keys()
        assert get_next_step(other) == get_next_step(made)


@STEADY
@given(made=records())
def test_that_the_team_finds_every_word_of_every_answer_in_its_own_copy(blank: Pack, made: Record) -> None:
    """Control: the words are there to be found, in their own alphabets, where they belong."""
    said = "\n".join(make_file_copy(made, blank, "own_team").lines)
    shown = omit_rewritten(made.entries)
    told = {entry.answer.words.value for entry in shown} | {entry.reason.value for entry in shown}
    assert [word for word in told if word not in said] == []


@pytest.mark.parametrize("alphabet", range(len(ALPHABETS)))
@pytest.mark.parametrize(
    "leak",
    [
        lambda word: Sheet(title=word),
        lambda word: Sheet(parts=(Paragraph(f"Ring them. {word}!"),)),
        lambda word: Sheet(parts=(Heading(word),), large=True),
        lambda word: Sheet(parts=(StatementPart("Label", "value", "words", f"told by {word}"),)),
        lambda word: Sheet(parts=(SmallPrint("x" * 80 + word),)),
        lambda word: Sheet(parts=(Quote("سلام " * 30 + word),)),
        lambda word: Sheet(footer=word),
    ],
    ids=["title", "text", "heading", "small print", "broken over two lines", "inside Arabic", "footer"],
)
def test_that_a_sheet_which_leaks_is_caught(alphabet: int, leak: Callable[[str], Sheet]) -> None:
    word = token(17, alphabet)
    assert leaks(render_pdf(leak(word)), {word, token(18, alphabet)}) == {word}


@pytest.mark.parametrize("place", [b"/Title (%s)", b"%% %s", b"/Author <%s>"])
def test_that_a_word_hidden_in_the_file_is_caught(place: bytes) -> None:
    word = token(17, 0)
    said = word.encode("utf-16-be").hex().upper() if b"<" in place else word
    data = render_pdf(Sheet(parts=(Paragraph("Ring them."),)))
    assert leaks(data + b"\n" + place.replace(b"%s", said.encode()), {word}) == {word}


def test_that_a_sheet_which_counts_what_it_holds_back_is_caught(blank: Pack) -> None:
    made = record(note(id="one"), note(id="two"), step())

    def counting(of: Record) -> Sheet:
        whole = make_file_copy(of, blank, "person_may_see")
        return replace(whole, footer=f"{len(of.entries)} entries")

    assert counting(confidential_gone(made)) != counting(made)
    assert make_file_copy(confidential_gone(made), blank, "person_may_see") == make_file_copy(
        made, blank, "person_may_see"
    )


def test_that_random_records_hold_what_the_properties_are_about(blank: Pack) -> None:
    """Control: sheets are made, words are held back, and chains of what replaces what are met."""
    seen: set[str] = set()

    @MANY
    @given(made=records(), choice=CHOICES)
    def look(made: Record, choice: ClientSheetChoice) -> None:
        sheet = made_for_person(made, blank, choice)
        seen.add("sheet" if sheet else "no sheet")
        seen.update({"held back"} if secret_from_sharers(made) else set())
        seen.update(f"{_known(made, entry)} replaced by {entry.answer.reach.is_known}" for entry in made.entries)
        seen.update({"next step"} if get_next_step(made) else set())

    look()
    pairs = {f"{old} replaced by {new}" for old in (True, False) for new in (True, False)}
    assert seen >= pairs | {"no sheet", "sheet", "held back", "next step"}


def _known(made: Record, entry: Entry) -> bool | None:
    before = {old.id: old.answer.reach.is_known for old in made.entries}
    return before.get(entry.supersedes)


def test_that_what_was_taken_back_into_confidence_leaves_the_sheet(blank: Pack) -> None:
    first = talked(USING)
    later = replace(first, id="later", supersedes=first.id, answer=replace(first.answer, reach=CONFIDENTIAL))
    choice = ClientSheetChoice((USING,), who_else="nobody")
    assert list_refusals(record(first), blank, choice, TODAY) == ()
    assert "SHEET-TALK-FIRST" in list_refusals(record(first, later), blank, choice, TODAY)


def test_that_a_next_step_taken_back_is_not_replaced_by_the_one_before() -> None:
    first = step("Ring on Monday.")
    later = entry(Kind.NEXT_STEP, "NEXT-STEP", answer("Wait."), id="later", supersedes=first.id)
    assert get_next_step(record(first, later)) == ""


def test_that_words_on_how_we_know_open_no_way_through_the_wall(blank: Pack) -> None:
    """An answer is known only where a way is named; words beside it are not enough."""
    doubtful = replace(CONFIDENTIAL, told=Words("I think she told him"))
    made = record(talked(USING, reach=doubtful), step(reach=doubtful), note(reach=doubtful))
    assert find_offered_services(made) == {}
    assert get_next_step(made) == ""
    assert (
        make_file_copy(made, blank, "person_may_see").parts == make_file_copy(record(), blank, "person_may_see").parts
    )


def test_that_the_words_of_the_worker_about_a_known_referral_reach_the_file_but_not_the_person(blank: Pack) -> None:
    made = record(talked(USING, "He would rather not.", KNOWN))
    sheet = make_client_sheet(made, blank, ClientSheetChoice((USING,), who_else="nobody"), TODAY)
    assert "He would rather not." not in sheet.lines
    assert "He would rather not." in make_file_copy(made, blank, "person_may_see").lines
