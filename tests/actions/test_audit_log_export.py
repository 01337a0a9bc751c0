"""Reading the log: who looked at whom, what was done when, and a table of it without a word about people."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from dasupport.actions.audit_log import FORMULA_PREFIXES, MAX_ROWS, AuditLog, build_csv, escape_cell
from dasupport.actions.authorisation import Authoriser
from dasupport.actions.unlock import OpenVault
from dasupport.casework.audit_events import ACTIONS_OF_CATEGORY, AuditCategory, AuditFilter, AuditRow, get_category
from dasupport.casework.details import ChoiceDetail
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import CHILDREN_ITEM
from dasupport.casework.people import Presenting
from dasupport.casework.realms import Realm
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.data.audit_log import ROWS_VERIFIED_AT_UNLOCK
from dasupport.vault.errors import Altered
from dasupport.vault.vault import Vault
from tests.actions.test_sessions import says
from tests.samples import CHEAP, NOON, PASSPHRASE, FixedClock, FixedTicks, answer
from tests.vault.tampering import by_sql, without_triggers
from tests.vault.vault_steps import actions

HEADS = ("number", "time", "who", "what", "act", "object", "person", "session")


@pytest.fixture
def lived(confirmed: OpenVault, met: Record, clock: FixedClock) -> OpenVault:
    """Two people, looked at on two days, and one name revealed."""
    other = confirmed.people.add_person("KD-2", "", "swale", Presenting.USING)
    confirmed.sessions.add_entry(says(met, Kind.CHILDREN, CHILDREN_ITEM, answer(detail=ChoiceDetail("none"))))
    confirmed.sessions.open_session(met.session.id)
    clock.move(days=1)
    confirmed.people.open_person(met.person.id)
    confirmed.people.reveal_identity(met.person.id)
    confirmed.people.open_person(other.person.id)
    return confirmed


def done(found: tuple[AuditRow, ...]) -> list[str]:
    return [trace.action for trace in found]


def test_that_a_table_names_nobody_who_typed_something_wrong_before_unlocking() -> None:
    said = build_csv(HEADS, (AuditRow(1, NOON, "Amara Osei", "tries before opening", "3"),), str.upper).decode(
        "utf-8-sig"
    )
    assert list(csv.reader(io.StringIO(said)))[1][2:6] == [
        "",
        "TRIES BEFORE OPENING",
        "tries before opening",
        "3",
    ]


def test_that_a_persons_log_holds_the_looks_at_them_alone_the_newest_first(lived: OpenVault, met: Record) -> None:
    found = lived.audit_log.access_history(met.person.id)
    assert done(found.rows) == ["revealed", "person viewed", "viewed"]
    assert [(trace.code_name, trace.number) for trace in found.rows] == [
        ("KD-1234", 0),
        ("KD-1234", 0),
        ("KD-1234", 1),
    ]
    assert found.rows[0].at - found.rows[2].at == timedelta(days=1)
    assert {trace.actor for trace in found.rows} == {"Amara Osei"}


def test_that_who_looked_at_the_log_stands_in_it_the_next_time(lived: OpenVault, met: Record) -> None:
    lived.audit_log.access_history(met.person.id)
    assert done(lived.audit_log.access_history(met.person.id).rows)[0] == "log read"


def test_that_nobody_looks_up_who_looked_at_somebody_who_is_not_here(lived: OpenVault, vault: Vault) -> None:
    before = actions(vault)
    with pytest.raises(Refusal, match="REF-NOT-HERE"):
        lived.audit_log.access_history("nobody")
    assert actions(vault) == before


def test_that_the_whole_log_says_of_each_line_whom_it_was_about(lived: OpenVault, met: Record) -> None:
    found = lived.audit_log.read_rows(AuditFilter())
    assert found.total == len(found.rows)
    about = {trace.action: (trace.code_name, trace.number) for trace in found.rows if trace.person == met.person.id}
    assert about == {
        "person": ("KD-1234", 0),
        "session": ("KD-1234", 1),
        "entry": ("KD-1234", 1),
        "viewed": ("KD-1234", 1),
        "person viewed": ("KD-1234", 0),
        "revealed": ("KD-1234", 0),
    }
    assert {trace.action for trace in found.rows if not trace.person} == {"opened", "confirmed"}


@pytest.mark.parametrize("sort", AuditCategory)
def test_that_what_is_looked_for_by_its_sort_is_all_of_it_and_nothing_else(
    lived: OpenVault, sort: AuditCategory
) -> None:
    whole = lived.audit_log.read_rows(AuditFilter()).rows
    found = lived.audit_log.read_rows(AuditFilter(categories=(sort,))).rows
    newer = [trace for trace in found if trace.seq <= whole[0].seq]
    assert newer == [trace for trace in whole if get_category(trace.action) is sort]


def test_that_it_is_looked_through_by_conversation_by_act_and_by_day(lived: OpenVault, met: Record) -> None:
    def seen(**what: object) -> list[str]:
        return done(lived.audit_log.read_rows(AuditFilter(**what)).rows)  # type: ignore[arg-type] # one of its fields, by name

    assert seen(session=met.session.id) == ["viewed", "entry", "entry", "session"]
    assert seen(action="revealed") == ["revealed"]
    assert seen(action="person viewed", person=met.person.id) == ["person viewed"]
    tomorrow = NOON + timedelta(hours=12)
    assert "viewed" not in seen(since=tomorrow)
    assert "revealed" not in seen(until=tomorrow)
    assert seen(since=tomorrow, until=tomorrow) == []


def looked(vault: Vault, session: str) -> None:
    vault.transact(lambda work: work.audit_chain.append("viewed", session))


def test_that_so_many_lines_are_shown_and_all_of_them_counted(lived: OpenVault, vault: Vault) -> None:
    for number in range(MAX_ROWS):
        looked(vault, f"s{number}")
    found = lived.audit_log.read_rows(AuditFilter(action="viewed"))
    assert (len(found.rows), found.total) == (MAX_ROWS, MAX_ROWS + 1)
    assert found.rows[0].object == f"s{MAX_ROWS - 1}"


def test_that_a_line_about_what_is_deleted_stays_with_its_id(lived: OpenVault, vault: Vault) -> None:
    looked(vault, "gone")
    (trace,) = lived.audit_log.read_rows(AuditFilter()).rows[:1]
    assert (trace.object, trace.person, trace.code_name, trace.number) == ("gone", "", "", 0)


def test_that_a_log_that_nobody_touched_is_whole(lived: OpenVault) -> None:
    assert lived.audit_log.verify_chain()


def test_that_a_changed_line_is_found(lived: OpenVault, vault: Vault) -> None:
    with vault._engine.connect() as connection:  # noqa: SLF001 - a hand that changes the log behind the program's back
        without_triggers(connection.connection)
        connection.execute(text("UPDATE event SET actor = 'Nobody' WHERE seq = 3"))
        connection.commit()
    assert not lived.audit_log.verify_chain()


def test_that_the_table_holds_ids_and_no_code_name(lived: OpenVault, met: Record, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    count = lived.audit_log.export_csv(AuditFilter(), HEADS, path, str)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert rows[0] == list(HEADS)
    assert len(rows) == count + 1
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, count + 1)]
    assert met.person.id in path.read_text("utf-8")
    for private in ("KD-", "Zoë", "Ångström", "swale"):
        assert private not in path.read_text("utf-8")
    assert path.stat().st_mode & 0o777 == 0o600


def test_that_a_table_is_never_written_among_the_files_of_the_vault(lived: OpenVault, vault: Vault) -> None:
    before = actions(vault)
    with pytest.raises(Refusal, match="SAVE-WHERE"):
        lived.audit_log.export_csv(AuditFilter(), HEADS, vault.folder / "log.csv", str)
    assert actions(vault) == before


def a_line(actor: str) -> AuditRow:
    return AuditRow(1, NOON, actor, "viewed", "s1")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_that_no_cell_is_worked_out_and_every_cell_is_read_back(actor: str) -> None:
    _, row = csv.reader(io.StringIO(build_csv((), (a_line(actor),), str).decode("utf-8-sig"), newline=""), strict=True)
    assert row[2] in (actor, f"'{actor}")
    assert not row[2].startswith(FORMULA_PREFIXES)


@pytest.mark.parametrize("start", FORMULA_PREFIXES)
def test_that_a_name_that_begins_like_a_formula_is_read_as_text(start: str) -> None:
    assert escape_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"
    assert escape_cell(f"Amara {start}") == f"Amara {start}"


def test_that_every_act_is_of_one_sort() -> None:
    names = [name for names in ACTIONS_OF_CATEGORY.values() for name in names]
    assert len(names) == len(set(names))
    assert get_category("sheet for own_team") is AuditCategory.LOOKED
    assert get_category("keys_rotated") is AuditCategory.KEPT


def test_that_the_whole_log_is_followed_once_a_week(unlocked: OpenVault, vault: Vault, clock: FixedClock) -> None:
    unlocked.close()
    held = VaultOpener(Realm.LIVE, CHEAP, clock).open(vault.folder, PASSPHRASE)
    trails = AuditLog(held, Authoriser(held, FixedTicks()))
    clock.move(days=7)
    trails.verify_chain_weekly()
    clock.move(seconds=1)
    for _ in range(2):
        trails.verify_chain_weekly()
    clock.move(days=8)
    trails.verify_chain_weekly()
    assert actions(held).count("log checked") == 2
    held.close()


def test_that_a_line_that_was_changed_is_told_every_time_it_is_looked_for(
    unlocked: OpenVault, vault: Vault, clock: FixedClock
) -> None:
    unlocked.close()
    for _ in range(2):
        VaultOpener(Realm.LIVE, CHEAP, clock).open(vault.folder, PASSPHRASE).close()
    by_sql(vault.folder, "UPDATE event SET actor = 'nobody' WHERE seq = 1")
    clock.move(days=8)
    with pytest.raises(Altered):
        VaultOpener(Realm.LIVE, CHEAP, clock).open(vault.folder, PASSPHRASE)


def test_that_an_old_line_is_found_by_the_week_and_a_new_one_at_the_unlocking(
    unlocked: OpenVault, vault: Vault, clock: FixedClock
) -> None:
    for _ in range(ROWS_VERIFIED_AT_UNLOCK):
        vault.transact(lambda work: work.audit_chain.append("something", ""))
    unlocked.close()
    by_sql(vault.folder, "UPDATE event SET actor = 'nobody' WHERE seq = 1")
    clock.move(days=8)
    held = VaultOpener(Realm.LIVE, CHEAP, clock).open(vault.folder, PASSPHRASE)
    for _ in range(2):
        with pytest.raises(Altered):
            AuditLog(held, Authoriser(held, FixedTicks())).verify_chain_weekly()
    held.close()
