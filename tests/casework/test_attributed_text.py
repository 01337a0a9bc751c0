"""Text about people: it never prints itself, nothing is kept that cannot be kept whole, and doubt is confidential."""

import logging
import pprint
import traceback
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dasupport.casework.attributed_text import CONFIDENTIAL, MAX_CHARACTERS, Reach, Source, Words, text_error
from dasupport.casework.details import CheckInDetail, ChildDetail, DecisionDetail, SafeContactDetail
from dasupport.casework.entry import Answer
from dasupport.casework.kinds import Kind
from dasupport.casework.people import ProtectedIdentity
from dasupport.refusal_id import RefusalId
from tests.casework.sample_records import STEADY
from tests.samples import answer, draft, entry, record

PRIVATE = "She is at her sister's in Deal"
Prints = Callable[[object], str]


def in_a_trace(thing: object) -> str:
    """What a crash hook would see of an exception that carries the thing."""
    return "".join(traceback.format_exception(ValueError(thing)))


def in_a_log(thing: object) -> str:
    return logging.LogRecord("log", logging.ERROR, "file.py", 1, "saved %s %r", (thing, thing), None).getMessage()


PRINTS: tuple[Prints, ...] = (
    repr,
    str,
    ascii,
    format,
    pprint.pformat,
    in_a_trace,
    in_a_log,
    lambda thing: f"{thing} {thing!r} {thing!s}",
    lambda thing: "%s %r" % (thing, thing),  # noqa: UP031 - the oldest way of printing is one, too
    lambda thing: repr((thing, [thing], {"a": thing}, {thing})),
    lambda thing: "{0} {0!r}".format(thing),  # noqa: UP032 - and the second oldest
)
HOLDERS = {
    "words": Words(PRIVATE),
    "protected": ProtectedIdentity(Words(PRIVATE)),
    "reach": Reach("told_me", Words(PRIVATE)),
    "answer": Answer(Words(PRIVATE), reach=Reach("told_me", Words(PRIVATE))),
    "check-in": CheckInDetail(PRIVATE, PRIVATE, PRIVATE, PRIVATE),
    "safe contact": SafeContactDetail("text", PRIVATE, "none", PRIVATE),
    "child": ChildDetail(PRIVATE, lives_with=PRIVATE),
    "decision": DecisionDetail("passed_on", PRIVATE, PRIVATE),
    "entry": entry(Kind.CHECK_IN, "CHECK-IN", answer(PRIVATE, CheckInDetail(PRIVATE))),
    "draft": draft(Kind.SAFE_CONTACT, "SAFE-CONTACT", answer(PRIVATE, SafeContactDetail(code_word=PRIVATE))),
    "record": record(
        entry(Kind.NOTE, "NOTICE", answer(PRIVATE)), drafts=(draft(Kind.NOTE, "NOTICE", answer(PRIVATE)),)
    ),
}


@dataclass(frozen=True)
class Careless:
    """What any dataclass does with a text: it prints it."""

    value: str = PRIVATE


@pytest.mark.parametrize("holder", HOLDERS)
def test_that_text_about_people_is_never_printed(holder: str) -> None:
    assert [number for number, prints in enumerate(PRINTS) if PRIVATE in prints_of(prints, holder)] == []


def prints_of(prints: Prints, holder: str) -> str:
    """What one way of printing makes of a holder; what cannot be hashed cannot be printed in a set."""
    try:
        return prints(HOLDERS[holder])
    except TypeError as error:
        return str(error)


@pytest.mark.parametrize("prints", PRINTS)
def test_that_each_way_of_printing_would_show_a_careless_text(prints: Prints) -> None:
    assert PRIVATE in prints(Careless())


def test_that_a_width_in_an_f_string_fails_without_a_word() -> None:
    with pytest.raises(TypeError) as caught:
        format(Words(PRIVATE), ">80")
    assert PRIVATE not in str(caught.value)


@given(st.text(max_size=60))
@STEADY
def test_that_words_show_their_length_and_nothing_else(text: str) -> None:
    assert str(Words(text)) == f"{Words(text)}" == f"<{len(text)} characters>"
    assert repr(Words(text)) == "Words()"


def test_that_words_are_read_on_purpose() -> None:
    assert Words(PRIVATE).value == PRIVATE


def test_that_words_are_never_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Words(PRIVATE).value = ""  # type: ignore[misc] # that it is refused is the point


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\N{NO-BREAK SPACE}", "\N{EM SPACE}\r\n"])
def test_that_blank_text_says_nothing(text: str) -> None:
    assert not Words(text)


@pytest.mark.parametrize("text", ["no", ".", "؟", "🙂"])
def test_that_the_shortest_text_says_something(text: str) -> None:
    assert Words(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He said: “it's nothing”.\r\n\tThen he left.",
        "नमस्ते",
        "السلام عليكم",
        "👩‍👧‍👦",
        "e\N{COMBINING ACUTE ACCENT}",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc",
        "\x07\x1b[2J",
        "\ufeff",
        "\U0010ffff",
        "x" * MAX_CHARACTERS,
    ],
    ids=["empty", "quotes", "hindi", "arabic", "family", "accent", "override", "control", "bom", "last", "longest"],
)
def test_that_ordinary_text_can_be_kept(text: str) -> None:
    assert text_error(text) is None


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("\0", RefusalId.REF_TEXT_NUL),
        ("pasted\0text", RefusalId.REF_TEXT_NUL),
        ("\ud83d", RefusalId.REF_TEXT_BROKEN),
        ("half \udc00", RefusalId.REF_TEXT_BROKEN),
        ("x" * (MAX_CHARACTERS + 1), RefusalId.REF_TEXT_LONG),
        ("\0" * (MAX_CHARACTERS + 1), RefusalId.REF_TEXT_LONG),
    ],
    ids=["nul", "nul inside", "first half", "second half", "too long", "too long comes first"],
)
def test_that_text_that_cannot_be_kept_whole_is_refused_by_name(text: str, refusal: str) -> None:
    assert text_error(text) == refusal


@given(st.text(st.characters(exclude_categories=()), max_size=40))
@STEADY
def test_that_all_of_unicode_is_kept_exactly_or_refused(text: str) -> None:
    whole = "\0" not in text and text.encode("utf-8", "replace").decode("utf-8") == text
    assert (text_error(text) is None) is whole


def test_that_sources_are_kept_by_names_that_files_already_hold() -> None:
    assert [source.value for source in Source] == ["saw", "person", "other", "opinion"]


def test_that_nothing_is_known_to_the_person_by_default() -> None:
    assert Answer().reach == Reach() == CONFIDENTIAL
    assert not CONFIDENTIAL.is_known


def test_that_words_alone_release_nothing() -> None:
    assert not Reach("", Words("I think that she told him")).is_known


def test_that_a_way_of_knowing_releases() -> None:
    assert Reach("present_when").is_known
