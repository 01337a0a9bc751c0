"""Backups of a vault: creating one, verifying the latest, copying it offsite, and removing old ones."""

import json
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dasupport.casework.shelf import Backup, BackupStatus
from dasupport.files import same_disk, sync_folder
from dasupport.refusal import Refusal
from dasupport.vault import damage, keeping
from dasupport.vault.backup import FOLDER, prove, write
from dasupport.vault.faults import DataDamaged, FileExists, NoBackup, NotABackup, RolledBack, VaultRefusal, plainly
from dasupport.vault.key_file import canonical
from dasupport.vault.source import Source
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work
from dasupport.vault.wrapping import Head, copy_to, look

LIVE = "live"
OFF, COPIED = "backup carried off", "backup copied"
CHECKED, CARRIED, DRILLED, TROUBLE = "backup_checked", "backup_carried", "backup_drilled", "backup_trouble"


def shelf(vault: Vault) -> BackupStatus:
    """Return the backups of an open vault, and what the vault has recorded about them."""
    found = keeping.likely(keeping.standing(vault.folder / FOLDER), vault.now())

    def told(work: Work) -> BackupStatus:
        checked = _checked(work)
        kept = (Backup(each.path, each.at, _size(each.path), checked.get(each.path.name)) for each in found)
        carried, drilled = (_when(work.settings.get(key)) for key in (CARRIED, DRILLED))
        trouble = DataDamaged.id if damage.noted(vault.folder) else work.settings.get(TROUBLE)
        return BackupStatus(tuple(kept), carried, drilled, trouble)

    return vault.do(told)


def beside(folder: Path) -> tuple[Backup, ...]:
    """Return the backups of a vault that is not open, by their names."""
    return tuple(Backup(each.path, each.at, _size(each.path)) for each in keeping.standing(folder / FOLDER))


def make(vault: Vault) -> BackupStatus:
    """Create a backup of an open vault in its folder, now, and remove old ones.

    Raises the same as `backup_create.write_backup`; also DataDamaged if the backup is intact, made from
    cached pages, but the data file no longer is.
    """
    now = vault.now()
    with vault.judged():
        path, head = _write(vault.source, now)
    _prune(vault.folder / FOLDER, now)
    vault.do(lambda work: _noted(work, "backed up", head, path, now, TROUBLE))
    vault.read_through()
    damage.forget(vault.folder)
    return shelf(vault)


def drill(vault: Vault) -> BackupStatus:
    """Verify the latest backup, and that the audit log of the open vault continues it.

    Raises NotABackup if there is none, RolledBack if the vault is older than its own backup, and the same
    as `backup_create.verify_backup`; the result is recorded either way.
    """
    now = vault.now()
    found = keeping.likely(keeping.standing(vault.folder / FOLDER), now)
    if not found:
        raise NotABackup
    path = found[0].path
    try:
        head = prove(path, vault.source.keys, vault.folder / FOLDER)
        vault.do(lambda work: _hold_against(head, work))
    except VaultRefusal as refusal:
        _failed(vault, refusal)
        raise
    vault.do(lambda work: _noted(work, "backup proved", head, path, now, DRILLED))
    return shelf(vault)


def carry(vault: Vault, to: Path) -> tuple[BackupStatus, bool]:
    """Copy the latest backup to a path that the user chose, and read it back there.

    Returns the status, and True if the copy is offsite: on the vault's own disk it would be lost with the
    vault. Raises NotABackup, OSError.
    """
    now = vault.now()
    found = keeping.likely(keeping.standing(vault.folder / FOLDER), now)
    if not found:
        raise NotABackup
    path = found[0].path
    wrapped = look(path)
    copy_to(wrapped, to, f".{secrets.token_hex(6)}.new")
    away = not same_disk(to.parent, vault.folder)
    vault.do(lambda work: _noted(work, OFF if away else COPIED, wrapped.head, path, now, CARRIED if away else TROUBLE))
    return shelf(vault), away


def elsewhere(vault: Vault, to: Path) -> bool:
    """Create a backup now in a file that does not exist yet, outside the vault's folder; return True if it is
    on another disk. Raises the same as `backup_create.write_backup`.
    """
    if to.absolute().resolve().is_relative_to(vault.folder.resolve()):
        raise FileExists
    now = vault.now()
    with vault.judged():
        head = write(vault.source, to, now)
    away = not same_disk(to.parent, vault.folder)

    def noted(work: Work) -> None:
        work.log.add(OFF if away else COPIED, head.id)
        if away:
            work.settings.put(CARRIED, now.isoformat())

    vault.do(noted)
    return away


def at_lock(vault: Vault) -> None:
    """Create a backup at a lock if one is due, or if the data was found damaged, as it may be intact again.

    Never prevents the lock: a failure is shown after the next unlock.
    """
    if vault.reads or vault.realm != LIVE or vault.source.connection is None:
        return
    found = keeping.standing(vault.folder / FOLDER)
    if damage.noted(vault.folder) or keeping.due((each.at for each in found), vault.now()):
        try:
            make(vault)
        except Refusal as refusal:
            _failed(vault, refusal)


def first(source: Source, now: datetime) -> Path:
    """Create a verified backup before a major change to a vault and return its path. Raises NoBackup if that
    fails, DataDamaged.
    """
    try:
        return _write(source, now)[0]
    except DataDamaged:
        raise
    except VaultRefusal:
        raise NoBackup from None


def _write(source: Source, now: datetime) -> tuple[Path, Head]:
    id = secrets.token_hex(16)
    path = source.folder / FOLDER / keeping.name(now, id)
    return path, write(source, path, now, id)


def _prune(folder: Path, now: datetime) -> None:
    """Remove old backups; one that cannot be removed is left."""
    found = keeping.standing(folder)
    spare = keeping.spare((each.at for each in found), now)
    for each in found:
        if each.at in spare:
            with suppress(OSError):
                each.path.unlink()
    with suppress(OSError):
        sync_folder(folder)


def _noted(work: Work, action: str, head: Head, path: Path, now: datetime, key: str) -> None:
    """Record what was done with a backup, and that it was intact."""
    work.log.add(action, head.id)
    standing = {each.path.name for each in keeping.standing(path.parent)}
    checked = {name: at.isoformat() for name, at in _checked(work).items() if name in standing}
    work.settings.put(CHECKED, canonical({**checked, path.name: now.isoformat()}).decode())
    work.settings.put(TROUBLE, "")
    if key != TROUBLE:
        work.settings.put(key, now.isoformat())


def _failed(vault: Vault, refusal: Refusal) -> None:
    """Record a failure for the next unlock. If the disk takes no record, the missing backup shows it; damage
    is recorded beside the vault when it is closed.
    """

    def noted(work: Work) -> None:
        work.log.add("backup failed", refusal.item)
        work.settings.put(TROUBLE, refusal.item)

    with suppress(Refusal), plainly():
        vault.do(noted)


def _hold_against(head: Head, work: Work) -> None:
    """Raise RolledBack unless the backup's newest audit row is in our audit log, or a restore replaced that
    part of it.
    """
    if work.log.mac_at(head.events) == head.newest:
        return
    if not any(event.action == "restored" and event.seq <= head.events for event in work.log.events()):
        raise RolledBack


def _checked(work: Work) -> dict[str, datetime]:
    return {name: datetime.fromisoformat(at) for name, at in json.loads(work.settings.get(CHECKED) or "{}").items()}


def _when(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
