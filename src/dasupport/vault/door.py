"""Making and opening vaults. Two separate ways: neither can ever turn into the other."""

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
    """Opens and makes vaults of one realm, at one cost for each guess."""

    realm: str
    cost: Cost = field(default_factory=Cost)
    now: Clock = utc_now

    def make(self, folder: Path, passphrase: str, owner: Owner) -> Vault:
        """A new vault in a folder that does not exist or is empty.

        Raises VaultExists or KeyMissing if anything of a vault is there, ReadOnly or FullMake if the disk
        takes nothing, NoMemory if the passphrase cannot be stretched.
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
        """The vault in a folder. Raises one of `faults` where it cannot be opened; changes nothing then. FullShut
        and ReadOnlyShut say that there is no room, or no right, to work in it.

        A new passphrase that opens it for the first time ends the old one. Data older than what was witnessed is
        RolledBack, unless somebody who knows why has said that it is fine; that stands in the log.
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
        with suppress(OSError, VaultRefusal):  # a disk that takes none of it is no reason to keep anybody out
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
        self, folder: Path, copy: Copy, keys: Keys, lock: LockFile, how: str = "opened", guest: Owner | None = None, *,
        older_is_fine: bool = False,
    ) -> Vault:  # fmt: skip
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
            if behind:  # witnessed anew at once: what was seen before must not call the next unlocking a forgery
                vault.do(lambda work: alarm.noted(work, "older_accepted", copy.keys.vault))
                forget(folder, copy.keys.vault)
                vault.witnessed()
            undo.pop_all()
        return vault

    def _copied_first(self, source: Source) -> None:
        """Data of an older form is changed only after a proven copy of it stands beside it. Raises NoBackup."""
        with engine_on(source.connection).connect() as connected:
            old = outdated(connected)
        if old:
            from dasupport.vault.shelf import first  # late: the usual unlock needs nothing of it

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
                    "vault": copy.keys.vault, "realm": self.realm, "commits": "0",
                    "owner_name": owner.name, "owner_role": owner.role,
                }.items():  # fmt: skip
                    settings.put(key, value)
        finally:
            connection.close()
        if path.read_bytes()[:16] == PLAIN:  # nobody has it open now, so reading it drops no lock
            raise Altered


def _came_in(work: Work, vault: Vault, how: str) -> None:
    counted(work, vault.pair.copies)
    alarm.noted(work, how, vault.pair.newest.keys.vault)


def _reserve(folder: Path) -> None:
    """Put some room aside, to be given up when the disk is full."""
    write_private(folder / RESERVE, secrets.token_bytes(RESERVED))


@contextmanager
def _no_room(said: type[VaultRefusal]) -> Iterator[None]:
    """At the door no words are on the screen that could wait to be saved."""
    try:
        yield
    except (DiskFull, NotSaved):
        raise said from None


@contextmanager
def _to_be_read(folder: Path) -> Iterator[None]:
    """Where nothing may be written and all may be read, the way is to read."""
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
    """Errors of the disk and of the driver as refusals."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        raise (DiskFull if full else ReadOnly) from None
    except DBAPIError as error:
        raise foreseen(error) from None
    except MemoryError:
        raise NoMemory from None
