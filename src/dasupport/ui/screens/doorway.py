"""Shared by the pages before unlocking: the VaultAccessPort, the remedies for failures, the emergency button."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.content.first_labels import LockScreenPack
from dasupport.ui.blocks import Button
from dasupport.ui.shortcuts import KEYS

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault

EMERGENCY, OLDER = "emergency", "older"
READ, RESTORE, SALVAGE = "read-only", "restore", "salvage"
WRONG, ROLLED_BACK, KEYS_OLD, ENDED = "V-PASS-WRONG", "V-ROLLED-BACK", "V-KEYS-OLD", "V-ENDED"
DAMAGED = "V-DATA-DAMAGED"
LEADS: dict[str, tuple[str, ...]] = {
    ROLLED_BACK: (OLDER,),
    "V-ALTERED": (READ, RESTORE),
    "V-ALTERED-SHUT": (RESTORE,),
    "V-FULL-SHUT": (READ,),
    "V-READ-ONLY-SHUT": (READ,),
    DAMAGED: (RESTORE, SALVAGE),
    "V-DATA-MISSING": (RESTORE,),
    "V-KEY-DAMAGED": (RESTORE,),
    "V-KEY-MISSING": (RESTORE,),
    "V-NOT-A-VAULT": (RESTORE,),
    KEYS_OLD: (RESTORE,),
    ENDED: (RESTORE,),
}
"""Actions offered after each failure to open a vault, besides another try."""
WORTH_A_TRY = {ROLLED_BACK, KEYS_OLD, ENDED}
"""Failures after which unlocking again is the primary action; after the others the first remedy is."""


class Doorway(Protocol):
    """Calls of the lock screen into the vault. Everything heavy behind them is loaded on the vault's own thread."""

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> "OpenVault":
        """Open a vault with its passphrase. `older_is_fine` accepts data that is older than the rollback witness."""

    def read(self, folder: Path, passphrase: str) -> "OpenVault":
        """Open a vault with its passphrase, to be read only."""

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> "OpenVault": ...

    def open_with_key(self, folder: Path, file: Path) -> "OpenVault":
        """Open a vault as a guest, with the private key in `file`."""

    def make(self, passphrase: str, again: str, name: str, role: str) -> "OpenVault":
        """Create a vault and open it."""

    def offered(self) -> str:
        """Return a random passphrase to offer."""

    def sentence(self, item: str) -> tuple[str, str]:
        """Return the words of a refusal: what happened, and what to do."""

    def last_used(self, folder: Path) -> datetime:
        """Return when a vault folder was last written to, in local time."""

    def damaged(self, folder: Path) -> bool:
        """Return True if the vault was found damaged while it was last open."""


def named(first: LockScreenPack, door: Doorway, vault: Path) -> str:
    """Return the label of one of several vaults: the start of its folder's name, and the day of its last use."""
    return first.lock.vault.format(name=vault.name[:4], day=day(first, door.last_used(vault)))


def emergency_button(first: LockScreenPack) -> Button:
    """Return the button to the emergency card, for every page before unlocking."""
    return Button(EMERGENCY, first.card.title, "stop", KEYS["emergency"])


def day(first: LockScreenPack, when: datetime) -> str:
    """Return a day in the format used after unlocking: 21 Nov 2026."""
    months = first.lock.months
    named = months[when.month - 1] if when.month <= len(months) else str(when.month)
    return f"{when.day} {named} {when.year}"
