"""The copy for the file: everything that its reader may see, in the order of the steps, and who said it when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dasupport.casework.attributed_text import CONFIDENTIAL, Reach, Source, Words
from dasupport.casework.details import CheckInDetail, ChoiceDetail, FlagDetail, QuestionDetail, StepDetail
from dasupport.casework.entry import Entry
from dasupport.casework.kinds import Kind
from dasupport.casework.people import ProtectedIdentity
from dasupport.casework.session_record import Record
from dasupport.casework.steps import Step
from dasupport.casework.visibility import TEAM_ONLY_KINDS
from dasupport.content.dates import format_datetime
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.sheets.file_copy import READERS, make_file_copy
from dasupport.sheets.model import Heading, Paragraph, SmallPrint, StatementPart
from tests.samples import KNOWN, NOON, answer, draft, entry, record
from tests.sheets.sample_sheets import WORDS, note, presents, step, talked

OWN, SHARED = "own_team", "person_may_see"
SIGN = "K-S1-IND-01"
CHANGED = Words("She rang back and put it right.")


def sign(words: str, reach: Reach = CONFIDENTIAL, source: Source | None = None, **more: str) -> Entry:
    return entry(Kind.INDICATOR, SIGN, answer(words, FlagDetail(True), source, reach), **more)


def lines(made: Record, pack: Pack, who: str) -> tuple[str, ...]:
    return make_file_copy(made, pack, who).lines


def statements(made: Record, pack: Pack, who: str) -> list[StatementPart]:
    return [part for part in make_file_copy(made, pack, who).parts if isinstance(part, StatementPart)]


def of_every_kind(reach: Reach) -> Record:
    """One statement of each kind, its own name in its words; the steps each marked."""
    kinds = [entry(kind, "ITEM", answer(f"said of {kind}", reach=reach), id=kind) for kind in Kind]
    steps = [entry(Kind.STEP, mark, answer(f"said of {mark}", StepDetail("not_now"), reach=reach)) for mark in Step]
    return record(*kinds, *steps)


@pytest.mark.parametrize("who", ["", "everybody", "OWN_TEAM"])
def test_that_nothing_is_made_before_somebody_said_who_may_open_it(blank: Pack, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        make_file_copy(record(note()), blank, who)
    assert refused.value.item == "FILE-READERS"


def test_that_the_answers_which_the_pack_offers_are_the_readers_there_are(english: Pack) -> None:
    assert {option.value for option in english.refer.file_readers.options} == set(READERS)


@pytest.mark.parametrize("who", READERS)
def test_that_the_first_line_is_the_aim(blank: Pack, who: str) -> None:
    parts = make_file_copy(record(), blank, who).parts
    assert parts[0] == Paragraph("aim")
    assert parts[1] == SmallPrint(f"about KD-1234 1 {format_datetime(blank.labels.dates, NOON)} Amara Osei")
    assert parts[2] == SmallPrint("words_version blank 1")


def test_that_the_title_says_whose_copy_it_is(blank: Pack) -> None:
    assert make_file_copy(record(), blank, OWN).title == "file_title_own"
    assert make_file_copy(record(), blank, SHARED).title == "file_title"


@pytest.mark.parametrize("kind", Kind)
def test_that_the_own_team_reads_every_kind(blank: Pack, kind: Kind) -> None:
    assert f"said of {kind}" in lines(of_every_kind(CONFIDENTIAL), blank, OWN)


def test_that_no_statement_is_told_twice(blank: Pack) -> None:
    made = of_every_kind(KNOWN)
    assert len(statements(made, blank, OWN)) == len(made.entries)


def test_that_a_shared_copy_holds_nothing_that_the_person_does_not_know(blank: Pack) -> None:
    assert statements(of_every_kind(CONFIDENTIAL), blank, SHARED) == []


@pytest.mark.parametrize("kind", Kind)
def test_that_a_shared_copy_never_holds_what_is_for_the_team_alone(blank: Pack, kind: Kind) -> None:
    shown = f"said of {kind}" in lines(of_every_kind(KNOWN), blank, SHARED)
    assert shown == (kind not in TEAM_ONLY_KINDS)


def test_that_a_shared_copy_says_nothing_of_reach(blank: Pack) -> None:
    """Control: the team's own copy says it."""
    made = record(sign("He said it himself.", KNOWN))
    assert "known" not in " ".join(lines(made, blank, SHARED))
    assert "known" in " ".join(lines(made, blank, OWN))
    assert "confidential" in " ".join(lines(record(note()), blank, OWN))


