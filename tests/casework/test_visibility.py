"""The wall: what we hold in confidence reaches nobody on the far side, and leaves no trace there."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import Phase, find, given, settings

from dasupport.casework.advice import advise
from dasupport.casework.attributed_text import Reach, Source, Words
from dasupport.casework.checklist import count_totals
from dasupport.casework.concerns import find_concerns, list_required_decisions, list_undecided
from dasupport.casework.entry import Answer, Entry, list_texts
from dasupport.casework.gates import find_open_stops
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import find_outstanding
from dasupport.casework.pages import SessionPage
from dasupport.casework.readers import Reader
from dasupport.casework.session_record import Record, select_current
from dasupport.casework.steps import Step, compute_progress
from dasupport.casework.visibility import TEAM_ONLY_KINDS, limit_to_reader, may_read, select_visible
from tests.casework.sample_records import STEADY, filled, records
from tests.samples import KNOWN, answer, draft, entry, record

FAR_SIDE = tuple(reader for reader in Reader if reader is not Reader.OWN_FILE)
CANARY = "CANARY-0451"
Wall = Callable[[Iterable[Entry], Reader], tuple[Entry, ...]]


def marked(whole: Record, mark: str) -> Record:
    """The same record, with a mark in all free text that is confidential."""

    def hide(said: Answer) -> Answer:
        return said if said.reach.is_known else filled(said, mark)

    def each(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        return tuple(
            made if made.answer.reach.is_known else replace(made, answer=hide(made.answer), reason=Words(mark))
            for made in entries
        )

    drafts = tuple(replace(made, answer=hide(made.answer)) for made in whole.drafts)
    return replace(whole, entries=each(whole.entries), drafts=drafts, earlier_entries=each(whole.earlier_entries))


def all_text(seen: Record) -> str:
    """Whatever somebody wrote, anywhere in what a reader got."""
    entries = (*seen.entries, *seen.earlier_entries)
    answers = [made.answer for made in entries] + [made.answer for made in seen.drafts]
    return "\n".join(
        (*(text for said in answers for text in list_texts(said)), *(made.reason.value for made in entries))
    )


def ruled(seen: Record) -> tuple[object, ...]:
    """Every rule, computed on what a reader got."""
    return (
        find_concerns(seen),
        list_required_decisions(seen),
        list_undecided(seen),
        find_outstanding(seen),
        count_totals(seen),
        find_open_stops(seen),
        seen.presenting,
        seen.referrals,
        tuple(compute_progress(seen, step) for step in Step),
        tuple(advise(seen, place) for place in SessionPage),
        tuple(seen.list_flagged(kind) for kind in Kind),
    )


def without_trace(whole: Record, reader: Reader) -> Record:
    """The record as if what the reader may not see, and what supersedes nothing they may see, had never been said."""
    may = {made.id: may_read(made.kind, made.answer, reader) for made in whole.entries}
    kept = tuple(made for made in whole.entries if may[made.id] or may.get(made.supersedes, False))
    drafts = tuple(made for made in whole.drafts if may_read(made.slot.kind, made.answer, reader))
    return replace(whole, entries=kept, drafts=drafts)


def leaks(wall: Wall, whole: Record, reader: Reader) -> bool:
    """Whether a wall shows something confidential, of a forbidden kind, or superseded."""
    shown = wall(whole.entries, reader)
    stands = {made.id for made in select_current(whole.entries)}
    return any(
        not made.answer.reach.is_known or made.kind in TEAM_ONLY_KINDS or made.id not in stands for made in shown
    )


@given(whole=records())
@STEADY
def test_that_nothing_confidential_superseded_or_of_our_own_passes(whole: Record) -> None:
    assert not any(leaks(select_visible, whole, reader) for reader in FAR_SIDE)


@given(whole=records())
@STEADY
def test_that_no_confidential_word_stands_anywhere_in_what_is_seen(whole: Record) -> None:
    with_canary = marked(whole, CANARY)
    assert CANARY not in "".join(all_text(limit_to_reader(with_canary, reader)) for reader in FAR_SIDE)


@given(whole=records())
@STEADY
def test_that_other_confidential_words_change_nothing_on_the_far_side(whole: Record) -> None:
    first, second = marked(whole, "a"), marked(whole, "something else")
    for reader in FAR_SIDE:
        one, other = limit_to_reader(first, reader), limit_to_reader(second, reader)
        assert one == other
        assert ruled(one) == ruled(other)


@given(whole=records())
@STEADY
def test_that_what_is_held_back_might_as_well_not_be_there(whole: Record) -> None:
    for reader in FAR_SIDE:
        one, other = limit_to_reader(whole, reader), limit_to_reader(without_trace(whole, reader), reader)
        assert one == other
        assert ruled(one) == ruled(other)


@given(whole=records())
@STEADY
def test_that_the_own_team_sees_everything_even_what_was_superseded(whole: Record) -> None:
    assert select_visible(whole.entries, Reader.OWN_FILE) == whole.entries
    assert limit_to_reader(whole, Reader.OWN_FILE) == whole


@given(whole=records())
@STEADY
def test_that_the_turned_screen_sees_no_entry_at_all(whole: Record) -> None:
    seen = limit_to_reader(whole, Reader.PERSON_SCREEN)
    assert (seen.entries, seen.drafts, seen.earlier_entries) == ((), (), ())


@given(whole=records())
@STEADY
def test_that_looking_through_the_wall_twice_shows_no_more(whole: Record) -> None:
    for reader in Reader:
        once = limit_to_reader(whole, reader)
        assert limit_to_reader(once, reader) == once


def trusting(entries: Iterable[Entry], reader: Reader) -> tuple[Entry, ...]:
    """Takes it that the person knows whatever they said themselves."""
    said = select_current(entries)
    return tuple(
        made for made in said if may_read(made.kind, made.answer, reader) or made.answer.source is Source.PERSON_SAID
    )


def hasty(entries: Iterable[Entry], reader: Reader) -> tuple[Entry, ...]:
    """Holds back first and asks afterwards what stands: what was taken back in confidence shows again."""
    return select_current(made for made in entries if may_read(made.kind, made.answer, reader))


def open_handed(entries: Iterable[Entry], reader: Reader) -> tuple[Entry, ...]:
    """Looks at the reach and not at the kind."""
    return tuple(made for made in select_current(entries) if made.answer.reach.is_known)


@pytest.mark.parametrize("broken", [trusting, hasty, open_handed])
def test_that_a_broken_wall_is_found(broken: Wall) -> None:
    quick = settings(STEADY, max_examples=1000, phases=[Phase.generate])
    assert find(records(), lambda whole: leaks(broken, whole, Reader.SHARED_FILE), settings=quick)


def test_that_a_wall_that_forgets_earlier_sessions_would_be_found() -> None:
    old = entry(Kind.SAFE_CONTACT, "SAFE-CONTACT", answer("ring the sister"))
    whole = record(earlier=(old,))
    assert CANARY in all_text(
        replace(
            limit_to_reader(marked(whole, CANARY), Reader.PROMPT), earlier_entries=marked(whole, CANARY).earlier_entries
        )
    )
    assert limit_to_reader(whole, Reader.PROMPT).earlier_entries == ()


@pytest.mark.parametrize("kind", sorted(TEAM_ONLY_KINDS))
@pytest.mark.parametrize("reader", FAR_SIDE)
def test_that_what_is_about_others_or_us_never_passes_whatever_its_reach(kind: Kind, reader: Reader) -> None:
    assert not may_read(kind, Answer(reach=Reach("court_or_conviction", Words("said in court"))), reader)


def test_that_the_workers_own_thinking_and_safety_are_about_others_or_us() -> None:
    thinking = {Kind.PAIR, Kind.CONCLUSION, Kind.VIEW, Kind.COUNTER, Kind.AT_RISK}
    assert thinking | {Kind.CHECK_IN, Kind.OVERRIDE, Kind.STEP} <= TEAM_ONLY_KINDS


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("reader", FAR_SIDE)
def test_that_without_a_reason_to_think_that_they_know_nothing_passes(kind: Kind, reader: Reader) -> None:
    assert not may_read(kind, Answer(), reader)
    assert not may_read(kind, Answer(reach=Reach("", Words("everybody in the street knows"))), reader)


@pytest.mark.parametrize("kind", list(Kind))
def test_that_the_paper_for_the_person_takes_services_and_the_next_step_only(kind: Kind) -> None:
    assert may_read(kind, Answer(reach=KNOWN), Reader.PERSON_PAPER) is (kind in (Kind.REFERRAL, Kind.NEXT_STEP))


def test_that_what_the_person_knows_reaches_a_prompt_and_a_shared_file() -> None:
    known = entry(Kind.PROMPT, "LU-MONEY-1-1", answer("It is tight.", reach=KNOWN))
    assert select_visible([known], Reader.PROMPT) == (known,)
    assert select_visible([known], Reader.SHARED_FILE) == (known,)


def test_that_taking_a_statement_into_confidence_takes_the_older_one_away_too() -> None:
    first = entry(Kind.PROMPT, "LU-MONEY-1-1", answer("It is tight.", reach=KNOWN), id="first")
    second = entry(Kind.PROMPT, "LU-MONEY-1-1", answer("He takes it all."), id="second", supersedes="first")
    assert select_visible([first, second], Reader.SHARED_FILE) == ()


def test_that_a_confidential_draft_does_not_stand_in_for_what_the_person_knows() -> None:
    known = entry(Kind.PROMPT, "LU-MONEY-1-1", answer("It is tight.", reach=KNOWN))
    half = draft(Kind.PROMPT, "LU-MONEY-1-1", answer("His mother says"))
    seen = limit_to_reader(record(known, drafts=(half,)), Reader.PROMPT)
    assert seen.get_answer(known.slot).words.value == "It is tight."


@pytest.mark.parametrize("how", ["this_talk", "told_me", "told_by_agency", "court_or_conviction"])
@pytest.mark.parametrize("reader", [Reader.SHARED_FILE, Reader.PROMPT])
def test_that_what_somebody_else_said_stays_held_until_it_says_in_words_how_we_know(how: str, reader: Reader) -> None:
    bare = answer("His sister rang.", source=Source.OTHER_SAID, reach=Reach(how))
    told = answer(
        "His sister rang.", source=Source.OTHER_SAID, reach=Reach(how, Words("He was there when she said it."))
    )
    assert not may_read(Kind.NOTE, bare, reader)
    assert may_read(Kind.NOTE, told, reader)
    assert may_read(Kind.NOTE, replace(bare, source=Source.SAW), reader)
