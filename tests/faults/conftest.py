"""One whole day of the real program, watched from outside; every test of this folder may read what came of it."""

import os
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.day import SHEET
from tests.faults.watched import Trace, go_on, laptop, locked, read, told, watched
from tests.journey.conftest import begin, driver, ready_home, worker

__all__ = ["begin", "driver", "ready_home", "worker"]
RECENT = '<?xml version="1.0"?><xbel version="1.0"><bookmark href="file:///home/somebody/else.txt"/></xbel>'


@dataclass(frozen=True)
class Day:
    """What a day left behind, and what could be seen of it from outside."""

    place: Path
    before: dict[str, bytes]
    trace: Trace
    words: int
    seen: dict[str, bytes]
    """What the system tells anybody about the process, at work and at the lock screen."""

    @property
    def home(self) -> Path:
        return self.place / "home/.local/share/dasupport"

    @property
    def vault(self) -> Path:
        (vault,) = (path for path in (self.home / "live").iterdir() if path.is_dir())
        return vault

    @property
    def sheet(self) -> Path:
        return self.home.parent / SHEET


def files(place: Path) -> dict[str, bytes]:
    """Every file below a place, and what stands in it."""
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def outside(pid: str, when: str) -> dict[str, bytes]:
    """What the system tells of a process: its words, its surroundings, and files that it holds without a name."""
    process = Path("/proc") / pid
    told = {f"{when}: {name}": (process / name).read_bytes() for name in ("cmdline", "environ", "comm")}
    held = {path: path.readlink() for path in (process / "fd").iterdir()}
    nameless = [path for path, target in held.items() if "(deleted)" in str(target) or "memfd:" in str(target)]
    names = "\n".join(map(str, held.values())).encode()
    return {**told, f"{when}: held": names, **{f"{when}: {path}": path.read_bytes() for path in nameless}}


@pytest.fixture(scope="session")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    place, log = tmp_path_factory.mktemp("day"), tmp_path_factory.mktemp("log") / "trace"
    surroundings = laptop(place)
    recent = place / "home/.local/share/recently-used.xbel"
    recent.write_text(RECENT)
    before = files(place)
    home = place / "home/.local/share/dasupport"
    with watched(log, surroundings, "-m", "tests.faults.day", str(home), "make") as started:
        pid, words = told(started, "ready")
        seen = outside(pid, "at work")
        go_on(started)
        locked(int(pid))
        seen |= outside(pid, "locked")
        os.kill(int(pid), signal.SIGTERM)
        assert started.stderr is not None
        seen["errors"] = started.stderr.read()
        assert started.wait() == 0
    return Day(place, before, read(log), int(words), seen)
