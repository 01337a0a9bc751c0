"""Backups: which there are, making one, trying the newest, carrying a copy off the machine."""

from pathlib import Path

from dasupport.actions.warden import Warden, asks
from dasupport.casework.ids import Clock
from dasupport.casework.roles import Act
from dasupport.casework.shelf import Shelf
from dasupport.refusal import Refusal
from dasupport.vault import shelf
from dasupport.vault.vault import Vault


class Backups:
    """What may be done with the backups of an open vault."""

    def __init__(self, vault: Vault, warden: Warden, now: Clock) -> None:
        self._vault = vault
        self._warden = warden
        self._now = now

    @asks(Act.SEE_BACKUPS)
    def shelf(self) -> Shelf:
        """Which backups there are, and what is known of them."""
        return shelf.shelf(self._vault)

    @asks(Act.BACK_UP)
    def make(self) -> Shelf:
        """Make one now. Raises Refusal V-…."""
        return shelf.make(self._vault)

    @asks(Act.BACK_UP)
    def drill(self) -> Shelf:
        """Try the newest one as if it were needed. Raises Refusal V-…; it is noted either way."""
        return shelf.drill(self._vault)

    @asks(Act.BACK_UP)
    def monthly(self) -> Shelf:
        """Try the newest one if that was not done for a month; how the backups stand then. It is never refused for
        what is found: the shelf says it."""
        now = shelf.shelf(self._vault)
        if now.drill_due(self._now()):
            try:
                return shelf.drill(self._vault)
            except Refusal:
                return shelf.shelf(self._vault)
        return now

    @asks(Act.BACK_UP_ELSEWHERE)
    def carry(self, path: Path) -> tuple[Shelf, bool]:
        """Copy the newest one to where the user says, never among the files of the vault; how they stand then, and
        whether the copy is on another disk.

        Raises Refusal SAVE-WHERE, V-….
        """
        try:
            if path.resolve().is_relative_to(self._vault.folder.resolve()):
                raise Refusal("SAVE-WHERE")
            return shelf.carry(self._vault, path)
        except (OSError, ValueError):
            raise Refusal("SAVE-WHERE") from None
