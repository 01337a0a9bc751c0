"""Atomic, private file writes: a crash leaves the old file or the new one, and no other user may read
either.
"""

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

from dasupport.platform.search_indexing import exclude_from_search

RENAME_ATTEMPTS, RETRY_SECONDS = 10, 0.3
"""Attempts at a rename, and the seconds between two. On Windows a virus scanner may hold a file for a
moment.
"""
MAKING_SUFFIX, RESTORING_SUFFIX, RESTORED_SUFFIX, ASIDE_SUFFIX = ".making", ".restoring", ".restored", ".aside"
"""Suffixes of folders beside a vault folder: drafts (two), a complete one not yet in place, and old ones."""
O_BINARY = getattr(os, "O_BINARY", 0)


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter. Raises FileExistsError if it exists already."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def is_same_disk(one: Path, other: Path) -> bool:
    """Return True if two folders are on one file system, so that one failure may lose both. Raises OSError."""
    return one.stat().st_dev == other.stat().st_dev


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file to read; opening a pipe or a device of that name could block for ever. Raises
    OSError.
    """
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, path.name)
    return path.open("rb")


def write_private(path: Path, data: bytes, suffix: str = ".new") -> None:
    """Write a whole file atomically: write a draft, flush, sync, rename, sync the folder.

    A draft left by a crash is replaced; `suffix` names the draft differently where the usual name might be
    another program's file. Raises OSError, and then leaves no draft behind.
    """
    with open_private_draft(path, suffix) as file:
        file.write(data)


@contextmanager
def open_private_draft(
    path: Path, suffix: str = ".new", mark: Callable[[Path], None] = exclude_from_search
) -> Iterator[BinaryIO]:
    """Open a draft to write and read back; it is moved into place as in `write_private` if the block ends
    without an error. The draft is excluded from the system's search index before anything is written to it.
    """
    draft = path.with_name(path.name + suffix)
    draft.unlink(missing_ok=True)  # left by a crash: removed, never written through, whoever owns it
    try:
        with os.fdopen(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | O_BINARY, 0o600), "w+b") as file:
            mark(draft)
            yield file
            file.flush()
            sync_file(file.fileno())
        _replace_with_retry(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def replace_folder(folder: Path, whole: Path) -> Path | None:
    """Move a complete folder into the place of another, which is moved aside; return where the old one is now.

    Overwrites nothing. After a crash between the two moves, `finish_interrupted_moves` completes the
    second. Raises OSError; then the old folder is back in its place.
    """
    old = move_aside(folder) if os.path.lexists(folder) else None
    try:
        _replace_with_retry(whole, folder)
    except OSError:
        if old:
            _replace_with_retry(old, folder)
        raise
    sync_folder(folder.parent)
    return old


def move_aside(path: Path) -> Path:
    """Rename a file or folder to a free name beside it and return that name. Raises OSError."""
    numbers = chain(("",), (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.name}{ASIDE_SUFFIX}{number}") for number in numbers)
    aside = next(name for name in names if not os.path.lexists(name))
    _replace_with_retry(path, aside)
    sync_folder(path.parent)  # before a second move: else the disk may record the second and never the first
    return aside


def finish_interrupted_moves(parent: Path) -> None:
    """Complete the second move of `replace_folder` after a crash; a folder that cannot be moved does not stop
    the others.
    """
    found: list[Path] = []
    with suppress(OSError):
        found = sorted(parent.glob(f"*{RESTORED_SUFFIX}"))
    for whole in found:
        with suppress(OSError, ValueError):  # the name is nothing but the suffix
            place = whole.with_name(whole.name.removesuffix(RESTORED_SUFFIX))
            if whole.is_dir() and not whole.is_symlink() and not os.path.lexists(place):
                _replace_with_retry(whole, place)


def is_final_folder(folder: Path) -> bool:
    """Return True if this is a vault's own folder, and not a draft or an old one that was moved aside."""
    with suppress(OSError):
        return (
            folder.is_dir()
            and not folder.name.endswith((MAKING_SUFFIX, RESTORING_SUFFIX, RESTORED_SUFFIX))
            and ASIDE_SUFFIX not in folder.name
        )
    return False


def last_used(folder: Path) -> datetime:
    """Return when anything in a folder was last written, in local time; 1 January 1970 if it cannot be read."""
    latest = 0.0
    with suppress(OSError):
        latest = max((path.stat().st_mtime for path in folder.iterdir()), default=0.0)
    try:
        return datetime.fromtimestamp(latest).astimezone()
    except (OverflowError, ValueError, OSError):
        return datetime.fromtimestamp(0).astimezone()


def sync_file(descriptor: int) -> None:
    """Flush an open file to the disk, so that it survives a power cut."""
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, so that they survive a power cut. Does nothing on Windows."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if (
            error.errno != errno.EINVAL
        ):  # some file systems cannot sync folders: some network shares, some virtual machines
            raise
    finally:
        os.close(descriptor)


def _replace_with_retry(draft: Path, path: Path) -> None:
    for attempt in range(RENAME_ATTEMPTS):
        try:
            draft.replace(path)
        except PermissionError:
            if sys.platform != "win32" or attempt == RENAME_ATTEMPTS - 1:
                raise
            time.sleep(RETRY_SECONDS)
        else:
            return
