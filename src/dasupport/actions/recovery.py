"""Restoring a backup or salvaging a damaged vault, while no vault is open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dasupport.actions.passphrase_policy import policy_error
from dasupport.casework.backup_status import Backup
from dasupport.casework.ids import Clock
from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.keys.credentials import Credential
from dasupport.vault.keys.kdf_calibration import calibrate_cost
from dasupport.vault.keys.key_file import KdfCost
from dasupport.vault.maintenance import restore as vaults
from dasupport.vault.maintenance.backup_catalogue import list_closed
from dasupport.vault.maintenance.restore import RestoreResult
from dasupport.vault.maintenance.salvage import SalvageReport
from dasupport.vault.maintenance.salvage import salvage as read_out
from dasupport.vault.sidecar import attempt_counter

__all__ = ["RestoreResult", "SalvageResult", "list_backups", "restore", "salvage"]


@dataclass(frozen=True, slots=True)
class SalvageResult:
    """The folder of the new vault, and how much of the damaged one was salvaged."""

    folder: Path
    salvaged: SalvageReport


def restore(file: Path, secret: Credential, folder: Path, now: Clock, realm: Realm | None = None) -> RestoreResult:
    """Restore a vault from a backup, by a credential that was valid when the backup was made.

    The folder is unused, or its present contents are moved aside. Raises Refusal V-…; then nothing has
    changed.
    """
    with attempt_counter.counting_attempts(folder):
        return vaults.restore(file, secret, folder, now, realm)


def salvage(
    folder: Path,
    secret: Credential,
    new: tuple[str, str],
    into: Path,
    realm: Realm | None,
    now: Clock,
    cost: KdfCost | None = None,
) -> SalvageResult:
    """Copy everything readable of a damaged vault into a new vault; the damaged one is only read.

    The passphrase of the old vault opens the new one too; with any other credential, `new` is the new
    passphrase, typed
    twice. Raises Refusal PASS-…, V-…; then there is no new vault.
    """

    def chosen(name: str) -> str:
        if isinstance(secret, str):
            return secret
        if refused := policy_error(*new, name):
            raise Refusal(refused)
        return new[0]

    if not secret:
        raise Refusal(RefusalId.PASS_EMPTY)
    chosen("")  # early: refuse a bad passphrase before the vault and its owner's name are read
    with attempt_counter.counting_attempts(folder):
        return SalvageResult(
            into, read_out(folder, secret, into, VaultOpener(realm, cost or calibrate_cost(), now), chosen)
        )


def list_backups(folders: Iterable[Path], now: datetime) -> tuple[Backup, ...]:
    """Return the backups beside these vault folders, even if the vaults themselves are gone, newest first.

    Backups dated in the future come last.
    """
    every = [each for folder in folders for each in list_closed(folder)]
    return tuple(sorted(every, key=lambda each: (each.made_at <= now, each.made_at), reverse=True))


def choose_target(file: Path, folders: Iterable[Path], free: Path) -> Path:
    """Return the vault folder that a backup belongs to, by its location or by its key file; else the unused
    folder.

    Raises Refusal V-….
    """
    for folder in folders:
        if file.parent.parent == folder or vaults.is_backup_of(file, folder):
            return folder
    return free
