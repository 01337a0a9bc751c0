"""The form shown if there is no vault yet: a name, a role and a new passphrase."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import Block, Button, Card, Choice, ChoiceOption, Heading, Note, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Typed
from dasupport.ui.screens.access.new_passphrase import NewPassphraseAction, NewPassphraseForm
from dasupport.ui.screens.access.open_failures import VaultAccessPort, build_emergency_button

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault


class FirstRunAction(StrEnum):
    """Keys of the buttons of this screen."""

    CREATE = "make"


NAME, ROLE = "name", "role"
ROLES = "worker", "supervisor", "trainer"
NAME_REFUSALS = {RefusalId.NAME_EMPTY, RefusalId.REF_TEXT_LONG, RefusalId.REF_TEXT_NUL, RefusalId.REF_TEXT_BROKEN}


class FirstRunForm:
    """The form that replaces the lock screen while a vault is created."""

    def __init__(
        self, first: LockScreenPack, vault_access: VaultAccessPort, run: JobRunner, redraw: Callable[[], None]
    ) -> None:
        self._first = first
        self._vault_access = vault_access
        self._redraw = redraw
        self._values = {NAME: "", ROLE: ROLES[0]}
        self._new_passphrase = NewPassphraseForm(first, vault_access.suggest_passphrase, run, redraw, self.show_refusal)
        self._refusal_text: tuple[str, str] | None = None
        self._refusal_count = 0
        self._refusal_id: RefusalId | None = None

    def reset(self) -> None:
        """Clear the passphrase and the last refusal; the name stays."""
        self._refusal_text = None
        self._new_passphrase.reset()

    def handle(self, intent: Intent, *, busy: bool) -> None:
        """Take what was typed and chosen; while a vault is being created, nothing more of its passphrase."""
        if not busy:
            self._new_passphrase.handle(intent)
            self._refusal_text = (
                None
                if intent in (Pressed(NewPassphraseAction.USE_OWN), Pressed(NewPassphraseAction.USE_SUGGESTED))
                else self._refusal_text
            )
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._values:
                self._values[key] = text
            case OptionChosen(key=key, value=value) if key in self._values and value:
                self._values[key] = value
            case _:
                pass

    def prepare_creation(self) -> "Callable[[], OpenVault]":
        """Return a job that creates a vault from the current values."""
        said, phrase, again = dict(self._values), self._new_passphrase.passphrase, self._new_passphrase.repeated
        self._refusal_text = None
        return lambda: self._vault_access.create(phrase, again, said[NAME], said[ROLE])

    def show_refusal(self, refusal: Refusal) -> None:
        """Show why no vault was created, or why no passphrase could be suggested."""
        self._refusal_text, self._refusal_id = self._vault_access.refusal_sentence(refusal.item), refusal.item
        self._refusal_count += 1
        self._redraw()

    def build_screen(self, ways: tuple[Button, ...], *, busy: bool) -> Screen:
        """Return the screen; `ways` are the further buttons."""
        labels = self._first.lock
        roles = tuple(ChoiceOption(value, getattr(labels, value)) for value in ROLES)
        beside = self._refused_field()
        said = " ".join(self._refusal_text) if self._refusal_text else ""
        in_name, new = said if beside == NAME else "", self._new_passphrase.blocks(beside, said)
        make = Button(FirstRunAction.CREATE, labels.making if busy else labels.make, "primary", enabled=not busy)
        return Screen(
            f"first-run:{self._refusal_count}",
            (
                Heading(labels.welcome, labels.welcome_sub),
                Card(
                    (
                        TextField(NAME, labels.name, self._values[NAME], labels.name_hint, in_name, width=40),
                        Choice(ROLE, labels.role, roles, self._values[ROLE]),
                    ),
                    key="who",
                ),
                Card((Heading(labels.phrase, labels.phrase_sub, level=2), *new), key="phrase"),
                *self._refusal_notes(),
                Row((make, *ways, build_emergency_button(self._first)), ends=True, key="more"),
            ),
            focus=self._focus_key(),
            primary=FirstRunAction.CREATE,
        )

    def _refusal_notes(self) -> tuple[Block, ...]:
        """Return the refusal as a note, unless it is shown under its own field."""
        told = self._refusal_text if not self._refused_field() else None
        return (Note("stop", *told, key="trouble"),) if told else ()

    def _refused_field(self) -> str:
        """Return the key of the field that the refusal is about, or ""."""
        if not self._refusal_text:
            return ""
        return NAME if self._refusal_id in NAME_REFUSALS else self._new_passphrase.field_of_refusal(self._refusal_id)

    def _focus_key(self) -> str:
        """Return the key to focus: the refused field, the button if no field was refused, or at first the name."""
        return self._refused_field() or (FirstRunAction.CREATE if self._refusal_text else NAME)
