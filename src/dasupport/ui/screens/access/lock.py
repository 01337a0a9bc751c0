"""The lock screen: unlock, create a first vault, or open training. It needs only the lock-screen part of the pack."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.content.lock_screen_labels import LockScreenPack
from dasupport.refusal import Refusal
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import Block, Button, Choice, ChoiceOption, Heading, Note, Row, Screen, TextField
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.access.failure_notice import OpenFailureNotice
from dasupport.ui.screens.access.first_run import FirstRunAction, FirstRunForm
from dasupport.ui.screens.access.open_failures import (
    ACCEPT_OLDER,
    READ_ONLY,
    RESTORE,
    SALVAGE,
    OpenFailuresAction,
    VaultAccessPort,
    build_emergency_button,
    format_vault_name,
)

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault


class LockAction(StrEnum):
    """Keys of the buttons of this screen."""

    OPEN = "open"
    TRAINING = "train"
    NEW_VAULT = "new"
    BACK = "return"
    CANNOT_UNLOCK = "ways-in"


PASSPHRASE_FIELD, VAULT_CHOICE = "passphrase", "which"


class LockPresenter:
    """Asks for the passphrase only. Without a vault, shows the first-run form instead."""

    def __init__(
        self,
        first: LockScreenPack,
        vaults: tuple[Path, ...],
        vault_access: VaultAccessPort,
        run: JobRunner,
        opened: "Callable[[OpenVault], None]",
        emergency: Callable[[], None],
        train: Callable[[], None] | None,
        training_phrase: str = "",
        trouble: Callable[[Path | None], None] | None = None,
        restore: Callable[[Path | None], None] | None = None,
        salvage: Callable[[Path | None], None] | None = None,
        *,
        renewed: bool = False,
        lost: bool = False,
        gone: bool = False,
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._first = first
        self._vaults = vaults
        self._vault_access = vault_access
        self._run = run
        self._on_opened = opened
        self._show_emergency = emergency
        self._start_training = train
        self._training_phrase = training_phrase
        self._page_links = {LockAction.CANNOT_UNLOCK: trouble, RESTORE: restore, SALVAGE: salvage}
        self._words_lost = lost
        self._is_folder_missing = gone and not vaults
        self._is_creating = not vaults and not gone
        self._is_rekeyed = renewed
        self._values = {PASSPHRASE_FIELD: "", VAULT_CHOICE: str(vaults[-1]) if vaults else ""}
        self._first_run = FirstRunForm(first, vault_access, run, lambda: self.on_change())
        self._failure = OpenFailureNotice(first, vault_access, several=len(vaults) > 1)
        self._is_busy = False
        self._check_damage_marker()
        if self._is_creating:
            self._first_run.reset()

    @property
    def is_busy(self) -> bool:
        """True while a vault is being opened or created."""
        return self._is_busy

    @property
    def has_no_vault(self) -> bool:
        """True if no vault is known."""
        return not self._vaults

    def build_screen(self) -> Screen:
        if self._is_creating:
            return self._first_run.build_screen(self._creation_buttons(), busy=self._is_busy)
        return self._missing_folder_screen() if self._is_folder_missing else self._unlock_screen()

    def handle(self, intent: Intent) -> None:
        if self._is_creating:
            self._first_run.handle(intent, busy=self._is_busy)
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._values:
                self._values[key] = text
            case OptionChosen(key=key, value=value) if key in self._values and value:
                self._values[key] = value
                if key == VAULT_CHOICE:
                    self._check_damage_marker()
            case Pressed(key=key):
                self._handle_press(key)
            case _:
                pass

    def _handle_press(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            LockAction.OPEN: self._open,
            ACCEPT_OLDER: lambda: self._open(older=True),
            READ_ONLY: self._open_read_only,
            **{way: partial(self._follow_link, way) for way in self._page_links},
            FirstRunAction.CREATE: lambda: self._run_opening(self._first_run.prepare_creation()),
            LockAction.TRAINING: self._start_training or noop,
            OpenFailuresAction.EMERGENCY: self._show_emergency,
            LockAction.NEW_VAULT: lambda: self._switch_form(making=True),
            LockAction.BACK: lambda: self._switch_form(making=False),
        }
        if key in acts and (not self._is_busy or key == OpenFailuresAction.EMERGENCY):
            acts[key]()

    def _open(self, *, older: bool = False) -> None:
        phrase, self._values[PASSPHRASE_FIELD] = self._values[PASSPHRASE_FIELD], ""
        folder = Path(self._values[VAULT_CHOICE])
        self._run_opening(lambda: self._vault_access.open(folder, phrase, older_is_fine=older))

    def _open_read_only(self) -> None:
        phrase, self._values[PASSPHRASE_FIELD] = self._values[PASSPHRASE_FIELD], ""
        folder = Path(self._values[VAULT_CHOICE])
        self._run_opening(lambda: self._vault_access.open_read_only(folder, phrase))

    def _follow_link(self, way: str) -> None:
        self._values[PASSPHRASE_FIELD] = ""
        if lead := self._page_links[way]:
            lead(Path(self._values[VAULT_CHOICE]) if self._values[VAULT_CHOICE] else None)

    def _check_damage_marker(self) -> None:
        """Ask if these records were found damaged while open, before anything is typed.

        Runs on the vault's own thread, which may still be closing them.
        """
        chosen = self._values[VAULT_CHOICE]
        self._failure.clear()
        if chosen:
            self._run(
                lambda: self._vault_access.is_damaged(Path(chosen)),
                partial(self._on_damage_known, chosen),
                lambda _: None,
            )

    def _on_damage_known(self, chosen: str, damaged: bool) -> None:
        if (
            damaged
            and chosen == self._values[VAULT_CHOICE]
            and not (self._is_busy or self._is_creating or self._failure.is_refused)
        ):
            self._failure.mark_damaged()
            self.on_change()

    def _switch_form(self, *, making: bool) -> None:
        self._is_creating = making
        self._values[PASSPHRASE_FIELD] = ""
        if making:
            self._failure.clear()
            self._first_run.reset()
        else:
            self._check_damage_marker()

    def _run_opening(self, job: "Callable[[], OpenVault]") -> None:
        self._is_busy = True
        self._failure.clear_refusal()
        self._run(job, self._on_vault_opened, self._on_refused)

    def _on_vault_opened(self, unlocked: "OpenVault") -> None:
        self._is_busy = False
        self._on_opened(unlocked)

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy = False
        if self._is_creating:
            self._first_run.show_refusal(refusal)
        else:
            self._failure.set_refusal(refusal)
            self.on_change()

    def _unlock_screen(self) -> Screen:
        labels = self._first.lock
        primary, ways = self._unlock_buttons()
        wrong = self._failure.is_wrong_passphrase  # then the other ways to unlock are shown next to it
        help = () if wrong else self._cannot_unlock_button(labels.trouble)
        return Screen(
            f"lock:{self._failure.refusal_count}",
            (
                Heading(labels.title, labels.sub),
                *self._rekeyed_note(),
                *self._lost_words_note(),
                *self._vault_choice(),
                self._passphrase_field(),
                *self._failure.build_notes(),
                Row((*ways, *(self._cannot_unlock_button(labels.other_ways, "plain") if wrong else ()))),
                self._more_row((*self._training_button(), *help, Button(LockAction.NEW_VAULT, labels.new, "quiet"))),
            ),
            focus=PASSPHRASE_FIELD,
            primary=primary,
            centred=True,
        )

    def _lost_words_note(self) -> tuple[Block, ...]:
        """Return the note that words were lost at the last lock; in one line if there is another message."""
        labels = self._first.lock
        sub = "" if self._failure else labels.lost_sub
        return (Note("stop", labels.lost, sub, key="lost"),) if self._words_lost else ()

    def _unlock_buttons(self) -> tuple[str, tuple[Button, ...]]:
        """Return the key of the primary button, and the buttons: another try, and the remedies of the last failure."""
        labels = self._first.lock
        leads = self._remedy_buttons()
        opens = Button(LockAction.OPEN, labels.opening if self._is_busy else labels.open, enabled=not self._is_busy)
        if leads and not self._failure.may_retry:
            first, *others = leads
            return first.key, (first._replace(look="primary"), *others, opens)
        return LockAction.OPEN, (opens._replace(look="primary"), *leads)

    def _more_row(self, ways: tuple[Button, ...]) -> Block:
        """Return the further buttons; the emergency card is always reachable, locked or not."""
        return Row((*ways, build_emergency_button(self._first)), ends=True, key="more")

    def _passphrase_field(self) -> TextField:
        labels, typing = self._first.lock, self._first.typing
        hint = labels.training_hint.format(phrase=self._training_phrase) if self._training_phrase else ""
        typed, fault = self._values[PASSPHRASE_FIELD], self._failure.typing_error_text()
        return TextField(PASSPHRASE_FIELD, labels.passphrase, typed, hint, fault, secret=True, width=44, typing=typing)

    def _vault_choice(self) -> tuple[Block, ...]:
        if len(self._vaults) < 2:
            return ()
        found = tuple(
            ChoiceOption(str(path), format_vault_name(self._first, self._vault_access, path))
            for path in reversed(self._vaults)
        )
        return (Choice(VAULT_CHOICE, self._first.lock.which, found, self._values[VAULT_CHOICE]),)

    def _training_button(self) -> tuple[Button, ...]:
        return (Button(LockAction.TRAINING, self._first.lock.train, "quiet"),) if self._start_training else ()

    def _cannot_unlock_button(self, label: str, look: str = "quiet") -> tuple[Button, ...]:
        """Return the button for a user who cannot unlock; none in training, which needs none."""
        return (Button(LockAction.CANNOT_UNLOCK, label, look),) if self._page_links[LockAction.CANNOT_UNLOCK] else ()

    def _remedy_buttons(self) -> tuple[Button, ...]:
        """Return the remedies of the last failure.

        Older data can be accepted, since a backup may have been restored on purpose. In training nothing can be
        restored or salvaged.
        """
        labels = self._first.lock
        says = {
            ACCEPT_OLDER: labels.older,
            READ_ONLY: labels.read_only,
            RESTORE: labels.restore,
            SALVAGE: labels.salvage,
        }
        leads = (way for way in self._failure.remedies if self._page_links.get(way, self._vault_access))
        return tuple(Button(way, says[way], enabled=not self._is_busy) for way in leads)

    def _rekeyed_note(self) -> tuple[Block, ...]:
        """Return the message of the previous process, that all keys were rotated, until an attempt fails."""
        labels = self._first.lock
        told = self._is_rekeyed and not self._failure
        return (Note("good", labels.renewed, labels.renewed_sub, key="renewed"),) if told else ()

    def _missing_folder_screen(self) -> Screen:
        """Return the screen for a vault that is known but whose folder is missing: restore a backup first, or start
        anew.
        """
        labels = self._first.lock
        restore = (Button(RESTORE, labels.restore, "primary"),) if self._page_links[RESTORE] else ()
        ways = Row((*restore, Button(LockAction.NEW_VAULT, labels.new)))
        blocks = (Heading(labels.gone, labels.gone_sub), ways, self._more_row(self._training_button()))
        return Screen("gone", blocks, focus=RESTORE, primary=RESTORE, centred=True)

    def _creation_buttons(self) -> tuple[Button, ...]:
        labels = self._first.lock
        back = (Button(LockAction.BACK, labels.back, "quiet"),) if self._vaults or self._is_folder_missing else ()
        return (*back, *self._training_button(), *self._cannot_unlock_button(labels.restore))
