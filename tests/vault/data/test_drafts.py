"""Drafts: half-written answers, kept as safely as entries, one for each slot, gone when their entry comes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dasupport.casework.attributed_text import MAX_CHARACTERS, Reach, Source, Words
from dasupport.casework.details import QuestionDetail
from dasupport.casework.entry import Answer, Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import NOON, answer, draft, entry, session
from tests.vault.vault_steps import add, start, write


def test_that_a_full_draft_comes_back_as_it_was(begun: Vault) -> None:
    reach = Reach("told_me", Words("Zoë's how"))
    said = Answer(Words("half a sen\n"), QuestionDetail("asked", turned=True), Source.SAW, reach)
    made = Draft("s1", Slot(Kind.PROMPT, "LU-1", "part"), said, NOON)
    assert write(begun, made) == (made,)


def test_that_a_blank_draft_of_any_kind_comes_back_blank(begun: Vault) -> None:
    found = write(begun, *(draft(kind, "ITEM", Answer.blank(kind)) for kind in Kind))
    assert {half.slot.kind: half.answer for half in found} == {kind: Answer.blank(kind) for kind in Kind}


def test_that_the_newest_text_of_a_slot_replaces_the_older(begun: Vault) -> None:
    growing = [
        replace(draft(Kind.NOTE, "N1", answer("word " * size)), at=NOON + timedelta(seconds=size)) for size in (1, 2, 3)
    ]
    assert write(begun, *growing) == (growing[-1],)


def test_that_a_shorter_text_replaces_a_longer(begun: Vault) -> None:
    (found,) = write(begun, draft(Kind.NOTE, "N1", answer("x" * MAX_CHARACTERS)), draft(Kind.NOTE, "N1", answer("")))
    assert found.answer.words.value == ""


def test_that_each_slot_has_its_own_in_the_order_of_writing(begun: Vault) -> None:
    slots = [(Kind.NOTE, "B", ""), (Kind.NOTE, "A", ""), (Kind.CHILD, "A", "2"), (Kind.CHILD, "A", "1")]
    drafts = [
        replace(draft(kind, item, Answer.blank(kind), part), at=NOON + timedelta(seconds=number))
        for number, (kind, item, part) in enumerate(slots)
    ]
    assert write(begun, *drafts) == tuple(drafts)


def test_that_its_entry_takes_the_draft_of_a_slot_away_and_no_other(begun: Vault) -> None:
    write(begun, draft(Kind.NOTE, "N1", answer("half")), draft(Kind.NOTE, "N2", answer("half")))
    add(begun, entry(Kind.NOTE, "N1", answer("whole")))
    assert [found.slot.item for found in begun.transact(lambda work: work.entries.list_drafts("s1"))] == ["N2"]


def test_that_an_entry_added_again_leaves_a_newer_draft_alone(begun: Vault) -> None:
    said = entry(Kind.NOTE, "N1", answer("whole"))
    add(begun, said)
    write(begun, draft(Kind.NOTE, "N1", answer("begun anew")))
    add(begun, said)
    assert len(begun.transact(lambda work: work.entries.list_drafts("s1"))) == 1


def test_that_a_dropped_draft_is_forgotten_and_dropping_again_is_harmless(begun: Vault) -> None:
    write(begun, draft(Kind.NOTE, "N1", answer("half")))
    for _ in range(2):
        begun.transact(lambda work: work.entries.drop_draft("s1", Slot(Kind.NOTE, "N1")))
    assert begun.transact(lambda work: work.entries.list_drafts("s1")) == ()


def test_that_each_session_has_its_own_drafts(begun: Vault) -> None:
    start(begun, session("s2", 2))
    write(begun, draft(Kind.NOTE, "N1", answer("one")), replace(draft(Kind.NOTE, "N1", answer("two")), session="s2"))
    begun.transact(lambda work: work.entries.drop_draft("s1", Slot(Kind.NOTE, "N1")))
    (found,) = begun.transact(lambda work: work.entries.list_drafts("s2"))
    assert found.answer.words.value == "two"


def test_that_drafts_leave_no_line_in_the_log(begun: Vault) -> None:
    before = begun.transact(lambda work: work.audit_chain.count_rows())
    write(begun, draft(Kind.NOTE, "N1", answer("half")))
    assert begun.transact(lambda work: work.audit_chain.count_rows()) == before


def test_that_a_sealed_session_takes_the_draft_of_an_addendum_and_no_other(begun: Vault) -> None:
    begun.transact(lambda work: work.sessions.seal("s1", Closing.SEALED, NOON))
    with pytest.raises(Refusal, match="SEALED"):
        write(begun, draft(Kind.NOTE, "N1", answer("late")))
    assert write(begun, draft(Kind.ADDENDUM, "ADDENDUM", answer("late"))) != ()


def test_that_the_fingerprint_of_what_is_unlogged_changes_with_a_draft_and_a_page(begun: Vault) -> None:
    seen = [begun.transact(lambda work: work.fingerprint_unlogged())]
    write(begun, draft(Kind.NOTE, "N1", answer("half")))
    seen.append(begun.transact(lambda work: work.fingerprint_unlogged()))
    begun.transact(lambda work: work.sessions.remember_page("s1", "signs"))
    seen.append(begun.transact(lambda work: work.fingerprint_unlogged()))
    assert len(set(seen)) == 3
    begun.transact(lambda work: work.entries.drop_draft("s1", Slot(Kind.NOTE, "N1")))
    begun.transact(lambda work: work.sessions.remember_page("s1", ""))
    assert begun.transact(lambda work: work.fingerprint_unlogged()) == seen[0]
