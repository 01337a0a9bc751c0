"""Opening vaults: create one, open one by any credential, and the actions that an open vault offers."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from dasupport.actions.audit_log import AuditLog
from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.backups import Backups
from dasupport.actions.cover_pin import CoverPin
from dasupport.actions.credentials import parse_code, parse_shares
from dasupport.actions.key_management import KeyManagement
from dasupport.actions.page_drafts import PageDrafts
from dasupport.actions.passphrase_policy import policy_error
from dasupport.actions.people import People
from dasupport.actions.rescue_file import RescueFiles
from dasupport.actions.retention import Retention
from dasupport.actions.sessions import Sessions
from dasupport.actions.sheets import Sheets
from dasupport.casework.attributed_text import text_error
from dasupport.casework.audit_events import FAILED_ATTEMPTS
from dasupport.casework.ids import Clock, MonotonicClock, NewId, monotonic_seconds, random_id, utc_now
from dasupport.casework.realms import Realm
from dasupport.casework.roles import GUEST, Act, Role
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.read_only import open_read_only
from dasupport.vault.access.slots import change_passphrase
from dasupport.vault.data.metadata import Owner
from dasupport.vault.errors import RolledBack
from dasupport.vault.keys.credentials import Credential, SupervisorKey
from dasupport.vault.keys.kdf_calibration import calibrate_cost
from dasupport.vault.keys.key_file import KdfCost
from dasupport.vault.maintenance.backup_catalogue import back_up_before_upgrade, back_up_if_due
from dasupport.vault.sidecar import attempt_counter
from dasupport.vault.vault import Vault


class OpenVault:
    """All actions on a vault while it is open."""

    def __init__(
        self,
        vault: Vault,
        pack: Pack,
        now: Clock,
        new_id: NewId,
        since: MonotonicClock = monotonic_seconds,
        cost: KdfCost | None = None,
        made_with: str = "",
    ) -> None:
        self._vault = vault
        self._authoriser = Authoriser(vault, since)
        self.owner = vault.owner
        self.realm = vault.realm
        self.is_read_only = vault.is_read_only
        """True while the vault is open read-only."""
        self.is_altered = vault.is_altered
        """True while it is read-only because it was changed by something other than this program."""
        self.is_folder_read_only = vault.is_folder_read_only
        """True while it is read-only because its folder may not be written to.

        If both this and `is_altered` are false on a read-only vault, the disk is full.
        """
        self.people = People(vault, self._authoriser, pack.name, now, new_id)
        self.sessions = Sessions(vault, self._authoriser, now, new_id)
        self.page_drafts = PageDrafts(vault, self._authoriser, now)
        self.sheets = Sheets(vault, self._authoriser, pack, now)
        self.keys = KeyManagement(vault, self._authoriser, now, cost, made_with)
        self.backups = Backups(vault, self._authoriser, now)
        self.cover_pin = CoverPin(vault, self._authoriser)
        self.rescue_files = RescueFiles(vault, self._authoriser, now, new_id)
        self.retention = Retention(vault, self._authoriser, now, new_id)
        self.audit_log = AuditLog(vault, self._authoriser)

    def is_allowed(self, act: Act) -> bool:
        """Return True if the owner's role may do this at all; other actions are not offered."""
        return self._authoriser.is_allowed(act)

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Return True if this is the vault's passphrase; it is then valid for a minute. Raises Refusal PASS-…."""
        return self._authoriser.confirm_passphrase(passphrase)

    def forget_passphrase(self) -> None:
        """Forget the confirmed passphrase: the user who comes back to the page may be another."""
        self._authoriser.forget_passphrase()

    @requires(Act.FACE_PERSON)
    def face_person(self) -> None:
        """Record that the laptop faces the person: the confirmed passphrase is forgotten."""
        self._authoriser.forget_passphrase()

    @requires(Act.FACE_WORKER)
    def face_worker(self) -> None:
        """Record that the laptop faces the worker again: confirming the passphrase for it was logged."""

    @requires(Act.FACE_WORKER_BY_PIN)
    def face_worker_by_pin(self, tried: str) -> bool:
        """Return True if this is the PIN of the cover: it may end facing the person too, and nothing else."""
        return self.cover_pin.verify_pin(tried)

    def close(self) -> None:
        """Create a backup if one is due, then close the vault. Closing twice is harmless.

        The keys stay in memory until the process ends.
        """
        if not self._vault.is_open:
            return
        try:
            back_up_if_due(self._vault)
        finally:
            self._vault.close()


