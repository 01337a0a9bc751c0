"""A disk that forgets: every state in which a power cut could leave a folder, from the steps that were taken in it.

What was flushed stays. Of the rest, any part may have reached the disk: nothing, all, some writes, some sectors of
some writes. A name stays once its folder was flushed; before, its change may or may not have happened.
"""

import itertools
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from tests.faults.recording import Step

SECTOR = 512
FOLDER, GONE = -1, -2
"""What a name stands for, if not for a file."""
DESPAIR = 20
"""After so many rounds through all steps without a new state, there are none left."""


@dataclass
class File:
    """What of a file is safe, and what was written since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Step] = field(default_factory=list)

    def after(self, steps: list[Step]) -> bytes:
        found = copy(self.safe)
        for step in steps:
            put(found, step)
        return bytes(found)


class Name(NamedTuple):
    """A change of names that is not safe yet: `old` goes, `new` comes to stand for a file."""

    folder: str
    old: str
    new: str
    file: int


class State(NamedTuple):
    """The files of a folder after a power cut, and what its program had told before."""

    files: Mapping[str, bytes]
    told: tuple[str, ...]
    where: str


def put(found: bytearray, step: Step) -> None:
    if step.call == "cut":
        del found[step.at :]
        found.extend(bytes(step.at - len(found)))
        return
    found.extend(bytes(max(0, step.at - len(found))))
    found[step.at : step.at + len(step.data)] = step.data


class Disk:
    """One folder on a disk, step by step."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = {number: File(bytearray(data)) for number, data in enumerate(files.values())}
        self.seen = {name: number for number, name in enumerate(files)}
        self.seen.update(dict.fromkeys({folder for name in files for folder in folders(name)}, FOLDER))
        self.safe = dict(self.seen)
        self.since: list[Name] = []
        self.told: tuple[str, ...] = ()

    def take(self, step: Step) -> None:
        """Take one step. Raises KeyError at one that the recorded folder cannot have allowed."""
        if step.call == "told":
            self.told += tuple(step.data.decode().split("\n")[:-1])
        elif step.call == "flush":
            self._flush(step.name)
        elif step.call in ("write", "cut"):
            self.files[self.seen[step.name]].since.append(step)
        else:
            self._rename(step)

    def _rename(self, step: Step) -> None:
        if step.call == "create" and step.name not in self.seen:
            number = len(self.files)
            self.files[number] = File()
            self._name("", step.name, number)
        elif step.call == "mkdir":
            self._name("", step.name, FOLDER)
        elif step.call in ("rename", "link"):
            self._name(step.name * (step.call == "rename"), step.to, self.seen[step.name])
        elif step.call in ("unlink", "rmdir"):
            self._name(step.name, "", GONE)

    def _name(self, old: str, new: str, file: int) -> None:
        change = Name(str(PurePosixPath(new or old).parent), old, new, file)
        self.since.append(change)
        apply(self.seen, change)

    def _flush(self, name: str) -> None:
        if self.seen.get(name, FOLDER) != FOLDER:
            file = self.files[self.seen[name]]
            file.safe, file.since = bytearray(file.after(file.since)), []
            return
        for change in self.since:
            if change.folder == name:
                apply(self.safe, change)
        self.since = [change for change in self.since if change.folder != name]

    def cut(self, style: int, chance: random.Random) -> dict[str, bytes]:
        """The folder after a power cut: style 0 loses all that is not safe, 1 nothing, 2 some, 3 some sectors."""
        names = dict(self.safe)
        for change in self.since:
            if kept(style, chance):
                apply(names, change)
        return {
            name: self._left(self.files[number], style, chance)
            for name, number in names.items()
            if number != FOLDER and all(folder in names for folder in folders(name))
        }

    def _left(self, file: File, style: int, chance: random.Random) -> bytes:
        if not file.since or style == 0:
            return bytes(file.safe)
        if style == 3:
            return file.after([part for step in file.since for part in sectors(step) if kept(style, chance)])
        return file.after([step for step in file.since if kept(style, chance)])


def kept(style: int, chance: random.Random) -> bool:
    return style == 1 or (style > 1 and chance.random() < 0.5)


def apply(names: dict[str, int], change: Name) -> None:
    """A name goes and another comes; where they are a folder's, with all that is in it."""
    inside = [name for name in names if change.file == FOLDER and change.old and name.startswith(f"{change.old}/")]
    for name in inside:
        names[change.new + name.removeprefix(change.old)] = names.pop(name)
    names.pop(change.old, None)
    if change.new:
        names[change.new] = change.file


def folders(name: str) -> list[str]:
    """The folders in which a file stands, without the outermost."""
    return [str(folder) for folder in PurePosixPath(name).parents][:-1]


def sectors(step: Step) -> Iterator[Step]:
    """The parts of a write that a disk may take one without the other."""
    if step.call == "cut":
        yield step
        return
    end = step.at + len(step.data)
    edges = [step.at, *range(step.at - step.at % SECTOR + SECTOR, end, SECTOR), end]
    for start, stop in itertools.pairwise(edges):
        yield Step("write", step.name, step.data[start - step.at : stop - step.at], start)


def states(files: Mapping[str, bytes], steps: list[Step], seed: int) -> Iterator[State]:
    """Different states for ever, or until there seem to be no more: each goes once, after whatever step it follows."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    seen: set[int] = set()
    barren = 0
    while barren < DESPAIR:
        before = len(seen)
        disk = Disk(files)
        for number, step in enumerate(steps):
            disk.take(step)
            style = chance.randrange(4)
            left = disk.cut(style, chance)
            mark = hash((tuple(sorted(left.items())), disk.told))
            if mark not in seen:
                seen.add(mark)
                yield State(left, disk.told, f"seed {seed}, style {style}, step {number} ({step.call} {step.name})")
        barren = 0 if len(seen) > before else barren + 1


def read(folder: Path) -> dict[str, bytes]:
    """A folder as it stands, all of it safe."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder hold exactly these files."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            with suppress(OSError):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in files:
            path.unlink()
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
