"""An open vault: one transaction for each action; the key file is updated when it closes."""

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
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.engine import create_engine_on, has_invalid_page, require_valid_pages
from dasupport.vault.data.metadata import Owner
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import (
    DataDamaged,
    DataFileReplaced,
    DiskFull,
    KeysUnsure,
    NoMemory,
    NotSaved,
    ReadOnly,
    WrongPassphrase,
)
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy
from dasupport.vault.keys.key_file_pair import KeyFilePair
from dasupport.vault.open_state import OpenState
from dasupport.vault.sidecar import damage_marker, rescue_file, rollback_witness
from dasupport.vault.sidecar.lock_file import LockFile
from dasupport.vault.sidecar.reserved_space import ReservedSpace

T = TypeVar("T")
RESERVE_FILE = "reserve.bin"


class Vault:
    """One worker's open vault. It belongs to the thread that opened it."""

    def __init__(
        self,
        folder: Path,
        copy: KeyFileCopy,
        keys: VaultKeys,
        connection: Any,
        lock: LockFile | None,
        now: Clock,
        *,
        reads: bool = False,
    ) -> None:
        self.folder = folder
        self.is_read_only = reads
        """True while it is open read-only: nothing in its folder is changed, and nothing is logged."""
        self.is_damaged = False
        """True once its data was found damaged after opening: every call then raises DataDamaged."""
        self.has_uncertain_keys = False
        """True once a key rotation may have succeeded although the disk reported an error: every call then raises
        KeysUnsure.
        """
        self.is_altered = False
        """True while it is open read-only and is not as this program left it."""
        self.failed_attempts = 0
        """Number of wrong credentials tried before it was opened, as far as they were counted."""
        self.is_folder_read_only = False
        """True if its folder cannot be written to. A vault that is intact and open read-only without this lacks
        disk space.
        """
        self._copy = copy
        self._keys = keys
        self._connection = connection
        self._engine = create_engine_on(connection)
        self._lock = lock
        self.now = now
        self._opened_file_id = self._data_file_id()
        self.key_files = KeyFilePair(folder, copy, keys.header)
        self.owner = Owner("", "")
        log, self._drafts = self.transact(
            lambda work: (work.metadata.get_log_key(keys.log), work.metadata.get_rescue_keys())
        )
        self._keys = replace(keys, log=log)
        self.owner = self.transact(lambda work: work.metadata.get_owner())

    @property
    def realm(self) -> Realm:
        """`live` or `training`."""
        return self._copy.key_file.realm

    @property
    def last_closed_at(self) -> datetime | None:
        """When it was last closed before it was opened this time; None if it never was."""
        at = self._copy.key_file.witness.at
        return datetime.fromisoformat(at) if at else None

    def transact(self, job: Callable[[Transaction], T]) -> T:
        """Run a job in one transaction and return its result after COMMIT.

        A commit that failed may still have happened, so every job must be harmless to repeat: it is repeated
        once, after deleting the reserve file if the disk is full. Raises a Refusal if that fails too.
        """
        try:
            return self._transact_once(job)
        except (DiskFull, NotSaved):
            if self.is_read_only:
                raise
            with suppress(OSError):
                (self.folder / RESERVE_FILE).unlink(missing_ok=True)
            return self._transact_once(job)

    def _transact_once(self, job: Callable[[Transaction], T]) -> T:
        self.require_certain_keys()
        if self._data_file_id() != self._opened_file_id:
            raise DataFileReplaced
        with self.translate_errors():
            return self._run_and_commit(job)

    def require_certain_keys(self) -> None:
        """Raise KeysUnsure if it is unknown whether these keys are still valid: nothing may be changed with them
        then.
        """
        if self.has_uncertain_keys:
            raise KeysUnsure

    def _run_and_commit(self, job: Callable[[Transaction], T]) -> T:
        before = self._connection.total_changes
        try:
            with Rows(self._engine, expire_on_commit=False) as rows, rows.begin():
                work = Transaction(rows, self._keys.log, self.owner.name, self.now, reads=self.is_read_only)
                result = job(work)
                rows.flush()
                if self._connection.total_changes != before:
                    work.metadata.put("commits", str(work.metadata.get_commit_count() + 1))
                require_valid_pages(self._connection)
                return result
        except UnicodeEncodeError:
            raise Refusal(RefusalId.REF_TEXT_BROKEN) from None  # the error itself contains the whole text

    @contextmanager
    def translate_errors(self) -> Iterator[None]:
        """Turn database and memory errors into refusals. Raises DataDamaged at once if damage is known.

        After a damaged page the driver may report that it lacks memory or may not write; only a check of the
        page MACs tells whether the real cause is damage.
        """
        if self.is_damaged:
            raise DataDamaged
        try:
            yield
        except (DBAPIError, ReadOnly, DataDamaged, MemoryError) as error:
            found = DataDamaged() if has_invalid_page(self._connection) else as_refusal(error)
            self.is_damaged = (
                isinstance(found, DataDamaged) and found is not error
            )  # a DataDamaged raised by the job itself is about a copy
            raise found from None

    def verify_pages(self) -> None:
        """Check the MAC of every page on the disk, including cached pages. Raises DataDamaged."""
        if has_invalid_page(self._connection):
            self.is_damaged = True
            raise DataDamaged

    def _data_file_id(self) -> tuple[int, int]:
        """Return device and inode of the data file. A sync program may put another file in its place; writes to
        the one this process holds would then be lost.
        """
        try:
            found = (self.folder / self._copy.key_file.data.file).stat()
        except OSError:
            return 0, 0
        return found.st_dev, found.st_ino

    @property
    def open_state(self) -> OpenState:
        """The open state from which a backup is made, between two transactions."""
        return OpenState(self.folder, self.key_files.newest, self._keys, self._connection)

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Return True if this is the passphrase of this vault. It takes as long as unlocking."""
        try:
            self.key_files.unlock_slot(passphrase)
        except WrongPassphrase:
            return False
        return True

    def encrypt_rescue_file(self, drafts: Iterable[Draft]) -> bytes:
        """Encrypt unsaved words for a rescue file; the disk is not used."""
        return rescue_file.encrypt_drafts(self._keys.rescue, self._copy.key_file.vault, drafts)

    def decrypt_rescue_file(self, data: bytes) -> tuple[Draft, ...]:
        """Decrypt a rescue file of this vault, also one from before a key rotation; the disk is not used.

        Raises NotARescueFile, RescueOther or RescueDamaged.
        """
        return rescue_file.decrypt_drafts((self._keys.rescue, *self._drafts), self._copy.key_file.vault, data)

    @property
    def reserved_space(self) -> ReservedSpace:
        """The disk space reserved beside it for unsaved words."""
        return ReservedSpace(self.folder, (self._keys.rescue, *self._drafts), self._copy.key_file.vault)

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self._connection is not None

    def close(self) -> None:
        """Write the rollback witness, close the data and release the lock. Closing twice is harmless."""
        if self._connection is None:
            return
        try:
            if not self.is_read_only:
                self.write_witness()
        except (Refusal, OSError):
            pass  # if the key file cannot be written, the old one remains and still opens everything
        finally:
            if self.is_damaged and not self.is_read_only:
                damage_marker.write_marker(self.folder)
            self.release()

    def write_witness(self) -> None:
        """Write how far the data has come to the key file and to the rollback witness beside the folder.

        Raises OSError or a Refusal.
        """
        witness = self.transact(lambda work: work.make_witness())
        self.key_files.write_witness(witness)
        rollback_witness.write_witness(self.folder, self._copy.key_file.vault, witness, self._keys.log)

    def release(self) -> None:
        """Close the data without updating the key file, and release the lock."""
        if self._connection is not None:
            self._engine.dispose()
            self._connection.close()
            self._connection = None
            if self._lock:
                self._lock.release()


def as_refusal(error: BaseException) -> BaseException:
    """Return a disk or driver error as a refusal; other errors are returned unchanged."""
    if isinstance(error, DBAPIError):
        return driver_error_as_refusal(error)
    return NoMemory() if isinstance(error, MemoryError) else error


def driver_error_as_refusal(error: DBAPIError) -> Refusal:
    """Return the refusal for a driver error. The error's own text is never shown, as it may contain private
    words.

    Raises the error itself, without its parameters, if it is not an expected one.
    """
    said = str(error.orig)
    if said == "sealed":
        return Refusal(RefusalId.SEALED)
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
