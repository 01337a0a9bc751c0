"""Paper, as the vault sees it: each sheet leaves one line in the log, and nothing of its words."""

import stat
from pathlib import Path

import pytest

from dasupport.actions.sheets import ClientSheetChoice
from dasupport.actions.unlock import OpenVault
from dasupport.casework.details import ReferralDetail
from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.actions.test_sessions import now, says
from tests.samples import KNOWN, NOON, answer
from tests.vault.tampering import WHOLE, contents, verdict
from tests.vault.vault_steps import actions, events

CANARY = "canary-4242-sloe"
SERVICE = "K-DIR-RESP"


@pytest.fixture
def record(unlocked: OpenVault, met: Record) -> Record:
    """A session with a service talked through, a next step, and a word in confidence."""
    referred = answer("talked", ReferralDetail(SERVICE, "offered", True, NOON.date()), reach=KNOWN)
    unlocked.sessions.add_entry(says(met, Kind.REFERRAL, SERVICE, referred))
    unlocked.sessions.add_entry(says(met, Kind.NEXT_STEP, "NEXT-STEP", answer("ring on Monday", reach=KNOWN)))
    unlocked.sessions.add_entry(says(met, Kind.NOTE, "N1", answer(CANARY)))
    return now(unlocked, met)


def test_that_nothing_is_chosen_at_the_start_and_nothing_is_made_of_nothing(
    unlocked: OpenVault, record: Record
) -> None:
    assert ClientSheetChoice() == ClientSheetChoice((), False, "")
    with pytest.raises(Refusal, match="SHEET-"):
        unlocked.sheets.make_client_sheet(record, ClientSheetChoice())
    assert unlocked.sheets.list_services(record) == (SERVICE,)
    assert unlocked.sheets.get_next_step(record) == "ring on Monday"


def test_that_each_sheet_leaves_one_line_that_says_for_whom(unlocked: OpenVault, record: Record, vault: Vault) -> None:
    before = len(events(vault))
    assert unlocked.sheets.make_client_sheet(record, ClientSheetChoice(next_step=True, who_else="nobody")).startswith(
        b"%PDF"
    )
    assert unlocked.sheets.make_file_copy(record, "own_team").startswith(b"%PDF")
    assert unlocked.sheets.make_file_copy(record, "person_may_see").startswith(b"%PDF")
    assert [(event.action, event.object) for event in events(vault)[before:]] == [
        ("sheet for person", record.session.id),
        ("sheet for own_team", record.session.id),
        ("sheet for person_may_see", record.session.id),
    ]


@pytest.mark.parametrize("who", ["", "anybody", "own_team "])
def test_that_a_sheet_that_was_refused_leaves_no_line(
    unlocked: OpenVault, record: Record, vault: Vault, who: str
) -> None:
    before = actions(vault)
    with pytest.raises(Refusal, match="FILE-READERS"):
        unlocked.sheets.make_file_copy(record, who)
    assert actions(vault) == before


def test_that_making_a_sheet_writes_no_file(unlocked: OpenVault, record: Record, vault: Vault) -> None:
    before = set(contents(vault.folder)), set(vault.folder.parent.iterdir())
    unlocked.sheets.make_file_copy(record, "own_team")
    assert (set(contents(vault.folder)), set(vault.folder.parent.iterdir())) == before


def test_that_a_sheet_is_saved_where_it_was_asked_for_and_the_log_does_not_know_where(
    confirmed: OpenVault, record: Record, vault: Vault, tmp_path: Path
) -> None:
    path = tmp_path / f"{CANARY}.pdf"
    confirmed.sheets.save(record, b"%PDF", path)
    assert path.read_bytes() == b"%PDF"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    last = events(vault)[-1]
    assert (last.action, last.object) == ("sheet saved", record.session.id)
    assert CANARY not in repr(last)
    assert [left.name for left in tmp_path.iterdir() if left.name != "vault"] == [path.name]


@pytest.mark.parametrize("name", ["nowhere/sheet.pdf", "nul\0.pdf", "x" * 300])
def test_that_a_place_that_takes_no_sheet_is_refused_without_a_line(
    confirmed: OpenVault, record: Record, vault: Vault, tmp_path: Path, name: str
) -> None:
    before = actions(vault)
    with pytest.raises(Refusal, match="SAVE-WHERE"):
        confirmed.sheets.save(record, b"%PDF", tmp_path / name)
    assert actions(vault) == before


def test_that_a_sheet_is_never_saved_over_a_file_of_the_vault(
    confirmed: OpenVault, record: Record, vault: Vault, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(vault.folder)
    for place in (vault.folder, tmp_path / "link"):
        for name in ("keyring.a", "data.1.db", "new.pdf"):
            with pytest.raises(Refusal, match="SAVE-WHERE"):
                confirmed.sheets.save(record, b"%PDF", place / name)
    confirmed.close()
    assert verdict(vault.folder) == WHOLE


def test_that_a_printed_vault_is_whole(unlocked: OpenVault, record: Record, vault: Vault) -> None:
    unlocked.sheets.make_file_copy(record, "own_team")
    unlocked.close()
    assert verdict(vault.folder) == WHOLE


def test_that_only_what_went_through_the_wall_is_offered(unlocked: OpenVault, met: Record) -> None:
    referred = answer("in confidence", ReferralDetail(SERVICE, "offered", True, NOON.date()))
    unlocked.sessions.add_entry(says(met, Kind.REFERRAL, SERVICE, referred))
    unlocked.sessions.add_entry(says(met, Kind.NEXT_STEP, "NEXT-STEP", answer(CANARY)))
    found = now(unlocked, met)
    assert unlocked.sheets.list_services(found) == ()
    assert unlocked.sheets.get_next_step(found) == ""
    assert found.get_answer(Slot(Kind.NEXT_STEP, "NEXT-STEP")).words.value == CANARY
