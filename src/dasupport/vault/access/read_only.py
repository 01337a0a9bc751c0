"""Opening a vault read-only: if its key file or audit log was altered, the disk is full, or its folder
cannot be written to.

Anyone who has the passphrase may still read it, and export the log and a sheet; nothing in the folder
is changed. Altered records are shown but not trusted: all that is known is that they are encrypted
under the master key that the passphrase opened.
"""

import os
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from dasupport.casework.ids import Clock
from dasupport.casework.realms import Realm
from dasupport.vault.access.authenticate import authenticate, is_older
from dasupport.vault.access.slots import is_slot_registered, read_min_generation
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.migrate import NEWEST_FORM, read_form
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import (
    Altered,
    AlteredUnreadable,
    DataDamaged,
    KeyFileOutdated,
    ReadOnly,
    RolledBack,
    TooNew,
    WrongPassphrase,
)
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy
from dasupport.vault.sidecar.folder_state import inspect_folder
from dasupport.vault.sidecar.lock_file import LOCK_FILE_NAME, LockFile
from dasupport.vault.vault import Vault, driver_error_as_refusal


def open_read_only(folder: Path, passphrase: str, realm: Realm | None, now: Clock) -> Vault:
    """Open the vault in a folder read-only.

    Its key file must lead to data that opens with the same master key and is of the same vault, realm and
    form; a revoked credential opens nothing. Raises the same refusals as opening, and AlteredUnreadable if
    the key file leads to no such data.
    """
    inspect_folder(folder)
    lock = _take_existing_lock(folder)
    try:
        copy, keys, sealed = _authenticate_altered(folder, passphrase, realm)
        by = "" if copy.has_valid_mac(keys.header) else key_derivation.unlock_slot(copy, passphrase)[0].id
        return _open_data(folder, copy, keys, lock, now, by, sealed=sealed)
    except BaseException:
        if lock:
            lock.release()
        raise


def _take_existing_lock(folder: Path) -> LockFile | None:
    """Take the lock, if there is a lock file; never create one. Raises VaultInUse."""
    try:
        return LockFile(folder, make=False)
    except ReadOnly:
        return None


def _authenticate_altered(folder: Path, passphrase: str, realm: Realm | None) -> tuple[KeyFileCopy, VaultKeys, bool]:
    """Return the key file copy to use, its keys, and whether every MAC is valid.

    If the MAC of one copy is valid, that copy is used, and only a credential of that copy opens the vault.
    """
    try:
        copy, keys, _ = authenticate(folder, passphrase, realm)
    except Altered:
        good = key_file.read_copies(folder)[0]
        copy, master, _ = key_derivation.unwrap_from_any(good, passphrase)
        keys = key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation)
        sealed = [each for each in good if each.has_valid_mac(keys.header)]
    else:
        return copy, keys, True
    if not sealed:
        return copy, keys, False
    try:
        copy, master, _ = key_derivation.unwrap_from_any(sealed, passphrase)
    except WrongPassphrase:
        raise KeyFileOutdated from None
    return copy, key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation), False


def _open_data(
    folder: Path, copy: KeyFileCopy, keys: VaultKeys, lock: LockFile | None, now: Clock, by: str, *, sealed: bool
) -> Vault:
    """Open the data; `by` is the id of the slot used in a copy whose MAC is invalid, else empty."""
    data = copy.key_file.data
    if not sealed and not (folder / data.file).is_file():
        raise AlteredUnreadable
    takes_nothing = _is_folder_read_only(folder, folder / data.file, lock)
    try:
        connection = connect(folder / data.file, keys.data, data.salt, read_only=True)
    except DataDamaged:
        raise (DataDamaged if sealed else AlteredUnreadable) from None
    try:
        with create_engine_on(connection).connect() as connected:
            form = read_form(connected)
        _require_current_form(form)
        vault = Vault(folder, copy, keys, connection, lock, now, reads=True)
        vault.transact(lambda work: _require_same_vault(copy, by, work))
        vault.is_folder_read_only = takes_nothing
        vault.is_altered = not (sealed and vault.transact(lambda work: _passes_all_checks(folder, copy, keys, work)))
    except DBAPIError as error:
        connection.close()
        raise driver_error_as_refusal(error) from None
    except BaseException:
        connection.close()
        raise
    return vault


def _is_folder_read_only(folder: Path, data: Path, lock: LockFile | None) -> bool:
    """Return True if the folder or the data cannot be written to. Some systems do not tell for a folder; then
    a lock file that exists and could not be taken does.
    """
    return (not lock and (folder / LOCK_FILE_NAME).exists()) or not all(
        os.access(path, os.W_OK) for path in (folder, data)
    )


def _require_current_form(form: int) -> None:
    """Raise TooNew for a newer form, AlteredUnreadable for an older one: it would have to be migrated to be
    read.
    """
    if form != NEWEST_FORM:
        raise TooNew if form > NEWEST_FORM else AlteredUnreadable


def _passes_all_checks(folder: Path, copy: KeyFileCopy, keys: VaultKeys, work: Transaction) -> bool:
    """Return True if the vault passes all checks of opening it to work in: then only the disk is in the way."""
    try:
        is_older(folder, copy.key_file, keys, work, fine=False)
        work.audit_chain.verify_newest()
    except (Altered, DataDamaged, RolledBack):
        return False
    return True


def _require_same_vault(copy: KeyFileCopy, by: str, work: Transaction) -> None:
    """Raise AlteredUnreadable unless the data belongs to the vault of the key file; KeyFileOutdated if the key
    file was revoked, or if no MAC is valid and the data does not list the slot that opened it.
    """
    if work.metadata.get("vault") != copy.key_file.vault or work.metadata.get("realm") != copy.key_file.realm:
        raise AlteredUnreadable
    if copy.key_file.generation < read_min_generation(work) or (by and not is_slot_registered(work, by)):
        raise KeyFileOutdated
