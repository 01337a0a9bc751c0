"""Writing files so that a crash leaves the old one or the new one, and nobody else may read either."""

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import BinaryIO

from dasupport.laptop.search import unlisted

TRIES, WAIT = 10, 0.3
"""On Windows a virus scanner may hold a file for a moment."""
MAKING, RESTORING, RESTORED, ASIDE = ".making", ".restoring", ".restored", ".aside"
"""What stands beside a folder under its name and one of these: drafts, a whole one that waits, old ones."""
BINARY = getattr(os, "O_BINARY", 0)


def private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter. Raises FileExistsError if it is there already."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def same_disk(one: Path, other: Path) -> bool:
    """Whether two folders stand on one file system: what takes one of them takes the other. Raises OSError."""
    return one.stat().st_dev == other.stat().st_dev


def opened(path: Path) -> BinaryIO:
    """A file to be read: a pipe or a device of its name would wait for ever. Raises OSError."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, path.name)
    return path.open("rb")


def write_private(path: Path, data: bytes, suffix: str = ".new") -> None:
    """Put a whole file in place in one move: draft, flush, sync, rename, sync of the folder.

    A draft that a crash left is written anew; `suffix` is another name for it where it might be somebody else's file.
    Raises OSError, and then leaves no draft behind.
    """
    with private_file(path, suffix) as file:
        file.write(data)


@contextmanager
def private_file(path: Path, suffix: str = ".new", mark: Callable[[Path], None] = unlisted) -> Iterator[BinaryIO]:
    """A draft to write to and to read back from; put in place as `write_private` does when the block ends well. It is
    marked for the laptop's own search before anything stands in it."""
    draft = path.with_name(path.name + suffix)
    draft.unlink(missing_ok=True)  # what a crash left: never written through, whoever owns it
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o600), "w+b") as file:
            mark(draft)
            yield file
            file.flush()
            sync(file.fileno())
        _replace(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def exchange(folder: Path, whole: Path) -> Path | None:
    """Put a whole folder in the place of another, which steps aside under a name of its own; where it stands now.

    Nothing is written over. A crash between the two moves is set right by `finish`. Raises OSError; then the old one
    stands where it stood.
    """
    old = step_aside(folder) if os.path.lexists(folder) else None
    try:
        _replace(whole, folder)
    except OSError:
        if old:
            _replace(old, folder)
        raise
    sync_folder(folder.parent)
    return old


def step_aside(path: Path) -> Path:
    """Give what stands here another name beside it, under which nothing stands: which one. Raises OSError."""
    numbers = chain(("",), (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.name}{ASIDE}{number}") for number in numbers)
    aside = next(name for name in names if not os.path.lexists(name))
    _replace(path, aside)
    sync_folder(path.parent)  # before a second move: a disk may else take the second and never the first
    return aside


def finish(parent: Path) -> None:
    """Finish what a crash broke off between the two moves of `exchange`; what cannot be finished hinders no other."""
    found: list[Path] = []
    with suppress(OSError):
        found = sorted(parent.glob(f"*{RESTORED}"))
    for whole in found:
        with suppress(OSError, ValueError):  # a name that is nothing before its ending
            place = whole.with_name(whole.name.removesuffix(RESTORED))
            if whole.is_dir() and not whole.is_symlink() and not os.path.lexists(place):
                _replace(whole, place)


def stands(folder: Path) -> bool:
    """Whether a folder is one of its own, and not a draft or an old one beside another."""
    with suppress(OSError):
        return folder.is_dir() and not folder.name.endswith((MAKING, RESTORING, RESTORED)) and ASIDE not in folder.name
    return False


def last_used(folder: Path) -> datetime:
    """When anything in a folder was last written, in local time; of a folder that cannot be read, long ago."""
    latest = 0.0
    with suppress(OSError):
        latest = max((path.stat().st_mtime for path in folder.iterdir()), default=0.0)
    try:
        return datetime.fromtimestamp(latest).astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0).astimezone()


def sync(descriptor: int) -> None:
    """Make what was written survive a power cut."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut (nothing to do on Windows)."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if (
            error.errno != errno.EINVAL
        ):  # a system of files that syncs no folders: some shares, some machines in machines
            raise
    finally:
        os.close(descriptor)


def _replace(draft: Path, path: Path) -> None:
    for attempt in range(TRIES):
        try:
            draft.replace(path)
        except PermissionError:
            if sys.platform != "win32" or attempt == TRIES - 1:
                raise
            time.sleep(WAIT)
        else:
            return