class Unlocker:
    """Creates and opens the vaults of one realm."""

    def __init__(
        self,
        realm: Realm,
        pack: Pack,
        cost: KdfCost | None = None,
        now: Clock = utc_now,
        new_id: NewId = random_id,
        fill: Callable[[Vault], None] | None = None,
    ) -> None:
        self._cost = cost
        self._door = VaultOpener(realm, cost or KdfCost(), now, back_up_before_upgrade)
        self._pack = pack
        self._now = now
        self._new_id = new_id
        self._fill_vault = fill

    def create(self, folder: Path, passphrase: str, again: str, name: str, role: str) -> OpenVault:
        """Create and open a vault. Raises Refusal: NAME-EMPTY, ROLE-EMPTY, PASS-…, V-…."""
        name = " ".join(name.split())
        if not name:
            raise Refusal(RefusalId.NAME_EMPTY)
        if role not in list(Role):
            raise Refusal(RefusalId.ROLE_EMPTY)
        if refused := text_error(name) or policy_error(passphrase, again, name):
            raise Refusal(refused)
        door = replace(self._door, cost=self._cost or calibrate_cost())
        return self._make_open_vault(door.create(folder, passphrase, Owner(name, role)), passphrase)

    def open(self, folder: Path, passphrase: str, *, older_is_fine: bool = False) -> OpenVault:
        """Open a vault. Raises Refusal V-…; V-ROLLED-BACK unless older data is accepted."""
        if not passphrase:
            raise Refusal(RefusalId.PASS_EMPTY)
        return self._make_open_vault(self._open_counting_attempts(folder, passphrase, older_is_fine=older_is_fine))

    def open_read_only(self, folder: Path, passphrase: str) -> OpenVault:
        """Open a vault read-only that was altered, or whose disk is full or may not be written to.

        Nothing in its folder is changed. Raises Refusal V-….
        """
        if not passphrase:
            raise Refusal(RefusalId.PASS_EMPTY)
        with attempt_counter.counting_attempts(folder):
            vault = open_read_only(folder, passphrase, self._door.realm, self._now)
        return OpenVault(vault, self._pack, self._now, self._new_id, cost=self._cost)

    def recover(
        self, folder: Path, typed: tuple[str, str], new: str, again: str, *, older_is_fine: bool = False
    ) -> OpenVault:
        """Open a vault by its recovery code, or by two recovery shares, and set a new passphrase; the old ones are
        revoked.

        Raises Refusal CODE-UNREAD, CODE-PARTS, PASS-…, V-…; then nothing has changed.
        """
        secret = parse_shares(*typed) if typed[1].strip() else parse_code(typed[0])
        vault = self._open_counting_attempts(folder, secret, older_is_fine=older_is_fine)
        try:
            self._replace_passphrase(vault, secret, new, again)
        except BaseException:
            vault.close()
            raise
        return self._make_open_vault(vault)

    def _replace_passphrase(self, vault: Vault, secret: Credential, new: str, again: str) -> None:
        if refused := policy_error(new, again, vault.owner.name):
            raise Refusal(refused)
        change_passphrase(vault, secret, new, self._cost or calibrate_cost(), at_once=True)

    def open_with_supervisor_key(self, folder: Path, private: str) -> OpenVault:
        """Open a vault as a guest with a supervisor key, to read: this is logged, and its owner is alerted.

        Raises Refusal V-…; OLDER-NOT-YOURS if the data is older, which only the owner may accept.
        """
        try:
            return self._make_open_vault(self._open_counting_attempts(folder, SupervisorKey(private)))
        except RolledBack:
            raise Refusal(RefusalId.OLDER_NOT_YOURS) from None

    def _open_counting_attempts(self, folder: Path, secret: Credential, *, older_is_fine: bool = False) -> Vault:
        with attempt_counter.counting_attempts(folder):
            return self._door.open(folder, secret, older_is_fine=older_is_fine)

    def _log_failed_attempts(self, vault: Vault) -> None:
        """Note earlier failed attempts in the vault and its log, if the owner opened it; a guest does not clear
        them.
        """
        if vault.owner.role != GUEST and (count := attempt_counter.read_attempt_count(vault.folder)):
            vault.failed_attempts = count
            with suppress(Refusal):
                vault.transact(lambda work: work.audit_chain.append(FAILED_ATTEMPTS, str(count)))
                attempt_counter.reset_counter(vault.folder)

    def _make_open_vault(self, vault: Vault, made_with: str = "") -> OpenVault:
        cost, first = self._cost, made_with if vault.realm != Realm.TRAINING else ""
        try:
            self._log_failed_attempts(vault)
            if self._fill_vault:
                self._fill_vault(vault)
            return OpenVault(vault, self._pack, self._now, self._new_id, cost=cost, made_with=first)
        except BaseException:
            vault.close()  # else the vault stays locked until the program ends
            raise
