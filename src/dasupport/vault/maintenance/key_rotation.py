"""Key rotation: after a credential leaked or a computer was lost, an old key file must not open future
data.

The data is copied into a file of the next generation under a new master key, and verified; then the key
file is switched to it, which is the one moment of the change; then the old data is removed. After a
crash at any point the key file names complete data.
"""

import secrets
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport.atomic_files import sync_folder
from dasupport.vault.access.slots import MIN_GENERATION_KEY, record_slot_ids
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.metadata import LOG_KEY_SETTING, RESCUE_KEYS_SETTING
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import KeyDamaged, KeysUnsure, os_errors_as_refusals
from dasupport.vault.integrity.verify import verify_data
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.credentials import SUPERVISOR_KEY, RecoveryCodeBits
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import DataFile, KeyFile, KeyFileCopy, KeySlot, Witness
from dasupport.vault.maintenance.backup_create import copy_reencrypted
from dasupport.vault.open_state import OpenState
from dasupport.vault.sidecar.cleanup import remove_data_file, remove_old_generations
from dasupport.vault.vault import Vault, driver_error_as_refusal

DATA_FILE_NAME = "data.{}.db"


def rotate_keys(vault: Vault, passphrase: str, code: RecoveryCodeBits, new: str | None = None) -> None:
    """Give a vault a new master key and its data a new file. Afterwards it is closed, and opened again as
    usual.

    From now on it opens with the new passphrase (or this one, if none is given), the given recovery code
    (already typed back) and the supervisor keys; other passphrases and recovery shares are revoked. While a
    passphrase change is pending, only a credential of the newer copy is accepted, as the older one was to
    be revoked. Raises WrongPassphrase, DiskFull, ReadOnly, or the refusals of verifying the copy; then the
    vault is open as it was. Raises KeysUnsure if the disk failed for good at the moment of the switch: then
    nothing more is saved in this vault, and whichever keys are valid open complete data.
    """
    vault.require_certain_keys()
    copy = vault.key_files.newest
    by, _ = key_derivation.unlock_slot(copy, passphrase)
    source = vault.open_state
    number = copy.key_file.data.generation + 1
    data = DataFile(DATA_FILE_NAME.format(number), number, secrets.token_hex(16), copy.key_file.data.page_size)
    master = secrets.token_bytes(32)
    keys = replace(key_derivation.derive_keys(master, copy.key_file.vault, number), log=source.keys.log)
    slots = _build_slots(vault, copy, by, master, passphrase if new is None else new, code)
    made = replace(
        vault.key_files.newest.key_file,
        generation=vault.key_files.newest.key_file.generation + 1,
        data=data,
        slots=slots,
    )
    path = source.folder / data.file
    with os_errors_as_refusals(), vault.translate_errors(), ExitStack() as undo:
        undo.callback(_remove_unused_data, source.folder, data)
        remove_data_file(path)  # left by an interrupted rotation: no key file ever named it
        copy_reencrypted(source.connection, path, keys.data, data.salt)
        witness = _initialise_data(path, keys, made, vault, changed=new is not None)
        made = replace(made, witness=witness)
        verify_data(source.folder, KeyFileCopy("", b"", "", made), keys)
        sync_folder(source.folder)
        _switch_key_file(vault, source, made, keys)
        undo.pop_all()
    _clean_up(vault, source, made, keys)


def _switch_key_file(vault: Vault, source: OpenState, made: KeyFile, keys: VaultKeys) -> None:
    """Switch the key file to the new data: the one moment of the change.

    A write that the disk reports as failed may still have happened. The old key file is then put back, or
    else later writes would go to data that no key file names.
    """
    before = vault.key_files.older
    try:
        key_file.write_copy(source.folder, before.name, made, keys.header)
    except (OSError, KeyDamaged):
        if _undo_switch(vault, before, made, source.keys.header):
            raise


def _undo_switch(vault: Vault, before: KeyFileCopy, made: KeyFile, key: bytes) -> bool:
    """Put the old key file back and return True, or False if the switch did happen and cannot be undone.

    Raises KeysUnsure if neither can be read there: either keys may be valid, and nothing more is saved.
    """
    try:
        key_file.write_copy(vault.folder, before.name, before.key_file, key)
    except (OSError, KeyDamaged):
        found = key_file.read_copies(vault.folder)[0]
        if any(copy.key_file == made for copy in found):
            return False
        if all((copy.name, copy.mac) != (before.name, before.mac) for copy in found):
            vault.has_uncertain_keys = True
            raise KeysUnsure from None
    return True


def _remove_unused_data(folder: Path, data: DataFile) -> None:
    """Remove new data of a failed rotation, unless a key file names it after all or one cannot be read; in
    that case the next rotation removes it.
    """
    copies, bad = key_file.read_copies(folder)
    if not bad and all(copy.key_file.data != data for copy in copies):
        remove_data_file(folder / data.file)


def _build_slots(
    vault: Vault, copy: KeyFileCopy, by: KeySlot, master: bytes, passphrase: str, code: RecoveryCodeBits
) -> tuple[KeySlot, ...]:
    id, now = copy.key_file.vault, vault.now()
    kept = [slot.holder for slot in copy.key_file.slots if slot.type == SUPERVISOR_KEY]
    return (
        key_derivation.wrap_master_key(master, passphrase, id, by.cost, now),
        key_derivation.wrap_master_key(master, code, id, by.cost, now),
        *(key_derivation.wrap_for_supervisor(master, holder, id, now) for holder in kept),
    )


def _initialise_data(path: Path, keys: VaultKeys, made: KeyFile, vault: Vault, *, changed: bool) -> Witness:
    """Write keys and settings into the new data and return its witness. The audit log keeps its own key, so
    that all old links stay valid.
    """
    connection = connect(path, keys.data, made.data.salt)
    try:
        with Rows(create_engine_on(connection)) as rows, rows.begin():
            work = Transaction(rows, keys.log, vault.owner.name, vault.now)
            work.metadata.put(LOG_KEY_SETTING, keys.log.hex())
            drafts = (vault.open_state.keys.rescue, *work.metadata.get_rescue_keys())
            work.metadata.put(RESCUE_KEYS_SETTING, " ".join(key.hex() for key in drafts))
            work.metadata.put(MIN_GENERATION_KEY, str(made.generation))
            record_slot_ids(work, (KeyFileCopy("", b"", "", made),))
            if changed:
                work.audit_chain.append("passphrase_changed", made.vault)
            work.audit_chain.append("keys_rotated", made.vault)
            rows.flush()
            return work.make_witness()
    except DBAPIError as error:
        raise driver_error_as_refusal(error) from None
    finally:
        connection.close()


def _clean_up(vault: Vault, source: OpenState, made: KeyFile, keys: VaultKeys) -> None:
    """Close the vault after the switch and remove what is left over; what cannot be removed goes at the next
    unlock.
    """
    vault.release()
    with suppress(OSError, KeyDamaged):
        key_file.write_copies(source.folder, made, keys.header, first=vault.key_files.newest.name)
        remove_old_generations(source.folder, made.data)
