"""Restoring from a backup, before any vault is open: by what opened the vault on the day it was made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dasupport.actions.passphrase import fault
from dasupport.casework.ids import Clock
from dasupport.casework.shelf import Kept
from dasupport.refusal import Refusal
from dasupport.vault import restore as vaults
from dasupport.vault import tries
from dasupport.vault.calibrate import calibrated
from dasupport.vault.door import Door
from dasupport.vault.key_file import Cost
from dasupport.vault.restore import Restored
from dasupport.vault.salvage import Salvaged
from dasupport.vault.salvage import salvage as read_out
from dasupport.vault.secret import Secret
from dasupport.vault.shelf import beside

__all__ = ["Rest", "Restored", "found", "restore", "salvage"]


@dataclass(frozen=True, slots=True)
class Rest:
    """What was saved of a damaged vault: where it stands, and how much of how much it is."""

    folder: Path
    found: Salvaged


def restore(file: Path, secret: Secret, folder: Path, now: Clock, realm: str = "") -> Restored:
    """A vault from a backup, in a folder that is free, or in place of what stands there, which steps aside.

    Raises Refusal V-…; then everything is as it was.
    """
    with tries.counted(folder):
        return vaults.restore(file, secret, folder, now, realm)


def salvage(
    folder: Path, secret: Secret, new: tuple[str, str], into: Path, realm: str, now: Clock, cost: Cost | None = None
) -> Rest:  # fmt: skip
    """What can be read of a vault, in a new one; the damaged one is only read. The passphrase that opens the old one
    opens the new one too; after any other way in a new one counts, typed twice. Raises Refusal PASS-…, V-…; then there
    is no new one."""

    def chosen(name: str) -> str:
        if isinstance(secret, str):
            return secret
        if refused := fault(*new, name):
            raise Refusal(refused)
        return new[0]

    if not secret:
        raise Refusal("PASS-EMPTY")
    chosen("")  # long before the name of the owner is read
    with tries.counted(folder):
        return Rest(into, read_out(folder, secret, into, Door(realm, cost or calibrated(), now), chosen))


def found(folders: Iterable[Path], now: datetime) -> tuple[Kept, ...]:
    """The backups that stand beside vaults, whatever has become of the vaults themselves; the newest first, and those
    that are dated later than now last."""
    every = [each for folder in folders for each in beside(folder)]
    return tuple(sorted(every, key=lambda each: (each.at <= now, each.at), reverse=True))


def place(file: Path, folders: Iterable[Path], free: Path) -> Path:
    """Where a backup belongs: the folder beside whose vault it stands, or whose key file is of the same vault; else
    the free one. Raises Refusal V-…."""
    for folder in folders:
        if file.parent.parent == folder or vaults.is_of(file, folder):
            return folder
    return free
