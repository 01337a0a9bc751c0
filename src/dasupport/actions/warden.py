"""Who may do what: every verb asks here first, and the sensitive ones want the passphrase of the last minute."""

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
"""Wrong tries that cost nothing but their time; after them each costs a longer wait. Nothing is ever wiped."""
LONGEST = 60.0
"""Seconds that one waits at most between two tries."""


class Warden:
    """What the owner of an open vault may do, and until when a passphrase is good."""

    def __init__(self, vault: Vault, ticks: Ticks) -> None:
        self._vault = vault
        self._ticks = ticks
        self._may = may(vault.owner.role, vault.realm, reads=vault.reads)
        self._confirmed: float | None = None
        self._wrong = 0
        self._last = 0.0
        self._hands = 0
        """How often it went into other hands: what was typed before, and is worked out only after, counts no more."""

    def allows(self, act: Act) -> bool:
        """Whether the owner's role may do this at all."""
        return act in self._may

    def ask(self, act: Act) -> None:
        """Returns if this may be done now. Raises Refusal ROLE-…, PASS-AGAIN; touches nothing."""
        if not self.allows(act):
            raise Refusal(self._to_read() if self._vault.reads else NOT_YOURS)
        if act in SENSITIVE and not fresh(self._confirmed, self._ticks()):
            raise Refusal(AGAIN)

    def _to_read(self) -> str:
        """Why it is open to be read only."""
        if self._vault.altered:
            return TO_READ
        return NO_RIGHT if self._vault.takes_nothing else FULL

    def confirm(self, passphrase: str) -> bool:
        """Whether this is the vault's passphrase; if it is, it is good for a minute. Both answers are logged,
        unless the disk takes no more.

        Raises Refusal PASS-WAIT while one must wait after wrong tries, PASS-EMPTY where there is none: then nothing
        was tried.
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
        with suppress(Refusal):  # a disk that takes no line keeps nobody out of their own vault
            self._vault.do(lambda work: work.log.add(RIGHT if right else WRONG, ""))
        return right

    def forget(self) -> None:
        """Trust no passphrase that was typed before: the laptop goes into other hands."""
        self._hands += 1
        self._confirmed = None

    def _pause(self) -> float:
        return min(2.0 ** (self._wrong - FREE + 1), LONGEST) if self._wrong >= FREE else 0.0


class Guarded(Protocol):
    """A room of verbs that has a warden."""

    _warden: Warden


S = TypeVar("S", bound=Guarded)


def asks(act: Act) -> "Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]":
    """A verb that asks the warden first, before it looks at anything that it was given."""

    def guard(verb: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
        def asked(self: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            self._warden.ask(act)
            return verb(self, *args, **kwargs)

        update_wrapper(asked, verb)
        asked.__dict__["act"] = act
        return asked

    return guard
