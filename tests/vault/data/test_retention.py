"""Holds, deletions, certificates: nothing goes but what was asked for, has waited, and is held by nobody."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dasupport.casework.attributed_text import Words
from dasupport.casework.details import ChoiceDetail, FollowUpDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing, Person
from dasupport.casework.retention import (
    Certificate,
    Deletion,
    DeletionReason,
    Hold,
    LastContactCutoff,
    RecordKind,
    RetentionFacts,
)
from dasupport.vault.vault import Vault
from tests.samples import NOON, OWNER, answer, draft, entry, session
from tests.vault.tampering import WHOLE, by_sql, inspected
from tests.vault.vault_steps import actions, add, begin, keep, met, say, start

LATER = NOON + timedelta(days=14)


def deletion(id: str = "d1", person: str = "p1", due: datetime = LATER) -> Deletion:
    return Deletion(id, person, DeletionReason.PAST_PERIOD, NOON, OWNER.name, due)


def ask(vault: Vault, asked: Deletion) -> None:
    vault.transact(lambda work: work.retention.request_deletion(asked))


def hold(vault: Vault, id: str = "h1") -> None:
    held = Hold(id, "p1", NOON, OWNER.name, Words("A court has asked"))
    vault.transact(lambda work: work.retention.place_hold(held))


def lift(vault: Vault, id: str = "h1") -> None:
    vault.transact(lambda work: work.retention.lift_hold(id, NOON, OWNER.name, Words("The court is done")))


def carry_out(vault: Vault, asked: Deletion, at: datetime = LATER) -> Certificate:
    return vault.transact(lambda work: work.retention.carry_out_deletion(asked, RecordKind.RECORD, at, OWNER.name))


def kept(vault: Vault) -> dict[str, RetentionFacts]:
    return {each.person: each for each in vault.transact(lambda work: work.retention.list_facts())}


def counts(vault: Vault) -> dict[str, int]:
    tables = ("person", "session", "entry", "draft", "due", "hold", "hold_lifted")
    with vault._engine.connect() as connection:  # noqa: SLF001 - what the tables hold is what is tested
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables}  # noqa: S608


@pytest.fixture
def lived(vault: Vault) -> Vault:
    """Somebody in two sessions, one sealed; somebody else beside them."""
    begin(vault)
    start(vault, session("s2", 2))
    say(vault, entry(Kind.NOTE, "N1", answer("what was said")), entry(Kind.NOTE, "N2", answer("more")))
    add(vault, entry(Kind.FOLLOW_UP, "F1", answer(detail=FollowUpDetail(LATER.date(), "Call"))))
    keep(vault, draft(Kind.NOTE, "N9", answer("half")))
    vault.transact(lambda work: work.sessions.seal("s1", Closing.SEALED, NOON))
    other(vault)
    return vault


def other(vault: Vault) -> None:
    met(vault, Person("p2", "KD-2", "thanet", NOON), "Somebody Else")
    start(vault, replace(session("s3", 1), person="p2"))
    add(vault, replace(entry(Kind.NOTE, "N3", answer("stays")), session="s3"))


def test_that_a_deletion_takes_the_whole_record_and_nothing_else(lived: Vault) -> None:
    ask(lived, deletion())
    made = carry_out(lived, deletion())
    assert counts(lived) == {"person": 1, "session": 1, "entry": 1, "draft": 0, "due": 0, "hold": 0, "hold_lifted": 0}
    assert (made.sessions, made.entries, made.drafts, made.others) == (2, 3, 1, 1)
    assert list(kept(lived)) == ["p2"]


def test_that_a_vault_after_a_deletion_is_whole(lived: Vault) -> None:
    hold(lived)
    lift(lived)
    ask(lived, deletion())
    carry_out(lived, deletion())
    lived.close()
    assert inspected(lived.folder) == WHOLE


def test_that_carrying_out_again_gives_the_same_certificate(lived: Vault) -> None:
    ask(lived, deletion())
    first = carry_out(lived, deletion())
    before = actions(lived)
    assert carry_out(lived, deletion(), LATER + timedelta(days=1)) == first
    assert actions(lived) == before
    assert lived.transact(lambda work: work.retention.list_certificates()) == (first,)


def test_that_the_data_refuses_a_deletion_before_its_day(lived: Vault) -> None:
    ask(lived, deletion())
    before = counts(lived)
    with pytest.raises(IntegrityError):
        carry_out(lived, deletion(), LATER - timedelta(microseconds=1))
    assert counts(lived) == before


def test_that_the_data_refuses_a_deletion_that_nobody_asked_for(lived: Vault) -> None:
    with pytest.raises(IntegrityError):
        carry_out(lived, deletion())


def test_that_the_data_refuses_a_deletion_that_was_taken_back(lived: Vault) -> None:
    ask(lived, deletion())
    lived.transact(lambda work: work.retention.withdraw_deletion("d1", NOON, OWNER.name))
    with pytest.raises(IntegrityError):
        carry_out(lived, deletion())
    assert kept(lived)["p1"].deletion is None


def test_that_the_data_refuses_a_deletion_while_the_record_is_held(lived: Vault) -> None:
    ask(lived, deletion())
    hold(lived)
    with pytest.raises(IntegrityError):
        carry_out(lived, deletion())
    lift(lived)
    assert carry_out(lived, deletion()).entries == 3


def test_that_the_data_refuses_a_deletion_that_does_not_wait(lived: Vault) -> None:
    with pytest.raises(IntegrityError):
        ask(lived, deletion(due=NOON))


def test_that_a_record_has_one_waiting_deletion_and_one_hold_at_a_time(lived: Vault) -> None:
    ask(lived, deletion())
    with pytest.raises(IntegrityError):
        ask(lived, deletion("d2"))
    hold(lived)
    with pytest.raises(IntegrityError):
        hold(lived, "h2")


def test_that_nothing_can_be_asked_for_while_a_record_is_held(lived: Vault) -> None:
    hold(lived)
    with pytest.raises(IntegrityError):
        ask(lived, deletion())


def test_that_what_was_carried_out_cannot_be_taken_back(lived: Vault) -> None:
    ask(lived, deletion())
    carry_out(lived, deletion())
    with pytest.raises(IntegrityError):
        lived.transact(lambda work: work.retention.withdraw_deletion("d1", LATER, OWNER.name))


KEPT = (
    "DELETE FROM entry",
    "DELETE FROM session",
    "DELETE FROM person",
    "DELETE FROM hold",
    "DELETE FROM hold_lifted",
    "DELETE FROM deletion",
    "DELETE FROM certificate",
    "DELETE FROM erased",
    "DELETE FROM event",
    "UPDATE entry SET words = 'other'",
    "UPDATE person SET code_name = 'other'",
    "UPDATE session SET author = 'other'",
    "UPDATE deletion SET due = asked_at || '1'",
    "UPDATE certificate SET author = 'other'",
    "UPDATE erased SET id = 'other'",
    "UPDATE hold SET reason = 'other'",
    "UPDATE hold_lifted SET reason = 'other'",
    "INSERT INTO erased VALUES ('entry', 'note:N3:', 'd2')",
    "INSERT INTO erased VALUES ('entry', 'note:N3:', 'd1')",
    "INSERT INTO erased VALUES ('person', 'p2', 'd1')",
    "INSERT INTO erased VALUES ('session', 's3', 'd1')",
    "INSERT INTO erased VALUES ('other', 'p1', 'd1')",
    "INSERT OR REPLACE INTO person SELECT * FROM person",
)


@pytest.mark.parametrize("change", KEPT)
def test_that_the_data_itself_refuses_every_other_way(lived: Vault, change: str) -> None:
    ask(lived, deletion())
    carry_out(lived, deletion())
    ask(lived, deletion("d2", "p2"))
    held = Hold("h2", "p2", NOON, OWNER.name, Words("why"))
    lived.transact(lambda work: work.retention.place_hold(held))
    lived.transact(lambda work: work.retention.lift_hold("h2", NOON, OWNER.name, Words("why not")))
    with pytest.raises(IntegrityError), lived._engine.begin() as connection:  # noqa: SLF001 - past our own code
        connection.execute(text(change))


def test_that_a_missing_row_that_no_certificate_names_is_found(lived: Vault) -> None:
    ask(lived, deletion())
    carry_out(lived, deletion())
    lived.close()
    by_sql(lived.folder, "DELETE FROM entry")
    assert inspected(lived.folder) == "V-ALTERED"


FORGED = {
    "a row named that was not deleted with it": "INSERT INTO erased VALUES ('entry', 'note:N3:', 'd1')",
    "a row named, and deleted": "DELETE FROM entry; INSERT INTO erased VALUES ('entry', 'note:N3:', 'd1')",
    "a name taken away": "DELETE FROM erased WHERE kind = 'entry' AND id = 'note:N1:'",
    "all names taken away": "DELETE FROM erased",
    "another number": "UPDATE certificate SET entries = 7",
    "another author": "UPDATE certificate SET author = 'Somebody'",
    "another seal": "UPDATE certificate SET hash = ''",
    "no certificate": "DELETE FROM erased; DELETE FROM certificate",
    "no request": "DELETE FROM erased; DELETE FROM certificate; DELETE FROM deletion",
    "another person": "UPDATE deletion SET person = 'p2'",
    "asked for earlier": "UPDATE deletion SET due = '2026-11-21T12:00:00.000001+00:00'",
}


@pytest.mark.parametrize("what", FORGED)
def test_that_a_certificate_that_other_hands_changed_is_found(lived: Vault, what: str) -> None:
    ask(lived, deletion())
    carry_out(lived, deletion())
    lived.close()
    by_sql(lived.folder, *FORGED[what].split("; "))
    assert inspected(lived.folder) == "V-ALTERED"


HELD = {
    "a hold taken off": "DELETE FROM hold",
    "a reason changed": "UPDATE hold SET reason = 'other'",
    "a hold lifted": "INSERT INTO hold_lifted VALUES ('h1', '2026-11-21T12:00:00.000000+00:00', 'x', '')",
    "a deletion put in": "INSERT INTO deletion SELECT 'd1', 'p2', 'mistake', at, 'x', at || '1' FROM hold",
}


@pytest.mark.parametrize("what", HELD)
def test_that_a_hold_or_a_request_that_other_hands_changed_is_found(lived: Vault, what: str) -> None:
    hold(lived)
    lived.close()
    assert inspected(lived.folder) == WHOLE
    by_sql(lived.folder, HELD[what])
    assert inspected(lived.folder) == "V-ALTERED"


def test_that_a_setting_that_other_hands_changed_is_found(closed: Path) -> None:
    by_sql(closed, "INSERT INTO setting VALUES ('later', 'value')")
    assert inspected(closed) == "V-ALTERED"


@pytest.mark.parametrize(
    ("raises", "child"), [("children", True), ("danger+under_18", True), ("danger", False), ("", False)]
)
def test_that_a_concern_for_a_child_marks_the_record(vault: Vault, raises: str, child: bool) -> None:
    begin(vault)
    add(vault, entry(Kind.PRESENTING, "PRESENTING", answer(detail=ChoiceDetail("using", raises))))
    add(vault, entry(Kind.NOTE, "N1", answer("no detail")))
    assert kept(vault)["p1"].has_child is child


def test_that_the_rules_are_told_what_a_record_holds(lived: Vault) -> None:
    hold(lived)
    found = kept(lived)["p1"]
    assert found.closings == (Closing.SEALED, Closing.OPEN)
    assert found.kinds == {Kind.NOTE, Kind.FOLLOW_UP}
    assert found.hold is not None
    assert found.hold.reason == Words("A court has asked")


def seen(vault: Vault, left: date, talked: date) -> list[str]:
    """Who has to be looked at."""
    found = vault.transact(lambda work: work.retention.list_facts(seen_until=LastContactCutoff(left, talked)))
    return [each.person for each in found]


def test_that_only_those_seen_up_to_a_day_are_looked_at(lived: Vault) -> None:
    today, tomorrow = NOON.date(), NOON.date() + timedelta(days=1)
    lived.transact(lambda work: work.people.set_last_contact("p2", NOON + timedelta(days=1)))
    assert seen(lived, today, today) == ["p1"]
    assert seen(lived, tomorrow, tomorrow) == ["p1", "p2"]
    assert seen(lived, tomorrow, today - timedelta(days=1)) == []


def test_that_whoever_never_talked_is_looked_at_sooner(lived: Vault) -> None:
    today = NOON.date()
    lived.transact(lambda work: work.sessions.seal("s3", Closing.NOT_NOW, NOON))
    assert seen(lived, today, today - timedelta(days=1)) == ["p2"]
