"""Backups of a vault: creating one, verifying the latest, copying it offsite, and removing old ones."""

import json
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dasupport.atomic_files import is_same_disk, sync_folder
from dasupport.casework.backup_status import Backup, BackupStatus
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import (
    DataDamaged,
    FileExists,
    NoBackup,
    NotABackup,
    RolledBack,
    VaultRefusal,
    os_errors_as_refusals,
)
from dasupport.vault.keys.key_file import canonical_json
from dasupport.vault.maintenance import backup_schedule
from dasupport.vault.maintenance.backup_create import BACKUPS_FOLDER, verify_backup, write_backup
from dasupport.vault.maintenance.backup_file import BackupHeader, copy_archive, open_archive
from dasupport.vault.open_state import OpenState
from dasupport.vault.sidecar import damage_marker
from dasupport.vault.vault import Vault

COPIED_OFFSITE, COPIED_LOCALLY = "backup carried off", "backup copied"
CHECKED_KEY, OFFSITE_KEY, VERIFIED_KEY, TROUBLE_KEY = (
    "backup_checked",
    "backup_carried",
    "backup_drilled",
    "backup_trouble",
)


def get_status(vault: Vault) -> BackupStatus:
    """Return the backups of an open vault, and what the vault has recorded about them."""
    found = backup_schedule.sort_future_dated_last(
        backup_schedule.list_backups(vault.folder / BACKUPS_FOLDER), vault.now()
    )

    def told(work: Transaction) -> BackupStatus:
        checked = _read_checked_times(work)
        kept = (Backup(each.path, each.made_at, _file_size(each.path), checked.get(each.path.name)) for each in found)
        carried, drilled = (_parse_time(work.metadata.get(key)) for key in (OFFSITE_KEY, VERIFIED_KEY))
        trouble = (
            DataDamaged.id if damage_marker.has_marker(vault.folder) else _parse_refusal(work.metadata.get(TROUBLE_KEY))
        )
        return BackupStatus(tuple(kept), carried, drilled, trouble)

    return vault.transact(told)


def _parse_refusal(stored: str) -> RefusalId | None:
    """Return the stored refusal id, None if there is none; REF-FAULT for an id that only another version knows."""
    if stored not in set(RefusalId):
        return RefusalId.REF_FAULT if stored else None
    return RefusalId(stored)


