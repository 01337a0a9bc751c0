"""Making and opening vaults. Two separate ways: neither can ever turn into the other."""

import errno
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport import __version__
from dasupport.casework.ids import Clock, utc_now
from dasupport.casework.roles import BY_KEY
from dasupport.files import private_folder, sync_folder, write_private
from dasupport.vault import alarm, key_file, keyring
from dasupport.vault.engine import connect, engine_on
from dasupport.vault.faults import (
    Altered,
    DataDamaged,
    DataMissing,
    DiskFull,
    Ended,
    FullMake,
    FullShut,
    KeyMissing,
    KeysOld,
    NoMemory,
    NotAVault,
    NotSaved,
    OtherRealm,
    ReadOnly,
    RolledBack,
    VaultExists,
    VaultRefusal,
)
from dasupport.vault.key_file import Copy, Cost, DataFile, KeyFile
from dasupport.vault.keyring import Keys
from dasupport.vault.leftovers import tidy
from dasupport.vault.lock_file import NAME as LOCK
from dasupport.vault.lock_file import LockFile
from dasupport.vault.log import OPENED
from dasupport.vault.migrate import migrate, outdated
from dasupport.vault.room import set_aside
from dasupport.vault.secret import Identity, Secret, sort_of
from dasupport.vault.seen import farthest, forget
from dasupport.vault.settings import Owner, Settings
from dasupport.vault.source import Source
from dasupport.vault.vault import RESERVE, Vault, foreseen
from dasupport.vault.ways import least_generation, settle, strengthen
from dasupport.vault.work import Work

DATA = "data.{}.db"
RESERVED = 4 * 1024 * 1024
PLAIN = b"SQLite format 3\0"
BESIDE = re.compile("-(journal|wal|shm)$")
"""What the engine puts beside a data file, or would read there."""


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
            shutil.rmtree(draft, ignore_errors=True)
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
        """The vault in a folder. Raises one of `faults` where it cannot be opened; changes nothing then. FullShut says
        that there is no room to work in it.

        A new passphrase that opens it for the first time ends the old one. Data older than what was witnessed is
        RolledBack, unless somebody who knows why has said that it is fine; that stands in the log.
        """
        look(folder)
        lock = LockFile(folder)
        try:
            copy, keys, mend = authenticate(folder, secret, self.realm)
        except BaseException:
            lock.release()
            raise
        how, guest = OPENED[sort_of(secret)], guest_of(copy, secret)
        vault = self._enter(folder, copy, keys, lock, how, guest, older_is_fine=older_is_fine)
        with suppress(OSError, VaultRefusal):  # a disk that takes none of it is no reason to keep anybody out
            if mend or vault.pair.older.keys.generation < vault.do(least_generation):
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
        with _no_room(FullShut), _in_plain_words(), ExitStack() as undo:
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
            vault.do(lambda work: alarm.noted(work, how, copy.keys.vault))
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
        key_file.write(folder, made, keys.header)
        return key_file.read(folder)[0][0], keys

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


def look(folder: Path) -> None:
    """What is in a folder, before any key is tried. Raises NotAVault, KeyMissing, DataMissing,
    DataDamaged where a name of ours is no file, or ReadOnly."""
    try:
        names = {path.name for path in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        raise NotAVault from None
    except OSError:
        raise ReadOnly from None
    if any(map(_no_file_of_ours, folder.iterdir())):
        raise DataDamaged
    keys = names & set(key_file.NAMES)
    data = {name for name in names if key_file.DATA_FILE.fullmatch(name)}
    if not keys and not data:
        raise NotAVault
    if not keys:
        raise KeyMissing
    if not data:
        raise DataMissing


def _no_file_of_ours(path: Path) -> bool:
    """Whether a pipe, a link or a device has a name of ours: the engine would wait for it, or write through it. A key
    file of that sort is taken for a bad copy."""
    if not key_file.DATA_FILE.fullmatch(BESIDE.sub("", path.name)):
        return False
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def authenticate(folder: Path, secret: Secret, realm: str) -> tuple[Copy, Keys, list[str]]:
    """The key file, the keys it opens to, and the copies that need mending. An empty realm takes either.

    A copy that names older data was left by a change of all keys that was cut off: it is mended, not judged.
    Raises KeyDamaged, TooNew, OtherRealm, WrongPassphrase, WrongCode, WrongKey, Ended, Altered, DataMissing.
    """
    good, bad = key_file.read(folder)
    if realm and any(copy.keys.realm != realm for copy in good):
        raise OtherRealm
    copy, master, broken = keyring.unwrap_any(good, secret)
    keys = keyring.derive(master, copy.keys.vault, copy.keys.data.generation)
    if any(
        _follows(each, copy, folder) and not each.sealed_by(keys.header) for each in good if each.name not in broken
    ):
        raise Ended
    left = [each.name for each in good if each.keys.data.generation < copy.keys.data.generation]
    for each in good:
        if each.name not in (*broken, *left):
            each.authenticate(keys.header)
    if not (folder / copy.keys.data.file).exists():
        raise DataMissing
    return copy, keys, [*bad, *broken, *left]


def _follows(later: Copy, copy: Copy, folder: Path) -> bool:
    """Whether a copy names newer data, which is there, and the data of this one is gone: the vault was given new keys,
    and its other copy was left. Where both stand, anybody could have written the name of the newer one."""
    data, own = later.keys.data, copy.keys.data
    return data.generation > own.generation and (folder / data.file).is_file() and not (folder / own.file).exists()


def guest_of(copy: Copy, secret: Secret) -> Owner | None:
    """Who comes in with a supervisor's key, named by its public half: the log says so from the first line on."""
    return Owner(keyring.opening(copy, secret)[0].holder, BY_KEY) if isinstance(secret, Identity) else None


def older(folder: Path, copy: KeyFile, keys: Keys, work: Work, *, fine: bool) -> bool:
    """Whether the data is older than its key file, or a note beside its folder, has seen it.

    Raises RolledBack unless that is fine, Altered and KeysOld.
    """
    try:
        hold_against(copy, work)
        seen = farthest(folder, copy.vault, work.settings.log_key(keys.log))
        hold_against(replace(copy, witness=seen), work)
    except RolledBack:
        if fine:
            return True
        raise
    return False


def hold_against(keys: KeyFile, work: Work) -> None:
    """Hold the data against its key file: the same vault, the same realm, and not older than was witnessed.

    A whole log that went another way than was witnessed is a copy of this vault in which somebody worked: it is
    RolledBack too, as the owner may know why. Raises Altered, KeysOld or RolledBack.
    """
    if work.settings.get("vault") != keys.vault or work.settings.get("realm") != keys.realm:
        raise Altered
    if keys.generation < least_generation(work):
        raise KeysOld
    witness = keys.witness
    older = work.log.head().seq < witness.events or work.settings.commits() < witness.commits
    other = witness.events and work.log.mac_at(witness.events) != witness.head
    if older or (other and work.log.whole()):
        raise RolledBack(witness.at, work.log.latest())
    if other:
        raise Altered


def must_be_free(folder: Path) -> None:
    """Raises VaultExists, KeyMissing or NotAVault unless a vault may be made here; OSError."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAVault
    inside = {path.name for path in folder.iterdir()} - {LOCK}
    if inside & set(key_file.NAMES):
        raise VaultExists
    if any(name.startswith("data.") for name in inside):
        raise KeyMissing
    if inside:
        raise VaultExists


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
