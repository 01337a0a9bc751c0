"""A program watched by strace: every file that it opened to write, every byte that it wrote, every socket."""

import os
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.tools.blank_pack import GIVEN, make_blank_pack

CALLS = (
    "openat,open,creat,memfd_create,socket,connect,sendto,sendmsg,rename,renameat,renameat2,unlink,unlinkat,link,"
    "linkat,symlink,symlinkat,mkdir,mkdirat,write,pwrite64,writev,pwritev,execve"
)
LONGEST_WRITE = 16 * 1024 * 1024
TEXT = re.compile(r"\\x([0-9a-f]{2})")
QUOTED = re.compile(r'"([\\x0-9a-f]*)"')
WRITES = re.compile(r"^\d+ +(?:write|pwrite64|writev|pwritev|sendto|sendmsg)\(\d+<([^>]*)>")
OPENS = re.compile(r"^\d+ +(?:openat|open|creat)\(.*(?:O_WRONLY|O_RDWR|O_CREAT|creat\().* = \d+<([^>]*)>")
TRIES = re.compile(r"^\d+ +(?:openat|open|creat)\(")
PLACES = re.compile(r"^\d+ +(?:rename|renameat2?|link|linkat|symlink|symlinkat|mkdir|mkdirat)\(.* = 0")
SOCKET = re.compile(r"^\d+ +socket\((AF_\w+)")
FAMILY = re.compile(r"^\d+ +(?:connect|sendto|sendmsg)\(.*sa_family=(AF_\w+)")
LOCAL = {"AF_UNIX"}
"""What never leaves the machine: the screen, the desktop's own bus."""
HARDENED = 1 << 14
"""The bit of SIGTERM among the signals that a process catches: the program sets it once its lock screen is painted."""


@dataclass(frozen=True)
class Trace:
    """What a program did, as the kernel saw it."""

    log: str
    lines: list[str] = field(repr=False)

    @cached_property
    def written(self) -> dict[str, bytes]:
        """All that was ever written, by the name of what it was written to: also what was deleted since."""
        pieces: dict[str, list[bytes]] = {}
        for line in self.lines:
            if match := WRITES.match(line):
                pieces.setdefault(plain(match[1]), []).extend(raw(text) for text in QUOTED.findall(line))
        return {name: b"".join(parts) for name, parts in pieces.items()}

    @cached_property
    def opened(self) -> set[str]:
        """Every file that was opened to be written or made, every place that was made or renamed to."""
        names = {plain(match[1]) for line in self.lines if (match := OPENS.match(line))}
        for line in self.lines:
            if PLACES.match(line):
                names.add(raw(QUOTED.findall(line)[-1]).decode("utf-8", "replace"))
        return names

    @property
    def touched(self) -> set[str]:
        """Every file that it opened or tried to open."""
        tried = (QUOTED.search(line) for line in self.lines if TRIES.match(line))
        return {raw(match[1]).decode("utf-8", "replace") for match in tried if match}

    @property
    def families(self) -> set[str]:
        """The kinds of address to which a socket was opened, connected or sent."""
        return {match[1] for line in self.lines for kind in (SOCKET, FAMILY) if (match := kind.match(line))}

    @property
    def started(self) -> list[list[str]]:
        """The command lines of all programs that were started."""
        return [
            [raw(text).decode() for text in QUOTED.findall(line.split("[", 1)[1].split("]")[0])]
            for line in self.lines
            if re.match(r"^\d+ +execve\(.* = 0", line)
        ]


def plain(name: str) -> str:
    return TEXT.sub(lambda match: chr(int(match[1], 16)), name).encode("latin-1", "replace").decode("utf-8", "replace")


def raw(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def read(log: Path) -> Trace:
    """The trace that stands in a log; what one thread began and finished later is one line again."""
    begun: dict[str, str] = {}
    lines = []
    for line in log.read_text("utf-8", "replace").splitlines():
        who = line.split(" ", 1)[0]
        if line.endswith("<unfinished ...>"):
            begun[who] = line.removesuffix("<unfinished ...>")
        elif resumed := re.match(r"^\d+ +<\.\.\. \w+ resumed>(.*)", line):
            lines.append(begun.pop(who, "") + resumed[1])
        else:
            lines.append(line)
    return Trace(str(log), lines)


def alone() -> list[str]:
    """The words before a command that give it a network with nothing in it, where this machine lets us."""
    words = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--map-root-user"]
    try:
        tried = subprocess.run([*words, "true"], capture_output=True, check=False)  # noqa: S603 - named here
    except FileNotFoundError:
        return []
    return words if tried.returncode == 0 else []


@contextmanager
def watched(log: Path, environment: dict[str, str], *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A Python program under strace, in an empty network; it is spoken to by its standard input and output."""
    strace = ["strace", "-f", "-qq", "-y", "-xx", "--seccomp-bpf", "-s", str(LONGEST_WRITE)]
    command = [*alone(), *strace, "-o", str(log), "-e", f"trace={CALLS}", sys.executable, *words]
    with child(environment, *command) as started:
        yield started


@contextmanager
def child(environment: dict[str, str], *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that is spoken to, and is gone afterwards."""
    pipe = subprocess.PIPE
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, cwd=root) as started:  # noqa: S603 - ours
        try:
            yield started
        finally:
            started.kill()


def told(started: "subprocess.Popen[bytes]", word: str) -> list[str]:
    """Wait for a line that begins with a word; its other words."""
    assert started.stdout is not None
    assert started.stderr is not None
    line = started.stdout.readline().decode()
    if not line.startswith(word):
        raise AssertionError(line + started.stderr.read().decode())
    return line.split()[1:]


def go_on(started: "subprocess.Popen[bytes]") -> None:
    """Let it go on."""
    assert started.stdin is not None
    started.stdin.write(b"\n")
    started.stdin.flush()


def laptop(place: Path) -> dict[str, str]:
    """The environment of a user of this laptop who has never used anything: every folder of theirs is below a place."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "LC_ALL") if name in os.environ}
    kept[GIVEN] = str(make_blank_pack())
    folders = {
        "HOME": "home",
        "TMPDIR": "tmp",
        "XDG_RUNTIME_DIR": "run",
        "XDG_DATA_HOME": "home/.local/share",
        "XDG_CONFIG_HOME": "home/.config",
        "XDG_CACHE_HOME": "home/.cache",
        "XDG_STATE_HOME": "home/.local/state",
    }
    for folder in folders.values():
        (place / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    made = {name: str(place / folder) for name, folder in folders.items()}
    return {**kept, **made, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}


def locked(pid: int) -> None:
    """Wait until a process has become a lock screen that is painted: another program, with its signals caught."""
    for _ in range(1200):
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        caught = re.search(r"SigCgt:\s*(\w+)", Path(f"/proc/{pid}/status").read_text())
        if b"-P" in command and caught and int(caught[1], 16) & HARDENED:
            return
        select.select([], [], [], 0.05)
    raise AssertionError(command)
