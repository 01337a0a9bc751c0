"""Sessions in the vault: started once, sealed once, and after that the tables themselves refuse."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from dasupport.casework.details import FollowUpDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Closing, Person
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import NOON, answer, entry, session
from tests.vault.tampering import keyed
from tests.vault.vault_steps import actions, add, meet, start

LATER = NOON + timedelta(hours=1)


def seal(vault: Vault, id: str = "s1", closing: Closing = Closing.SEALED) -> None:
    vault.transact(lambda work: work.sessions.seal(id, closing, LATER))


def test_that_a_session_comes_back_as_it_was_started(begun: Vault) -> None:
    assert begun.transact(lambda work: work.sessions.get_session("s1")) == session()
    assert begun.transact(lambda work: work.sessions.get_session("s2")) is None


def test_that_starting_twice_leaves_one_and_one_line_in_the_log(begun: Vault) -> None:
    start(begun, session())
    assert actions(begun).count("session") == 1
    assert len(begun.transact(lambda work: work.sessions.list_sessions("p1"))) == 1


def test_that_numbers_go_up_for_each_person_by_themselves(begun: Vault) -> None:
    meet(begun, Person("p2", "KD-2", "swale", NOON))
    assert begun.transact(lambda work: (work.sessions.get_next_number("p1"), work.sessions.get_next_number("p2"))) == (
        2,
        1,
    )
    start(begun, session("s9", 9))
    assert begun.transact(lambda work: work.sessions.get_next_number("p1")) == 10


def test_that_the_open_page_is_remembered(begun: Vault) -> None:
    begun.transact(lambda work: work.sessions.remember_page("s1", "signs"))
    assert [row.page for row in begun.transact(lambda work: work.sessions.list_unfinished(8))] == ["signs"]


@pytest.mark.parametrize("closing", [Closing.SEALED, Closing.NOT_NOW])
def test_that_a_sealed_session_says_when_and_how(begun: Vault, closing: Closing) -> None:
    seal(begun, closing=closing)
    assert begun.transact(lambda work: work.sessions.get_session("s1")) == replace(
        session(), closing=closing, sealed_at=LATER
    )
    assert begun.transact(lambda work: work.sessions.list_unfinished(8)) == ()


def test_that_sealing_again_changes_nothing(begun: Vault) -> None:
    seal(begun)
    begun.transact(lambda work: work.sessions.seal("s1", Closing.NOT_NOW, LATER + timedelta(days=1)))
    found = begun.transact(lambda work: work.sessions.get_session("s1"))
    assert found is not None
    assert (found.closing, found.sealed_at) == (Closing.SEALED, LATER)
    assert actions(begun).count("sealed") == 1


def test_that_sealing_what_is_not_there_changes_nothing(begun: Vault) -> None:
    before = actions(begun)
    seal(begun, "elsewhere")
    assert actions(begun) == before


def test_that_a_sealed_session_takes_no_statement_of_any_other_kind(begun: Vault) -> None:
    seal(begun)
    for kind in set(Kind) - {Kind.ADDENDUM}:
        with pytest.raises(Refusal, match=r"^SEALED$"):
            add(begun, entry(kind))
    assert begun.transact(lambda work: work.entries.list_entries("s1")) == ()


def test_that_a_sealed_session_takes_an_addendum(begun: Vault) -> None:
    seal(begun)
    add(begun, entry(Kind.ADDENDUM, said=answer("later")))
    assert [found.kind for found in begun.transact(lambda work: work.entries.list_entries("s1"))] == [Kind.ADDENDUM]


def test_that_a_sealed_session_forgets_no_page_and_takes_no_new_one(begun: Vault) -> None:
    seal(begun)
    with pytest.raises(Refusal, match="SEALED"):
        begun.transact(lambda work: work.sessions.remember_page("s1", "signs"))


FORBIDDEN = {
    "change an entry": "UPDATE entry SET words = 'other'",
    "change an entry's place in the order": "UPDATE entry SET seq = 99",
    "delete an entry": "DELETE FROM entry",
    "replace an entry": "INSERT OR REPLACE INTO entry SELECT * FROM entry",
    "change the log": "UPDATE event SET actor = 'somebody else'",
    "delete from the log": "DELETE FROM event WHERE seq = 1",
    "replace a line of the log": "INSERT OR REPLACE INTO event SELECT seq, at, 'other', action, object, "
    "object_hash, mac FROM event",
    "replace a session": "INSERT OR REPLACE INTO session SELECT * FROM session",
    "unseal": "UPDATE session SET sealed_at = NULL",
    "seal at another time": "UPDATE session SET sealed_at = '2030-01-01'",
    "change who led it": "UPDATE session SET author = 'somebody else'",
    "delete a session": "DELETE FROM session",
    "add to a sealed session": "INSERT INTO entry SELECT NULL, 'new', session, author, at, 'note', item, part, words, "
    "source, known, told, detail, '', '' FROM entry LIMIT 1",
    "draft in a sealed session": "INSERT INTO draft SELECT session, 'note', item, part, words, source, known, told, "
    "detail, at FROM entry LIMIT 1",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_that_the_tables_themselves_refuse(begun: Vault, what: str) -> None:
    add(begun, entry(Kind.NOTE, said=answer("said")))
    seal(begun)
    begun.close()
    with keyed(begun.folder) as connection:
        before = dump(connection)
        with pytest.raises(sqlcipher.IntegrityError, match=r"only ever added to|sealed"):
            connection.execute(FORBIDDEN[what])
        assert dump(connection) == before


def dump(connection: sqlcipher.Connection) -> list[object]:
    return [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("entry", "event", "session", "draft")]  # noqa: S608 - our own names


def test_that_the_same_is_allowed_where_nothing_was_sealed(begun: Vault) -> None:
    add(begun, entry(Kind.NOTE, said=answer("said")))
    begun.close()
    with keyed(begun.folder) as connection:
        for what in ("add to a sealed session", "draft in a sealed session"):
            connection.execute(FORBIDDEN[what])
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (2,)


def test_that_a_persons_sessions_and_the_unfinished_ones_come_newest_first(begun: Vault) -> None:
    for number in range(2, 6):
        start(begun, replace(session(f"s{number}", number), started_at=NOON + timedelta(days=number)))
    seal(begun, "s4")
    assert [row.id for row in begun.transact(lambda work: work.sessions.list_sessions("p1"))] == [
        "s5",
        "s4",
        "s3",
        "s2",
        "s1",
    ]
    assert [row.id for row in begun.transact(lambda work: work.sessions.list_unfinished(2))] == ["s5", "s3"]
    assert begun.transact(lambda work: work.sessions.list_sessions("somebody else")) == ()


def test_that_a_persons_sessions_keep_their_order_though_the_clock_was_set_back(begun: Vault) -> None:
    for number, hours in ((2, -5), (3, -900), (4, 3)):
        start(begun, replace(session(f"s{number}", number), started_at=NOON + timedelta(hours=hours)))
    assert [row.number for row in begun.transact(lambda work: work.sessions.list_sessions("p1"))] == [4, 3, 2, 1]


def test_that_what_is_due_comes_in_the_order_of_waiting_up_to_a_day(begun: Vault) -> None:
    for day in (9, 3, 7):
        add(begun, entry(Kind.FOLLOW_UP, f"F{day}", answer(detail=FollowUpDetail(date(2026, 12, day), f"Call {day}"))))

    def labels(day: int, most: int) -> list[str]:
        rows = begun.transact(lambda work: work.sessions.list_due(date(2026, 12, day), most))
        assert all((row.code_name, row.person, row.session) == ("KD-1234", "p1", "s1") for row in rows)
        return [row.label for row in rows]

    assert labels(31, 8) == ["Call 3", "Call 7", "Call 9"]
    assert labels(7, 8) == ["Call 3", "Call 7"]
    assert labels(31, 1) == ["Call 3"]
    assert labels(2, 8) == []


def test_that_what_is_due_stays_due_after_the_seal_until_it_is_done(begun: Vault) -> None:
    said = answer(detail=FollowUpDetail(date(2026, 12, 3), "Call"))
    add(begun, entry(Kind.FOLLOW_UP, said=said, id="f1"))
    seal(begun)
    assert len(begun.transact(lambda work: work.sessions.list_due(date(2026, 12, 3), 8))) == 1
    add(begun, entry(Kind.ADDENDUM, supersedes="f1"))
    assert begun.transact(lambda work: work.sessions.list_due(date(2026, 12, 3), 8)) == ()
