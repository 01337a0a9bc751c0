"""The log of the program: which sort of fault, and where; never what was said."""

import logging
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dasupport.logs import LOG_NAME, MAX_LOG_SIZE, log_fault, start_logging

CANARY = "canary-2718-greengage"
log = logging.getLogger("dasupport.tests")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Where faults are written, as the program begins it; put back afterwards as it was."""
    root = logging.getLogger("dasupport")
    before = root.handlers[:], root.level, root.propagate
    start_logging(tmp_path / "home")
    yield tmp_path / "home" / LOG_NAME
    for handler in root.handlers[:]:
        if handler not in before[0]:
            root.removeHandler(handler)
            handler.close()
    root.setLevel(before[1])
    root.propagate = before[2]


def raised(error: BaseException) -> BaseException:
    """The same error as it looks when somebody raised it, with what was said in a local name."""

    def fails(words: str) -> None:
        assert words
        raise error

    with pytest.raises(type(error)) as caught:
        fails(CANARY)
    return caught.value


def test_that_a_fault_is_noted_by_its_sort_its_place_and_its_number(file: Path) -> None:
    number = log_fault(log, raised(ZeroDivisionError()))
    (line,) = file.read_text().splitlines()
    assert re.search(rf"ERROR fault {number} ZeroDivisionError at test_logs\.py:\d+$", line)


def faults() -> list[BaseException]:
    """Errors whose own text, arguments, causes or names of files hold what somebody said."""
    chained = ValueError(CANARY)
    chained.__cause__ = KeyError(CANARY)
    chained.add_note(CANARY)
    return [
        ValueError(CANARY),
        KeyError(CANARY),
        OSError(2, "no such file", f"/home/{CANARY}"),
        chained,
        UnicodeEncodeError("utf-8", CANARY, 0, 1, CANARY),
        ExceptionGroup(CANARY, [ValueError(CANARY)]),
        KeyboardInterrupt(CANARY),
        AssertionError(CANARY),
        SyntaxError(CANARY),
        StopIteration(CANARY),
    ]


def test_that_no_word_of_any_fault_reaches_the_log(file: Path) -> None:
    for error in faults():
        log_fault(log, raised(error))
    written = file.read_text()
    assert len(written.splitlines()) == len(faults())
    assert CANARY not in written


def test_that_the_same_words_would_be_seen_in_a_log_that_writes_errors_out(file: Path) -> None:
    log.error("fault %s", raised(ValueError(CANARY)))
    assert CANARY in file.read_text()


def test_that_nothing_is_passed_on_to_any_other_log(file: Path, capfd: pytest.CaptureFixture[str]) -> None:
    log_fault(log, raised(ValueError(CANARY)))
    assert file.exists()
    assert capfd.readouterr() == ("", "")


def test_that_the_same_fault_has_the_same_number_and_another_another(file: Path) -> None:
    one, two = (log_fault(log, raised(ValueError(words))) for words in ("a", "b"))
    other = log_fault(log, raised(KeyError("a")))
    assert one == two != other
    assert re.fullmatch(r"\d{4}", one)
    assert file.read_text().count(one) == 2


NUMBER = "from dasupport.logs import log_fault; import logging; print(log_fault(logging.getLogger('x'), ValueError()))"


def test_that_the_number_is_the_same_in_every_run() -> None:
    runs = [
        subprocess.run([sys.executable, "-c", NUMBER], capture_output=True, text=True, check=True)  # noqa: S603 - ours
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout == f"{log_fault(log, ValueError())}\n"


def test_that_an_error_that_was_never_raised_can_be_noted(file: Path) -> None:
    log_fault(log, ValueError(CANARY))
    assert "at unknown" in file.read_text()


def test_that_what_is_no_warning_is_not_written(file: Path) -> None:
    log.info("opened %s", CANARY)
    log.debug("opened %s", CANARY)
    assert not file.exists()


@pytest.mark.parametrize("size", [MAX_LOG_SIZE, MAX_LOG_SIZE + 1])
def test_that_a_log_that_grew_too_large_is_begun_afresh_and_the_one_before_it_kept(file: Path, size: int) -> None:
    file.write_bytes(b"x" * size)
    start_logging(file.parent)
    old = file.with_suffix(".old.log")
    assert old.exists() == (size > MAX_LOG_SIZE)
    log_fault(log, ValueError())
    assert 0 < file.stat().st_size < MAX_LOG_SIZE + 500
    assert {path.name for path in file.parent.iterdir()} <= {LOG_NAME, old.name}


def test_that_what_stands_in_the_way_of_a_fresh_log_hinders_no_start(file: Path) -> None:
    file.write_bytes(b"x" * (MAX_LOG_SIZE + 1))
    file.with_suffix(".old.log").mkdir()
    start_logging(file.parent)
    assert file.stat().st_size > MAX_LOG_SIZE


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(path: Path) -> None:
    path.symlink_to("/nowhere/at/all")


def leads_away(path: Path) -> None:
    (path.parent / "letter").write_text("somebody's own")
    path.symlink_to(path.parent / "letter")


@pytest.mark.parametrize("stands", [Path.mkdir, pipe, link, leads_away])
def test_that_where_no_log_can_be_written_a_fault_keeps_its_number_and_says_nothing(
    file: Path, stands: Callable[[Path], None], capfd: pytest.CaptureFixture[str]
) -> None:
    stands(file)
    before = log_fault(log, ValueError(CANARY))
    assert re.fullmatch(r"\d{4}", before)
    assert log_fault(log, raised(ValueError(CANARY))) != before
    assert capfd.readouterr() == ("", "")
    assert [path.read_text() for path in file.parent.glob("letter")] in ([], ["somebody's own"])


def test_that_a_pipe_that_somebody_reads_gets_no_line(file: Path) -> None:
    os.mkfifo(file)
    reader = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
    try:
        log_fault(log, ValueError(CANARY))
        assert os.read(reader, 1) == b""
    finally:
        os.close(reader)


def test_that_a_program_without_a_folder_of_its_own_begins_and_notes_nothing(
    file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    start_logging(Path("/proc/nowhere"))
    log_fault(log, raised(ValueError(CANARY)))
    assert capfd.readouterr() == ("", "")
    assert file.exists()


def test_that_the_log_is_for_its_owner_only(file: Path) -> None:
    log_fault(log, ValueError())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_that_the_folder_is_made_for_its_owner_only(file: Path) -> None:
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
