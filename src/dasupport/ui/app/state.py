"""The state of the application: four states, the transitions between them, and what a lock leaves to be told."""

from enum import Enum, auto
from typing import NamedTuple


class AppState(Enum):
    """What the window shows."""

    LOCKED = auto()
    """The lock screen, or a page reached from it."""
    COVERED = auto()
    """The neutral screen; the vault is open behind it only if a PIN can bring the page back."""
    UNLOCKED = auto()
    """A page of the open vault."""
    FACING_PERSON = auto()
    """The view for the person, with the laptop turned to them."""


WITH_VAULT = {
    AppState.COVERED: frozenset({AppState.UNLOCKED, AppState.FACING_PERSON}),
    AppState.UNLOCKED: frozenset({AppState.COVERED, AppState.FACING_PERSON}),
    AppState.FACING_PERSON: frozenset({AppState.COVERED, AppState.UNLOCKED}),
}
"""The transitions while a vault is open, besides locking, which is possible in every state."""
SEEN_BY_OTHERS = frozenset({AppState.COVERED, AppState.FACING_PERSON})
"""States in which others may see the screen: nothing private is shown then, nor what the program is for."""


class IllegalTransition(RuntimeError):
    """The application may not go from its state to the wanted one."""


class StateMachine:
    """Holds the state of the application, and the program that was unlocked. Refuses every other transition."""

    def __init__(self) -> None:
        self._state = AppState.LOCKED
        self._holder: object | None = None

    @property
    def state(self) -> AppState:
        """The state the application is in."""
        return self._state

    @property
    def is_seen_by_others(self) -> bool:
        """True if others may see the screen."""
        return self._state in SEEN_BY_OTHERS

    def is_held_by(self, holder: object) -> bool:
        """Return True if this is the program whose vault is open: it was not locked meanwhile."""
        return self._holder is holder

    def unlock(self, holder: object) -> None:
        """Go from the lock screen to the pages of a vault that `holder` has opened."""
        if self._state is not AppState.LOCKED or self._holder is not None:
            raise IllegalTransition(self._state, AppState.UNLOCKED)
        self._state, self._holder = AppState.UNLOCKED, holder

    def enter(self, holder: object, wanted: AppState) -> None:
        """Go to another state of the open vault; only its holder may. Staying is no transition."""
        if self._holder is not holder:
            raise IllegalTransition(self._state, wanted)
        if wanted is not self._state and wanted not in WITH_VAULT[self._state]:
            raise IllegalTransition(self._state, wanted)
        self._state = wanted

    def release(self) -> None:
        """End the open vault's hold on the window, from whichever state: from now on nothing can bring it back."""
        self._state, self._holder = AppState.LOCKED, None

    def show_locked(self, wanted: AppState) -> None:
        """Show the lock screen or the neutral screen, while no vault is open."""
        if self._holder is not None or wanted not in (AppState.LOCKED, AppState.COVERED):
            raise IllegalTransition(self._state, wanted)
        self._state = wanted


class LockReport(NamedTuple):
    """What a lock leaves for the next lock screen, in this process or the next, to tell."""

    words_lost: bool = False
    """True if the last lock could not save some words anywhere."""
    loss_is_new: bool = False
    """True if they were lost in this process, so that no lock screen has said so yet."""
    keys_renewed: bool = False
    """True if all keys were replaced."""
    is_final: bool = False
    """True if the operating system is ending the program: it is not started again to tell anything."""

    def merge(self, other: "LockReport") -> "LockReport":
        """Return what one of the two, or both, have to tell."""
        return LockReport(*(mine or theirs for mine, theirs in zip(self, other, strict=True)))


NOTHING_TO_TELL = LockReport()
