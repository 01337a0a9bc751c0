"""Key management: change the passphrase, set and try recovery codes, add supervisor keys, rotate all keys."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dasupport.actions import recovery_shares
from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.passphrase_policy import policy_error
from dasupport.actions.recovery_codes import confirm_typed, generate_code, generate_shares, parse_recovery_code
from dasupport.atomic_files import write_private
from dasupport.casework.ids import Clock
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.access import slots as ways
from dasupport.vault.access.opener import VaultOpener
from dasupport.vault.access.slots import KeySlotInfo
from dasupport.vault.data import owner_alerts
from dasupport.vault.data.owner_alerts import OwnerAlert
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.errors import FileExists, WrongPassphrase
from dasupport.vault.keys.credentials import (
    RECOVERY_CODE,
    RECOVERY_SHARES,
    SUPERVISOR_KEY,
    RecoveryCodeBits,
    RecoverySharesBits,
    generate_key_pair,
)
from dasupport.vault.keys.kdf_calibration import calibrate_cost
from dasupport.vault.keys.key_file import KdfCost
from dasupport.vault.maintenance import backup_catalogue
from dasupport.vault.maintenance.key_rotation import rotate_keys
from dasupport.vault.vault import Vault

__all__ = ["KeyManagement", "KeySlotInfo", "KeyStatus", "OwnerAlert", "generate_code", "generate_shares"]

CODE_TRIED, SHARES_TRIED = "code_tried", "parts_tried"
TRIAL_INTERVAL = timedelta(days=90)
"""Time after which the owner of a recovery code on paper is asked to find it and try it."""


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """The key slots of a vault, and what has to be reported about them."""

    slots: tuple[KeySlotInfo, ...]
    has_pending_passphrase: bool = False
    """True while a new passphrase was set and not used yet."""
    code_tried_at: datetime | None = None
    """Time of the last correct trial of the recovery code."""
    alerts: tuple[OwnerAlert, ...] = ()
    """Open alerts: the vault was opened without the passphrase, or with older data."""
    is_trial_due: bool = False
    last_closed_at: datetime | None = None
    """Time when the vault was last closed on this machine before this unlock."""
    last_opened_at: datetime | None = None
    """Time when it was last opened before this unlock."""
    shares_tried_at: datetime | None = None
    """Time of the last correct trial of two recovery shares."""
    failed_attempts: int = 0
    """Number of failed attempts before this unlock."""

    @property
    def code_slot(self) -> KeySlotInfo | None:
        """Return the slot of the recovery code, or None."""
        return next((way for way in self.slots if way.slot_type == RECOVERY_CODE), None)

    @property
    def shares_slot(self) -> KeySlotInfo | None:
        """Return the slot of the recovery shares, or None."""
        return next((way for way in self.slots if way.slot_type == RECOVERY_SHARES), None)

    @property
    def has_supervisor_key(self) -> bool:
        """Return True if a supervisor key opens the vault to read."""
        return any(way.slot_type == SUPERVISOR_KEY for way in self.slots)


def create_supervisor_key(file: Path) -> str:
    """Write a new supervisor private key to a file readable by its owner alone; return the public key.

    Raises Refusal V-FILE-EXISTS, SAVE-WHERE.
    """
    private, public = generate_key_pair()
    if file.exists():
        raise FileExists
    try:
        write_private(file, f"# public key: {public}\n{private}\n".encode("ascii"))
    except OSError:
        raise Refusal(RefusalId.SAVE_WHERE) from None
    return public


class KeyManagement:
    """Actions on the key slots of an open vault.

    Every change needs the passphrase itself, not only a recent confirmation: it decrypts the master key from
    its slot.
    """

    def __init__(self, vault: Vault, warden: Authoriser, now: Clock, cost: KdfCost | None, made_with: str = "") -> None:
        self._vault = vault
        self._authoriser = warden
        self._now = now
        self._cost = cost
        self._first_passphrase = made_with
        self.is_rotated = False
        """True once all keys were rotated: this vault is then closed, and must be opened again with the new
        credentials.
        """

    @requires(Act.SEE_KEYS)
    def get_status(self) -> KeyStatus:
        """Return the key slots, and what has to be reported about them."""
        found = ways.list_slots(self._vault)
        tried, alarms, before = self._vault.transact(_read_key_history)
        at = {RECOVERY_CODE: tried[0], RECOVERY_SHARES: tried[1]}
        since = [max(at[way.slot_type] or way.created_at, way.created_at) for way in found if way.slot_type in at]
        due = any(self._now() - last > TRIAL_INTERVAL for last in since)
        waiting, closed = self._vault.key_files.has_pending_change, self._vault.last_closed_at
        return KeyStatus(found, waiting, tried[0], alarms, due, closed, before, tried[1], self._vault.failed_attempts)

    @requires(Act.ACKNOWLEDGE)
    def acknowledge(self, seq: int) -> KeyStatus:
        """Acknowledge the alerts up to this audit row number; return the new status."""
        self._vault.transact(lambda work: owner_alerts.acknowledge(work, seq))
        return self.get_status()

    @requires(Act.CHANGE_KEYS)
    def change_passphrase(self, passphrase: str, new: str, again: str, *, at_once: bool = False) -> None:
        """Set another passphrase. The old one stays valid until the new one has been used, or is revoked at once.

        Raises Refusal PASS-…, V-….
        """
        if refused := policy_error(new, again, self._vault.owner.name):
            raise Refusal(refused)
        cost = self._cost or calibrate_cost()
        ways.change_passphrase(self._vault, passphrase, new, cost, at_once=at_once)

    @requires(Act.CHANGE_KEYS)
    def commit_pending(self, new: str) -> None:
        """Revoke the old passphrase now, though the vault has not been opened with the new one yet.

        The new one must be typed, so nobody is locked out. Raises Refusal V-PASS-WRONG, V-….
        """
        if not self._vault.key_files.can_unlock(self._vault.key_files.newest, new):
            raise WrongPassphrase
        ways.commit_pending(self._vault)

    @requires(Act.CHANGE_KEYS)
    def discard_pending(self, old: str) -> None:
        """Discard the new, unused passphrase; the old one must be typed. Raises Refusal V-PASS-WRONG, V-…."""
        if not self._vault.key_files.can_unlock(self._vault.key_files.older, old):
            raise WrongPassphrase
        ways.discard_pending(self._vault)

    @requires(Act.CHANGE_KEYS)
    def set_recovery_code(self, passphrase: str, code: str, typed: str) -> None:
        """Set a recovery code that was typed back; the previous one is revoked. Raises Refusal CODE-…, V-…."""
        made = confirm_typed(code, typed)
        ways.set_recovery_code(self._vault, passphrase, made)

    @requires(Act.SET_FIRST_CODE)
    def set_first_code(self, code: str, typed: str) -> None:
        """Set a recovery code right after the vault was created, with the passphrase that was just typed twice."""
        made = confirm_typed(code, typed)
        ways.set_recovery_code(self._vault, self._first_passphrase, made)
        self._first_passphrase = ""

    @property
    def needs_first_code(self) -> bool:
        """Return True if the vault was just created and its first recovery code was neither set nor skipped."""
        return bool(self._first_passphrase)

    @requires(Act.SET_FIRST_CODE)
    def skip_first_code(self) -> None:
        """Skip the first recovery code: the home page keeps reporting that there is none."""
        self._first_passphrase = ""

    @requires(Act.CHANGE_KEYS)
    def set_recovery_shares(self, passphrase: str, given: tuple[str, ...], one: str, other: str) -> None:
        """Set recovery shares, two of which were typed back. Raises Refusal CODE-…, V-…."""
        secret = recovery_shares.combine(one, other)
        if secret is None or recovery_shares.combine(given[0], given[1]) != secret:
            raise Refusal(RefusalId.CODE_PARTS)
        ways.set_recovery_code(self._vault, passphrase, RecoverySharesBits(secret))

    @requires(Act.TRY_RECOVERY)
    def try_recovery_code(self, typed: str) -> None:
        """Try the recovery code from paper: it must really decrypt the master key from its slot.

        Raises Refusal CODE-…, V-….
        """
        self._try_credential(parse_recovery_code(typed), CODE_TRIED)

    @requires(Act.TRY_RECOVERY)
    def try_recovery_shares(self, one: str, other: str) -> None:
        """Try two recovery shares in the same way. Raises Refusal CODE-PARTS, V-…."""
        secret = recovery_shares.combine(one, other)
        if secret is None:
            raise Refusal(RefusalId.CODE_PARTS)
        self._try_credential(RecoverySharesBits(secret), SHARES_TRIED)

    def _try_credential(self, code: RecoveryCodeBits | RecoverySharesBits, which: str) -> None:
        self._vault.key_files.unlock_slot(code)
        at = self._now().isoformat()

        def job(work: Transaction) -> None:
            work.metadata.put(which, at)
            work.audit_chain.append(which, "")

        self._vault.transact(job)

    @requires(Act.CHANGE_KEYS)
    def add_supervisor_key(self, passphrase: str, public: str) -> None:
        """Let a supervisor key open this vault: its owner is alerted whenever it is used. Raises Refusal V-…."""
        ways.add_supervisor_key(self._vault, passphrase, public)

    @requires(Act.CHANGE_KEYS)
    def revoke_slot(self, passphrase: str, id: str) -> None:
        """Revoke a key slot now. Raises Refusal V-LAST-KEY, V-…."""
        ways.revoke_slot(self._vault, passphrase, id)

    @requires(Act.ROTATE)
    def rotate_keys(self, passphrase: str, code: str, typed: str, new: tuple[str, str] | None) -> None:
        """Replace all keys, between two backups: one under the old keys, one under the new.

        `new` is a new passphrase, typed twice, or None to keep the present one on purpose. The vault is closed
        afterwards.
        Raises Refusal CODE-…, PASS-…, V-….
        """
        made = confirm_typed(code, typed)
        if new and new[0] == passphrase:
            raise Refusal(RefusalId.PASS_SAME)
        if new and (refused := policy_error(*new, self._vault.owner.name)):
            raise Refusal(refused)
        _require_newest_passphrase(self._vault, passphrase)
        backup_catalogue.create_backup(self._vault)
        rotate_keys(self._vault, passphrase, made, new[0] if new else None)
        self.is_rotated = True
        with suppress(Refusal):  # the new keys are valid: a failed second backup is reported on the home page
            _back_up_with_new_keys(self._vault, self._now, new[0] if new else passphrase)


def _require_newest_passphrase(vault: Vault, passphrase: str) -> None:
    """Require the newest passphrase, not the one it is about to replace. Raises Refusal PASS-WAITS, V-PASS-WRONG."""
    pair = vault.key_files
    if not pair.can_unlock(pair.newest, passphrase):
        raise Refusal(RefusalId.PASS_WAITS) if pair.can_unlock(pair.older, passphrase) else WrongPassphrase


def _back_up_with_new_keys(vault: Vault, now: Clock, passphrase: str) -> None:
    cost = vault.key_files.newest.key_file.slots[0].cost
    opened = VaultOpener(vault.realm, cost, now).open(vault.folder, passphrase)
    try:
        backup_catalogue.create_backup(opened)
    finally:
        opened.close()


def _read_key_history(work: Transaction) -> tuple[tuple[datetime | None, ...], tuple[OwnerAlert, ...], datetime | None]:
    """Return the times of the last trials of the code and the shares, the open alerts, and the previous opening."""
    said = (work.metadata.get(CODE_TRIED), work.metadata.get(SHARES_TRIED))
    opened = work.audit_chain.list_openings()
    before = opened[1] if len(opened) > 1 else None
    return tuple(datetime.fromisoformat(at) if at else None for at in said), owner_alerts.list_open_alerts(work), before
