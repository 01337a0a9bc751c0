"""Sessions: what is said is kept, what is half said too, and after the seal there are dated addenda only."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dasupport.actions.sessions import ADDENDUM_ITEM, FOLLOW_UP_DONE
from dasupport.actions.unlock import OpenVault
from dasupport.casework.attributed_text import Words
from dasupport.casework.details import ChoiceDetail, FlagDetail, FollowUpDetail
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CHILDREN_ITEM
from dasupport.casework.people import Closing
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import NOON, FixedClock, answer
from tests.vault.tampering import WHOLE, verdict
from tests.vault.vault_steps import actions


def says(record: Record, kind: Kind, item: str, said: Answer | None = None, id: str = "") -> Entry:
    made = said or Answer.blank(kind)
    return Entry(id or f"{kind}:{item}", record.session.id, "Amara Osei", NOON, Slot(kind, item), made)


def half(record: Record, kind: Kind, item: str, said: Answer, minutes: int = 0) -> Draft:
    return Draft(record.session.id, Slot(kind, item), said, NOON + timedelta(minutes=minutes))


def now(unlocked: OpenVault, record: Record) -> Record:
    return unlocked.sessions.open_session(record.session.id)


@pytest.fixture
def ready(unlocked: OpenVault, met: Record) -> Record:
    """A session that owes nothing that cannot wait."""
    unlocked.sessions.add_entry(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("unknown"))))
    return now(unlocked, met)


def test_that_what_was_added_is_there_when_the_session_is_opened(unlocked: OpenVault, met: Record) -> None:
    said = says(met, Kind.NOTE, "N1", answer("who said what"))
    unlocked.sessions.add_entry(said)
    assert now(unlocked, met).entries[-1] == said


def test_that_looking_at_a_session_is_logged_once_each_time(unlocked: OpenVault, met: Record, vault: Vault) -> None:
    now(unlocked, met)
    now(unlocked, met)
    assert actions(vault).count("viewed") == 2


def test_that_a_draft_is_kept_and_forgotten(unlocked: OpenVault, met: Record) -> None:
    unlocked.sessions.save_draft(half(met, Kind.NOTE, "N1", answer("half")))
    assert [draft.answer.words.value for draft in now(unlocked, met).drafts] == ["half"]
    unlocked.sessions.drop_draft(met.session.id, Slot(Kind.NOTE, "N1"))
    assert now(unlocked, met).drafts == ()


def test_that_the_open_page_is_remembered(unlocked: OpenVault, met: Record) -> None:
    unlocked.sessions.remember_page(met.session.id, "signs")
    assert [row.page for row in unlocked.people.load_agenda(NOON.date()).unfinished] == ["signs"]


def test_that_a_session_that_owes_an_answer_cannot_be_sealed_and_nothing_of_the_try_stays(
    unlocked: OpenVault, met: Record, vault: Vault
) -> None:
    unlocked.sessions.save_draft(half(met, Kind.NOTE, "N1", answer("half")))
    before = now(unlocked, met), actions(vault)
    with pytest.raises(Refusal, match="SEAL-OWES"):
        unlocked.sessions.seal(met.session.id)
    assert (now(unlocked, met), actions(vault)[:-1]) == (before[0], before[1])


def test_that_a_concern_that_nobody_decided_about_keeps_it_open(unlocked: OpenVault, ready: Record) -> None:
    unlocked.sessions.add_entry(says(ready, Kind.INDICATOR, "I1", answer(detail=FlagDetail(True, "danger"))))
    with pytest.raises(Refusal, match="SEAL-OWES"):
        unlocked.sessions.seal(ready.session.id)


def test_that_a_sealed_session_says_when_and_leaves_one_line(
    unlocked: OpenVault, ready: Record, vault: Vault, clock: FixedClock
) -> None:
    clock.move(hours=1)
    sealed = unlocked.sessions.seal(ready.session.id)
    assert (sealed.session.closing, sealed.session.sealed_at) == (Closing.SEALED, clock())
    assert actions(vault).count("sealed") == 1


def test_that_drafts_become_statements_at_the_seal_with_their_own_time_and_in_their_order(
    unlocked: OpenVault, ready: Record, clock: FixedClock
) -> None:
    unlocked.sessions.add_entry(says(ready, Kind.NOTE, "N1", answer("whole"), id="first"))
    for minutes, item in ((3, "N1"), (1, "N9"), (2, "A1")):
        unlocked.sessions.save_draft(half(ready, Kind.NOTE, item, answer(f"half {item}"), minutes))
    clock.move(hours=1)
    sealed = unlocked.sessions.seal(ready.session.id)
    assert sealed.drafts == ()
    late = sealed.entries[-3:]
    assert [(entry.item, entry.at - NOON, entry.supersedes) for entry in late] == [
        ("N9", timedelta(minutes=1), ""),
        ("A1", timedelta(minutes=2), ""),
        ("N1", timedelta(minutes=3), "first"),
    ]
    assert sealed.get_answer(Slot(Kind.NOTE, "N1")).words.value == "half N1"


def test_that_a_draft_can_be_what_the_seal_was_waiting_for(unlocked: OpenVault, met: Record) -> None:
    unlocked.sessions.save_draft(half(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("none"))))
    assert unlocked.sessions.seal(met.session.id).session.is_sealed


def test_that_sealing_twice_is_harmless(unlocked: OpenVault, ready: Record, vault: Vault, clock: FixedClock) -> None:
    first = unlocked.sessions.seal(ready.session.id)
    log = actions(vault)
    clock.move(days=1)
    assert unlocked.sessions.seal(ready.session.id) == first
    assert unlocked.sessions.close_not_now(ready.session.id) == first
    assert actions(vault) == log


def test_that_not_now_ends_a_session_whatever_it_owes(unlocked: OpenVault, met: Record) -> None:
    unlocked.sessions.save_draft(half(met, Kind.NOT_NOW, "REASON", answer("not private")))
    ended = unlocked.sessions.close_not_now(met.session.id)
    assert (ended.session.closing, ended.session.is_sealed) == (Closing.NOT_NOW, True)
    assert ended.entries[-1].answer.words == Words("not private")
    assert unlocked.people.load_agenda(NOON.date()).unfinished == ()


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.INDICATOR, Kind.STEP])
def test_that_nothing_is_added_to_a_sealed_session(unlocked: OpenVault, ready: Record, kind: Kind) -> None:
    sealed = unlocked.sessions.seal(ready.session.id)
    with pytest.raises(Refusal, match=r"^SEALED$"):
        unlocked.sessions.add_entry(says(sealed, kind, "LATE"))
    with pytest.raises(Refusal, match=r"^SEALED$"):
        unlocked.sessions.save_draft(half(sealed, kind, "LATE", Answer.blank(kind)))
    assert now(unlocked, sealed) == sealed


def test_that_a_statement_saved_again_after_the_seal_changes_nothing_and_is_no_error(
    unlocked: OpenVault, ready: Record
) -> None:
    said = says(ready, Kind.NOTE, "N1", answer("said"))
    unlocked.sessions.add_entry(said)
    sealed = unlocked.sessions.seal(ready.session.id)
    unlocked.sessions.add_entry(said)
    assert now(unlocked, sealed) == sealed


def test_that_an_addendum_is_dated_and_stands_beside_what_it_replaces(
    unlocked: OpenVault, ready: Record, clock: FixedClock
) -> None:
    unlocked.sessions.add_entry(says(ready, Kind.NOTE, "N1", answer("first words"), id="n1"))
    unlocked.sessions.seal(ready.session.id)
    clock.move(days=2)
    after = unlocked.sessions.add_addendum(ready.session.id, "later words", "heard since", supersedes="n1")
    added = after.entries[-1]
    assert (added.kind, added.item, added.at, added.author) == (Kind.ADDENDUM, ADDENDUM_ITEM, clock(), "Amara Osei")
    assert (added.answer.words.value, added.reason.value, added.supersedes) == ("later words", "heard since", "n1")
    assert "first words" in [entry.answer.words.value for entry in after.entries]
    assert after.session.sealed_at == NOON


@pytest.mark.parametrize(("text", "item"), [("a\0b", "NUL"), ("\ud83d", "BROKEN"), ("x" * 200_001, "LONG")])
def test_that_an_addendum_or_a_reason_that_cannot_be_kept_is_refused(
    unlocked: OpenVault, ready: Record, text: str, item: str
) -> None:
    sealed = unlocked.sessions.seal(ready.session.id)
    for words, reason in ((text, ""), ("words", text)):
        with pytest.raises(Refusal, match=f"REF-TEXT-{item}"):
            unlocked.sessions.add_addendum(sealed.session.id, words, reason)
    assert now(unlocked, sealed) == sealed


def test_that_a_follow_up_is_done_by_an_addendum_and_due_no_more(unlocked: OpenVault, ready: Record) -> None:
    due = answer(detail=FollowUpDetail(date(2026, 11, 22), "Call"))
    unlocked.sessions.add_entry(says(ready, Kind.FOLLOW_UP, "F1", due, id="f1"))
    unlocked.sessions.seal(ready.session.id)
    assert len(unlocked.people.load_agenda(NOON.date()).due) == 1
    after = unlocked.sessions.mark_done(ready.session.id, "f1")
    assert (after.entries[-1].kind, after.entries[-1].item, after.entries[-1].supersedes) == (
        Kind.ADDENDUM,
        FOLLOW_UP_DONE,
        "f1",
    )
    assert unlocked.people.load_agenda(NOON.date()).due == ()


@pytest.mark.parametrize("verb", ["open_session", "seal", "close_not_now", "add_addendum", "mark_done"])
def test_that_a_session_that_is_not_there_is_refused_the_same_way(unlocked: OpenVault, vault: Vault, verb: str) -> None:
    before = actions(vault)
    more = {"add_addendum": ("words", "reason"), "mark_done": ("f1",)}.get(verb, ())
    with pytest.raises(Refusal, match=r"^REF-NOT-HERE$"):
        getattr(unlocked.sessions, verb)("nowhere", *more)
    assert actions(vault) == before


def test_that_the_reason_of_a_statement_is_held_against_the_same_rules(unlocked: OpenVault, met: Record) -> None:
    with pytest.raises(Refusal, match="REF-TEXT-NUL"):
        unlocked.sessions.add_entry(replace(says(met, Kind.NOTE, "N1"), reason=Words("a\0b")))


def test_that_a_vault_after_all_of_it_is_whole(unlocked: OpenVault, ready: Record, vault: Vault) -> None:
    unlocked.sessions.save_draft(half(ready, Kind.NOTE, "N1", answer("half")))
    unlocked.sessions.seal(ready.session.id)
    unlocked.sessions.add_addendum(ready.session.id, "later", "")
    unlocked.close()
    assert verdict(vault.folder) == WHOLE
