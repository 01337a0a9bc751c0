"""Restore of a backup: a complete vault is built beside the folder, verified, and only then moved into
place.

The folder that was there is moved aside under another name and never written to. The swap takes two
renames; between them a complete vault has the name that `finish_interrupted_moves` looks for, which
runs whenever vaults are listed.
"""

import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport import __version__
from dasupport.atomic_files import RESTORED_SUFFIX, RESTORING_SUFFIX, make_private_folder, replace_folder, sync_folder
from dasupport.casework.ids import Clock
from dasupport.casework.realms import Realm
from dasupport.vault.access.authenticate import guest_owner
from dasupport.vault.access.opener import DATA_FILE_NAME
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.metadata import Metadata
from dasupport.vault.errors import NotAVault, OtherRealm, OtherVault, TooNew, os_errors_as_refusals
from dasupport.vault.integrity.verify import verify_data
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.credentials import Credential
from dasupport.vault.keys.key_file import DataFile, KeyFile, KeyFileCopy
from dasupport.vault.maintenance.backup_create import (
    BACKUPS_FOLDER,
    copy_reencrypted,
    derive_backup_keys,
    extract_verified,
    parse_key_files,
    refusals_as_backup,
)
from dasupport.vault.maintenance.backup_file import BackupArchive, BackupHeader, open_archive
from dasupport.vault.maintenance.key_file_repair import log_restore, repair_key_file
from dasupport.vault.sidecar import damage_marker
from dasupport.vault.sidecar.cleanup import clear_path
from dasupport.vault.sidecar.lock_file import LOCK_FILE_NAME, LockFile
from dasupport.vault.sidecar.rollback_witness import delete_witness, read_latest_witness
from dasupport.vault.vault import RESERVE_FILE, driver_error_as_refusal

EXTRACTED_DATA = "sealed.db"


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """Result of a restore: the time of the data, the folder that was moved aside, and the number of audit rows
    that are missing, not counting the row about the backup itself. `kept_data` is True if the data stayed
    and only the key file was repaired; `used_own_copy` if a valid key file of the folder itself then
    replaced an altered one.
    """

    at: datetime
    old_folder: Path | None
    missing_events: int
    used_own_copy: bool = False
    kept_data: bool = False


def restore(file: Path, secret: Credential, folder: Path, now: Clock, realm: Realm | None = None) -> RestoreResult:
    """Restore a vault from a backup, into a new folder or in place of the vault there.

    If the data there needs nothing but its key file, only that is repaired, and nothing written since the
    backup is lost. Raises the same as `verify_backup`; WrongPassphrase, WrongCode, WrongKey, NoMemory;
    OtherRealm; OtherVault or NotAVault if the folder holds something else; VaultInUse, DiskFull, ReadOnly.
    Then everything is as it was.
    """
    wrapped = open_archive(file)
    copies = parse_key_files(wrapped)
    if realm and any(copy.key_file.realm != realm for copy in copies):
        raise OtherRealm
    with refusals_as_backup():
        copy, master, _ = key_derivation.unwrap_from_any(copies, secret)
        keys = key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation)
        for each in copies:
            each.verify_mac(keys.header)
    wrapped.authenticate(derive_backup_keys(keys, wrapped.header.id)[1])
    guest = guest_owner(copy, secret)
    who = guest.name if guest else ""
    with os_errors_as_refusals():
        stood = _existing_key_files(folder, copy)
        before = [each.key_file for each in stood if each.has_valid_mac(keys.header)] + [
            each.key_file for each in copies
        ]
        with _locked_folder(folder):
            if kept := repair_key_file(folder, wrapped.header, copy, master, now, who):
                return RestoreResult(kept.at, None, 0, used_own_copy=kept.used_own_copy, kept_data=True)
            whole, written = _build_vault(
                folder, wrapped, copy, master, [*before, *(each.key_file for each in copies)], now, who
            )
            if folder.is_dir() and not stood and {path.name for path in folder.iterdir()} <= {LOCK_FILE_NAME}:
                (folder / LOCK_FILE_NAME).unlink(missing_ok=True)
                folder.rmdir()
            noted = _latest_witnessed_event(folder, whole, written, master)
            old = replace_folder(folder, whole)
            damage_marker.delete_marker(folder)
            delete_witness(folder, copy.key_file.vault)  # whoever restores knows that the data is older
    known = max((noted, *(each.key_file.witness.events for each in stood)))
    lacking = known - wrapped.header.events
    return RestoreResult(datetime.fromisoformat(wrapped.header.at), old, max(lacking - 1, 0))


