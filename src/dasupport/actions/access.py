"""Getting in and out: which vaults are here, making one, opening one, and what an open one allows."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dasupport.actions.backups import Backups
from dasupport.actions.covering import Covering
from dasupport.actions.jottings import Jottings
from dasupport.actions.keys import Keys
from dasupport.actions.opening import by_code, by_parts
from dasupport.actions.passphrase import fault
from dasupport.actions.people import People
from dasupport.actions.printing import Printing
from dasupport.actions.rescue import Rescue
from dasupport.actions.retention import Retention
from dasupport.actions.sessions import Sessions
from dasupport.actions.trail import Trails
from dasupport.actions.warden import Warden, asks
from dasupport.casework.ids import Clock, NewId, Ticks, random_id, ticks, utc_now
from dasupport.casework.roles import BY_KEY, TRAINING, Act, Role
from dasupport.casework.text import unkeepable
from dasupport.casework.trail import TRIES
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.vault import tries
from dasupport.vault.calibrate import calibrated
from dasupport.vault.door import Door
from dasupport.vault.faults import RolledBack
from dasupport.vault.key_file import Cost
from dasupport.vault.reading import open_to_read
from dasupport.vault.secret import Identity, Secret
from dasupport.vault.settings import Owner
from dasupport.vault.shelf import at_lock
from dasupport.vault.vault import Vault
from dasupport.vault.ways import change_passphrase


class Unlocked:
    """All that may be done with a vault while it is open."""

    def __init__(
        self, vault: Vault, pack: Pack, now: Clock, new_id: NewId, since: Ticks = ticks, cost: Cost | None = None,
        made_with: str = "",
    ) -> None:  # fmt: skip
        self._vault = vault
        self._warden = Warden(vault, since)
        self.owner = vault.owner
        self.realm = vault.realm
        self.reads = vault.reads
        """Whether it is open to be read only."""
        self.altered = vault.altered
        """Whether that is because something in it was changed by other hands."""
        self.takes_nothing = vault.takes_nothing
        """Whether, where it was not, nothing may be written in its folder; else the disk is full."""
        self.people = People(vault, self._warden, pack.name, now, new_id)
        self.sessions = Sessions(vault, self._warden, now, new_id)
        self.jottings = Jottings(vault, self._warden, now)
        self.printing = Printing(vault, self._warden, pack, now)
        self.keys = Keys(vault, self._warden, now, cost, made_with)
        self.backups = Backups(vault, self._warden, now)
        self.covering = Covering(vault, self._warden)
        self.rescue = Rescue(vault, self._warden, now, new_id)
        self.retention = Retention(vault, self._warden, now, new_id)
        self.trails = Trails(vault, self._warden)

    def allows(self, act: Act) -> bool:
        """Whether the owner's role may do this at all: what it may not is not offered."""
        return self._warden.allows(act)

    def confirm(self, passphrase: str) -> bool:
        """Whether this is the vault's passphrase; it is then good for a minute. Raises Refusal PASS-…."""
        return self._warden.confirm(passphrase)

    def forget(self) -> None:
        """No passphrase that was typed before is good any more: whoever comes back to the page may be another."""
        self._warden.forget()

    @asks(Act.TURN)
    def turn(self) -> None:
        """The laptop is turned to the person: no passphrase that was typed before is good any more."""
        self._warden.forget()

    @asks(Act.TURN_BACK)
    def turn_back(self) -> None:
        """The laptop is turned back to the worker: the passphrase that was typed for it stands in the log."""

    @asks(Act.TURN_BACK_BY_PIN)
    def turn_back_by_pin(self, tried: str) -> bool:
        """Whether this is the PIN of Cover: it turns the laptop back too, and is good for nothing else."""
        return self.covering.fits(tried)

    def close(self) -> None:
        """Make a backup where one is due, then close the vault; the keys are forgotten with the process. Closing twice
        is harmless."""
        if not self._vault.opened:
            return
        try:
            at_lock(self._vault)
        finally:
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
        self._cost = cost
        self._door = Door(realm, cost or Cost(), now)
        self._pack = pack
        self._now = now
        self._new_id = new_id
        self._fill = fill

    def make(self, folder: Path, passphrase: str, again: str, name: str, role: str) -> Unlocked:
        """A new vault. Raises Refusal: NAME-EMPTY, ROLE-EMPTY, PASS-…, V-…."""
        name = " ".join(name.split())
        if not name:
            raise Refusal("NAME-EMPTY")
        if role not in list(Role):
            raise Refusal("ROLE-EMPTY")
        if refused := unkeepable(name) or fault(passphrase, again, name):
            raise Refusal(refused)
        door = replace(self._door, cost=self._cost or calibrated())
        return self._unlocked(door.make(folder, passphrase, Owner(name, role)), passphrase)

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> Unlocked:
        """Open a vault. Raises Refusal V-…; V-ROLLED-BACK unless older data is fine."""
        if not passphrase:
            raise Refusal("PASS-EMPTY")
        return self._unlocked(self._opened(folder, passphrase, older_is_fine=older_is_fine))

    def read(self, folder: Path, passphrase: str) -> Unlocked:
        """Open a vault that was altered, or has no room or no right to work in, to be read only; nothing in its
        folder is changed. Raises Refusal V-…."""
        if not passphrase:
            raise Refusal("PASS-EMPTY")
        with tries.counted(folder):
            vault = open_to_read(folder, passphrase, self._door.realm, self._now)
        return Unlocked(vault, self._pack, self._now, self._new_id, cost=self._cost)

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> Unlocked:
        """Open a vault whose passphrase is forgotten, by its recovery code or by two parts of three, and give it a new
        passphrase; the old ones end. Raises Refusal CODE-UNREAD, CODE-PARTS, PASS-…, V-…; then nothing has changed.
        """
        secret = by_parts(*typed) if typed[1].strip() else by_code(typed[0])
        vault = self._opened(folder, secret, older_is_fine=older_is_fine)
        try:
            self._renew(vault, secret, new, again)
        except BaseException:
            vault.close()
            raise
        return self._unlocked(vault)

    def _renew(self, vault: Vault, secret: Secret, new: str, again: str) -> None:
        if refused := fault(new, again, vault.owner.name):
            raise Refusal(refused)
        change_passphrase(vault, secret, new, self._cost or calibrated(), at_once=True)

    def open_with_key(self, folder: Path, private: str) -> Unlocked:
        """Open a vault with a supervisor's key, to read: the log says so, and its owner is told.

        Raises Refusal V-…; OLDER-NOT-YOURS where only the owner may say that older data is fine.
        """
        try:
            return self._unlocked(self._opened(folder, Identity(private)))
        except RolledBack:
            raise Refusal("OLDER-NOT-YOURS") from None

    def _opened(self, folder: Path, secret: Secret, *, older_is_fine: bool = False) -> Vault:
        with tries.counted(folder):
            return self._door.open(folder, secret, older_is_fine=older_is_fine)

    def _told(self, vault: Vault) -> None:
        """Its owner, and nobody else, takes note of how often something wrong was tried before: the log says it too."""
        if vault.owner.role != BY_KEY and (count := tries.made(vault.folder)):
            vault.tries = count
            with suppress(Refusal):
                vault.do(lambda work: work.log.add(TRIES, str(count)))
                tries.forget(vault.folder)

    def _unlocked(self, vault: Vault, made_with: str = "") -> Unlocked:
        cost, first = self._cost, made_with if vault.realm != TRAINING else ""
        try:
            self._told(vault)
            if self._fill:
                self._fill(vault)
            return Unlocked(vault, self._pack, self._now, self._new_id, cost=cost, made_with=first)
        except BaseException:
            vault.close()  # or nobody could open it again before the program ends
            raise
