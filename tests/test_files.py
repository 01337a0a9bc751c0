"""Writing files: the old one or the new one, nobody else's business, and no half of either left lying about."""

import os
import resource
import signal
import stat
from pathlib import Path

import pytest

from dasupport.actions.credentials import read_private_key
from dasupport.atomic_files import (
    finish_interrupted_moves,
    make_private_folder,
    open_regular,
    sync_file,
    sync_folder,
    write_private,
)
from dasupport.vault.errors import VaultRefusal
from dasupport.vault.maintenance.backup_file import open_archive, read_header
from tests.vault.child_processes import CONTEXT, as_nobody, run


def test_that_a_file_is_written_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_private(tmp_path / "file", b"words" * 1000)
    finally:
        os.umask(before)
    assert (tmp_path / "file").read_bytes() == b"words" * 1000
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("data", [b"", b"\0", b"x" * 3_000_000])
def test_that_any_bytes_come_back(tmp_path: Path, data: bytes) -> None:
    write_private(tmp_path / "file", data)
    assert (tmp_path / "file").read_bytes() == data


def test_that_a_file_is_replaced_and_made_private(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file").chmod(0o666)
    write_private(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


def test_that_whoever_reads_the_old_file_reads_it_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old words")
    with (tmp_path / "file").open("rb") as reader:
        write_private(tmp_path / "file", b"new")
        assert reader.read() == b"old words"


def test_that_a_draft_left_by_a_crash_is_replaced_and_its_looseness_not_kept(tmp_path: Path) -> None:
    (tmp_path / "file.new").write_bytes(b"half")
    (tmp_path / "file.new").chmod(0o666)
    write_private(tmp_path / "file", b"whole")
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600
    assert not (tmp_path / "file.new").exists()


def test_that_a_link_put_in_the_way_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"somebody else's")
    (tmp_path / "file.new").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "file").symlink_to(tmp_path / "elsewhere")
    write_private(tmp_path / "file", b"ours")
    assert (tmp_path / "elsewhere").read_bytes() == b"somebody else's"
    assert (tmp_path / "file").read_bytes() == b"ours"
    assert not (tmp_path / "file").is_symlink()


def test_that_a_name_that_is_a_folder_is_refused_and_nothing_left(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_private(tmp_path / "file", b"words")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_that_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_private(tmp_path / "nowhere" / "file", b"words")
    assert list(tmp_path.iterdir()) == []


def too_large(path: Path) -> str:
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, most))
    try:
        write_private(path, b"x" * 50_000)
    except OSError:
        return "refused"
    return "written"


def test_that_a_full_disk_keeps_the_old_file_and_no_half_of_the_new(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    assert run(too_large, tmp_path / "file") == "refused"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"file": b"old"}


def written(path: Path) -> str:
    try:
        write_private(path, b"words")
    except PermissionError:
        return "refused"
    return "written"


def test_that_a_folder_that_takes_nothing_refuses_and_keeps_the_old_file(anybodys: Path) -> None:
    before = (anybodys / "keyring.a").read_bytes()
    anybodys.chmod(0o500)
    assert as_nobody(written, anybodys / "keyring.a") == "refused"
    assert (anybodys / "keyring.a").read_bytes() == before
    anybodys.chmod(0o700)
    assert as_nobody(written, anybodys / "keyring.a") == "written"


def write_for_ever(path: Path, seconds: float) -> None:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    for letter in b"ab" * 1_000_000:
        write_private(path, bytes([letter]) * 100_000)


@pytest.mark.parametrize("seconds", [0.003, 0.011, 0.02, 0.031])
def test_that_a_writer_that_is_killed_leaves_the_old_file_or_the_new(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"a" * 100_000)
    child = CONTEXT.Process(target=write_for_ever, args=(path, seconds))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGALRM
    child.close()
    assert path.read_bytes() in (b"a" * 100_000, b"b" * 100_000)
    write_private(path, b"c")
    assert [left.name for left in tmp_path.iterdir()] == ["file"]


def test_that_a_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "outer" / "inner")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "outer" / "inner").stat().st_mode) == 0o700


def test_that_a_folder_that_is_there_is_never_taken_for_a_new_one(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        make_private_folder(tmp_path)


def test_that_syncing_what_is_not_open_is_an_error_and_not_silence(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "nowhere")
    with pytest.raises(OSError, match="descriptor"):
        sync_file(987_654)


def test_that_a_pipe_is_no_file_to_be_read_and_nobody_waits_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(FileNotFoundError):
        open_regular(pipe)
    with pytest.raises(VaultRefusal):
        open_archive(pipe)
    with pytest.raises(VaultRefusal):
        read_private_key(pipe)
    assert read_header(pipe) is None


def test_that_where_no_folder_can_be_synced_a_file_is_written_all_the_same() -> None:
    sync_folder(Path("/proc"))


def test_that_one_odd_name_hinders_no_other_move_that_a_crash_broke_off(tmp_path: Path) -> None:
    for name in (".restored", "..restored", "b.restored", "c.restored", "c", "z.restored"):
        (tmp_path / name).mkdir()
    (tmp_path / "b").symlink_to("nowhere")
    (tmp_path / "file.restored").touch()
    finish_interrupted_moves(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        ".restored",
        "..restored",
        "b.restored",
        "b",
        "c.restored",
        "c",
        "z",
        "file.restored",
    }
