"""Creation and opening of vaults. These are two separate paths: opening never creates a vault, and
creating never opens one that exists.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport import __version__
from dasupport.casework.ids import Clock, utc_now
from dasupport.files import private_folder, sync_folder, write_private
from dasupport.vault import alarm, key_file, keyring
from dasupport.vault.admission import authenticate, guest_of, older
from dasupport.vault.engine import connect, engine_on
from dasupport.vault.faults import (
    Altered,
    DiskFull,
    FullMake,
    FullShut,
    NoMemory,
    NotSaved,
    ReadOnly,
    ReadOnlyShut,
    VaultRefusal,
)
from dasupport.vault.key_file import Copy, Cost, DataFile, KeyFile
from dasupport.vault.keyring import Keys
from dasupport.vault.leftovers import clear, tidy
from dasupport.vault.lock_file import NAME as LOCK
from dasupport.vault.lock_file import LockFile
from dasupport.vault.log import OPENED
from dasupport.vault.migrate import migrate, outdated
from dasupport.vault.place import look, must_be_free, readable
from dasupport.vault.room import set_aside
from dasupport.vault.secret import Secret, sort_of
from dasupport.vault.seen import forget
from dasupport.vault.settings import Owner, Settings
from dasupport.vault.source import Source
from dasupport.vault.vault import RESERVE, Vault, foreseen
from dasupport.vault.ways import counted, least_generation, mend, settle, strengthen
from dasupport.vault.work import Work

DATA = "data.{}.db"
RESERVED = 4 * 1024 * 1024
PLAIN = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Door:
    """Creator and opener of the vaults of one realm, with one KDF cost for new passphrases."""

    realm: str
    cost: Cost = field(default_factory=Cost)
    now: Clock = utc_now

    def make(self, folder: Path, passphrase: str, owner: Owner) -> Vault:
        """Create a vault in a folder that does not exist or is empty.

        Raises VaultExists or KeyMissing if parts of a vault are there, ReadOnly or DiskFullOnCreate if the disk
        cannot be written to, NoMemory if there is too little memory to derive a key.
        """
        draft = folder.with_name(folder.name + ".making")
        with _no_room(FullMake), _in_plain_words():
            must_be_free(folder)
            clear(draft)
            try:
                private_folder(draft)
                copy, keys = self._keys_for(draft, passphrase)
                self._data_for(draft, copy, keys, owner)
                _reserve(draft)
                if folder.is_dir():
                    (folder / LOCK).unlink(missing_ok=True)
                    folder.rmdir()
                draft.replace(folder)
            except BaseException:
                shutil.rmtree(draft, ignore_errors=True)
                raise
            sync_folder(folder.parent)
        with suppress(OSError):
            set_aside(folder)
        return self._enter(folder, copy, keys, LockFile(folder))

    def open(self, folder: Path, secret: Secret, *, older_is_fine: bool = False) -> Vault:
        """Open the vault in a folder. Raises one of `errors` if it cannot be opened, and then changes nothing.

        DiskFullOnOpen and ReadOnlyOnOpen mean that it can still be opened read-only. A new passphrase that
        opens the vault for the first time revokes the old one. Data older than witnessed raises RolledBack
        unless `older_is_fine`, which is written to the audit log.
        """
        look(folder)
        with _to_be_read(folder):
            lock = LockFile(folder)
        try:
            copy, keys, _ = authenticate(folder, secret, self.realm)
        except BaseException:
            lock.release()
            raise
        how, guest = OPENED[sort_of(secret)], guest_of(copy, secret)
        vault = self._enter(folder, copy, keys, lock, how, guest, older_is_fine=older_is_fine)
        with suppress(
            OSError, VaultRefusal
        ):  # housekeeping: a disk that cannot be written to must not stop anybody from opening
            vault.pair.look_again()
            if vault.pair.lone:
                mend(vault)
            elif vault.pair.older.keys.generation < vault.do(least_generation):
                vault.pair.settle()
            elif vault.pair.waiting and not vault.pair.opens(vault.pair.older, secret):
                settle(vault)
            if isinstance(secret, str):
                strengthen(vault, secret, self.cost)
            tidy(folder, copy.keys.data)
            set_aside(folder)
            if not (folder / RESERVE).exists():
                _reserve(folder)
        return vault

    def _enter(
        self,
        folder: Path,
        copy: Copy,
        keys: Keys,
        lock: LockFile,
        how: str = "opened",
        guest: Owner | None = None,
        *,
        older_is_fine: bool = False,
    ) -> Vault:
        with _to_be_read(folder), _no_room(FullShut), _in_plain_words(), ExitStack() as undo:
            undo.callback(lock.release)
            connection = connect(folder / copy.keys.data.file, keys.data, copy.keys.data.salt)
            undo.callback(connection.close)
            self._copied_first(Source(folder, copy, keys, connection))
            with engine_on(connection).begin() as begun:
                migrate(begun)
            vault = Vault(folder, copy, keys, connection, lock, self.now)
            behind = vault.do(lambda work: older(folder, copy.keys, keys, work, fine=older_is_fine))
            vault.do(lambda work: work.log.check_newest())
            vault.owner = guest or vault.owner
            vault.do(lambda work: _came_in(work, vault, how))
            if behind:  # write new witnesses at once: with the old ones, the next unlock would be refused as altered
                vault.do(lambda work: alarm.noted(work, "older_accepted", copy.keys.vault))
                forget(folder, copy.keys.vault)
                vault.witnessed()
            undo.pop_all()
        return vault

    def _copied_first(self, source: Source) -> None:
        """Make and verify a backup before data of an older form is migrated. Raises NoBackup."""
        with engine_on(source.connection).connect() as connected:
            old = outdated(connected)
        if old:
            from dasupport.vault.shelf import first  # late: the usual unlock does not need it

            first(source, self.now())

    def _keys_for(self, folder: Path, passphrase: str) -> tuple[Copy, Keys]:
        vault, master = secrets.token_hex(16), secrets.token_bytes(32)
        data = DataFile(DATA.format(1), 1, secrets.token_hex(16), 4096)
        slot = keyring.wrap(master, passphrase, vault, self.cost, self.now())
        made = KeyFile(vault=vault, realm=self.realm, generation=1, made_by=__version__, data=data, slots=(slot,))
        keys = keyring.derive(master, vault, data.generation)
        return key_file.write(folder, made, keys.header), keys

    def _data_for(self, folder: Path, copy: Copy, keys: Keys, owner: Owner) -> None:
        path = folder / copy.keys.data.file
        connection = connect(path, keys.data, copy.keys.data.salt, create=True)
        try:
            engine = engine_on(connection)
            with engine.begin() as begun:
                migrate(begun)
            with Rows(engine) as rows, rows.begin():
                settings = Settings(rows)
                for key, value in {
                    "vault": copy.keys.vault,
                    "realm": self.realm,
                    "commits": "0",
                    "owner_name": owner.name,
                    "owner_role": owner.role,
                }.items():
                    settings.put(key, value)
        finally:
            connection.close()
        if path.read_bytes()[:16] == PLAIN:  # not open in this process now, so that closing it drops no POSIX lock
            raise Altered


def _came_in(work: Work, vault: Vault, how: str) -> None:
    counted(work, vault.pair.copies)
    alarm.noted(work, how, vault.pair.newest.keys.vault)


def _reserve(folder: Path) -> None:
    """Write the reserve file, which is deleted to make space when the disk is full."""
    write_private(folder / RESERVE, secrets.token_bytes(RESERVED))


@contextmanager
def _no_room(said: type[VaultRefusal]) -> Iterator[None]:
    """Raise the refusal for this step if the disk is full: no unsaved words are on the screen yet."""
    try:
        yield
    except (DiskFull, NotSaved):
        raise said from None


@contextmanager
def _to_be_read(folder: Path) -> Iterator[None]:
    """Raise ReadOnlyOnOpen if the folder cannot be written to but can be read: the vault can be opened
    read-only.
    """
    try:
        yield
    except ReadOnly:
        raise (ReadOnlyShut if readable(folder) else ReadOnly) from None
    except FullShut:
        if os.access(folder, os.W_OK) or not readable(folder):
            raise
        raise ReadOnlyShut from None


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Turn disk and driver errors into refusals."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise (DiskFull if full else ReadOnly) from None
    except DBAPIError as error:
        raise foreseen(error) from None
    except MemoryError:
        raise NoMemory from None
