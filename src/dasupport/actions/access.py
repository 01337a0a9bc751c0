"""Getting in and out: which vaults are here, making one, opening one, and what an open one allows."""

from collections.abc import Callable
from pathlib import Path

from dasupport.actions.passphrase import fault
from dasupport.actions.people import People
from dasupport.actions.printing import Printing
from dasupport.actions.sessions import Sessions
from dasupport.casework.ids import Clock, NewId, random_id, utc_now
from dasupport.casework.text import unkeepable
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault.door import Door
from dasupport.vault.key_file import Cost
from dasupport.vault.settings import Owner
from dasupport.vault.vault import Vault


class Unlocked:
    """All that may be done with a vault while it is open."""

    def __init__(self, vault: Vault, pack: Pack, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self.owner = vault.owner
        self.realm = vault.realm
        self.people = People(vault, pack.name, now, new_id)
        self.sessions = Sessions(vault, now, new_id)
        self.printing = Printing(vault, pack, now)

    def confirm(self, passphrase: str) -> bool:
        """Whether this is the vault's passphrase; asked again before the laptop is turned back."""
        return self._vault.confirm(passphrase)

    def close(self) -> None:
        """Close the vault; the keys are forgotten with the process."""
        self._vault.close()


class Access:
    """The way in to the vaults of one realm."""

    def __init__(
        self,
        realm: str,
        pack: Pack,
        cost: Cost | None = None,
        now: Clock = utc_now,
        new_id: NewId = random_id,
        fill: Callable[[Vault], None] | None = None,
    ) -> None:
        self._door = Door(realm, cost or Cost(), now)
        self._pack = pack
        self._now = now
        self._new_id = new_id
        self._fill = fill

    def make(self, folder: Path, passphrase: str, again: str, name: str, role: str) -> Unlocked:
        """A new vault. Raises Refusal: NAME-EMPTY, PASS-…, V-…."""
        name = " ".join(name.split())
        if not name:
            raise Refusal("NAME-EMPTY")
        if refused := unkeepable(name) or fault(passphrase, again, name):
            raise Refusal(refused)
        return self._unlocked(self._door.make(folder, passphrase, Owner(name, role)))

    def open(self, folder: Path, passphrase: str) -> Unlocked:
        """Open a vault. Raises Refusal V-…."""
        if not passphrase:
            raise Refusal("PASS-EMPTY")
        return self._unlocked(self._door.open(folder, passphrase))

    def _unlocked(self, vault: Vault) -> Unlocked:
        if self._fill:
            self._fill(vault)
        return Unlocked(vault, self._pack, self._now, self._new_id)
