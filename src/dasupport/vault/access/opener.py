"""Creation and opening of vaults. These are two separate paths: opening never creates a vault, and
creating never opens one that exists.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport import __version__
from dasupport.atomic_files import make_private_folder, sync_folder, write_private
from dasupport.casework.ids import Clock, utc_now
from dasupport.casework.realms import Realm
from dasupport.vault.access.authenticate import authenticate, guest_owner, is_older
from dasupport.vault.access.slots import (
    commit_pending,
    read_min_generation,
    record_slot_ids,
    repair_copy,
    strengthen_passphrase,
)
from dasupport.vault.data import owner_alerts
from dasupport.vault.data.audit_log import OPENING_ACTIONS
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.metadata import Metadata, Owner
from dasupport.vault.data.migrate import is_outdated, migrate_to_newest
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import (
    Altered,
    DiskFull,
    DiskFullOnCreate,
    DiskFullOnOpen,
    NoBackup,
    NoMemory,
    NotSaved,
    ReadOnly,
    ReadOnlyOnOpen,
    VaultRefusal,
)
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.credentials import Credential, get_slot_type
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import DataFile, KdfCost, KeyFile, KeyFileCopy
from dasupport.vault.open_state import OpenState
from dasupport.vault.sidecar.cleanup import clear_path, remove_old_generations
from dasupport.vault.sidecar.folder_state import inspect_folder, is_readable, require_free_folder
from dasupport.vault.sidecar.lock_file import LOCK_FILE_NAME, LockFile
from dasupport.vault.sidecar.reserved_space import reserve_space
from dasupport.vault.sidecar.rollback_witness import delete_witness
from dasupport.vault.vault import RESERVE_FILE, Vault, driver_error_as_refusal

DATA_FILE_NAME = "data.{}.db"
BackUp = Callable[[OpenState, datetime], Path]
RESERVE_SIZE = 4 * 1024 * 1024
SQLITE_MAGIC = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class VaultOpener:
    """Creator and opener of the vaults of one realm, with one KDF cost for new passphrases."""

    realm: Realm | None
    """None accepts either realm when a vault is opened, and creates none."""
    cost: KdfCost = field(default_factory=KdfCost)
    now: Clock = utc_now
    back_up: BackUp | None = None
    """Makes and verifies a copy of data of an older form; without it, such data is not opened."""

    def create(self, folder: Path, passphrase: str, owner: Owner) -> Vault:
        """Create a vault in a folder that does not exist or is empty.

        Raises VaultExists or KeyMissing if parts of a vault are there, ReadOnly or DiskFullOnCreate if the disk
        cannot be written to, NoMemory if there is too little memory to derive a key.
        """
        draft = folder.with_name(folder.name + ".making")
        with _disk_full_as(DiskFullOnCreate), _errors_as_refusals():
            require_free_folder(folder)
            clear_path(draft)
            try:
                make_private_folder(draft)
                copy, keys = self._create_key_file(draft, passphrase)
                self._create_data(draft, copy, keys, owner)
                _write_reserve(draft)
                if folder.is_dir():
                    (folder / LOCK_FILE_NAME).unlink(missing_ok=True)
                    folder.rmdir()
                draft.replace(folder)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
            sync_folder(folder.parent)
        with suppress(OSError):
            reserve_space(folder)
        return self._open_authenticated(folder, copy, keys, LockFile(folder))

    def open(self, folder: Path, secret: Credential, *, older_is_fine: bool = False) -> Vault:
        """Open the vault in a folder. Raises one of `errors` if it cannot be opened, and then changes nothing.

        DiskFullOnOpen and ReadOnlyOnOpen mean that it can still be opened read-only. A new passphrase that
        opens the vault for the first time revokes the old one. Data older than witnessed raises RolledBack
        unless `older_is_fine`, which is written to the audit log.
        """
        inspect_folder(folder)
        with _offer_read_only(folder):
            lock = LockFile(folder)
        try:
            copy, keys, _ = authenticate(folder, secret, self.realm)
        except BaseException:
            lock.release()
            raise
        how, guest = OPENING_ACTIONS[get_slot_type(secret)], guest_owner(copy, secret)
        vault = self._open_authenticated(folder, copy, keys, lock, how, guest, older_is_fine=older_is_fine)
        with suppress(
            OSError, VaultRefusal
        ):  # housekeeping: a disk that cannot be written to must not stop anybody from opening
            vault.key_files.reread_other()
            if vault.key_files.is_other_unusable:
                repair_copy(vault)
            elif vault.key_files.older.key_file.generation < vault.transact(read_min_generation):
                vault.key_files.commit_pending()
            elif vault.key_files.has_pending_change and not vault.key_files.can_unlock(vault.key_files.older, secret):
                commit_pending(vault)
            if isinstance(secret, str):
                strengthen_passphrase(vault, secret, self.cost)
            remove_old_generations(folder, copy.key_file.data)
            reserve_space(folder)
            if not (folder / RESERVE_FILE).exists():
                _write_reserve(folder)
        return vault

    def _open_authenticated(
        self,
        folder: Path,
        copy: KeyFileCopy,
        keys: VaultKeys,
        lock: LockFile,
        how: str = "opened",
        guest: Owner | None = None,
        *,
        older_is_fine: bool = False,
    ) -> Vault:
        with _offer_read_only(folder), _disk_full_as(DiskFullOnOpen), _errors_as_refusals(), ExitStack() as undo:
            undo.callback(lock.release)
            connection = connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)
            undo.callback(connection.close)
            self._back_up_before_migration(OpenState(folder, copy, keys, connection))
            with create_engine_on(connection).begin() as begun:
                migrate_to_newest(begun)
            vault = Vault(folder, copy, keys, connection, lock, self.now)
            behind = vault.transact(lambda work: is_older(folder, copy.key_file, keys, work, fine=older_is_fine))
            vault.transact(lambda work: work.audit_chain.verify_newest())
            vault.owner = guest or vault.owner
            vault.transact(lambda work: _log_opening(work, vault, how))
            if behind:  # write new witnesses at once: with the old ones, the next unlock would be refused as altered
                vault.transact(lambda work: owner_alerts.log_and_alert(work, "older_accepted", copy.key_file.vault))
                delete_witness(folder, copy.key_file.vault)
                vault.write_witness()
            undo.pop_all()
        return vault

    def _back_up_before_migration(self, source: OpenState) -> None:
        """Make and verify a backup before data of an older form is migrated. Raises NoBackup."""
        with create_engine_on(source.connection).connect() as connected:
            old = is_outdated(connected)
        if old and self.back_up is None:
            raise NoBackup
        if old and self.back_up is not None:
            self.back_up(source, self.now())

    def _require_realm(self) -> Realm:
        if self.realm is None:
            raise ValueError("realm")
        return self.realm

    def _create_key_file(self, folder: Path, passphrase: str) -> tuple[KeyFileCopy, VaultKeys]:
        vault, master = secrets.token_hex(16), secrets.token_bytes(32)
        data = DataFile(DATA_FILE_NAME.format(1), 1, secrets.token_hex(16), 4096)
        slot = key_derivation.wrap_master_key(master, passphrase, vault, self.cost, self.now())
        made = KeyFile(
            vault=vault, realm=self._require_realm(), generation=1, made_by=__version__, data=data, slots=(slot,)
        )
        keys = key_derivation.derive_keys(master, vault, data.generation)
        return key_file.write_copies(folder, made, keys.header), keys

    def _create_data(self, folder: Path, copy: KeyFileCopy, keys: VaultKeys, owner: Owner) -> None:
        path = folder / copy.key_file.data.file
        connection = connect(path, keys.data, copy.key_file.data.salt, create=True)
        try:
            engine = create_engine_on(connection)
            with engine.begin() as begun:
                migrate_to_newest(begun)
            with Rows(engine) as rows, rows.begin():
                settings = Metadata(rows)
                for key, value in {
                    "vault": copy.key_file.vault,
                    "realm": copy.key_file.realm.value,
                    "commits": "0",
                    "owner_name": owner.name,
                    "owner_role": owner.role,
                }.items():
                    settings.put(key, value)
        finally:
            connection.close()
        if (
            path.read_bytes()[:16] == SQLITE_MAGIC
        ):  # not open in this process now, so that closing it drops no POSIX lock
            raise Altered


def _log_opening(work: Transaction, vault: Vault, how: str) -> None:
    record_slot_ids(work, vault.key_files.valid_copies)
    owner_alerts.log_and_alert(work, how, vault.key_files.newest.key_file.vault)


def _write_reserve(folder: Path) -> None:
    """Write the reserve file, which is deleted to make space when the disk is full."""
    write_private(folder / RESERVE_FILE, secrets.token_bytes(RESERVE_SIZE))


@contextmanager
def _disk_full_as(said: type[VaultRefusal]) -> Iterator[None]:
    """Raise the refusal for this step if the disk is full: no unsaved words are on the screen yet."""
    try:
        yield
    except (DiskFull, NotSaved):
        raise said from None


@contextmanager
def _offer_read_only(folder: Path) -> Iterator[None]:
    """Raise ReadOnlyOnOpen if the folder cannot be written to but can be read: the vault can be opened
    read-only.
    """
    try:
        yield
    except ReadOnly:
        raise (ReadOnlyOnOpen if is_readable(folder) else ReadOnly) from None
    except DiskFullOnOpen:
        if os.access(folder, os.W_OK) or not is_readable(folder):
            raise
        raise ReadOnlyOnOpen from None


@contextmanager
def _errors_as_refusals() -> Iterator[None]:
    """Turn disk and driver errors into refusals."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise (DiskFull if full else ReadOnly) from None
    except DBAPIError as error:
        raise driver_error_as_refusal(error) from None
    except MemoryError:
        raise NoMemory from None
