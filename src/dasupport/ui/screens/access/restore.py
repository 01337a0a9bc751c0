"""Restoring from a backup before unlocking: which backup, the credential that opens it, and the result."""

from collections.abc import Callable
from datetime import tzinfo
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dasupport.casework.backup_status import Backup
from dasupport.content.dates import format_datetime
from dasupport.content.pack import Pack
from dasupport.refusal import Refusal
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.blocks import Block, Button, Choice, ChoiceOption, Heading, Note, Row, Screen
from dasupport.ui.screen.intents import Intent, OptionChosen, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.access.credential_form import SUPERVISOR_KEY, VISIBLE_METHODS, CredentialForm
from dasupport.ui.screens.access.open_failures import build_emergency_button

if TYPE_CHECKING:
    from dasupport.actions.credentials import Credential
    from dasupport.actions.recovery import RestoreResult, SalvageResult


class RestoreAction(StrEnum):
    """Keys of the buttons of this screen."""

    OTHER_FILE = "other"
    RESTORE = "restore"
    SALVAGE = "salvage"
    BACK = "back"
    EMERGENCY = "emergency"


class RestoreField(StrEnum):
    """Keys of the fields of this screen."""

    BACKUP_CHOICE = "which"
    HOW = "how"


class Restorer(Protocol):
    """Lists the backups of this laptop, and makes one of them, or another file, a vault again."""

    def list_backups(self) -> tuple[Backup, ...]: ...

    def restore(self, file: Path, secret: "Credential") -> "RestoreResult": ...

    def salvage(self, folder: Path, secret: "Credential", new: tuple[str, str]) -> "SalvageResult": ...