def list_closed(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a vault that is not open, by their names."""
    return tuple(
        Backup(each.path, each.made_at, _file_size(each.path))
        for each in backup_schedule.list_backups(folder / BACKUPS_FOLDER)
    )


def create_backup(vault: Vault) -> BackupStatus:
    """Create a backup of an open vault in its folder, now, and remove old ones.

    Raises the same as `backup_create.write_backup`; also DataDamaged if the backup is intact, made from
    cached pages, but the data file no longer is.
    """
    now = vault.now()
    with vault.translate_errors():
        path, head = _write_named(vault.open_state, now)
    _prune(vault.folder / BACKUPS_FOLDER, now)
    vault.transact(lambda work: _record_success(work, "backed up", head, path, now, TROUBLE_KEY))
    vault.verify_pages()
    damage_marker.delete_marker(vault.folder)
    return get_status(vault)


def verify_latest(vault: Vault) -> BackupStatus:
    """Verify the latest backup, and that the audit log of the open vault continues it.

    Raises NotABackup if there is none, RolledBack if the vault is older than its own backup, and the same
    as `backup_create.verify_backup`; the result is recorded either way.
    """
    now = vault.now()
    found = backup_schedule.sort_future_dated_last(backup_schedule.list_backups(vault.folder / BACKUPS_FOLDER), now)
    if not found:
        raise NotABackup
    path = found[0].path
    try:
        head = verify_backup(path, vault.open_state.keys, vault.folder / BACKUPS_FOLDER)
        vault.transact(lambda work: _check_ancestry(head, work))
    except VaultRefusal as refusal:
        _record_failure(vault, refusal)
        raise
    vault.transact(lambda work: _record_success(work, "backup proved", head, path, now, VERIFIED_KEY))
    return get_status(vault)


def copy_offsite(vault: Vault, to: Path) -> tuple[BackupStatus, bool]:
    """Copy the latest backup to a path that the user chose, and read it back there.

    Returns the status, and True if the copy is offsite: on the vault's own disk it would be lost with the
    vault. Raises NotABackup, OSError.
    """
    now = vault.now()
    found = backup_schedule.sort_future_dated_last(backup_schedule.list_backups(vault.folder / BACKUPS_FOLDER), now)
    if not found:
        raise NotABackup
    path = found[0].path
    wrapped = open_archive(path)
    copy_archive(wrapped, to, f".{secrets.token_hex(6)}.new")
    away = not is_same_disk(to.parent, vault.folder)
    vault.transact(
        lambda work: _record_success(
            work,
            COPIED_OFFSITE if away else COPIED_LOCALLY,
            wrapped.header,
            path,
            now,
            OFFSITE_KEY if away else TROUBLE_KEY,
        )
    )
    return get_status(vault), away


def create_at(vault: Vault, to: Path) -> bool:
    """Create a backup now in a file that does not exist yet, outside the vault's folder; return True if it is
    on another disk. Raises the same as `backup_create.write_backup`.
    """
    if to.absolute().resolve().is_relative_to(vault.folder.resolve()):
        raise FileExists
    now = vault.now()
    with vault.translate_errors():
        head = write_backup(vault.open_state, to, now)
    away = not is_same_disk(to.parent, vault.folder)

    def noted(work: Transaction) -> None:
        work.audit_chain.append(COPIED_OFFSITE if away else COPIED_LOCALLY, head.id)
        if away:
            work.metadata.put(OFFSITE_KEY, now.isoformat())

    vault.transact(noted)
    return away


def back_up_if_due(vault: Vault) -> None:
    """Create a backup at a lock if one is due, or if the data was found damaged, as it may be intact again.

    Never prevents the lock: a failure is shown after the next unlock.
    """
    if vault.is_read_only or vault.realm != Realm.LIVE or vault.open_state.connection is None:
        return
    found = backup_schedule.list_backups(vault.folder / BACKUPS_FOLDER)
    if damage_marker.has_marker(vault.folder) or backup_schedule.is_due((each.made_at for each in found), vault.now()):
        try:
            create_backup(vault)
        except Refusal as refusal:
            _record_failure(vault, refusal)


def back_up_before_upgrade(source: OpenState, now: datetime) -> Path:
    """Create a verified backup before a major change to a vault and return its path. Raises NoBackup if that
    fails, DataDamaged.
    """
    try:
        return _write_named(source, now)[0]
    except DataDamaged:
        raise
    except VaultRefusal:
        raise NoBackup from None


def _write_named(source: OpenState, now: datetime) -> tuple[Path, BackupHeader]:
    id = secrets.token_hex(16)
    path = source.folder / BACKUPS_FOLDER / backup_schedule.format_name(now, id)
    return path, write_backup(source, path, now, id)


def _prune(folder: Path, now: datetime) -> None:
    """Remove old backups; one that cannot be removed is left."""
    found = backup_schedule.list_backups(folder)
    spare = backup_schedule.find_prunable((each.made_at for each in found), now)
    for each in found:
        if each.made_at in spare:
            with suppress(OSError):
                each.path.unlink()
    with suppress(OSError):
        sync_folder(folder)


def _record_success(work: Transaction, action: str, head: BackupHeader, path: Path, now: datetime, key: str) -> None:
    """Record what was done with a backup, and that it was intact."""
    work.audit_chain.append(action, head.id)
    standing = {each.path.name for each in backup_schedule.list_backups(path.parent)}
    checked = {name: at.isoformat() for name, at in _read_checked_times(work).items() if name in standing}
    work.metadata.put(CHECKED_KEY, canonical_json({**checked, path.name: now.isoformat()}).decode())
    work.metadata.put(TROUBLE_KEY, "")
    if key != TROUBLE_KEY:
        work.metadata.put(key, now.isoformat())


def _record_failure(vault: Vault, refusal: Refusal) -> None:
    """Record a failure for the next unlock. If the disk takes no record, the missing backup shows it; damage
    is recorded beside the vault when it is closed.
    """

    def noted(work: Transaction) -> None:
        work.audit_chain.append("backup failed", refusal.item)
        work.metadata.put(TROUBLE_KEY, refusal.item)

    with suppress(Refusal), os_errors_as_refusals():
        vault.transact(noted)


def _check_ancestry(head: BackupHeader, work: Transaction) -> None:
    """Raise RolledBack unless the backup's newest audit row is in our audit log, or a restore replaced that
    part of it.
    """
    if work.audit_chain.get_mac(head.events) == head.newest:
        return
    if not any(
        event.action == "restored" and event.seq <= head.events for event in work.audit_chain.iterate_verified()
    ):
        raise RolledBack


def _read_checked_times(work: Transaction) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(at) for name, at in json.loads(work.metadata.get(CHECKED_KEY) or "{}").items()}


def _parse_time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
