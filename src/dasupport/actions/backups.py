"""Backups: list them, create one, verify the newest, copy one off the machine."""

from pathlib import Path

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.casework.backup_status import BackupStatus
from dasupport.casework.ids import Clock
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.maintenance import backup_catalogue
from dasupport.vault.vault import Vault


class Backups:
    """Actions on the backups of an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser, now: Clock) -> None:
        self._vault = vault
        self._authoriser = warden
        self._now = now

    @requires(Act.SEE_BACKUPS)
    def status(self) -> BackupStatus:
        """Return the status of the backups."""
        return backup_catalogue.get_status(self._vault)

    @requires(Act.BACK_UP)
    def create(self) -> BackupStatus:
        """Create a backup now and return the new status. Raises Refusal V-…."""
        return backup_catalogue.create_backup(self._vault)

    @requires(Act.BACK_UP)
    def verify_latest(self) -> BackupStatus:
        """Verify the newest backup as if restoring it. Raises Refusal V-…; the outcome is logged either way."""
        return backup_catalogue.verify_latest(self._vault)

    @requires(Act.BACK_UP)
    def verify_monthly(self) -> BackupStatus:
        """Verify the newest backup if that was not done for a month; return the new status.

        A failed verification raises nothing: the status reports it.
        """
        now = backup_catalogue.get_status(self._vault)
        if now.is_verification_due(self._now()):
            try:
                return backup_catalogue.verify_latest(self._vault)
            except Refusal:
                return backup_catalogue.get_status(self._vault)
        return now

    @requires(Act.COPY_BACKUP_OFFSITE)
    def copy_offsite(self, path: Path) -> tuple[BackupStatus, bool]:
        """Copy the newest backup to a chosen path, never among the files of the vault.

        Returns the new status, and True if the copy is on another disk. Raises Refusal SAVE-WHERE, V-….
        """
        try:
            if path.resolve().is_relative_to(self._vault.folder.resolve()):
                raise Refusal(RefusalId.SAVE_WHERE)
            return backup_catalogue.copy_offsite(self._vault, path)
        except (OSError, ValueError):
            raise Refusal(RefusalId.SAVE_WHERE) from None
