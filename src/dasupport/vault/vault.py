"""An open vault: one transaction for one verb, and the key file written anew when it closes."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock
from dasupport.casework.text import BROKEN_CHARACTER
from dasupport.refusal import Refusal
from dasupport.vault import damage, rescue, seen
from dasupport.vault.engine import answered, broken, engine_on
from dasupport.vault.faults import (
    DataDamaged,
    DiskFull,
    KeysUnsure,
    NoMemory,
    NotSaved,
    ReadOnly,
    Replaced,
    WrongPassphrase,
)
from dasupport.vault.key_file import Copy
from dasupport.vault.key_pair import KeyPair
from dasupport.vault.keyring import Keys
from dasupport.vault.lock_file import LockFile
from dasupport.vault.room import Room
from dasupport.vault.settings import Owner
from dasupport.vault.source import Source
from dasupport.vault.work import Work

T = TypeVar("T")
RESERVE = "reserve.bin"
SEALED = "SEALED"


class Vault:
    """One worker's vault, open. It belongs to the thread that opened it."""

    def __init__(
        self, folder: Path, copy: Copy, keys: Keys, connection: Any, lock: LockFile | None, now: Clock, *,
        reads: bool = False,
    ) -> None:  # fmt: skip
        self.folder = folder
        self.reads = reads
        """Whether it is open to be read only: then nothing in its folder is changed, and no line is logged."""
        self.damaged = False
        """Whether its data was found damaged since it was opened: everything is answered with that from then on."""
        self.unsure = False
        """Whether other data than this may count since new keys were tried: everything is answered with that too."""
        self.altered = False
        """Whether what is open to be read only is not as this program left it."""
        self.tries = 0
        """How often something wrong was tried before it was opened, as far as that was noted."""
        self.takes_nothing = False
        """Whether nothing may be written where it lies; else what is whole and open to be read only lacks room."""
        self._copy = copy
        self._keys = keys
        self._connection = connection
        self._engine = engine_on(connection)
        self._lock = lock
        self.now = now
        self._file = self._standing()
        self.pair = KeyPair(folder, copy, keys.header)
        self.owner = Owner("", "")
        log, self._drafts = self.do(lambda work: (work.settings.log_key(keys.log), work.settings.draft_keys()))
        self._keys = replace(keys, log=log)
        self.owner = self.do(lambda work: work.settings.owner())

    @property
    def realm(self) -> str:
        """`live` or `training`."""
        return self._copy.keys.realm

    @property
    def closed(self) -> datetime | None:
        """When it was last closed here before it was opened this time; nothing if it never was."""
        at = self._copy.keys.witness.at
        return datetime.fromisoformat(at) if at else None

    def do(self, job: Callable[[Work], T]) -> T:
        """One verb in one transaction; returns after COMMIT.

        A commit that failed may still have happened, so every job must be harmless to repeat: it is repeated
        once, with the reserve given up if the disk is full. Raises a Refusal if that fails too.
        """
        try:
            return self._once(job)
        except (DiskFull, NotSaved):
            if self.reads:
                raise
            with suppress(OSError):
                (self.folder / RESERVE).unlink(missing_ok=True)
            return self._once(job)

    def _once(self, job: Callable[[Work], T]) -> T:
        self.certain()
        if self._standing() != self._file:
            raise Replaced
        with self.judged():
            return self._committed(job)

    def certain(self) -> None:
        """Raises KeysUnsure where nobody can say whether these keys still count: they change nothing then."""
        if self.unsure:
            raise KeysUnsure

    def _committed(self, job: Callable[[Work], T]) -> T:
        before = self._connection.total_changes
        try:
            with Rows(self._engine, expire_on_commit=False) as rows, rows.begin():
                work = Work(rows, self._keys.log, self.owner.name, self.now, reads=self.reads)
                result = job(work)
                rows.flush()
                if self._connection.total_changes != before:
                    work.settings.put("commits", str(work.settings.commits() + 1))
                answered(self._connection)
                return result
        except UnicodeEncodeError:
            raise Refusal(BROKEN_CHARACTER) from None  # the error itself holds the whole text

    @contextmanager
    def judged(self) -> Iterator[None]:
        """Errors of the driver as refusals. One that met a damaged page says afterwards that it has no memory, or that
        it may not write: only the seals of the pages tell that apart. Raises DataDamaged at once if that is known."""
        if self.damaged:
            raise DataDamaged
        try:
            yield
        except (DBAPIError, ReadOnly, DataDamaged, MemoryError) as error:
            found = DataDamaged() if broken(self._connection) else named(error)
            self.damaged = isinstance(found, DataDamaged) and found is not error  # not what was said of a copy
            raise found from None

    def read_through(self) -> None:
        """Whether every page still holds on the disk, also those that are at hand and were not read again. Raises
        DataDamaged."""
        if broken(self._connection):
            self.damaged = True
            raise DataDamaged

    def _standing(self) -> tuple[int, int]:
        """Which file stands where the data is: a program that copies files between machines may put another there,
        and what is written into the one that we hold is then seen by nobody any more."""
        try:
            found = (self.folder / self._copy.keys.data.file).stat()
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino

    @property
    def source(self) -> Source:
        """What a backup is made from, between two verbs."""
        return Source(self.folder, self.pair.newest, self._keys, self._connection)

    def confirm(self, passphrase: str) -> bool:
        """Whether this is the passphrase of this vault; it costs as much as unlocking."""
        try:
            self.pair.opening(passphrase)
        except WrongPassphrase:
            return False
        return True

    def seal_rescue(self, drafts: Iterable[Draft]) -> bytes:
        """Words for a rescue file; the disk is not asked for anything."""
        return rescue.seal(self._keys.draft, self._copy.keys.vault, drafts)

    def open_rescue(self, data: bytes) -> tuple[Draft, ...]:
        """What a rescue file of this vault holds, also one of before a change of all keys; the disk is not asked for
        anything. Raises RescueNotOne, RescueOther or RescueDamaged."""
        return rescue.unseal((self._keys.draft, *self._drafts), self._copy.keys.vault, data)

    @property
    def room(self) -> Room:
        """The room beside it that is set aside for words."""
        return Room(self.folder, (self._keys.draft, *self._drafts), self._copy.keys.vault)

    @property
    def opened(self) -> bool:
        """Whether it was not closed yet."""
        return self._connection is not None

    def close(self) -> None:
        """Write down how far the data has come, close it, let the next one in. Closing twice is harmless."""
        if self._connection is None:
            return
        try:
            if not self.reads:
                self.witnessed()
        except (Refusal, OSError):
            pass  # a disk that takes no key file keeps the old one, which still opens everything
        finally:
            if self.damaged and not self.reads:
                damage.note(self.folder)
            self.let_go()

    def witnessed(self) -> None:
        """Write down, in the key file and beside the folder, how far the data has come. Raises OSError or a Refusal."""
        witness = self.do(lambda work: work.witness())
        self.pair.witness(witness)
        seen.remember(self.folder, self._copy.keys.vault, witness, self._keys.log)

    def let_go(self) -> None:
        """Close the data without a word in the key file, and let the next one in."""
        if self._connection is not None:
            self._engine.dispose()
            self._connection.close()
            self._connection = None
            if self._lock:
                self._lock.release()


def named(error: BaseException) -> BaseException:
    """An error of the disk or of the driver as what is said of it."""
    if isinstance(error, DBAPIError):
        return foreseen(error)
    return NoMemory() if isinstance(error, MemoryError) else error


def foreseen(error: DBAPIError) -> Refusal:
    """The refusal behind an error of the driver; its text is never shown, as it may hold somebody's words."""
    said = str(error.orig)
    if said == "sealed":
        return Refusal(SEALED)
    if "full" in said:
        return DiskFull()
    if "readonly" in said:
        return ReadOnly()
    if "malformed" in said or "not a database" in said:
        return DataDamaged()
    if "disk I/O" in said or "locked" in said or "unable to open" in said:
        return NotSaved()
    error.params = None
    raise error
