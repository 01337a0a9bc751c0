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

from dasupport.vault.engine import answered, connect
from dasupport.vault.faults import DataDamaged
from dasupport.vault.key_file import Copy
from dasupport.vault.keyring import Keys

PAGE = 4096
NEAR, FARTHEST = 32, 1_000_000
"""Row numbers tried one by one after an unreadable row; and the largest gap that is searched for a
readable row.
"""


def copied(data: Path, to: Path) -> Path:
    """Copy the data page by page and return the copy; a page that the disk does not return is filled with
    zeros.
    """
    to.unlink(missing_ok=True)
    with data.open("rb", buffering=0) as file, to.open("xb") as out:
        to.chmod(0o600)
        for at in range(0, data.stat().st_size, PAGE):
            page = b""
            with suppress(OSError):
                file.seek(at)
                page = file.read(PAGE)
            out.write(page.ljust(PAGE, b"\0"))
    journal = data.with_name(data.name + "-journal")
    if journal.exists():
        shutil.copyfile(journal, to.with_name(to.name + "-journal"))
    return to


class _Reader:
    """A connection to damaged data that is opened again after an unreadable page."""

    def __init__(self, data: Path, copy: Copy, keys: Keys) -> None:
        self._open: Callable[[], Any] = lambda: connect(data, keys.data, copy.keys.data.salt)
        self._connection: Any = None

    def ask(self, statement: str, *values: object) -> Iterator[Any]:
        """Yield the rows of a query. Raises sqlcipher.DatabaseError at the first that cannot be read completely."""
        try:
            if self._connection is None:
                self._connection = self._open()
            cursor = self._connection.execute(statement, values)
            names = [column[0] for column in cursor.description]
            for row in cursor:
                self._whole()
                yield SimpleNamespace(**dict(zip(names, row, strict=True)))
        except sqlcipher.DatabaseError:
            self.close()
            raise

    def _whole(self) -> None:
        try:
            answered(self._connection)
        except DataDamaged:
            raise sqlcipher.DatabaseError from None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def rows_of(data: Path, copy: Copy, keys: Keys, table: str) -> Iterator[Any]:
    """Yield every row of a table that can be read. Raises DataDamaged if the data cannot be opened at all."""
    reader = _Reader(data, copy, keys)
    start: int | None = 1
    try:
        while start is not None:
            try:
                for row in reader.ask(_from(table), start):
                    yield row
                    start = row.number_ + 1
                break
            except sqlcipher.DatabaseError:
                one = _alone(reader, table, start)
                if one is not None:
                    yield one
                start = _beyond(reader, table, start) if one is None else one.number_ + 1
    finally:
        reader.close()


def _from(table: str) -> str:
    return f"SELECT rowid AS number_, * FROM {table} WHERE rowid >= ? ORDER BY rowid"  # noqa: S608 - a name of ours


def _alone(reader: _Reader, table: str, number: int) -> Any:
    """Return the next row alone: it may be intact although the row after it, which is read ahead, is not."""
    try:
        return next(reader.ask(f"{_from(table)} LIMIT 1", number), None)
    except sqlcipher.DatabaseError:
        return None


def _beyond(reader: _Reader, table: str, bad: int) -> int | None:
    """Return the number at which reading can continue after an unreadable row, or None. The steps grow with
    the distance; a binary search then narrows the last step.
    """

    def readable(number: int) -> bool:
        try:
            next(reader.ask(f"{_from(table)} LIMIT 1", number), None)
        except sqlcipher.DatabaseError:
            return False
        return True

    low, high = bad, bad + 1
    while not readable(high):
        if high - bad > FARTHEST:
            return None
        low, high = high, high + max(1, (high - bad) // NEAR)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if readable(middle) else (middle, high)
    return high