def test_that_how_we_know_it_stays_with_the_team(blank: Pack) -> None:
    made = record(sign("He said it.", Reach("told_me", Words("in front of his sister"))))
    assert "sister" not in " ".join(lines(made, blank, SHARED))


def test_that_the_team_sees_what_was_replaced_and_why(blank: Pack) -> None:
    first = sign("Most nights.", id="first")
    later = entry(Kind.ADDENDUM, "ADDENDUM", answer("Two nights."), id="second", supersedes="first")
    old, new = statements(record(first, replace(later, reason=CHANGED)), blank, OWN)
    assert (old.words, new.words) == ("Most nights.", "Two nights.")
    assert "replaced" in old.small
    assert "replaced" not in new.small
    assert f"because {CHANGED.value}" in new.small


def test_that_a_shared_copy_shows_neither_what_was_replaced_nor_why(blank: Pack) -> None:
    first = sign("Most nights.", KNOWN, id="first")
    second = replace(sign("Two nights.", KNOWN, id="second", supersedes="first"), reason=CHANGED)
    (shown,) = statements(record(first, second), blank, SHARED)
    assert shown.words == "Two nights."
    assert CHANGED.value not in shown.small


def test_that_what_was_taken_back_into_confidence_is_shown_in_neither_form(blank: Pack) -> None:
    first = sign("Most nights.", KNOWN, id="first")
    second = sign("Two nights.", CONFIDENTIAL, id="second", supersedes="first")
    assert statements(record(first, second), blank, SHARED) == []


def test_that_an_addendum_marks_what_it_replaces(blank: Pack) -> None:
    first = sign("Most nights.", id="first")
    later = entry(Kind.ADDENDUM, "ADDENDUM", answer("Two nights."), id="later", supersedes="first")
    old, new = statements(record(first, later), blank, OWN)
    assert "replaced" in old.small
    assert new == StatementPart("addendum", "", "Two nights.", new.small)


@pytest.mark.parametrize("who", READERS)
def test_that_every_statement_says_when_by_whom_and_whose_knowledge_it_is(blank: Pack, who: str) -> None:
    at = NOON + timedelta(minutes=7)
    said = replace(sign("He said it.", KNOWN, Source.PERSON_SAID), at=at, author="Dele Ade")
    (shown,) = statements(record(said), blank, who)
    source = next(option.say for option in blank.choices.sources if option.value == "person")
    assert shown.small.split(" · ")[:3] == [format_datetime(blank.labels.dates, at), "Dele Ade", source]


def test_that_the_steps_come_in_order_and_what_belongs_to_none_comes_last(blank: Pack) -> None:
    headings = [
        part.text for part in make_file_copy(of_every_kind(KNOWN), blank, OWN).parts if isinstance(part, Heading)
    ]
    assert headings == [*(getattr(blank.labels.steps, step) for step in Step if step is not Step.CHECK), "besides"]


def test_that_a_step_with_nothing_to_show_has_no_heading(blank: Pack) -> None:
    made = record(note(), sign("He said it.", KNOWN))
    shared = [part.text for part in make_file_copy(made, blank, SHARED).parts if isinstance(part, Heading)]
    assert shared == [blank.labels.steps.identify]


