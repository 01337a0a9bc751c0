"""Disks that fail now and then, by strace: the user is told, nothing shown as saved is lost, nothing doubles."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from dasupport.casework.ids import utc_now
from dasupport.casework.realms import Realm
from dasupport.vault.access.opener import VaultOpener
from tests.samples import CHEAP, PASSPHRASE
from tests.vault.saving_child import SAVED, outcome, standing
from tests.vault.tampering import WHOLE, verdict

NOTES = 14
NEEDS = "this test needs strace: `make setup` and `sh installer/linux/setup.sh test` install it"


def watched(folder: Path, log: Path, *options: str) -> subprocess.Popen[str]:
    """The saver on this vault, under strace."""
    assert shutil.which("strace"), NEEDS
    command = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", str(log), *options]
    command += [sys.executable, "-m", "tests.vault.saving_child", str(folder), str(NOTES)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - ours


@dataclass(frozen=True)
class Run:
    """What the saver told while its disk failed."""

    folder: Path
    told: dict[int, str]
    stood: list[int]
    faults: int
    trouble: str

    @property
    def saved(self) -> set[int]:
        return {number for number, what in self.told.items() if what == SAVED}


FAULTS = {
    "a flush fails now and then": "fsync,fdatasync:error=EIO:when=20+7",
    "every third flush fails": "fsync,fdatasync:error=EIO:when=20+3",
    "no room now and then": "pwrite64:error=ENOSPC:when=60+89",
    "hardly ever any room": "pwrite64:error=ENOSPC:when=60+3",
    "a write fails now and then": "pwrite64:error=EIO:when=60+97",
    "the journal cannot be emptied now and then": "ftruncate:error=EIO:when=5+3",
}


@pytest.fixture(scope="module")
def runs(lived_in: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """One run for each fault, side by side."""
    started = {}
    for number, (name, fault) in enumerate(FAULTS.items()):
        place = tmp_path_factory.mktemp(f"fault{number}")
        folder = Path(shutil.copytree(lived_in, place / "vault"))
        calls = fault.split(":")[0]
        started[name] = place, watched(folder, place / "log", "-e", f"trace={calls}", "-e", f"inject={fault}")
    return {name: ended(place, child) for name, (place, child) in started.items()}


def ended(place: Path, child: "subprocess.Popen[str]") -> Run:
    said, trouble = child.communicate()
    lines = [line.split() for line in said.splitlines()]
    told = {int(line[0]): line[1] for line in lines if line[0].isdigit() and line[1] != "open"}
    stood = [int(number) for line in lines if line[0] == "standing" for number in line[1:]]
    faults = (place / "log").read_text().count("(INJECTED)")
    return Run(place / "vault", told, stood, faults, trouble)


@pytest.mark.parametrize("name", FAULTS)
def test_that_every_note_has_an_answer_and_every_refusal_its_sentence(runs: dict[str, Run], name: str) -> None:
    run = runs[name]
    assert run.trouble == ""
    assert list(run.told) == list(range(NOTES))
    assert set(run.told.values()) <= {SAVED, "V-DISK-FULL", "V-NOT-SAVED"}
    assert run.faults >= 3


@pytest.mark.parametrize("name", FAULTS)
def test_that_what_was_shown_as_saved_stands_there_at_once_and_no_note_twice(runs: dict[str, Run], name: str) -> None:
    run = runs[name]
    assert run.saved <= set(run.stood)
    assert len(run.stood) == len(set(run.stood))


@pytest.mark.parametrize("name", FAULTS)
def test_that_after_the_trouble_every_note_stands_exactly_once(runs: dict[str, Run], name: str, folder: Path) -> None:
    shutil.copytree(runs[name].folder, folder)
    assert verdict(folder) == WHOLE
    vault = VaultOpener(Realm.LIVE, CHEAP, utc_now).open(folder, PASSPHRASE)
    assert runs[name].saved <= set(standing(vault))
    refused = sorted(set(range(NOTES)) - runs[name].saved)
    assert [outcome(vault, number) for number in refused] == [SAVED] * len(refused)
    assert sorted(standing(vault)) == list(range(NOTES))
    vault.close()
    assert verdict(folder) == WHOLE


def test_that_these_troubles_did_refuse_some_notes(runs: dict[str, Run]) -> None:
    assert any(len(run.saved) < NOTES for run in runs.values())
    assert "V-DISK-FULL" in runs["hardly ever any room"].told.values()
    assert "V-NOT-SAVED" in runs["every third flush fails"].told.values()


def test_that_a_single_fault_is_overcome_without_the_user(runs: dict[str, Run]) -> None:
    assert len(runs["a write fails now and then"].saved) == NOTES
    assert len(runs["no room now and then"].saved) == NOTES


@pytest.mark.parametrize("name", ["no room now and then", "hardly ever any room"])
def test_that_the_reserve_was_given_up_for_it(runs: dict[str, Run], name: str) -> None:
    assert not (runs[name].folder / "reserve.bin").exists()
