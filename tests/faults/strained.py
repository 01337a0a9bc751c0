"""A deed under strace in a copy of this process: which system calls it makes, and what comes of one that fails."""

import ctypes
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dasupport.refusal import Refusal
from tests.faults.ground import ended, forked

CALLS = (
    "openat",
    "pread64",
    "pwrite64",
    "write",
    "ftruncate",
    "fsync",
    "fdatasync",
    "rename",
    "unlink",
    "mkdir",
    "rmdir",
    "link",
    "linkat",
)
TRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
LINE = re.compile(r"^(\w+)\((.*)\) += ")
INJECTED = "(INJECTED)"
REFUSED_SO, FAILED_SO = "refused ", "failed "


class Call(NamedTuple):
    """A system call of a deed: the so-manyth of its name, and on what."""

    name: str
    number: int
    path: str


class Outcome(NamedTuple):
    """What a deed told, which refusals it met, how it ended, and whether the fault fell into it at all."""

    told: tuple[str, ...]
    refused: tuple[str, ...]
    failed: tuple[str, ...]
    ending: int
    fell: bool


def strained(home: Path, deed: Callable[[Path, Callable[[str], None]], None], *options: str) -> tuple[Outcome, str]:
    """Do a deed in a copy of this process, with strace beside it; its outcome, and the log of its calls."""
    log = home.with_name("strace.log")
    hear, tell = os.pipe()
    wait, go = os.pipe()
    child = forked(lambda: _deed(home, deed, tell, wait))
    os.close(tell)
    os.close(wait)
    with _watched(child, log, options):
        os.write(go, b"g")
        os.close(go)
        with os.fdopen(hear, encoding="utf-8") as lines:
            said = lines.read().splitlines()
        ending = ended(child)
    calls = log.read_text(errors="replace")
    told = tuple(line for line in said if not line.startswith((REFUSED_SO, FAILED_SO)))
    refused, failed = (
        tuple(line.removeprefix(start) for line in said if line.startswith(start)) for start in (REFUSED_SO, FAILED_SO)
    )
    return Outcome(told, refused, failed, ending, INJECTED in calls or ending < 0), calls


def calls(home: Path, deed: Callable[[Path, Callable[[str], None]], None]) -> list[Call]:
    """Every system call of a deed that touches the folder, when nothing fails."""
    outcome, log = strained(home, deed, "-e", f"trace={','.join(CALLS)}")
    if outcome.ending or outcome.refused or outcome.failed:
        raise RuntimeError(f"the deed does not even succeed without a fault: {outcome}")
    seen: dict[str, int] = {}
    found = []
    for line in log.splitlines():
        if matched := LINE.match(line):
            name = matched[1]
            seen[name] = seen.get(name, 0) + 1
            if str(home) in matched[2]:
                found.append(Call(name, seen[name], matched[2]))
    return found


def _deed(home: Path, deed: Callable[[Path, Callable[[str], None]], None], tell: int, wait: int) -> None:
    ctypes.CDLL(None).prctl(TRACER, ANYBODY)  # some systems let nobody but a parent watch
    os.read(wait, 1)

    def say(line: str) -> None:
        os.writev(tell, [f"{line.splitlines()[0]}\n".encode()])  # the one call that no fault falls on

    try:
        deed(home, say)
    except Refusal as refusal:
        say(f"{REFUSED_SO}{refusal.item}")
    except OSError as error:
        say(f"{REFUSED_SO}{type(error).__name__}")
    except BaseException as error:  # noqa: BLE001 - what nobody foresaw is what this is looking for
        say(f"{FAILED_SO}{type(error).__name__}: {error!s:.100}")


@contextmanager
def _watched(child: int, log: Path, options: tuple[str, ...]) -> Iterator[None]:
    """Strace, attached before the block begins, and gone with the child."""
    command = ["strace", "-y", "-o", str(log), "-p", str(child), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watcher:  # noqa: S603 - ours
        if not watcher.stderr or "attached" not in (first := watcher.stderr.readline()):
            raise RuntimeError(f"strace: {first}")
        yield
        watcher.stderr.read()
