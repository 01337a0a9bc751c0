"""Restoring from a backup, before any vault is open: by the passphrase or the recovery code of the day it was made."""

from pathlib import Path

from dasupport.casework.ids import Clock
from dasupport.casework.recovery_code import secret_of
from dasupport.vault import restore as vaults
from dasupport.vault.backup import FOLDER
from dasupport.vault.keeping import standing
from dasupport.vault.restore import Restored
from dasupport.vault.secret import Code, Secret

__all__ = ["Restored", "found", "restore"]


def restore(file: Path, typed: str, folder: Path, now: Clock, realm: str = "") -> Restored:
    """A vault from a backup, in a folder that is free, or in place of what stands there, which steps aside.

    Raises Refusal V-…; then everything is as it was.
    """
    return vaults.restore(file, secret(typed), folder, now, realm)


def found(folder: Path) -> tuple[Path, ...]:
    """The backups that stand beside a vault, whatever has become of the vault itself; the newest first."""
    return tuple(each.path for each in standing(folder / FOLDER))


def secret(typed: str) -> Secret:
    """What was typed, as a recovery code where it is a whole one, else as a passphrase."""
    code = secret_of(typed)
    return Code(code) if code else typed
