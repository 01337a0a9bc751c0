"""The chained log: one line for each act, no word about people, and no link that can be changed unseen."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session as Rows

from dasupport.casework.attributed_text import Reach, Words
from dasupport.casework.details import CheckInDetail, ChildDetail, Detail, FollowUpDetail, SafeContactDetail
from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing
from dasupport.vault.data.audit_log import AuditChain, ChainHead, ChainLink
from dasupport.vault.data.engine import create_engine_on
from dasupport.vault.errors import Altered
from dasupport.vault.vault import Vault
from tests.samples import NOON, FixedClock, Fresh, answer, entry, person, session
from tests.vault.tampering import keyed, without_triggers
from tests.vault.vault_steps import events, keep, meet, say, start

LINKS = 6
CANARY = "canary-1729-damson"


@pytest.fixture
def rows(shut: Path) -> Iterator[Rows]:
    """A transaction on the data of a new vault, with no trigger in the way."""
    with keyed(shut) as connection:
        connection.execute("BEGIN")
        without_triggers(connection)
        connection.execute("COMMIT")
        with Rows(create_engine_on(connection)) as opened:
            yield opened


@pytest.fixture
def log(rows: Rows, fresh: Fresh, clock: FixedClock) -> AuditChain:
    """The log of a new vault, with its first line and six more."""
    made = AuditChain(rows, fresh.keys.log, "Amara Osei", clock)
    logged(made, LINKS)
    return made


def logged(log: AuditChain, count: int) -> None:
    for number in range(count):
        log.append("viewed", f"s{number}", f"{number:064}")


def test_that_making_a_vault_leaves_its_first_line(vault: Vault) -> None:
    (first,) = events(vault)
    assert (first.seq, first.action, first.actor, first.at) == (1, "opened", "Amara Osei", NOON)
    assert re.fullmatch("[0-9a-f]{32}", first.object)


def test_that_lines_are_numbered_without_a_gap_and_say_who_and_when(log: AuditChain, clock: FixedClock) -> None:
    clock.move(minutes=3)
    log.append("sealed", "s9", "ab")
    found = list(log.iterate_verified())
    assert [event.seq for event in found] == list(range(1, LINKS + 3))
    assert found[-1] == ChainLink(LINKS + 2, clock(), "Amara Osei", "sealed", "s9", "ab")
    assert log.count_rows() == LINKS + 2


def test_that_a_clock_set_back_changes_neither_order_nor_trust(log: AuditChain, clock: FixedClock) -> None:
    for hours in (0, -24, 8760, -9000):
        clock.move(hours=hours)
        logged(log, 1)
    assert [event.seq for event in log.iterate_verified()] == list(range(1, LINKS + 6))


def test_that_the_head_is_the_newest_line(log: AuditChain) -> None:
    assert log.read_head() == ChainHead(LINKS + 1, log.get_mac(LINKS + 1) or "")
    assert log.get_mac(LINKS + 2) is None
    assert log.get_mac(0) is None


def test_that_the_same_line_twice_has_two_seals(log: AuditChain) -> None:
    seals = []
    for _ in range(2):
        log.append("viewed", "s1")
        seals.append(log.read_head().mac)
    assert len(set(seals)) == 2


def test_that_an_empty_log_has_no_head(log: AuditChain, rows: Rows) -> None:
    rows.execute(text("DELETE FROM event"))
    assert log.read_head() == ChainHead(0, "")
    assert list(log.iterate_verified()) == []
    assert log.get_start_time() is None


def test_that_a_log_began_with_its_first_line(log: AuditChain) -> None:
    assert log.get_start_time() == NOON


COLUMNS = {
    "at": "2026-11-21T13:00:00+00:00",
    "actor": "Somebody Else",
    "action": "sealed",
    "object": "s99",
    "object_hash": "ff",
    "mac": "00" * 32,
}


def broken(log: AuditChain) -> bool:
    """Whether the log is found to be altered."""
    try:
        list(log.iterate_verified())
    except Altered:
        return True
    return False


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("seq", [1, 3, LINKS + 1])
def test_that_a_changed_value_is_found_in_every_column(log: AuditChain, rows: Rows, seq: int, column: str) -> None:
    rows.execute(text(f"UPDATE event SET {column} = '{COLUMNS[column]}' WHERE seq = {seq}"))  # noqa: S608 - our own
    assert broken(log)


@pytest.mark.parametrize("seq", range(1, LINKS + 2))
def test_that_a_changed_line_is_found_at_every_position(log: AuditChain, rows: Rows, seq: int) -> None:
    rows.execute(text("UPDATE event SET actor = 'Nobody' WHERE seq = :seq"), {"seq": seq})
    assert broken(log)


@pytest.mark.parametrize("seq", range(1, LINKS + 1))
def test_that_a_missing_line_is_found_at_every_position_but_the_last(log: AuditChain, rows: Rows, seq: int) -> None:
    rows.execute(text("DELETE FROM event WHERE seq = :seq"), {"seq": seq})
    assert broken(log)


@pytest.mark.parametrize("seq", range(1, LINKS + 1))
def test_that_a_missing_line_is_found_though_the_numbers_were_closed_up(log: AuditChain, rows: Rows, seq: int) -> None:
    rows.execute(text("DELETE FROM event WHERE seq = :seq"), {"seq": seq})
    for after in range(seq + 1, LINKS + 2):
        rows.execute(text("UPDATE event SET seq = seq - 1 WHERE seq = :seq"), {"seq": after})
    assert broken(log)


def test_that_lines_missing_at_the_end_leave_a_chain_that_holds_so_a_witness_is_needed(
    log: AuditChain, rows: Rows
) -> None:
    rows.execute(text("DELETE FROM event WHERE seq > 4"))
    assert not broken(log)
    assert log.read_head().seq == 4


def test_that_two_lines_that_changed_places_are_found(log: AuditChain, rows: Rows) -> None:
    for after, before in ((99, 3), (3, 4), (4, 99)):
        rows.execute(text("UPDATE event SET seq = :after WHERE seq = :before"), {"after": after, "before": before})
    assert broken(log)


def test_that_a_forged_line_is_found(log: AuditChain, rows: Rows) -> None:
    rows.execute(
        text(
            "INSERT INTO event SELECT seq + 1, at, actor, action, object, object_hash, mac FROM event "
            "ORDER BY seq DESC LIMIT 1"
        )
    )
    assert broken(log)


def test_that_a_log_that_nobody_touched_is_not_called_altered(log: AuditChain) -> None:
    assert not broken(log)


def test_that_another_key_does_not_believe_a_single_line(log: AuditChain, rows: Rows, clock: FixedClock) -> None:
    assert broken(AuditChain(rows, bytes(32), "Amara Osei", clock))


def test_that_a_log_is_whole_until_a_line_is_changed(log: AuditChain, rows: Rows) -> None:
    assert log.verify_chain()
    rows.execute(text("UPDATE event SET actor = 'Nobody' WHERE seq = 3"))
    assert not log.verify_chain()


def test_that_the_newest_lines_are_altered_where_the_one_before_them_is_missing(log: AuditChain, rows: Rows) -> None:
    log.verify_newest(4)
    rows.execute(text("DELETE FROM event WHERE seq = :seq"), {"seq": LINKS + 1 - 4})
    with pytest.raises(Altered):
        log.verify_newest(4)


def test_that_later_days_count_once_each_and_only_in_lines_after_the_one_that_is_named(
    log: AuditChain, clock: FixedClock
) -> None:
    named = log.read_head().seq
    for days in (1, 0, 1, -30, 31):
        clock.move(days=days)
        logged(log, 1)
    assert log.count_days_past(NOON.date(), after=named) == 3
    assert log.count_days_past(NOON.date(), after=log.read_head().seq) == 0


def test_that_no_line_holds_a_word_about_people(vault: Vault) -> None:
    said = answer(CANARY, reach=Reach("told_me", Words(CANARY)))
    details: dict[Kind, Detail] = {
        Kind.CHILD: ChildDetail(CANARY, CANARY, CANARY, "", CANARY),
        Kind.SAFE_CONTACT: SafeContactDetail(CANARY, CANARY, CANARY, CANARY),
        Kind.CHECK_IN: CheckInDetail(CANARY, CANARY, CANARY, CANARY),
        Kind.FOLLOW_UP: FollowUpDetail(date(2026, 12, 1), CANARY),
    }
    meet(vault, person(CANARY), real_name=CANARY)
    start(vault, session())
    say(vault, entry(Kind.NOTE, said=said), *(entry(kind, said=answer(CANARY, what)) for kind, what in details.items()))
    keep(vault, Draft("s1", Slot(Kind.NOTE, "N9"), said, NOON))
    vault.transact(lambda work: work.people.reveal_identity("p1"))
    vault.transact(lambda work: work.sessions.seal("s1", Closing.SEALED, NOON))
    found = events(vault)
    assert len(found) == 10
    for event in found:
        assert CANARY not in repr(event)
        assert re.fullmatch("[a-z ]+", event.action)
        assert re.fullmatch("([0-9a-f]{64})?", event.object_hash)


WORDS = ("same", "same", "samf")


def test_that_two_rows_that_differ_in_one_letter_have_two_fingerprints(begun: Vault) -> None:
    say(begun, *(entry(Kind.NOTE, said=answer(words), id=f"e{number}") for number, words in enumerate(WORDS)))
    assert len({event.object_hash for event in events(begun) if event.action == "entry"}) == 3
