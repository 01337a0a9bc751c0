"""Repair of only the key file if the data in the place of a restored backup is intact, so that nothing
written since the backup is lost.

Only what has a valid MAC under the master key of the backup is trusted.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session as Rows

from dasupport.casework.ids import Clock, utc_now
from dasupport.vault.access.slots import MIN_GENERATION_KEY, read_min_generation
from dasupport.vault.data import owner_alerts
from dasupport.vault.data.engine import connect, create_engine_on
from dasupport.vault.data.metadata import Metadata
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import KeyMissing, VaultRefusal
from dasupport.vault.integrity.verify import verify_data
from dasupport.vault.keys import key_derivation, key_file
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy, Witness
from dasupport.vault.maintenance.backup_file import BackupHeader
from dasupport.vault.sidecar.folder_state import inspect_folder
from dasupport.vault.vault import driver_error_as_refusal


@dataclass(frozen=True, slots=True)
class KeyFileRepair:
    """Result of a repair: the time of the newest audit row, and True if a valid key file of the folder
    replaced an altered one.
    """

    at: datetime
    used_own_copy: bool


def repair_key_file(
    folder: Path, head: BackupHeader, copy: KeyFileCopy, master: bytes, now: Clock, who: str
) -> KeyFileRepair | None:
    """Write a valid key file beside the data in the folder; return None if the backup has to be restored as a
    whole.

    A valid copy from the folder replaces an altered one; the key file of the backup is used if no copy in
    the folder is as new. Raises OSError.
    """
    header = _derive_keys(copy, master).header
    try:
        with suppress(KeyMissing):
            inspect_folder(folder)
        found = key_file.read_copies(folder)[0]
    except VaultRefusal:
        return None
    newer = key_file.read_newer_copies(folder)
    if any(each.has_valid_mac(header) for each in newer):
        return None
    sealed = [each for each in found if each.has_valid_mac(header)]
    forged = [each for each in found if each not in sealed]
    spoilt = [each.name for each in (*forged, *newer)]
    for chosen in _candidates(copy, sealed, spoilt):
        if any(_names_other_data(each, chosen, folder) for each in forged):
            continue  # it may be the only key to newer data: the folder is moved aside instead
        if at := _repair_with(folder, head, chosen, _derive_keys(chosen, master), spoilt, now, who):
            return KeyFileRepair(at, used_own_copy=chosen in sealed)
    return None


def log_restore(
    path: Path, head: BackupHeader, keys: VaultKeys, salt: str, now: Clock, who: str, mended: str = "", least: int = 0
) -> Witness:
    """Log of which backup this is a copy, or alert the owner to the key file repair; return the new witness.

    `who` is the guest who did it, empty for the owner; `mended` is the vault whose key file was repaired,
    else empty; key files below generation `least` are revoked.
    """
    connection: Any = connect(path, keys.data, salt)
    try:
        with Rows(create_engine_on(connection)) as rows, rows.begin():
            settings = Metadata(rows)
            work = Transaction(rows, settings.get_log_key(keys.log), who or settings.get_owner().name, now)
            if mended:
                owner_alerts.log_and_alert(work, owner_alerts.KEY_FILE_REPAIRED, mended)
            else:
                work.audit_chain.append("restored", head.at, head.id)
            if least > read_min_generation(work):
                settings.put(MIN_GENERATION_KEY, str(least))
            settings.put("commits", str(settings.get_commit_count() + 1))
            newest, at = work.audit_chain.read_head(), now().isoformat(timespec="seconds")
            return Witness(
                settings.get_commit_count(), newest.seq, newest.mac, work.fingerprint_unlogged(head.form), at
            )
    except DBAPIError as error:
        raise driver_error_as_refusal(error) from None
    finally:
        connection.close()


def _derive_keys(copy: KeyFileCopy, master: bytes) -> VaultKeys:
    return key_derivation.derive_keys(master, copy.key_file.vault, copy.key_file.data.generation)


def _candidates(copy: KeyFileCopy, sealed: list[KeyFileCopy], spoilt: list[str]) -> Iterator[KeyFileCopy]:
    if spoilt:
        yield from sealed
    if all(each.key_file.generation < copy.key_file.generation for each in sealed):
        yield copy


def _names_other_data(forged: KeyFileCopy, chosen: KeyFileCopy, folder: Path) -> bool:
    return forged.key_file.data.file != chosen.key_file.data.file and (folder / forged.key_file.data.file).exists()


def _repair_with(
    folder: Path, head: BackupHeader, chosen: KeyFileCopy, keys: VaultKeys, spoilt: list[str], now: Clock, who: str
) -> datetime | None:
    data = folder / chosen.key_file.data.file
    if not data.is_file():
        return None
    try:
        verify_data(folder, chosen, keys)
        at = _latest_event_at(data, keys, chosen.key_file.data.salt)
        mended = chosen.key_file.vault if spoilt else ""
        witness = log_restore(data, head, keys, chosen.key_file.data.salt, now, who, mended, chosen.key_file.generation)
    except VaultRefusal:
        return None
    first = spoilt[0] if spoilt else key_file.COPY_NAMES[0]
    key_file.write_copies(folder, chosen.key_file.with_witness(witness), keys.header, first)
    return at


def _latest_event_at(path: Path, keys: VaultKeys, salt: str) -> datetime:
    connection: Any = connect(path, keys.data, salt, read_only=True)
    try:
        with Rows(create_engine_on(connection)) as rows:
            return datetime.fromisoformat(Transaction(rows, keys.log, "", utc_now).audit_chain.read_latest_time())
    finally:
        connection.close()
