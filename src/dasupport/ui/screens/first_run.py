"""The form shown if there is no vault yet: a name, a role and a new passphrase."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dasupport.casework.text import BROKEN_CHARACTER, NUL_FOUND, TOO_LONG
from dasupport.content.first_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Card, Choice, Choosable, Field, Heading, Note, Row, Screen
from dasupport.ui.intents import Chose, Intent, Left, Pressed, Typed
from dasupport.ui.running import Run
from dasupport.ui.screens.doorway import Doorway, emergency_button
from dasupport.ui.screens.phrase import OWN, SIX, NewPhrase

if TYPE_CHECKING:
    from dasupport.actions.access import OpenVault

MAKE, NAME, ROLE = "make", "name", "role"
ROLES = "worker", "supervisor", "trainer"
OF_NAME = {"NAME-EMPTY", TOO_LONG, NUL_FOUND, BROKEN_CHARACTER}


class FirstRun:
    """The form that replaces the lock screen while a vault is created."""

    def __init__(self, first: LockScreenPack, door: Doorway, run: Run, drawn: Callable[[], None]) -> None:
        self._first = first
        self._door = door
        self._drawn = drawn
        self._said = {NAME: "", ROLE: ROLES[0]}
        self._new = NewPhrase(first, door.offered, run, drawn, self.refuse)
        self._refused: tuple[str, str] | None = None
        self._refusals = 0
        self._item = ""

    def begin(self) -> None:
        """Clear the passphrase and the last refusal; the name stays."""
        self._refused = None
        self._new.begin()

    def handle(self, intent: Intent, *, busy: bool) -> None:
        """Take what was typed and chosen; while a vault is being created, nothing more of its passphrase."""
        if not busy:
            self._new.handle(intent)
            self._refused = None if intent in (Pressed(OWN), Pressed(SIX)) else self._refused
        match intent:
            case Typed(key=key, text=text) | Left(key=key, text=text) if key in self._said:
                self._said[key] = text
            case Chose(key=key, value=value) if key in self._said and value:
                self._said[key] = value
            case _:
                pass

    def making(self) -> "Callable[[], OpenVault]":
        """Return a job that creates a vault from the current values."""
        said, phrase, again = dict(self._said), self._new.phrase, self._new.again
        self._refused = None
        return lambda: self._door.make(phrase, again, said[NAME], said[ROLE])

    def refuse(self, refusal: Refusal) -> None:
        """Show why no vault was created, or why no passphrase could be suggested."""
        self._refused, self._item = self._door.sentence(refusal.item), refusal.item
        self._refusals += 1
        self._drawn()

    def screen(self, ways: tuple[Button, ...], *, busy: bool) -> Screen:
        """Return the screen; `ways` are the further buttons."""
        labels = self._first.lock
        roles = tuple(Choosable(value, getattr(labels, value)) for value in ROLES)
        beside = self._beside()
        said = " ".join(self._refused) if self._refused else ""
        in_name, new = said if beside == NAME else "", self._new.blocks(beside, said)
        make = Button(MAKE, labels.making if busy else labels.make, "primary", enabled=not busy)
        return Screen(
            f"first-run:{self._refusals}",
            (
                Heading(labels.welcome, labels.welcome_sub),
                Card(
                    (
                        Field(NAME, labels.name, self._said[NAME], labels.name_hint, in_name, width=40),
                        Choice(ROLE, labels.role, roles, self._said[ROLE]),
                    ),
                    key="who",
                ),
                Card((Heading(labels.phrase, labels.phrase_sub, level=2), *new), key="phrase"),
                *self._trouble(),
                Row((make, *ways, emergency_button(self._first)), ends=True, key="more"),
            ),
            focus=self._wanted(),
            primary=MAKE,
        )

    def _trouble(self) -> tuple[Block, ...]:
        """Return the refusal as a note, unless it is shown under its own field."""
        told = self._refused if not self._beside() else None
        return (Note("stop", *told, key="trouble"),) if told else ()

    def _beside(self) -> str:
        """Return the key of the field that the refusal is about, or ""."""
        if not self._refused:
            return ""
        return NAME if self._item in OF_NAME else self._new.wanted(self._item)

    def _wanted(self) -> str:
        """Return the key to focus: the refused field, the button if no field was refused, or at first the name."""
        return self._beside() or (MAKE if self._refused else NAME)
