"""Printing: each sheet leaves one line in the log, which names nothing of what stands on it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dasupport.actions.authorisation import Authoriser
from dasupport.actions.sheets import ClientSheetChoice, Sheets
from dasupport.casework.realms import Realm
from dasupport.casework.session_record import Record
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.vault import Vault
from tests.samples import CHEAP, OWNER, PASSPHRASE, FixedClock, FixedTicks
from tests.sheets import pdf_reading
from tests.sheets.sample_sheets import ANYONE, STEP, TODAY, USING, WORDS, talked
from tests.sheets.sheet_store import REAL_NAME, added, events, kept

ALONE = ClientSheetChoice((USING,), True, "nobody")


@pytest.fixture
def training(folder: Path, clock: FixedClock) -> Iterator[Vault]:
    opened = VaultOpener(Realm.TRAINING, CHEAP, clock).create(folder.with_name("training"), PASSPHRASE, OWNER)
    yield opened
    opened.close()


@pytest.mark.parametrize("who", ["own_team", "person_may_see"])
def test_that_a_copy_for_the_file_leaves_one_line(vault: Vault, printing: Sheets, made: Record, who: str) -> None:
    assert added(vault, lambda: printing.make_file_copy(made, who)) == [(f"sheet for {who}", "s1")]


def test_that_a_sheet_for_the_person_leaves_one_line(vault: Vault, printing: Sheets, made: Record) -> None:
    assert added(vault, lambda: printing.make_client_sheet(made, ALONE)) == [("sheet for person", "s1")]


def test_that_the_log_names_nothing_that_stands_on_a_sheet(
    vault: Vault, printing: Sheets, made: Record, tmp_path: Path
) -> None:
    printing.save(made, printing.make_client_sheet(made, ALONE), tmp_path / "bartholomew.pdf")
    printing.make_file_copy(made, "own_team")
    about = [event for event in events(vault) if event.action.startswith("sheet")]
    said = " ".join(f"{event.action} {event.object} {event.object_hash}" for event in about).lower()
    assert len(about) == 3
    for word in (WORDS, STEP, USING, REAL_NAME, "Bartholomew", made.person.code_name, "pdf", str(tmp_path)):
        assert word.lower() not in said


def test_that_the_log_still_holds_together(vault: Vault, printing: Sheets, made: Record) -> None:
    printing.make_file_copy(made, "own_team")
    assert [event.seq for event in events(vault)] == list(range(1, len(events(vault)) + 1))


@pytest.mark.parametrize(
    "choice", [ClientSheetChoice(), ClientSheetChoice((ANYONE,), who_else="nobody"), ClientSheetChoice((USING,))]
)
def test_that_a_sheet_which_is_not_made_leaves_no_line(
    vault: Vault, printing: Sheets, made: Record, choice: ClientSheetChoice
) -> None:
    def tried() -> None:
        with pytest.raises(Refusal) as refused:
            printing.make_client_sheet(made, choice)
        assert refused.value.item == printing.list_refusals(made, choice)[0]

    assert added(vault, tried) == []


def test_that_a_copy_for_nobody_leaves_no_line(vault: Vault, printing: Sheets, made: Record) -> None:
    def tried() -> None:
        with pytest.raises(Refusal):
            printing.make_file_copy(made, "")

    assert added(vault, tried) == []


def test_that_making_a_sheet_writes_no_file_but_the_vaults_own(printing: Sheets, made: Record, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    printing.make_client_sheet(made, ALONE)
    printing.make_file_copy(made, "own_team")
    assert set(tmp_path.rglob("*")) == before


def test_that_paper_from_training_says_so_on_every_page(training: Vault, blank: Pack, clock: FixedClock) -> None:
    printing, record = Sheets(training, Authoriser(training, FixedTicks()), blank, clock), kept(training)
    slip = ClientSheetChoice((USING,), who_else="someone")
    for data in (
        printing.make_client_sheet(record, ALONE),
        printing.make_client_sheet(record, slip),
        printing.make_file_copy(record, "own_team"),
    ):
        assert all("watermark" in page for page in pdf_reading.pages(data))


def test_that_real_paper_does_not(printing: Sheets, made: Record) -> None:
    for data in (printing.make_client_sheet(made, ALONE), printing.make_file_copy(made, "own_team")):
        assert "watermark" not in pdf_reading.text(data)


def test_that_no_sheet_names_whom_it_is_about(printing: Sheets, made: Record) -> None:
    for data in (printing.make_client_sheet(made, ALONE), printing.make_file_copy(made, "own_team")):
        assert not any(name.encode() in pdf_reading.inside(data) for name in REAL_NAME.split())
        assert not any(name in pdf_reading.text(data) for name in REAL_NAME.split())
    assert made.person.code_name not in pdf_reading.text(printing.make_client_sheet(made, ALONE))


def test_that_what_is_offered_and_what_is_unchecked_is_told_before_anything_is_chosen(
    printing: Sheets, made: Record
) -> None:
    assert printing.list_services(made) == (USING, ANYONE)
    assert printing.list_unchecked(made) == (ANYONE,)
    assert printing.get_next_step(made) == STEP


def test_that_a_service_that_is_gone_from_the_pack_is_not_offered(printing: Sheets, vault: Vault, made: Record) -> None:
    vault.transact(lambda work: work.entries.add_entry(talked("GONE")))
    record = vault.transact(lambda work: work.read_record("s1"))
    assert record is not None
    assert "GONE" not in printing.list_services(record)


def test_that_a_number_checked_today_is_unchecked_tomorrow(printing: Sheets, clock: FixedClock, made: Record) -> None:
    assert printing.today == TODAY
    assert printing.list_refusals(made, ALONE) == ()
    clock.move(days=1)
    assert printing.today == TODAY + timedelta(days=1)
    assert printing.list_refusals(made, ALONE) == ("SHEET-UNCHECKED",)
