"""Entries: what goes in comes out, once, in the order in which it was said, and never changes."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from dasupport.casework.attributed_text import MAX_CHARACTERS, Reach, Source, Words
from dasupport.casework.details import (
    CheckInDetail,
    ChildDetail,
    ChoiceDetail,
    ConclusionDetail,
    ConfidentialityDetail,
    DecisionDetail,
    Detail,
    FlagDetail,
    FollowUpDetail,
    QuestionDetail,
    ReferralDetail,
    SafeContactDetail,
    StepDetail,
)
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.kinds import DETAIL_OF, Kind
from dasupport.casework.people import Presenting
from dasupport.vault.data.entries import format_timestamp
from dasupport.vault.vault import Vault
from tests.samples import KNOWN, NOON, FixedClock, answer, entry, session
from tests.vault.vault_steps import say, start

FULL: tuple[Detail, ...] = (
    ChoiceDetail("left", "danger"),
    QuestionDetail("asked", "money", "a+b", "danger+high_risk", turned=True),
    FlagDetail(True, "children"),
    CheckInDetail("Café", "Zoë", "17:30", "01622 000000"),
    SafeContactDetail("text", "mornings", "no", "marmalade"),
    ChildDetail("older boy", "9", "hears it", "children", "both"),
    ConfidentialityDetail("C-1", "yes"),
    ConclusionDetail("unsure", date(2027, 1, 4)),
    ReferralDetail("K-DIR-CDAP", "sent", explained=True, number_checked=date(2026, 11, 20)),
    DecisionDetail("yes", "Amara", "Lead", "without"),
    FollowUpDetail(date(2026, 12, 1), "Call back"),
    StepDetail("not_now"),
)
DETAILS = {type(detail): detail for detail in FULL}
ODD = {
    "accents": "Zoë Ångström, café",
    "decomposed": "Zoe\u0308",
    "right to left": "\u202e\u05e9\u05dc\u05d5\u05dd \u0639\u0644\u064a\u0643\u0645\u202c",
    "emoji": "👩‍👩‍👧 🏴\U000e0067\U000e0062\U000e007f",
    "flood": "z" + "\u0301" * 500,
    "beyond": "\U0010ffff\U00010000",
    "controls": "\x01\x1b[31m\x7f\x85",
    "lines": "a\r\nb\rc\n\td\u2028e",
    "edges": "  two blanks  ",
    "quotes": "';--\"\\ %s {0} :words ?",
    "markup": "<b>&amp;</b><img src='file:///etc/passwd'>",
    "bom": "\ufeffx",
    "null word": "NULL",
    "not a character": "\ufdd0\uffff",
}


def full(kind: Kind) -> Entry:
    """A statement of a kind with every field filled."""
    made = DETAIL_OF.get(kind)
    said = Answer(
        Words("who said what"), DETAILS[made] if made else None, Source.OTHER_SAID, Reach("told_me", Words("how"))
    )
    return Entry(
        f"id-{kind}", "s1", "Zoë Ångström", NOON, Slot(kind, "ITEM", "part"), said, "earlier", Words("because")
    )


def test_that_every_sort_of_detail_is_tried_with_no_field_left_as_it_usually_is() -> None:
    assert set(DETAILS) == set(DETAIL_OF.values())
    for detail in FULL:
        for field in fields(detail):
            assert getattr(detail, field.name) != getattr(type(detail)(), field.name), field


def test_that_a_full_statement_of_every_kind_comes_back_as_it_was(begun: Vault) -> None:
    said = tuple(map(full, Kind))
    assert say(begun, *said) == said


def test_that_a_blank_statement_of_every_kind_comes_back_blank(begun: Vault) -> None:
    blanks = tuple(entry(kind) for kind in Kind)
    assert say(begun, *blanks) == blanks


@pytest.mark.parametrize("name", ODD)
def test_that_odd_text_comes_back_to_the_letter(begun: Vault, name: str) -> None:
    odd = ODD[name]
    said = Answer(Words(odd), QuestionDetail(answer=odd, way_in=odd), None, Reach(odd, Words(odd)))
    made = Entry("e1", "s1", odd, NOON, Slot(Kind.PROMPT, odd, odd), said, odd, Words(odd))
    (found,) = say(begun, made)
    assert found == made
    assert found.answer.words.value == odd


def test_that_the_longest_note_comes_back_whole(begun: Vault) -> None:
    long = "ä" * (MAX_CHARACTERS - 1) + "z"
    (found,) = say(begun, entry(Kind.NOTE, said=answer(long)))
    assert found.answer.words.value == long


def test_that_empty_words_and_blank_ones_are_kept_apart(begun: Vault) -> None:
    said = say(begun, entry(Kind.NOTE, "A", answer("")), entry(Kind.NOTE, "B", answer(" \n")))
    assert [found.answer.words.value for found in said] == ["", " \n"]


@pytest.mark.parametrize("source", [None, *Source])
def test_that_whose_knowledge_it_is_comes_back(begun: Vault, source: Source | None) -> None:
    (found,) = say(begun, entry(Kind.NOTE, said=answer("x", source=source)))
    assert found.answer.source is source


def test_that_what_was_confidential_stays_so_and_what_was_not_too(begun: Vault) -> None:
    said = say(begun, entry(Kind.NOTE, "A", answer("x")), entry(Kind.NOTE, "B", answer("y", reach=KNOWN)))
    assert [found.answer.reach.is_known for found in said] == [False, True]


def test_that_a_time_comes_back_to_the_microsecond_and_before_1970(begun: Vault) -> None:
    times = [datetime(1969, 7, 20, 20, 17, 40, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]
    said = say(begun, *(replace(entry(Kind.NOTE, str(at.year)), at=at) for at in times))
    assert [found.at for found in said] == times


def test_that_stored_times_have_one_length_so_that_their_order_is_the_order_of_time() -> None:
    times = [NOON, NOON.replace(microsecond=5), NOON + timedelta(seconds=1)]
    assert len({len(format_timestamp(at)) for at in times}) == 1
    assert sorted(map(format_timestamp, times)) == [format_timestamp(at) for at in times]


def test_that_adding_twice_leaves_one_and_one_line_in_the_log(begun: Vault) -> None:
    once = entry(Kind.NOTE, said=answer("once"))
    say(begun, once)
    events = begun.transact(lambda work: work.audit_chain.count_rows())
    assert say(begun, once, once) == (once,)
    assert begun.transact(lambda work: work.audit_chain.count_rows()) == events


def test_that_adding_again_with_other_words_changes_nothing(begun: Vault) -> None:
    once = entry(Kind.NOTE, said=answer("first words"))
    assert say(begun, once, replace(once, answer=answer("other words"))) == (once,)


def test_that_order_is_the_order_of_saying_though_the_clock_was_set_back(begun: Vault, clock: FixedClock) -> None:
    said = []
    for item, hours in (("A", 0), ("B", -5), ("C", -48), ("D", 72)):
        clock.move(hours=hours)
        said.append(replace(entry(Kind.NOTE, item), at=clock()))
    assert [found.item for found in say(begun, *said)] == ["A", "B", "C", "D"]


def test_that_a_repeated_id_does_not_disturb_the_order(begun: Vault) -> None:
    first, second = entry(Kind.NOTE, "A"), entry(Kind.NOTE, "B")
    assert [found.item for found in say(begun, first, first, first, second, first)] == ["A", "B"]


def test_that_a_statement_of_a_session_that_is_not_there_is_refused(begun: Vault) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        say(begun, replace(entry(Kind.NOTE), session="elsewhere"))


def test_that_each_session_has_its_own_statements(begun: Vault) -> None:
    start(begun, session("s2", 2))
    say(begun, entry(Kind.NOTE, "A"), replace(entry(Kind.NOTE, "B", id="other"), session="s2"))
    assert [found.item for found in begun.transact(lambda work: work.entries.list_entries("s2"))] == ["B"]
    assert [found.item for found in begun.transact(lambda work: work.entries.list_entries("s1"))] == ["A"]


def test_that_it_is_known_which_statements_are_there(begun: Vault) -> None:
    say(begun, entry(Kind.NOTE, id="e1"))
    assert begun.transact(lambda work: (work.entries.has_entry("e1"), work.entries.has_entry("e2"))) == (True, False)


def presents(id: str, value: Presenting, of: str = "s1", supersedes: str = "") -> Entry:
    made = entry(Kind.PRESENTING, "PRESENTING", answer(detail=ChoiceDetail(value)), id=id, supersedes=supersedes)
    return replace(made, session=of)


def test_that_earlier_sessions_leave_how_the_person_presented_and_how_to_reach_them(begun: Vault) -> None:
    start(begun, session("s2", 2))
    say(
        begun,
        presents("e1", Presenting.NOT_CLEAR),
        presents("e2", Presenting.USING, supersedes="e1"),
        entry(Kind.SAFE_CONTACT, said=answer(detail=SafeContactDetail("text")), id="e3"),
        entry(Kind.NOTE, id="e4"),
        presents("e5", Presenting.EXPERIENCING, of="s2"),
    )
    assert [found.id for found in begun.transact(lambda work: work.entries.list_earlier("p1", before=2))] == [
        "e2",
        "e3",
    ]
    assert begun.transact(lambda work: work.entries.list_earlier("p1", before=1)) == ()
    assert begun.transact(lambda work: work.entries.list_earlier("somebody else", before=9)) == ()


def due(vault: Vault) -> list[tuple[str, date, str]]:
    rows = vault.transact(lambda work: work.sessions.list_due(date(2100, 1, 1), 50))
    return [(row.entry, row.due, row.label) for row in rows]


def follow_up(id: str, day: date | None, supersedes: str = "") -> Entry:
    return entry(Kind.FOLLOW_UP, said=answer(detail=FollowUpDetail(day, "Call")), id=id, supersedes=supersedes)


def test_that_a_follow_up_is_due_on_its_day(begun: Vault) -> None:
    say(begun, follow_up("f1", date(2026, 12, 1)), follow_up("f2", None))
    assert due(begun) == [("f1", date(2026, 12, 1), "Call")]


def test_that_what_replaces_a_follow_up_ends_it(begun: Vault) -> None:
    say(begun, follow_up("f1", date(2026, 12, 1)), follow_up("f2", date(2026, 12, 9), supersedes="f1"))
    assert due(begun) == [("f2", date(2026, 12, 9), "Call")]
    say(begun, entry(Kind.ADDENDUM, "FOLLOW-UP-DONE", supersedes="f2"))
    assert due(begun) == []


def test_that_a_follow_up_added_again_after_it_was_done_stays_done(begun: Vault) -> None:
    first = follow_up("f1", date(2026, 12, 1))
    say(begun, first, entry(Kind.ADDENDUM, "FOLLOW-UP-DONE", supersedes="f1"), first)
    assert due(begun) == []
