"""The backups beside a vault: making one, trying the newest, carrying one off, and letting old ones go."""

import json
import secrets
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from dasupport.casework.shelf import Kept, Shelf
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


def shelf(vault: Vault) -> Shelf:
    """What stands beside an open vault, and what the vault knows of it."""
    found = keeping.likely(keeping.standing(vault.folder / FOLDER), vault.now())

    def told(work: Work) -> Shelf:
        checked = _checked(work)
        kept = (Kept(each.path, each.at, _size(each.path), checked.get(each.path.name)) for each in found)
        carried, drilled = (_when(work.settings.get(key)) for key in (CARRIED, DRILLED))
        trouble = DataDamaged.id if damage.noted(vault.folder) else work.settings.get(TROUBLE)
        return Shelf(tuple(kept), carried, drilled, trouble)

    return vault.do(told)


def beside(folder: Path) -> tuple[Kept, ...]:
    """The backups beside a vault that is not open, by their names."""
    return tuple(Kept(each.path, each.at, _size(each.path)) for each in keeping.standing(folder / FOLDER))


def make(vault: Vault) -> Shelf:
    """Make a backup of an open vault beside it, now, and let go of what is spare. Raises as `backup.write`; DataDamaged
    too where the backup is whole, of pages that were at hand, and the file is not any more."""
    now = vault.now()
    with vault.judged():
        path, head = _write(vault.source, now)
    _prune(vault.folder / FOLDER, now)
    vault.do(lambda work: _noted(work, "backed up", head, path, now, TROUBLE))
    vault.read_through()
    damage.forget(vault.folder)
    return shelf(vault)


def drill(vault: Vault) -> Shelf:
    """Try the newest backup as if it were needed, and hold it against the log of the open vault.

    Raises NotABackup if there is none, RolledBack if the vault is older than its own backup, and as `backup.prove`;
    what is found is noted either way.
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


def carry(vault: Vault, to: Path) -> tuple[Shelf, bool]:
    """Copy the newest backup to where the user says, and read it back there; how the backups stand then, and whether
    the copy is away: on the vault's own disk it is lost with it. Raises NotABackup, OSError."""
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
    """Make a backup now, in a file that is not there yet, and is none of the vault's own; whether it is away, on
    another disk. Raises as `backup.write`."""
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
    """Make a backup where one is due, or where the data was found damaged: it may be whole again. Nothing hinders the
    lock: what went wrong is told after the next unlock."""
    if vault.reads or vault.realm != LIVE or vault.source.connection is None:
        return
    found = keeping.standing(vault.folder / FOLDER)
    if damage.noted(vault.folder) or keeping.due((each.at for each in found), vault.now()):
        try:
            make(vault)
        except Refusal as refusal:
            _failed(vault, refusal)


def first(source: Source, now: datetime) -> Path:
    """A proven backup before something big is done to a vault: where it stands. Raises NoBackup if there is none,
    DataDamaged."""
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
    """Let old ones go; one that will not go is no trouble."""
    found = keeping.standing(folder)
    spare = keeping.spare((each.at for each in found), now)
    for each in found:
        if each.at in spare:
            with suppress(OSError):
                each.path.unlink()
    with suppress(OSError):
        sync_folder(folder)


def _noted(work: Work, action: str, head: Head, path: Path, now: datetime, key: str) -> None:
    """Write down what was done with a backup, and that it was found whole."""
    work.log.add(action, head.id)
    standing = {each.path.name for each in keeping.standing(path.parent)}
    checked = {name: at.isoformat() for name, at in _checked(work).items() if name in standing}
    work.settings.put(CHECKED, canonical({**checked, path.name: now.isoformat()}).decode())
    work.settings.put(TROUBLE, "")
    if key != TROUBLE:
        work.settings.put(key, now.isoformat())


def _failed(vault: Vault, refusal: Refusal) -> None:
    """Note it for the next time; on a disk that takes no word the missing backup tells it itself. Damage is noted
    beside the vault when it is closed."""

    def noted(work: Work) -> None:
        work.log.add("backup failed", refusal.item)
        work.settings.put(TROUBLE, refusal.item)

    with suppress(Refusal), plainly():
        vault.do(noted)


def _hold_against(head: Head, work: Work) -> None:
    """The backup is of this vault's own past; or of a past that a restore has left."""
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
