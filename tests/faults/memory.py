"""What is left in the memory of the lock screen after a real lock: searched from outside, byte by byte.

Each case is a program of its own, opened on a vault in which a day was kept, with a talk on its screen. The controls
are the same process just before, and a lock that only shows another screen.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, fields
from io import FileIO
from pathlib import Path

from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.key_derivation import VaultKeys
from tests.faults.canaries import PHRASE, STEM
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.watched import child, go_on, laptop, locked, told

Needles = dict[str, tuple[bytes, ...]]
AT_ONCE = 4 * 1024 * 1024
LONGEST = 256
"""No needle is longer: so much of one piece is read again with the next."""
SHARED = re.compile(r"r--|r-x")
NOT_OURS = ("[vvar", "[vsyscall]", "[vdso]")
TYPED = ("what was typed", "passphrase")
AT_WORK, STAYED = "seen at work", "seen after a lock within the process"


def run(count: int, _: int) -> Figures:
    """So many locks. Raises CalledProcessError where another process's memory may not be read at all."""
    if os.geteuid() == 0:
        return locks(count)
    command = ["unshare", "--map-root-user", sys.executable, "-m", "tests.faults.memory", str(count)]
    said = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2])  # noqa: S603 - ourselves
    table = json.loads(said.stdout)
    return Figures(table["counted"], tuple(table["failures"]), table["controls"], table["facts"])


def locks(count: int) -> Figures:
    """A day, then so many locks of the vault that it left, and one that is none."""
    with ground() as place:
        surroundings = laptop(place)
        home = place / "home/.local/share/dasupport"
        day = (surroundings, str(home))
        first = lock(day, "make", lambda: needles(home))
        rest = [lock(day, "open", lambda: needles(home)) for _ in range(count - 1)]
        return sum([first, *rest], stay(day, needles(home)))


def needles(home: Path) -> Needles:
    """What must not be found: what was typed, the passphrase, and every key."""
    (vault,) = (path for path in (home / "live").iterdir() if path.is_dir())
    copy, master, _ = key_derivation.unwrap_from_any(key_file.read_copies(vault)[0], PHRASE)
    keys = key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation)
    raw = {"master key": master, **{f"{field.name} key": getattr(keys, field.name) for field in fields(VaultKeys)}}
    return {
        **{name: (key, key.hex().encode(), key.hex().upper().encode()) for name, key in raw.items()},
        **{name: dressed(text) for name, text in zip(TYPED, (STEM, PHRASE[8:30]), strict=True)},
    }


def dressed(text: str) -> tuple[bytes, ...]:
    """A text as Python, Qt and C keep it in memory."""
    return (text.encode(), text.encode("utf-16-le"), text.encode("latin-1"), text.encode("utf-32-le"))


def lock(day: tuple[dict[str, str], str], act: str, wanted: Callable[[], Needles]) -> Figures:
    """One program: searched at its work and, once it has locked, at its lock screen."""
    with started(day, act) as program:
        pid = int(told(program, "ready")[0])
        sought = wanted()
        before = seen(pid, sought)
        go_on(program)
        locked(pid)
        after = seen(pid, sought)
    failures = tuple(f"{name}, {times} times" for name, times in after.items())
    return Figures(1, failures, {f"{name}: {AT_WORK}": times for name, times in before.items() if name in TYPED})


def stay(day: tuple[dict[str, str], str], sought: Needles) -> Figures:
    """The control: a lock that only shows another screen, and keeps the process."""
    with started(day, "stay") as program:
        told(program, "ready")
        go_on(program)
        after = seen(int(told(program, "stayed")[0]), sought)
    return Figures(controls={f"{TYPED[0]}: {STAYED}": after.get(TYPED[0], 0)})


def started(day: tuple[dict[str, str], str], act: str) -> AbstractContextManager["subprocess.Popen[bytes]"]:
    surroundings, home = day
    return child(surroundings, sys.executable, "-m", "tests.faults.day", home, act)


def seen(pid: int, sought: Needles) -> dict[str, int]:
    """How often each of them stands in the memory of a process; what is not there at all is left out."""
    pieces = list(memory(pid))
    counts = {name: sum(piece.count(form) for piece in pieces for form in forms) for name, forms in sought.items()}
    return {name: times for name, times in counts.items() if times}


def memory(pid: int) -> Iterator[bytes]:
    """All that a process could read itself, but for what it shares with a file as it stands on the disk."""
    process = Path("/proc") / str(pid)
    with (process / "mem").open("rb", buffering=0) as file:
        for line in (process / "maps").read_text().splitlines():
            place, rights, _, _, node, *name = line.split(maxsplit=5)
            if (
                rights[0] == "r"
                and not (SHARED.match(rights) and node != "0")
                and not "".join(name).startswith(NOT_OURS)
            ):
                first, last = (int(end, 16) for end in place.split("-"))
                yield from read(file, first, last)


def read(file: FileIO, first: int, last: int) -> Iterator[bytes]:
    """What stands between two addresses, piece by piece; a page that is not there is left out."""
    for at in range(first, last, AT_ONCE):
        try:
            file.seek(at)
            yield file.read(min(AT_ONCE + LONGEST, last - at))
        except OSError:
            continue


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(locks(int(sys.argv[1])))))
