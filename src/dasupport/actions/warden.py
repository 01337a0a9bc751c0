"""Authorisation: every action checks permission here first; sensitive ones need a passphrase typed within a
minute.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import update_wrapper
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from dasupport.casework.ids import Ticks
from dasupport.casework.roles import SENSITIVE, Act, fresh, may
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")
NOT_YOURS, AGAIN, WAIT = "ROLE-NOT-YOURS", "PASS-AGAIN", "PASS-WAIT"
TO_READ, FULL, NO_RIGHT = "ROLE-TO-READ", "ROLE-FULL", "ROLE-NO-RIGHT"
RIGHT, WRONG = "confirmed", "wrong passphrase"
FREE = 3
"""Number of wrong attempts without a wait; each further one doubles the wait. Nothing is ever wiped."""
LONGEST = 60.0
"""Maximum wait between two attempts, in seconds."""


class Warden:
    """Permissions of the user of an open vault, and how long a confirmed passphrase stays valid."""

    def __init__(self, vault: Vault, ticks: Ticks) -> None:
        self._vault = vault
        self._ticks = ticks
        self._may = may(vault.owner.role, vault.realm, reads=vault.reads)
        self._confirmed: float | None = None
        self._wrong = 0
        self._last = 0.0
        self._hands = 0
        """Number of times the passphrase was forgotten. A confirmation that started before, and finishes after, does
        not
        count.
        """

    def allows(self, act: Act) -> bool:
        """Return True if the user's role may do this at all."""
        return act in self._may

    def ask(self, act: Act) -> None:
        """Return if this may be done now. Raises Refusal ROLE-…, PASS-AGAIN; changes nothing."""
        if not self.allows(act):
            raise Refusal(self._to_read() if self._vault.reads else NOT_YOURS)
        if act in SENSITIVE and not fresh(self._confirmed, self._ticks()):
            raise Refusal(AGAIN)

    def _to_read(self) -> str:
        """Return the refusal id for why the vault is read-only."""
        if self._vault.altered:
            return TO_READ
        return NO_RIGHT if self._vault.takes_nothing else FULL

    def confirm(self, passphrase: str) -> bool:
        """Return True if this is the vault's passphrase; it is then valid for a minute.

        Both answers are logged, unless the disk accepts no more writes. Raises Refusal PASS-WAIT during the wait
        after
        wrong attempts, PASS-EMPTY if nothing was typed: then nothing was tried.
        """
        if not passphrase:
            raise Refusal("PASS-EMPTY")
        if self._ticks() - self._last < self._pause():
            raise Refusal(WAIT)
        asked = self._hands
        right = self._vault.confirm(passphrase)
        now = self._ticks()
        self._wrong, self._last = (0, 0.0) if right else (self._wrong + 1, now)
        self._confirmed = now if right and asked == self._hands else None
        with suppress(Refusal):  # a full disk must not keep owners out of their own vault
            self._vault.do(lambda work: work.log.add(RIGHT if right else WRONG, ""))
        return right

    def forget(self) -> None:
        """Forget the confirmed passphrase: somebody else may be using the laptop now."""
        self._hands += 1
        self._confirmed = None

    def _pause(self) -> float:
        return min(2.0 ** (self._wrong - FREE + 1), LONGEST) if self._wrong >= FREE else 0.0


class Guarded(Protocol):
    """A class of actions with an authoriser."""

    _warden: Warden


S = TypeVar("S", bound=Guarded)


def asks(act: Act) -> "Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]":
    """Decorate an action so that it checks permission before it looks at any of its arguments."""

    def guard(verb: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        def asked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            self._warden.ask(act)
            return verb(self, *args, **kwargs)

        update_wrapper(asked, verb)
        asked.__dict__["act"] = act
        return asked

    return guard
