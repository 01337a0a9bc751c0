"""Saving a sheet: one file, where the user asked for it, for its owner alone; or nothing at all."""

import stat
from pathlib import Path

import pytest

from dasupport.actions.sheets import ClientSheetChoice, Sheets
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from tests.samples import no_room
from tests.sheets.sample_sheets import USING
from tests.sheets.sheet_store import added

ALONE = ClientSheetChoice((USING,), True, "nobody")


def everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def test_that_saving_leaves_one_line_without_the_name_of_the_file(
    vault: Vault, printing: Sheets, made: Record, tmp_path: Path
) -> None:
    path = tmp_path / "bartholomew.pdf"
    assert added(vault, lambda: printing.save(made, b"%PDF", path)) == [("sheet saved", "s1")]


def test_that_no_paper_leaves_where_the_log_takes_no_line(printing: Sheets, made: Record, tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    with no_room(100), pytest.raises(Refusal, match=r"^V-"):
        printing.save(made, b"%PDF", path)
    assert not path.exists()
    printing.save(made, b"%PDF", path)
    assert path.read_bytes() == b"%PDF"


def test_that_saving_writes_one_file_for_its_owner_alone(printing: Sheets, made: Record, tmp_path: Path) -> None:
    home = tmp_path / "chosen"
    home.mkdir()
    before = everything(tmp_path)
    data = printing.make_client_sheet(made, ALONE)
    printing.save(made, data, home / "sheet.pdf")
    assert everything(tmp_path) - before <= {home / "sheet.pdf"} | set((tmp_path / "vault").rglob("*"))
    assert [path.name for path in home.iterdir()] == ["sheet.pdf"]
    assert (home / "sheet.pdf").read_bytes() == data
    assert stat.S_IMODE((home / "sheet.pdf").stat().st_mode) == 0o600


def test_that_a_sheet_which_is_saved_again_replaces_the_one_before(
    printing: Sheets, made: Record, tmp_path: Path
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(b"older")
    path.chmod(0o644)
    printing.save(made, b"newer", path)
    assert path.read_bytes() == b"newer"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["missing/sheet.pdf", "folder", "note.txt/sheet.pdf", "x" * 300, "nul\0.pdf"])
def test_that_a_place_where_nothing_can_be_written_is_refused_and_nothing_is_lost(
    vault: Vault, printing: Sheets, made: Record, tmp_path: Path, name: str
) -> None:
    home = tmp_path / "chosen"
    (home / "folder").mkdir(parents=True)
    (home / "note.txt").write_text("kept")
    (home / "folder" / "kept.txt").write_text("kept")
    before = everything(home)

    def tried() -> None:
        with pytest.raises(Refusal) as refused:
            printing.save(made, b"%PDF", home / name)
        assert refused.value.item == "SAVE-WHERE"

    assert added(vault, tried) == []
    assert everything(home) == before
    assert (home / "note.txt").read_text() == "kept"


def test_that_a_folder_that_takes_no_file_is_refused(printing: Sheets, made: Record) -> None:
    takes_nothing_even_from_its_owner = Path("/proc/self")
    with pytest.raises(Refusal, match="SAVE-WHERE"):
        printing.save(made, b"%PDF", takes_nothing_even_from_its_owner / "sheet.pdf")


def test_that_a_full_disk_leaves_the_older_sheet_and_no_half_of_the_new_one(
    printing: Sheets, made: Record, tmp_path: Path
) -> None:
    path = tmp_path / "chosen" / "sheet.pdf"
    path.parent.mkdir()
    path.write_bytes(b"older")
    with pytest.raises(Refusal, match="SAVE-WHERE"), no_room(left=1000):
        printing.save(made, b"%PDF" * 1000, path)
    assert [path.name for path in path.parent.iterdir()] == ["sheet.pdf"]
    assert path.read_bytes() == b"older"


@pytest.mark.parametrize("name", ["keyring.a", "sheet.pdf", "../vault/keyring.b"])
def test_that_a_sheet_never_goes_among_the_files_of_the_vault(
    vault: Vault, printing: Sheets, made: Record, name: str
) -> None:
    before = {path: path.read_bytes() for path in vault.folder.glob("keyring.*")}
    with pytest.raises(Refusal, match="SAVE-WHERE"):
        printing.save(made, b"%PDF", vault.folder / name)
    assert {path: path.read_bytes() for path in vault.folder.glob("keyring.*")} == before
    assert not (vault.folder / "sheet.pdf").exists()


def test_that_no_other_file_beside_the_sheet_is_touched(printing: Sheets, made: Record, tmp_path: Path) -> None:
    other = tmp_path / "sheet.pdf.new"
    other.write_text("somebody's own")
    printing.save(made, b"%PDF", tmp_path / "sheet.pdf")
    assert other.read_text() == "somebody's own"
