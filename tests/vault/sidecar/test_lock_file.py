"""The lock of a vault: one holder at a time, gone with its holder, and never in the way of the next one."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from dasupport.vault.errors import VaultInUse
from dasupport.vault.sidecar.lock_file import LOCK_FILE_NAME, LockFile
from tests.vault.child_processes import as_nobody, holder, run


def taken(folder: Path) -> str:
    LockFile(folder).release()
    return "taken"


def test_that_a_second_holder_is_refused(tmp_path: Path) -> None:
    with LockFile(tmp_path), pytest.raises(VaultInUse):
        LockFile(tmp_path)


def test_that_another_process_is_refused_while_it_is_held(tmp_path: Path) -> None:
    with LockFile(tmp_path):
        assert run(taken, tmp_path) == "V-BUSY"
    assert run(taken, tmp_path) == "taken"


def test_that_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    first = LockFile(tmp_path)
    first.release()
    first.release()
    LockFile(tmp_path).release()


def test_that_releasing_twice_does_not_release_somebody_elses(tmp_path: Path) -> None:
    first = LockFile(tmp_path)
    first.release()
    with LockFile(tmp_path):
        first.release()
        with pytest.raises(VaultInUse):
            LockFile(tmp_path)


def test_that_a_lock_file_left_behind_locks_nobody_out(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE_NAME).write_text("left by a crash")
    LockFile(tmp_path).release()
    assert (tmp_path / LOCK_FILE_NAME).read_text() == "left by a crash"


def test_that_a_program_started_by_the_holder_does_not_hold_it(tmp_path: Path) -> None:
    lock = LockFile(tmp_path)
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, close_fds=False) as child:  # noqa: S607 - any will do
        lock.release()
        LockFile(tmp_path).release()
        child.communicate(b"")


def test_that_a_killed_holder_holds_nothing(closed: Path) -> None:
    with holder(closed) as child:
        assert run(taken, closed) == "V-BUSY"
        child.kill()
        child.join()
        assert run(taken, closed) == "taken"


def test_that_a_suspended_holder_still_holds_it(closed: Path) -> None:
    with holder(closed) as child:
        os.kill(child.pid, signal.SIGSTOP)
        assert run(taken, closed) == "V-BUSY"


def test_that_a_folder_that_takes_no_file_is_said_to_take_none(anybodys: Path) -> None:
    (anybodys / LOCK_FILE_NAME).unlink()
    assert as_nobody(taken, anybodys) == "taken"
    (anybodys / LOCK_FILE_NAME).unlink()
    anybodys.chmod(0o500)
    assert as_nobody(taken, anybodys) == "V-READ-ONLY"
