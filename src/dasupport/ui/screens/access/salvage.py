"""Salvaging what can be read of a damaged vault, before unlocking; the result says how much that was."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.casework.backup_status import Backup
from dasupport.content.dates import format_datetime
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
    ListRow,
    ListRows,
    Note,
    Row,
    Screen,
)
from dasupport.ui.screen.intents import Intent, OptionChosen, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.access.credential_form import PASSPHRASE, SUPERVISOR_KEY, VISIBLE_METHODS, CredentialForm
from dasupport.ui.screens.access.new_passphrase import REPEAT, NewPassphraseForm
from dasupport.ui.screens.access.open_failures import (
    REMEDIES,
    RESTORE,
    VaultAccessPort,
    build_emergency_button,
    format_vault_name,
)
from dasupport.ui.screens.session.fields import format_refusal

if TYPE_CHECKING:
    from dasupport.actions.credentials import Credential
    from dasupport.actions.recovery import SalvageResult


class SalvageAction(StrEnum):
    """Keys of the buttons of this screen."""

    SALVAGE = "go"
    BACK = "back"
    EMERGENCY = "emergency"


class SalvageField(StrEnum):
    """Keys of the fields of this screen."""

    VAULT_CHOICE = "which"
    HOW = "how"


class Salvager(Protocol):
    """Copies what can be read of a damaged vault into a new vault on this laptop."""

    def salvage(self, folder: Path, secret: "Credential", new: tuple[str, str]) -> "SalvageResult": ...

    def list_backups(self) -> tuple[Backup, ...]: ...


class SalvagePresenter:
    """The page with the form to salvage a vault; after that, how much of how much was read."""

    def __init__(
        self,
        pack: Pack,
        folder: Path | None,
        vaults: tuple[Path, ...],
        door: VaultAccessPort,
        salvager: Salvager,
        run: JobRunner,
        ask_key: Callable[[], Path | None],
        in_sight: Callable[[bool], None],
        leave: Callable[[], None],
        restore: Callable[[], None],
        emergency: Callable[[], None],
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._pack = pack
        self._vaults = vaults
        self._chosen = folder or (vaults[-1] if vaults else None)
        self._vault_access = door
        self._salvager = salvager
        self._run = run
        self.credential_form = CredentialForm(pack, ask_key, pack.labels.salvaging, SalvageAction.SALVAGE)
        self._new_passphrase = NewPassphraseForm(
            pack.first, door.suggest_passphrase, run, lambda: self.on_change(), self._on_refused
        )
        self._set_code_visible = in_sight
        self._leave = leave
        self._go_to_restore = restore
        self._emergency = emergency
        self._is_busy = False
        self._refusal_id: RefusalId | None = None
        self._revision = 0
        self._result: SalvageResult | None = None
        self._backups_of_vault: tuple[Backup, ...] | None = None

    @property
    def is_salvaged(self) -> bool:
        """True once something has been salvaged."""
        return self._result is not None

    def build_screen(self) -> Screen:
        return self._form_screen() if self._result is None else self._result_screen(self._result)

    def handle(self, intent: Intent) -> None:
        if not self._is_busy:
            self.credential_form.handle(intent)
            self._new_passphrase.handle(intent)
        match intent:
            case OptionChosen(key=SalvageField.HOW) if not self._is_busy:
                self._on_credential_changed()
            case OptionChosen(key=SalvageField.VAULT_CHOICE, value=value) if value:
                self._chosen = Path(value)
            case Pressed(key=SalvageAction.EMERGENCY):
                self._emergency()
            case Pressed(key=key) if not self._is_busy:
                {
                    SalvageAction.SALVAGE: self._start_salvage,
                    RESTORE: self._go_to_restore,
                    SalvageAction.BACK: self._leave,
                }.get(key, noop)()
            case _:
                pass

    def _on_credential_changed(self) -> None:
        """Clear the refusal, and begin the new passphrase unless the credential is a passphrase itself."""
        self._refusal_id = None
        self._set_code_visible(self.credential_form.method in VISIBLE_METHODS)
        if self.credential_form.method != PASSPHRASE:
            self._new_passphrase.reset()

    def _start_salvage(self) -> None:
        if self._chosen is None:
            return
        if self.credential_form.move_misplaced_code():
            self._on_credential_changed()
            self._revision += 1
            self.on_change()
        elif taken := self.credential_form.take_credential():
            folder, new = self._chosen, (self._new_passphrase.passphrase, self._new_passphrase.repeated)
            self._is_busy, self._refusal_id = True, None
            self._set_code_visible(False)
            self._run(lambda: self._salvager.salvage(folder, taken(), new), self._on_salvaged, self._on_refused)

    def _on_salvaged(self, rest: "SalvageResult") -> None:
        self._is_busy, self._result = False, rest
        self.on_change()

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy, self._refusal_id = False, refusal.item
        self._revision += 1
        self._set_code_visible(self.credential_form.method in VISIBLE_METHODS)
        if self._needs_backup:
            self._run(self._salvager.list_backups, self._on_backups_listed, lambda _: None)
        elif not self._refused_new_field:
            self.credential_form.set_refusal(refusal.item)
        self.on_change()

    def _on_backups_listed(self, found: tuple[Backup, ...]) -> None:
        self._backups_of_vault = tuple(
            each for each in found if self._chosen and each.path.is_relative_to(self._chosen)
        )
        self._revision += 1  # the page is taller now: redraw it with the first field in view
        self.on_change()

    @property
    def _needs_backup(self) -> bool:
        """True while the last refusal means that only restoring a backup helps."""
        return self._refusal_id is not None and RESTORE in REMEDIES.get(self._refusal_id, ())

    def _form_screen(self) -> Screen:
        labels = self._pack.labels.salvaging
        look = "plain" if self._needs_backup else "primary"
        says = self._pack.labels.ways_in.choose if self.credential_form.method == SUPERVISOR_KEY else labels.go
        go = Button(SalvageAction.SALVAGE, labels.going if self._is_busy else says, look, enabled=not self._is_busy)
        restore = (Button(RESTORE, self._pack.first.lock.restore, "primary"),) if self._needs_backup else ()
        return Screen(
            f"salvaging:{self._revision}",
            (
                Heading(labels.title, labels.sub),
                *self._vault_choice(),
                *self.credential_form.blocks(),
                *self._new_passphrase_card(),
                *self._refusal_notes(),
                Row(
                    (Button(SalvageAction.BACK, labels.back, icon="back", enabled=not self._is_busy), go, *restore),
                    ends=True,
                    key="ways",
                ),
                Row((build_emergency_button(self._pack.first),), ends=True, key="more"),
            ),
            focus=RESTORE if self._needs_backup else self._focus_key(),
            primary=RESTORE if self._needs_backup else SalvageAction.SALVAGE,
            back=SalvageAction.BACK,
        )

    def _focus_key(self) -> str:
        """Return the key of the field to focus: the one that was refused, or the first that is empty."""
        if self.credential_form.method == SUPERVISOR_KEY and not self._new_passphrase.repeated:
            return REPEAT
        return self._refused_new_field or self.credential_form.find_focus_key()

    @property
    def _refused_new_field(self) -> str:
        """The key of the field of the new passphrase that was refused; "" if none was."""
        return (
            "" if self.credential_form.method == PASSPHRASE else self._new_passphrase.field_of_refusal(self._refusal_id)
        )

    def _new_passphrase_card(self) -> tuple[Block, ...]:
        """Return the form for a new passphrase; () if the credential is a passphrase, which then stays."""
        if self.credential_form.method == PASSPHRASE:
            return ()
        labels = self._pack.labels.salvaging
        heading = Heading(labels.new, labels.new_sub, level=2)
        said = format_refusal(self._pack, self._refusal_id) if self._refusal_id and self._refused_new_field else ""
        return (Card((heading, *self._new_passphrase.blocks(self._refused_new_field, said)), key="new"),)

    def _vault_choice(self) -> tuple[Block, ...]:
        if len(self._vaults) < 2:
            return ()
        first, door = self._pack.first, self._vault_access
        found = tuple(ChoiceOption(str(path), format_vault_name(first, door, path)) for path in reversed(self._vaults))
        return (Choice(SalvageField.VAULT_CHOICE, self._pack.labels.salvaging.which, found, str(self._chosen)),)

    def _refusal_notes(self) -> tuple[Block, ...]:
        """Return the refusal right above the button to restore, if restoring a backup is what helps."""
        if self._refusal_id is None or not self._needs_backup:
            return ()
        labels, sentence = self._pack.labels.salvaging, self._pack.get_refusal_text(self._refusal_id)
        lost = self._refusal_id == RefusalId.V_DATA_DAMAGED
        words = (labels.nothing, labels.nothing_do) if lost else (sentence.say, sentence.do)
        return (Note("stop", *words, key="trouble"), *self._backups_note())

    def _backups_note(self) -> tuple[Block, ...]:
        """Return a note with the times of the backups of the chosen vault."""
        if not self._needs_backup or self._backups_of_vault is None:
            return ()
        labels = self._pack.labels
        if not self._backups_of_vault:
            return (Note("care", labels.salvaging.no_backup, labels.salvaging.no_backup_sub, key="backups"),)
        moments = "; ".join(format_datetime(labels.dates, each.made_at) for each in self._backups_of_vault)
        return (Note("calm", labels.salvaging.backups, moments, key="backups"),)

    def _result_screen(self, rest: "SalvageResult") -> Screen:
        labels, found = self._pack.labels.salvaging, rest.salvaged
        counts = {
            labels.people: found.people,
            labels.sessions: found.sessions,
            labels.entries: found.entries,
            labels.lines: found.events,
        }
        lines = [
            ListRow(f"count:{number}", name, labels.count.format(read=count.read, known=count.known))
            for number, (name, count) in enumerate(counts.items())
        ]
        if found.orphaned:
            lines.append(ListRow("loose", labels.loose, str(found.orphaned)))
        done = Note("care", labels.done.format(name=rest.folder.name[:4]), labels.done_sub, key="done")
        counted = Card((ListRows(tuple(lines), labels.title),), key="counts")
        lacking = Note("calm", labels.lacking, labels.lacking_sub, key="lacking")
        to_lock = Row((Button(SalvageAction.BACK, labels.to_lock, "primary"),), key="ways")
        blocks = (Heading(labels.title), done, counted, lacking, to_lock)
        return Screen("salvaged", blocks, focus=SalvageAction.BACK, primary=SalvageAction.BACK, back=SalvageAction.BACK)
