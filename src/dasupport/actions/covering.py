"""Actions on the PIN that returns from the cover: set, removed, verified."""

from contextlib import suppress
from itertools import pairwise

from dasupport.actions.warden import Warden, asks
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.vault import alarm, pin
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

FEWEST, MOST = 4, 8
RUNS = {0, 1, 9}
"""Steps between digits that make an easy PIN: the same digit, one up or one down, modulo ten."""


class Covering:
    """Actions on the PIN of an open vault."""

    def __init__(self, vault: Vault, warden: Warden) -> None:
        self._vault = vault
        self._warden = warden
        self._stored: str = vault.do(lambda work: work.settings.get(pin.KEY))

    @property
    def has_pin(self) -> bool:
        """Return True if the cover can be left without unlocking again."""
        return bool(self._stored)

    @asks(Act.SET_PIN)
    def keep(self, wanted: str, again: str) -> None:
        """Set a PIN; returns after COMMIT. Raises Refusal: PIN-DIGITS, PIN-EASY, PIN-DIFFERENT, V-…."""
        if refused := fault(wanted, again):
            raise Refusal(refused)
        self._put(pin.hashed(wanted), "pin-set")

    @asks(Act.SET_PIN)
    def drop(self) -> None:
        """Remove the PIN: covering then closes the vault again."""
        self._put("", "pin-dropped")

    def takes(self, typed: str) -> bool:
        """Return True if there is a PIN and the text has the form of one."""
        return self.has_pin and like_a_pin(typed)

    def fits(self, tried: str) -> bool:
        """Return True if this is the PIN. Logged, unless the disk accepts no more writes or is gone."""
        right = self.has_pin and pin.fits(self._stored, tried)
        with suppress(Refusal):
            self._vault.do(lambda work: work.log.add("pin right" if right else "wrong pin", ""))
        return right

    def gave_out(self) -> None:
        """Log that too many wrong PINs locked the open vault, and alert its owner."""
        self._vault.do(lambda work: alarm.noted(work, alarm.LOCKED, ""))

    def _put(self, stored: str, action: str) -> None:
        def job(work: Work) -> None:
            if work.settings.get(pin.KEY) != stored:
                work.settings.put(pin.KEY, stored)
                work.log.add(action, "")

        self._vault.do(job)
        self._stored = stored


def fault(wanted: str, again: str) -> str | None:
    """Return the refusal id if this PIN is not allowed, else None."""
    if not like_a_pin(wanted):
        return "PIN-DIGITS"
    if easy(wanted):
        return "PIN-EASY"
    return None if wanted == again else "PIN-DIFFERENT"


def like_a_pin(typed: str) -> bool:
    """Return True if a text has the form of a PIN: four to eight digits."""
    return FEWEST <= len(typed) <= MOST and typed.isascii() and typed.isdigit()


def easy(digits: str) -> bool:
    """Return True if the PIN is likely among the first three guesses: one digit repeated, a run, one pair
    repeated.
    """
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    pairs = {digits[at : at + 2] for at in range(0, len(digits) - 1, 2)}
    return (len(steps) == 1 and steps <= RUNS) or (len(pairs) == 1 and len(digits) % 2 == 0)
