"""The first page of all: a name, a role and a passphrase to keep, where no vault is yet."""

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
    """What the lock screen shows instead of its one question while a vault is to be made."""

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
        """Forget the passphrase that was typed here and what was refused; the name stays."""
        self._refused = None
        self._new.begin()

    def handle(self, intent: Intent, *, busy: bool) -> None:
        """Take what was typed and chosen; of the passphrase nothing more while a vault is being made with it."""
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
        """The job that makes a vault of what stands here now."""
        said, phrase, again = dict(self._said), self._new.phrase, self._new.again
        self._refused = None
        return lambda: self._door.make(phrase, again, said[NAME], said[ROLE])

    def refuse(self, refusal: Refusal) -> None:
        """Say why nothing was made, or no words could be offered."""
        self._refused, self._item = self._door.sentence(refusal.item), refusal.item
        self._refusals += 1
        self._drawn()

    def screen(self, ways: tuple[Button, ...], *, busy: bool) -> Screen:
        """The page, with what else may be done from it."""
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
        """What was refused, unless that stands under its own field."""
        told = self._refused if not self._beside() else None
        return (Note("stop", *told, key="trouble"),) if told else ()

    def _beside(self) -> str:
        """The field that a refusal is about, under which it is said; nothing where it is none."""
        if not self._refused:
            return ""
        return NAME if self._item in OF_NAME else self._new.wanted(self._item)

    def _wanted(self) -> str:
        """The field that was refused, or another try where none was; at first, the first one."""
        return self._beside() or (MAKE if self._refused else NAME)