def test_that_what_is_said_of_a_step_stands_under_that_step(blank: Pack) -> None:
    mark = entry(Kind.STEP, Step.REFER, answer("His bus came.", StepDetail("not_now")))
    parts = make_file_copy(record(mark), blank, OWN).parts
    assert parts[3] == Heading(blank.labels.steps.refer)
    assert isinstance(parts[4], StatementPart)
    assert (parts[4].label, parts[4].value, parts[4].words) == ("step", "not_now", "His bus came.")


def test_that_every_note_stands_under_the_step_on_whose_page_it_was_made(blank: Pack) -> None:
    made = record(
        entry(Kind.NOTE, "NOTICE", answer("She rang.")),
        entry(Kind.NOTE, "OTHER-SERVICE", answer("The Monday club.")),
        entry(Kind.ADDENDUM, "ADDENDUM", answer("Later.")),
    )
    parts = [
        getattr(part, "text", None) or getattr(part, "words", "") for part in make_file_copy(made, blank, OWN).parts[3:]
    ]
    labels = blank.labels
    assert parts == [
        labels.steps.identify,
        "She rang.",
        labels.steps.refer,
        "The Monday club.",
        labels.sheets.besides,
        "Later.",
    ]


def test_that_what_was_written_anew_before_the_seal_is_told_once(blank: Pack) -> None:
    first, second = sign("One.", id="1"), sign("Two.", id="2")
    made = record(first, replace(second, supersedes="1"))
    assert [statement.words for statement in statements(made, blank, OWN)] == ["Two."]


def test_that_statements_of_a_step_keep_the_order_in_which_they_were_made(blank: Pack) -> None:
    made = record(sign("One.", id="1"), sign("Two.", id="2", part="x"), sign("Three.", id="3", part="y"))
    assert [statement.words for statement in statements(made, blank, OWN)] == ["One.", "Two.", "Three."]


def test_that_answers_are_told_in_the_words_of_the_pack(blank: Pack) -> None:
    question = blank.gate.questions[0]
    made = record(entry(Kind.GATE, question.id, answer("", ChoiceDetail(question.options[0].value))))
    (shown,) = statements(made, blank, OWN)
    assert (shown.label, shown.value) == (question.ask, question.options[0].say)


def test_that_words_written_by_the_person_are_marked_as_theirs(blank: Pack) -> None:
    made = record(
        entry(Kind.PROMPT, "LU-MONEY-1-1", answer("Money.", QuestionDetail("asked", turned=True), reach=KNOWN))
    )
    assert "turned" in statements(made, blank, SHARED)[0].value


def test_that_the_workers_own_safety_stays_with_the_team(blank: Pack) -> None:
    made = record(entry(Kind.CHECK_IN, "CHECK-IN", answer("", CheckInDetail("Library", "Dele", "15:30"), reach=KNOWN)))
    assert "Library" in " ".join(lines(made, blank, OWN))
    assert "Library" not in " ".join(lines(made, blank, SHARED))


def test_that_what_is_half_written_is_on_no_sheet(blank: Pack) -> None:
    made = record(drafts=(draft(Kind.NOTE, "NOTE", answer(WORDS, reach=KNOWN)),))
    assert all(WORDS not in lines(made, blank, who) for who in READERS)


def test_that_what_earlier_sessions_left_is_on_no_sheet_of_this_one(blank: Pack) -> None:
    made = record(earlier=(note(reach=KNOWN),))
    assert all(WORDS not in lines(made, blank, who) for who in READERS)


def test_that_a_record_has_no_place_for_a_real_name() -> None:
    """What is protected cannot be printed, because no sheet can reach it."""
    assert not any(isinstance(value, ProtectedIdentity) for value in vars(record(presents("using"), step())).values())
    assert not set(ProtectedIdentity.__slots__) & set(type(record().person).__slots__)


def test_that_the_footer_says_how_to_handle_it(blank: Pack) -> None:
    assert make_file_copy(record(talked("K-DIR-CDAP")), blank, OWN).footer == "file_footer"
