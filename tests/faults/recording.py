"""What a program did to a folder, call by call: run under strace, and read back as steps."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

NEEDS = "this needs strace: `make setup` and `sh installer/linux/setup.sh test` install it"
CALLS = (
    "openat,close,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,"
    "rmdir,link,linkat,copy_file_range,sendfile,pwritev,pwritev2,writev,fallocate,truncate"
)
NAMING = {
    "unlink": "unlink",
    "unlinkat": "unlink",
    "rename": "rename",
    "renameat": "rename",
    "renameat2": "rename",
    "mkdir": "mkdir",
    "mkdirat": "mkdir",
    "rmdir": "rmdir",
    "link": "link",
    "linkat": "link",
}
LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Step(NamedTuple):
    """One call. Names are relative to the folder: of a file, or of the folder that was flushed."""

    call: str
    name: str = ""
    data: bytes = b""
    at: int = 0
    to: str = ""


def recorded(command: Sequence[str], folder: Path) -> list[Step]:
    """Run a program of ours, and read what it did to this folder. What it wrote to its first output is `told`."""
    if not shutil.which("strace"):
        raise RuntimeError(NEEDS)
    log = folder.with_name(folder.name + ".strace")
    strace = ["strace", "-f", "-qq", "-xx", "-s", "1000000", "--seccomp-bpf", "-e", f"trace={CALLS}", "-o", str(log)]
    subprocess.run([*strace, sys.executable, *command], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours
    with log.open() as lines:
        found = list(_Reader(folder).read(lines))
    log.unlink()
    return found


class _Reader:
    """Follows which file each descriptor stands for, and where in it the next bytes go."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._open: dict[str, tuple[str, int]] = {}

    def read(self, lines: Iterator[str]) -> Iterator[Step]:
        for line in lines:
            if not (found := LINE.match(line)) or found[3].startswith("-"):
                continue
            call, words, gave = found[1], found[2], found[3]
            texts = [bytes.fromhex(text.replace("\\x", "")) for text in TEXT.findall(words)]
            if call == "openat":
                yield from self._opened(texts[0], words, gave)
            elif call in NAMING:
                yield from self._named(NAMING[call], *(self._path(text, words) for text in texts))
            else:
                yield from self._written(call, words, texts)

    def _path(self, text: bytes, words: str) -> bytes:
        """A whole path, also where it was given below an open folder."""
        folder = self._open.get(words.split(",")[0])
        return text if folder is None or text.startswith(b"/") else f"{self._folder}/{folder[0]}/".encode() + text

    def _inside(self, path: bytes) -> str | None:
        name = path.decode()
        if name == self._folder:
            return "."
        return name.removeprefix(self._folder + "/") if name.startswith(self._folder + "/") else None

    def _opened(self, path: bytes, words: str, gave: str) -> Iterator[Step]:
        self._open.pop(gave, None)
        if (name := self._inside(path)) is None:
            return
        self._open[gave] = name, 0
        if "O_CREAT" in words:
            yield Step("create", name)
        if "O_TRUNC" in words:
            yield Step("cut", name)

    def _named(self, call: str, path: bytes, other: bytes = b"") -> Iterator[Step]:
        name, to = self._inside(path), self._inside(other)
        if name is None and to is None:
            return
        if name is None or (call in ("rename", "link") and to is None):
            raise ValueError("a name that leaves the folder")
        yield Step(call, name, to=to or "")

    def _written(self, call: str, words: str, texts: list[bytes]) -> Iterator[Step]:
        descriptor = words.split(",")[0]
        if call == "close":
            self._open.pop(descriptor, None)
        elif call == "write" and descriptor == "1":
            yield Step("told", data=texts[0])
        elif descriptor in self._open:
            yield self._step(call, descriptor, words, texts)

    def _step(self, call: str, descriptor: str, words: str, texts: list[bytes]) -> Step:
        name, place = self._open[descriptor]
        if call == "pwrite64":
            return Step("write", name, texts[0], int(words.rsplit(",", 1)[1]))
        if call == "write":
            self._open[descriptor] = name, place + len(texts[0])
            return Step("write", name, texts[0], place)
        if call == "ftruncate":
            return Step("cut", name, at=int(words.rsplit(",", 1)[1]))
        if call in ("fsync", "fdatasync"):
            return Step("flush", name)
        raise ValueError(f"a call that the model of the disk does not know: {call}")
