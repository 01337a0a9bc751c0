"""Shared by the pages before unlocking: the VaultAccessPort, the remedies for failures, the emergency button."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Button
from dasupport.ui.screen.shortcuts import SHORTCUTS

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault


class OpenFailuresAction(StrEnum):
    """Keys of the buttons of this screen."""

    EMERGENCY = "emergency"


ACCEPT_OLDER = "older"
READ_ONLY, RESTORE, SALVAGE = "read-only", "restore", "salvage"
REMEDIES: dict[RefusalId, tuple[str, ...]] = {
    RefusalId.V_ROLLED_BACK: (ACCEPT_OLDER,),
    RefusalId.V_ALTERED: (READ_ONLY, RESTORE),
    RefusalId.V_ALTERED_SHUT: (RESTORE,),
    RefusalId.V_FULL_SHUT: (READ_ONLY,),
    RefusalId.V_READ_ONLY_SHUT: (READ_ONLY,),
    RefusalId.V_DATA_DAMAGED: (RESTORE, SALVAGE),
    RefusalId.V_DATA_MISSING: (RESTORE,),
    RefusalId.V_KEY_DAMAGED: (RESTORE,),
    RefusalId.V_KEY_MISSING: (RESTORE,),
    RefusalId.V_NOT_A_VAULT: (RESTORE,),
    RefusalId.V_KEYS_OLD: (RESTORE,),
    RefusalId.V_ENDED: (RESTORE,),
}
"""Actions offered after each failure to open a vault, besides another try."""
RETRYABLE_FAILURES = {RefusalId.V_ROLLED_BACK, RefusalId.V_KEYS_OLD, RefusalId.V_ENDED}
"""Failures after which unlocking again is the primary action; after the others the first remedy is."""


class VaultAccessPort(Protocol):
    """Calls of the lock screen into the vault. Everything heavy behind them is loaded on the vault's own thread."""

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> "OpenVault":
        """Open a vault with its passphrase. `older_is_fine` accepts data that is older than the rollback witness."""

    def open_read_only(self, folder: Path, passphrase: str) -> "OpenVault":
        """Open a vault with its passphrase, to be read only."""

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> "OpenVault": ...

    def open_with_supervisor_key(self, folder: Path, file: Path) -> "OpenVault":
        """Open a vault as a guest, with the private key in `file`."""

    def create(self, passphrase: str, again: str, name: str, role: str) -> "OpenVault":
        """Create a vault and open it."""

    def suggest_passphrase(self) -> str:
        """Return a random passphrase to offer."""

    def refusal_sentence(self, item: RefusalId) -> tuple[str, str]:
        """Return the words of a refusal: what happened, and what to do."""

    def last_used(self, folder: Path) -> datetime:
        """Return when a vault folder was last written to, in local time."""

    def is_damaged(self, folder: Path) -> bool:
        """Return True if the vault was found damaged while it was last open."""


def format_vault_name(first: LockScreenPack, door: VaultAccessPort, vault: Path) -> str:
    """Return the label of one of several vaults: the start of its folder's name, and the day of its last use."""
    return first.lock.vault.format(name=vault.name[:4], day=format_day(first, door.last_used(vault)))


def build_emergency_button(first: LockScreenPack) -> Button:
    """Return the button to the emergency card, for every page before unlocking."""
    return Button(OpenFailuresAction.EMERGENCY, first.card.title, "stop", SHORTCUTS["emergency"])


def format_day(first: LockScreenPack, when: datetime) -> str:
    """Return a day in the format used after unlocking: 21 Nov 2026."""
    months = first.lock.months
    named = months[when.month - 1] if when.month <= len(months) else str(when.month)
    return f"{when.day} {named} {when.year}"
