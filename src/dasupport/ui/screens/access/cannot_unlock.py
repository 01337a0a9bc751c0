"""Trouble unlocking: recovery by code, shares, supervisor key or backup."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from dasupport.casework.recovery_code import find_wrong_groups
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Choice,
    ChoiceOption,
    Heading,
    Note,
    Paragraph,
    Row,
    Screen,
    TextField,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, OptionChosen, Pressed, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.access.failure_notice import add_dates
from dasupport.ui.screens.access.new_passphrase import NewPassphraseForm
from dasupport.ui.screens.access.open_failures import VaultAccessPort, build_emergency_button, format_vault_name
from dasupport.ui.screens.access.recovery_shares import build_share_fields, find_incomplete
from dasupport.ui.screens.access.refusal_place import CODE_REFUSALS, NO_REFUSAL, PlacedRefusal, place_refusal

if TYPE_CHECKING:
    from dasupport.actions.unlock import OpenVault


class CannotUnlockAction(StrEnum):
    """Keys of the buttons of this screen."""

    RECOVER = "go"
    KEY_FILE = "key-file"
    RESTORE = "restore"
    BACK = "back"
    EMERGENCY = "emergency"


class CannotUnlockField(StrEnum):
    """Keys of the fields of this screen."""

    HOW = "how"


TYPED, SECOND_SHARE = "typed", "other"
CODE, PARTS, KEY, BACKUP = "code", "parts", "key", "backup"


class CannotUnlockPresenter:
    """The page for trouble unlocking. It asks what the user has, then shows one form for it."""

    def __init__(
        self,
        pack: Pack,
        folder: Path | None,
        door: VaultAccessPort,
        run: JobRunner,
        opened: "Callable[[OpenVault], None]",
        ask_which: Callable[[], Path | None],
        restore: Callable[[], None],
        leave: Callable[[], None],
        emergency: Callable[[], None],
        *,
        several: bool = False,
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._pack = pack
        self._folder = folder
        self._vault_access = door
        self._has_several_vaults = several
        self._run = run
        self._on_opened = opened
        self.ask_open_path = ask_which
        self._go_to_restore = restore
        self._leave = leave
        self._emergency = emergency
        self._method = CODE if folder else BACKUP
        self._typed = {TYPED: "", SECOND_SHARE: ""}
        self._new_passphrase = NewPassphraseForm(
            pack.first, door.suggest_passphrase, run, lambda: self.on_change(), self._on_refused
        )
        self._is_busy = self._accepts_older = False
        self._refusal = NO_REFUSAL
        self._is_sent = False
        self._revision = 0
        self._new_passphrase.reset()

    def build_screen(self) -> Screen:
        labels = self._pack.labels.ways_in
        forms = {CODE: self._code_form, PARTS: self._shares_form}
        options = (
            ChoiceOption(CODE, labels.code, labels.code_sub),
            ChoiceOption(PARTS, labels.parts, labels.parts_sub),
            ChoiceOption(KEY, labels.key, labels.key_sub),
            ChoiceOption(BACKUP, labels.restore, labels.restore_sub),
        )
        how = (Choice(CannotUnlockField.HOW, labels.how, options, self._method),) if self._folder else ()
        blocks = (
            Heading(labels.title, labels.sub),
            *self._vault_note(),
            *how,
            *(forms[self._method]() if self._method in forms else self._backup_text()),
            *self._refusal.notes_above(
                CannotUnlockAction.BACK, CannotUnlockAction.RECOVER, CannotUnlockAction.KEY_FILE
            ),
            self._buttons(),
            Row((build_emergency_button(self._pack.first),), ends=True, key="more"),
        )
        primary = {
            CODE: CannotUnlockAction.RECOVER,
            PARTS: CannotUnlockAction.RECOVER,
            KEY: CannotUnlockAction.KEY_FILE,
            BACKUP: CannotUnlockAction.RESTORE,
        }[self._method]
        return Screen(
            f"ways-in:{self._revision}",
            blocks,
            focus=self._refusal.key or TYPED,
            primary=primary,
            back=CannotUnlockAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        self._new_passphrase.handle(intent)
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._typed[key] = text
            case OptionChosen(key=CannotUnlockField.HOW, value=value) if value:
                self._method, self._refusal, self._is_sent, self._accepts_older = value, NO_REFUSAL, False, False
                self._typed = {TYPED: "", SECOND_SHARE: ""}
            case Pressed(key=CannotUnlockAction.RECOVER) if not self._is_busy:
                self._recover()
            case Pressed(key=CannotUnlockAction.KEY_FILE) if not self._is_busy:
                self._open_with_key()
            case Pressed(key=CannotUnlockAction.RESTORE) if not self._is_busy:
                self._go_to_restore()
            case Pressed(key=CannotUnlockAction.EMERGENCY):
                self._emergency()
            case Pressed(key=CannotUnlockAction.BACK) if not self._is_busy:
                self._leave()
            case _:
                pass

    def _recover(self) -> None:
        folder, new, again = self._folder, self._new_passphrase.passphrase, self._new_passphrase.repeated
        typed = (self._typed[TYPED], self._typed[SECOND_SHARE] if self._method == PARTS else "")
        older = self._accepts_older
        if self._method == PARTS and find_incomplete(self._typed, (TYPED, SECOND_SHARE)):
            self._is_sent = True
            self._on_refused(Refusal(RefusalId.CODE_PARTS))
        elif folder is not None:
            self._run_opening(lambda: self._vault_access.recover(folder, typed, new, again, older_is_fine=older))

    def _open_with_key(self) -> None:
        folder, file = self._folder, self.ask_open_path()
        if folder is not None and file is not None:
            self._run_opening(lambda: self._vault_access.open_with_supervisor_key(folder, file))

    def _run_opening(self, job: "Callable[[], OpenVault]") -> None:
        self._is_busy, self._is_sent, self._refusal = True, True, NO_REFUSAL
        self._run(job, self._on_opened, self._on_refused)

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy = False
        self._accepts_older = (
            refusal.item == RefusalId.V_ROLLED_BACK
        )  # the user has been told now: a second press accepts the older data
        self._refusal = self._older_data_refusal(refusal) if self._accepts_older else self._place_refusal(refusal.item)
        self._revision += 1
        self.on_change()

    def _place_refusal(self, item: RefusalId) -> PlacedRefusal:
        """Return a refusal placed under the field that it is about, or above the buttons."""
        if self._method == KEY:
            return place_refusal(self._pack, item, CannotUnlockAction.KEY_FILE, of_field=False)
        if (
            self._method == PARTS
            and item in CODE_REFUSALS
            and (box := find_incomplete(self._typed, (TYPED, SECOND_SHARE)))
        ):
            return PlacedRefusal(box)  # the share's field shows itself what is missing
        about = TYPED if item in CODE_REFUSALS else self._new_passphrase.field_of_refusal(item)
        return place_refusal(self._pack, item, about or CannotUnlockAction.RECOVER, of_field=bool(about))

    def _older_data_refusal(self, refusal: Refusal) -> PlacedRefusal:
        """Return the warning about older data, with its dates.

        What was typed stays, so that the button can be pressed again on purpose.
        """
        say = add_dates(self._pack.first, self._pack.get_refusal_text(refusal.item).say, refusal)
        return PlacedRefusal(CannotUnlockAction.BACK, say, self._pack.labels.ways_in.older_do)

    def _code_form(self) -> tuple[Block, ...]:
        labels = self._pack.labels.ways_in
        wrong = find_wrong_groups(self._typed[TYPED])
        fault = labels.wrong.format(n=wrong[0]) if wrong else self._refusal.text_under(TYPED)
        typed = TextField(
            TYPED, labels.typed, self._typed[TYPED], labels.typed_hint, fault, width=52, hide_from_ime=True
        )
        return (Card((typed,), key="typed-card"), self._new_passphrase_card())

    def _shares_form(self) -> tuple[Block, ...]:
        fields = build_share_fields(
            self._pack, self._typed, (TYPED, SECOND_SHARE), sent=self._is_sent, told=self._refusal
        )
        return (Card(fields, key="typed-card"), self._new_passphrase_card())

    def _vault_note(self) -> tuple[Block, ...]:
        """Return a note that names the vault, if there are several."""
        if self._folder is None or not self._has_several_vaults:
            return ()
        vault = format_vault_name(self._pack.first, self._vault_access, self._folder)
        return (Note("calm", self._pack.labels.ways_in.meant.format(records=vault), key="meant"),)

    def _backup_text(self) -> tuple[Block, ...]:
        """Return the explanation of restoring, if no choice on the page gives it."""
        return () if self._folder else (Paragraph(self._pack.labels.ways_in.restore_sub),)

    def _new_passphrase_card(self) -> Card:
        labels = self._pack.labels.ways_in
        return Card(
            (
                Heading(labels.new, labels.new_sub, level=2),
                *self._new_passphrase.blocks(self._refusal.field, self._refusal.text),
            ),
            key="new",
        )

    def _buttons(self) -> Row:
        labels = self._pack.labels.ways_in
        back = Button(CannotUnlockAction.BACK, labels.back, icon="back", enabled=not self._is_busy)
        go = self._pack.first.lock.older if self._accepts_older else labels.go
        on = {
            CODE: Button(
                CannotUnlockAction.RECOVER, labels.going if self._is_busy else go, "primary", enabled=not self._is_busy
            ),
            KEY: Button(CannotUnlockAction.KEY_FILE, labels.choose, "primary", enabled=not self._is_busy),
            BACKUP: Button(CannotUnlockAction.RESTORE, labels.to_restore, "primary", enabled=not self._is_busy),
        }
        return Row((back, on.get(self._method, on[CODE])), ends=True, key="ways")
