"""Actions on the PIN that returns from the cover: set, removed, verified."""

from contextlib import suppress
from itertools import pairwise

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data import owner_alerts
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.keys import pin
from dasupport.vault.vault import Vault

MIN_DIGITS, MAX_DIGITS = 4, 8
RUN_STEPS = {0, 1, 9}
"""Steps between digits that make an easy PIN: the same digit, one up or one down, modulo ten."""


class CoverPin:
    """Actions on the PIN of an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser) -> None:
        self._vault = vault
        self._authoriser = warden
        self._stored: str = vault.transact(lambda work: work.metadata.get(pin.PIN_SETTING))

    @property
    def has_pin(self) -> bool:
        """Return True if the cover can be left without unlocking again."""
        return bool(self._stored)

    @requires(Act.SET_PIN)
    def set_pin(self, wanted: str, again: str) -> None:
        """Set a PIN; returns after COMMIT. Raises Refusal: PIN-DIGITS, PIN-EASY, PIN-DIFFERENT, V-…."""
        if refused := pin_error(wanted, again):
            raise Refusal(refused)
        self._store(pin.hash_pin(wanted), "pin-set")

    @requires(Act.SET_PIN)
    def remove_pin(self) -> None:
        """Remove the PIN: covering then closes the vault again."""
        self._store("", "pin-dropped")

    def may_be_pin(self, typed: str) -> bool:
        """Return True if there is a PIN and the text has the form of one."""
        return self.has_pin and looks_like_pin(typed)

    def verify_pin(self, tried: str) -> bool:
        """Return True if this is the PIN. Logged, unless the disk accepts no more writes or is gone."""
        right = self.has_pin and pin.verify_pin(self._stored, tried)
        with suppress(Refusal):
            self._vault.transact(lambda work: work.audit_chain.append("pin right" if right else "wrong pin", ""))
        return right

    def record_lockout(self) -> None:
        """Log that too many wrong PINs locked the open vault, and alert its owner."""
        self._vault.transact(lambda work: owner_alerts.log_and_alert(work, owner_alerts.PIN_LOCKED, ""))

    def _store(self, stored: str, action: str) -> None:
        def job(work: Transaction) -> None:
            if work.metadata.get(pin.PIN_SETTING) != stored:
                work.metadata.put(pin.PIN_SETTING, stored)
                work.audit_chain.append(action, "")

        self._vault.transact(job)
        self._stored = stored


def pin_error(wanted: str, again: str) -> RefusalId | None:
    """Return the refusal id if this PIN is not allowed, else None."""
    if not looks_like_pin(wanted):
        return RefusalId.PIN_DIGITS
    if is_easy(wanted):
        return RefusalId.PIN_EASY
    return None if wanted == again else RefusalId.PIN_DIFFERENT


def looks_like_pin(typed: str) -> bool:
    """Return True if a text has the form of a PIN: four to eight digits."""
    return MIN_DIGITS <= len(typed) <= MAX_DIGITS and typed.isascii() and typed.isdigit()


def is_easy(digits: str) -> bool:
    """Return True if the PIN is likely among the first three guesses: one digit repeated, a run, one pair
    repeated.
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    pairs = {digits[at : at + 2] for at in range(0, len(digits) - 1, 2)}
    return (len(steps) == 1 and steps <= RUN_STEPS) or (len(pairs) == 1 and len(digits) % 2 == 0)
