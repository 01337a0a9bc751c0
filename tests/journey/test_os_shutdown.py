"""The system asks the program to end, and what it gives away of itself meanwhile."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dasupport.casework.entry import Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.realms import Realm
from dasupport.settings import Settings
from dasupport.vault.access.opener import VaultOpener
from tests.samples import CHEAP, PASSPHRASE
from tests.vault.tampering import keyed, opens

ROOT = Path(__file__).parents[2]
LOOK = """
import os, resource
from dasupport.platform.hardening import harden_process
if {hard}: harden_process()
print(resource.getrlimit(resource.RLIMIT_CORE)[0])
import ctypes
print(ctypes.CDLL(None).prctl(3), oct(os.umask(0)))
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(  # noqa: S603 - ourselves
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_that_a_program_that_is_asked_to_end_keeps_half_a_word(tmp_path: Path, name: str) -> None:
    ended = run("-m", "tests.journey.os_shutdown_child", str(tmp_path), name)
    assert (ended.returncode, ended.stderr.count("Traceback")) == (0, 0)
    (folder,) = Settings(tmp_path).list_vaults(Realm.LIVE)
    vault = VaultOpener(Realm.LIVE, CHEAP).open(folder, PASSPHRASE)
    (session,) = vault.transact(lambda work: work.sessions.list_unfinished(5))
    record = vault.transact(lambda work: work.read_record(session.id))
    vault.close()
    assert record is not None
    assert record.get_answer(Slot(Kind.NOTE, "NOTICE")).words.value == "half a wo"


def test_that_a_vault_that_is_opened_while_the_program_ends_is_closed_in_order(tmp_path: Path, lived_in: Path) -> None:
    folder = Path(shutil.copytree(lived_in, tmp_path / "live" / "a1b2c3"))
    before = opens(folder)[0].key_file.witness.events
    ended = run("-m", "tests.journey.late_child", str(tmp_path), PASSPHRASE)
    assert (ended.returncode, ended.stderr.count("Traceback")) == (0, 0)
    copy, _ = opens(folder)
    with keyed(folder) as connection:
        (lines,) = connection.execute("SELECT count(*) FROM event").fetchone()
    assert before < lines == copy.key_file.witness.events


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
def test_that_the_process_leaves_no_core_and_nobody_may_read_it() -> None:
    core, dumpable = run("-c", LOOK.format(hard=True)).stdout.splitlines()
    assert core.split()[0] == "0"
    assert dumpable == "0 0o77"


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
def test_that_a_process_that_was_not_hardened_could_be_read() -> None:
    """Control."""
    assert run("-c", LOOK.format(hard=False)).stdout.splitlines()[1].split()[0] == "1"
