"""What goes wrong is noted by its sort and its place, and never by what was said: fifty errors in one program, and all
that reaches its log, its console or a window (S13, L16, L17); and what a process leaves that ends badly (S11, L18)."""

import os
import re
import resource
import signal
import sys
from pathlib import Path

import pytest

from dasupport.logs import LOG_NAME
from tests.faults.canaries import CANARIES, PHRASE, found
from tests.faults.falls import KINDS, WAYS
from tests.faults.watched import child, laptop

ENDS = """
import ctypes, os, sys
from dasupport.platform.hardening import harden_process
if {hard}: harden_process()
else:
    import resource
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
os.chdir(os.environ["TMPDIR"])
words = sys.argv[1] * 1000
os.kill(os.getpid(), {signal})
"""


LOUD = {"PYTHONDEVMODE": "1", "QT_LOGGING_RULES": "*=true;qt.text.*=false"}
"""The switches that make the libraries say more (Qt of all but the shaping of letters); the program itself has none."""


@pytest.fixture(scope="module", params=[{}, LOUD], ids=["as ever", "with every switch for more words"])
def fallen(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[str, bytes, int]:
    """The log, the console and the number of what went wrong."""
    place = tmp_path_factory.mktemp("falls")
    home = place / "home/.local/share/dasupport"
    with child(laptop(place) | request.param, sys.executable, "-m", "tests.faults.falls", str(home)) as program:
        said, cried = program.communicate()
    assert program.returncode == 0, cried.decode()
    number = said.removeprefix(b"ready ")
    return (home / LOG_NAME).read_text(), cried, int(number)


def test_that_fifty_errors_are_each_noted(fallen: tuple[str, bytes, int]) -> None:
    log, _, count = fallen
    assert count > 50
    assert len(re.findall(r" ERROR fault \d{4} \w+ at falls\.py:\d+$", log, re.MULTILINE)) == len(KINDS) * len(WAYS)


def test_that_no_word_of_them_stands_in_the_log_or_on_the_console(fallen: tuple[str, bytes, int]) -> None:
    log, console, _ = fallen
    for words in (CANARIES, (PHRASE,)):
        assert found(log.encode(), "log", words) | found(console, "console", words) == set()


def test_that_the_log_holds_its_own_lines_and_nothing_else(fallen: tuple[str, bytes, int]) -> None:
    line = r"[\d-]{10} [\d:,]{12} (ERROR fault \d{4} \w+ at [\w.]+:\d+|WARNING (qt|python) \w+)"
    assert [text for text in fallen[0].splitlines() if not re.fullmatch(line, text)] == []


@pytest.mark.parametrize("fallen", [{}], indirect=True)
def test_that_the_console_stays_empty_where_nobody_asked_the_libraries_for_more(
    fallen: tuple[str, bytes, int],
) -> None:
    assert fallen[1] == b""


def test_that_python_itself_would_have_said_them(tmp_path: Path) -> None:
    """Control: the same error where nobody has seen to it."""
    program = "from tests.faults.falls import fall; import sys; fall(ValueError, sys.argv[1])"
    with child(laptop(tmp_path), sys.executable, "-c", program, CANARIES[5]) as failing:
        _, cried = failing.communicate()
    assert {hit.word for hit in found(cried, "console")} == {CANARIES[5]}


@pytest.mark.skipif(sys.platform != "linux", reason="the limits of Linux")
@pytest.mark.parametrize("name", ["SIGSEGV", "SIGABRT"])
@pytest.mark.parametrize("hard", [True, False])
def test_that_a_process_that_ends_badly_leaves_no_memory_behind(tmp_path: Path, name: str, hard: bool) -> None:
    """The system itself says whether it wrote the memory down; without our limits it does, where it may at all."""
    program = ENDS.format(hard=hard, signal=int(getattr(signal, name)))
    words = [sys.executable, "-c", program, CANARIES[9]]
    failing = os.posix_spawn(sys.executable, words, laptop(tmp_path) | {"PWD": str(tmp_path)})
    _, status = os.waitpid(failing, 0)
    assert os.WTERMSIG(status) == getattr(signal, name)
    may = resource.getrlimit(resource.RLIMIT_CORE)[1] != 0
    assert os.WCOREDUMP(status) is (may and not hard)