def is_backup_of(file: Path, folder: Path) -> bool:
    """Return True if a backup is of the vault in a folder, by the ids that need no key. Raises the same as
    `open_archive`.
    """
    of = {copy.key_file.vault for copy in parse_key_files(open_archive(file))}
    try:
        return any(copy.key_file.vault in of for copy in key_file.read_copies(folder)[0])
    except TooNew:
        return False


@contextmanager
def _locked_folder(folder: Path) -> Iterator[None]:
    """Hold the lock of the vault, if it exists. On Windows it is released at once: a folder with an open file
    in it cannot be renamed.
    """
    if not folder.is_dir():
        yield
        return
    lock = LockFile(folder)
    if sys.platform == "win32":
        lock.release()
    try:
        yield
    finally:
        lock.release()


def _existing_key_files(folder: Path, copy: KeyFileCopy) -> list[KeyFileCopy]:
    """Return the readable key files of this vault in the folder, whichever key signed them."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise NotAVault
    names = {path.name.removesuffix("-journal") for path in folder.iterdir()} - {
        LOCK_FILE_NAME,
        BACKUPS_FOLDER,
        RESERVE_FILE,
    }
    if names and not names & set(key_file.COPY_NAMES) and not any(map(key_file.DATA_FILE_PATTERN.fullmatch, names)):
        raise NotAVault  # a folder of the user's own is never moved
    try:
        good = key_file.read_copies(folder)[0]
    except TooNew:
        return []
    if good and all(each.key_file.vault != copy.key_file.vault for each in good):
        raise OtherVault
    return [each for each in good if each.key_file.vault == copy.key_file.vault]


def _latest_witnessed_event(folder: Path, whole: Path, copy: KeyFileCopy, master: bytes) -> int:
    """Return the last audit row in the rollback witness beside the folder; it may be all that is left of the
    old vault.
    """
    data = copy.key_file.data
    keys = key_derivation.derive_keys(master, copy.key_file.vault, data.generation)
    connection: Any = connect(whole / data.file, keys.data, data.salt, read_only=True)
    try:
        with Rows(create_engine_on(connection)) as rows:
            return read_latest_witness(folder, copy.key_file.vault, Metadata(rows).get_log_key(keys.log)).events
    except DBAPIError as error:
        raise driver_error_as_refusal(error) from None
    finally:
        connection.close()


def _build_vault(
    folder: Path, wrapped: BackupArchive, copy: KeyFileCopy, master: bytes, before: list[KeyFile], now: Clock, who: str
) -> tuple[Path, KeyFileCopy]:
    """Build and verify the complete vault in a draft folder beside the target; return it and its key file. If
    that fails, nothing of it is left.
    """
    making, whole = (folder.with_name(folder.name + suffix) for suffix in (RESTORING_SUFFIX, RESTORED_SUFFIX))
    for leftover in (making, whole):
        clear_path(leftover)
    try:
        make_private_folder(making)
        keys = key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation)
        extract_verified(wrapped, copy, keys, making / EXTRACTED_DATA)
        written = _write_new_generation(making, wrapped.header, copy, master, before, now, who)
        (making / EXTRACTED_DATA).unlink()
        _link_backups(folder / BACKUPS_FOLDER, making / BACKUPS_FOLDER)
        sync_folder(making)
        making.replace(whole)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    sync_folder(whole.parent)
    return whole, written


def _write_new_generation(
    making: Path, head: BackupHeader, copy: KeyFileCopy, master: bytes, before: list[KeyFile], now: Clock, who: str
) -> KeyFileCopy:
    """Write the data under a key of a new generation, and a key file that no older one can replace."""
    number = max(keys.data.generation for keys in before) + 1
    generation = max(keys.generation for keys in before) + 1
    keys = key_derivation.derive_keys(master, copy.key_file.vault, number)
    data = DataFile(DATA_FILE_NAME.format(number), number, secrets.token_hex(16), copy.key_file.data.page_size)
    source = connect(making / EXTRACTED_DATA, derive_backup_keys(keys, head.id)[0], head.salt, read_only=True)
    try:
        copy_reencrypted(source, making / data.file, keys.data, data.salt)
    finally:
        source.close()
    witness = log_restore(making / data.file, head, keys, data.salt, now, who)
    restored = replace(copy.key_file, generation=generation, made_by=__version__, data=data, witness=witness)
    written = key_file.write_copies(making, restored, keys.header)
    with refusals_as_backup():
        verify_data(making, written, keys)
    return written


def _link_backups(old: Path, new: Path) -> None:
    """Put the backups of the old folder into the new one, as hard links where possible: backups are never
    written to.
    """
    if not old.is_dir():
        return
    new.mkdir(mode=0o700)
    for path in old.iterdir():
        if path.suffix == ".backup":
            try:
                (new / path.name).hardlink_to(path)
            except OSError:
                with suppress(OSError):
                    shutil.copyfile(path, new / path.name)
