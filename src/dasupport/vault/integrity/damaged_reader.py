"""Reader for damaged data. It reads a copy: every page that the disk still returns, every row that can
still be read.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from dasupport.vault.data.engine import connect, require_valid_pages
from dasupport.vault.errors import DataDamaged
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy

PAGE_SIZE = 4096
LINEAR_STEPS, MAX_GAP = 32, 1_000_000
"""Row numbers tried one by one after an unreadable row; and the largest gap that is searched for a
readable row.
"""


def copy_pages(data: Path, to: Path) -> Path:
    """Copy the data page by page and return the copy; a page that the disk does not return is filled with
    zeros.
    """
    to.unlink(missing_ok=True)
    with data.open("rb", buffering=0) as file, to.open("xb") as out:
        to.chmod(0o600)
        for at in range(0, data.stat().st_size, PAGE_SIZE):
            page = b""
            with suppress(OSError):
                file.seek(at)
                page = file.read(PAGE_SIZE)
            out.write(page.ljust(PAGE_SIZE, b"\0"))
    journal = data.with_name(data.name + "-journal")
    if journal.exists():
        shutil.copyfile(journal, to.with_name(to.name + "-journal"))
    return to


class _ReconnectingReader:
    """A connection to damaged data that is opened again after an unreadable page."""

    def __init__(self, data: Path, copy: KeyFileCopy, keys: VaultKeys) -> None:
        self._connect: Callable[[], Any] = lambda: connect(data, keys.data, copy.key_file.data.salt)
        self._connection: Any = None

    def query(self, statement: str, *values: object) -> Iterator[Any]:
        """Yield the rows of a query. Raises sqlcipher.DatabaseError at the first that cannot be read completely."""
        try:
            if self._connection is None:
                self._connection = self._connect()
            cursor = self._connection.execute(statement, values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                self._require_whole_answer()
                yield SimpleNamespace(**dict(zip(names, row, strict=True)))
        except sqlcipher.DatabaseError:
            self.close()
            raise

    def _require_whole_answer(self) -> None:
        try:
            require_valid_pages(self._connection)
        except DataDamaged:
            raise sqlcipher.DatabaseError from None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def read_rows(data: Path, copy: KeyFileCopy, keys: VaultKeys, table: str) -> Iterator[Any]:
    """Yield every row of a table that can be read. Raises DataDamaged if the data cannot be opened at all."""
    reader = _ReconnectingReader(data, copy, keys)
    start: int | None = 1
    try:
        while start is not None:
            try:
                for row in reader.query(_select_from(table), start):
                    yield row
                    start = row.number_ + 1
                break
            except sqlcipher.DatabaseError:
                one = _read_single_row(reader, table, start)
                if one is not None:
                    yield one
                start = _find_readable(reader, table, start) if one is None else one.number_ + 1
    finally:
        reader.close()


def _select_from(table: str) -> str:
    return f"SELECT rowid AS number_, * FROM {table} WHERE rowid >= ? ORDER BY rowid"  # noqa: S608 - a name of ours


def _read_single_row(reader: _ReconnectingReader, table: str, number: int) -> Any:
    """Return the next row alone: it may be intact although the row after it, which is read ahead, is not."""
    try:
        return next(reader.query(f"{_select_from(table)} LIMIT 1", number), None)
    except sqlcipher.DatabaseError:
        return None


def _find_readable(reader: _ReconnectingReader, table: str, bad: int) -> int | None:
    """Return the number at which reading can continue after an unreadable row, or None. The steps grow with
    the distance; a binary search then narrows the last step.
    """

    def readable(number: int) -> bool:
        try:
            next(reader.query(f"{_select_from(table)} LIMIT 1", number), None)
        except sqlcipher.DatabaseError:
            return False
        return True

    low, high = bad, bad + 1
    while not readable(high):
        if high - bad > MAX_GAP:
            return None
        low, high = high, high + max(1, (high - bad) // LINEAR_STEPS)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if readable(middle) else (middle, high)
    return high
