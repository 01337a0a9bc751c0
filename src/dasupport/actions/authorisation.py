"""Authorisation: every action checks permission here first; sensitive ones need a passphrase typed within a
minute.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import update_wrapper
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from dasupport.casework.ids import MonotonicClock
from dasupport.casework.roles import SENSITIVE_ACTS, Act, allowed_acts, is_fresh
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.vault import Vault

P = ParamSpec("P")
T = TypeVar("T")
CONFIRMED, WRONG_PASSPHRASE = "confirmed", "wrong passphrase"
FREE_ATTEMPTS = 3
"""Number of wrong attempts without a wait; each further one doubles the wait. Nothing is ever wiped."""
MAX_WAIT = 60.0
"""Maximum wait between two attempts, in seconds."""


class Authoriser:
    """Permissions of the user of an open vault, and how long a confirmed passphrase stays valid."""

    def __init__(self, vault: Vault, ticks: MonotonicClock) -> None:
        self._vault = vault
        self._clock = ticks
        self._allowed = allowed_acts(vault.owner.role, vault.realm, reads=vault.is_read_only)
        self._confirmed_at: float | None = None
        self._wrong_attempts = 0
        self._last_attempt_at = 0.0
        self._handovers = 0
        """Number of times the passphrase was forgotten. A confirmation that started before, and finishes after, does
        not
        count.
        """

    def is_allowed(self, act: Act) -> bool:
        """Return True if the user's role may do this at all."""
        return act in self._allowed

    def require(self, act: Act) -> None:
        """Return if this may be done now. Raises Refusal ROLE-…, PASS-AGAIN; changes nothing."""
        if not self.is_allowed(act):
            raise Refusal(self._read_only_refusal() if self._vault.is_read_only else RefusalId.ROLE_NOT_YOURS)
        if act in SENSITIVE_ACTS and not is_fresh(self._confirmed_at, self._clock()):
            raise Refusal(RefusalId.PASS_AGAIN)

    def _read_only_refusal(self) -> RefusalId:
        """Return the refusal id for why the vault is read-only."""
        if self._vault.is_altered:
            return RefusalId.ROLE_TO_READ
        return RefusalId.ROLE_NO_RIGHT if self._vault.is_folder_read_only else RefusalId.ROLE_FULL

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Return True if this is the vault's passphrase; it is then valid for a minute.

        Both answers are logged, unless the disk accepts no more writes. Raises Refusal PASS-WAIT during the wait
        after
        wrong attempts, PASS-EMPTY if nothing was typed: then nothing was tried.
        """
        if not passphrase:
            raise Refusal(RefusalId.PASS_EMPTY)
        if self._clock() - self._last_attempt_at < self._wait_seconds():
            raise Refusal(RefusalId.PASS_WAIT)
        asked = self._handovers
        right = self._vault.confirm_passphrase(passphrase)
        now = self._clock()
        self._wrong_attempts, self._last_attempt_at = (0, 0.0) if right else (self._wrong_attempts + 1, now)
        self._confirmed_at = now if right and asked == self._handovers else None
        with suppress(Refusal):  # a full disk must not keep owners out of their own vault
            self._vault.transact(lambda work: work.audit_chain.append(CONFIRMED if right else WRONG_PASSPHRASE, ""))
        return right

    def forget_passphrase(self) -> None:
        """Forget the confirmed passphrase: somebody else may be using the laptop now."""
        self._handovers += 1
        self._confirmed_at = None

    def _wait_seconds(self) -> float:
        return (
            min(2.0 ** (self._wrong_attempts - FREE_ATTEMPTS + 1), MAX_WAIT)
            if self._wrong_attempts >= FREE_ATTEMPTS
            else 0.0
        )


class HasAuthoriser(Protocol):
    """A class of actions with an authoriser."""

    _authoriser: Authoriser


S = TypeVar("S", bound=HasAuthoriser)


def requires(act: Act) -> "Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]":
    """Decorate an action so that it checks permission before it looks at any of its arguments."""

    def guard(verb: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        def asked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            self._authoriser.require(act)
            return verb(self, *args, **kwargs)

        update_wrapper(asked, verb)
        asked.__dict__["act"] = act
        return asked

    return guard