class RestorePresenter:
    """The page with the form to restore a backup; after that, the result."""

    def __init__(
        self,
        pack: Pack,
        restorer: Restorer,
        run: JobRunner,
        ask_which: Callable[[], Path | None],
        ask_key: Callable[[], Path | None],
        in_sight: Callable[[bool], None],
        leave: Callable[[], None],
        emergency: Callable[[], None],
        salvage: Callable[[], None] | None = None,
        zone: tzinfo | None = None,
    ) -> None:
        self.on_change: Callable[[], None] = noop
        self._pack = pack
        self._restorer = restorer
        self._run = run
        self.ask_open_path = ask_which
        self.credential_form = CredentialForm(pack, ask_key, pack.labels.restoring, RestoreAction.RESTORE)
        self._set_code_visible = in_sight
        self._leave = leave
        self._emergency = emergency
        self._zone = zone
        self._go_to_salvage = salvage
        self._backups: tuple[Backup, ...] | None = None
        self._other_file: Path | None = None
        self._chosen = ""
        self._is_busy = False
        self._revision = 0
        self._restored: RestoreResult | None = None
        run(restorer.list_backups, self._on_backups_listed, self._on_refused)

    @property
    def is_restored(self) -> bool:
        """True once a backup has been restored."""
        return self._restored is not None

    def build_screen(self) -> Screen:
        return self._form_screen() if self._restored is None else self._result_screen(self._restored)

    def handle(self, intent: Intent) -> None:
        if not self._is_busy:
            self.credential_form.handle(intent)
        match intent:
            case OptionChosen(key=RestoreField.HOW) if not self._is_busy:
                self._set_code_visible(self.credential_form.method in VISIBLE_METHODS)
            case OptionChosen(key=RestoreField.BACKUP_CHOICE, value=value) if value:
                self._chosen = value
            case Pressed(key=RestoreAction.EMERGENCY):
                self._emergency()
            case Pressed(key=key) if not self._is_busy:
                self._handle_press(key)
            case _:
                pass

    def _handle_press(self, key: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            RestoreAction.OTHER_FILE: self._choose_other_file,
            RestoreAction.RESTORE: self._start_restore,
            RestoreAction.SALVAGE: self._go_to_salvage or noop,
            RestoreAction.BACK: self._leave,
        }
        acts.get(key, noop)()

    def _on_backups_listed(self, found: tuple[Backup, ...]) -> None:
        self._backups = found
        self._revision += 1  # the page is taller now: redraw it with the first field in view
        if found and not self._chosen:
            self._chosen = str(found[0].path)
        self.on_change()

    def _choose_other_file(self) -> None:
        chosen = self.ask_open_path()
        if chosen is not None:
            self._other_file, self._chosen = chosen, str(chosen)

    def _start_restore(self) -> None:
        if self._chosen and (taken := self.credential_form.take_credential()):
            file = Path(self._chosen)
            self._is_busy = True
            self._set_code_visible(False)
            self._run(lambda: self._restorer.restore(file, taken()), self._on_restored, self._on_refused)

    def _on_restored(self, restored: "RestoreResult") -> None:
        self._is_busy, self._restored = False, restored
        self.on_change()

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy = False
        self.credential_form.set_refusal(refusal.item)
        self._revision += 1
        self._set_code_visible(self.credential_form.method in VISIBLE_METHODS)
        self.on_change()

    def _form_screen(self) -> Screen:
        labels = self._pack.labels.restoring
        go = self._pack.labels.ways_in.choose if self.credential_form.method == SUPERVISOR_KEY else labels.restore
        restore = Button(
            RestoreAction.RESTORE, labels.restoring if self._is_busy else go, "primary", enabled=not self._is_busy
        )
        salvage = (Button(RestoreAction.SALVAGE, labels.salvage, "quiet"),) if self._go_to_salvage else ()
        return Screen(
            f"restoring:{self._revision}",
            (
                Heading(labels.title, labels.sub),
                *self._backup_choice(),
                Row((Button(RestoreAction.OTHER_FILE, labels.other),), key="elsewhere"),
                *self.credential_form.blocks(),
                Row((Button(RestoreAction.BACK, labels.back, icon="back"), restore), ends=True, key="ways"),
                Row((*salvage, build_emergency_button(self._pack.first)), ends=True, key="more"),
            ),
            focus=self.credential_form.find_focus_key(),
            primary=RestoreAction.RESTORE,
            back=RestoreAction.BACK,
        )

    def _backup_choice(self) -> tuple[Block, ...]:
        labels = self._pack.labels.restoring
        options = [ChoiceOption(str(each.path), self._backup_label(each)) for each in self._backups or ()]
        if self._other_file:
            options.append(ChoiceOption(str(self._other_file), self._other_file.name))
        if options:
            return (Choice(RestoreField.BACKUP_CHOICE, labels.which, tuple(options), self._chosen),)
        return (Note("care", labels.none, labels.none_sub, key="none"),) if self._backups is not None else ()

    def _backup_label(self, kept: Backup) -> str:
        """Return the time of a backup; with its vault's name if there are backups of several vaults."""
        labels, at = self._pack.labels, format_datetime(self._pack.labels.dates, kept.made_at, self._zone)
        vaults = {each.path.parents[1] for each in self._backups or ()}
        return at if len(vaults) == 1 else labels.restoring.of.format(at=at, name=kept.path.parents[1].name[:4])

    def _result_screen(self, restored: "RestoreResult") -> Screen:
        labels = self._pack.labels.restoring
        at = format_datetime(self._pack.labels.dates, restored.at, self._zone)
        stayed = labels.mended_sub if restored.used_own_copy else labels.stayed_sub
        said = (labels.stayed, stayed) if restored.kept_data else (labels.done, labels.done_sub)
        notes = [Note("good", said[0].format(at=at), said[1], key="done")]
        if restored.missing_events:
            lacking = labels.lacking_sub.format(count=restored.missing_events)
            notes.append(Note("care", labels.lacking, lacking, key="lacking"))
        if restored.old_folder:
            aside = labels.aside_sub.format(name=restored.old_folder.name)
            notes.append(Note("calm", labels.aside, aside, key="aside"))
        if not restored.used_own_copy:
            notes.append(Note("care", labels.again, labels.again_sub, key="again"))
        to_lock = Row((Button(RestoreAction.BACK, labels.to_lock, "primary"),), key="ways")
        return Screen(
            "restored",
            (Heading(labels.title), *notes, to_lock),
            focus=RestoreAction.BACK,
            primary=RestoreAction.BACK,
            back=RestoreAction.BACK,
        )
