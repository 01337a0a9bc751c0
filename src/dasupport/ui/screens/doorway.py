"""What the pages before unlocking share: what they ask for, the verdicts and where they lead, the emergency card."""

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
"""Where each verdict on a vault leads, besides another try."""
WORTH_A_TRY = {ROLLED_BACK, KEYS_OLD, ENDED}
"""After these, unlocking may help; after the others the first lead does."""


class Doorway(Protocol):
    """What the lock screen can ask for; everything heavy behind it is loaded on the vault's own thread."""

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> "OpenVault": ...

    def read(self, folder: Path, passphrase: str) -> "OpenVault": ...

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> "OpenVault": ...

    def open_with_key(self, folder: Path, file: Path) -> "OpenVault": ...

    def make(self, passphrase: str, again: str, name: str, role: str) -> "OpenVault": ...

    def offered(self) -> str: ...

    def sentence(self, item: str) -> tuple[str, str]: ...

    def last_used(self, folder: Path) -> datetime: ...

    def damaged(self, folder: Path) -> bool: ...


def named(first: LockScreenPack, door: Doorway, vault: Path) -> str:
    """How one of several vaults is called: the beginning of its folder's name, and when it was last used."""
    return first.lock.vault.format(name=vault.name[:4], day=day(first, door.last_used(vault)))


def emergency_button(first: LockScreenPack) -> Button:
    """The way to the emergency card, on every page before unlocking."""
    return Button(EMERGENCY, first.card.title, "stop", KEYS["emergency"])


def day(first: LockScreenPack, when: datetime) -> str:
    """21 Nov 2026, as everywhere behind the lock screen."""
    months = first.lock.months
    named = months[when.month - 1] if when.month <= len(months) else str(when.month)
    return f"{when.day} {named} {when.year}"
