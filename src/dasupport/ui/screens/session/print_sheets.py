"""Printed sheets of a session: the client sheet, which starts empty, and the file copy. Previewed before saving."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from dasupport.actions.sheets import ClientSheetChoice
from dasupport.casework.pages import SessionPage
from dasupport.casework.roles import Act
from dasupport.platform.device_check import TargetFolder
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Checkbox,
    Choice,
    Heading,
    Note,
    Paragraph,
    PdfPreview,
    Row,
    Screen,
)
from dasupport.ui.screen.intents import Intent, OptionChosen, Pressed, Toggled
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import InSession, SealedSession
from dasupport.ui.screens.session.fields import build_options
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor


class PrintAction(StrEnum):
    """Keys of the buttons of this screen."""

    SEE_PERSON = "see-person"
    SEE_FILE = "see-file"
    SAVE = "save"
    BACK = "back"


class PrintField(StrEnum):
    """Keys of the fields of this screen."""

    NEXT_STEP = "next-step"
    WHO_ELSE = "who-else"
    FILE_READER = "file-reader"


SERVICE = "service:"


class PrintPresenter:
    """The page that makes sheets. The chosen reader decides what a sheet contains; no choice makes no sheet."""

    def __init__(self, context: SessionContext, editor: SessionEditor, origin: SessionPage = SessionPage.CHECK) -> None:
        self.context = context
        self.editor = editor
        self._origin = origin
        self.on_change: Callable[[], None] = noop
        labels = context.pack.labels.papers
        self.ask_save_path: Callable[[str], Path | None] = lambda name: context.files.ask_save_path(
            labels.save_title, labels.file_kind, name, "pdf"
        )
        self._choice = ClientSheetChoice()
        self._file_reader = ""
        self._pdf = b""
        self._pdf_kind = ""
        self._refusal_id: RefusalId | None = None
        self._refused_kind = ""
        self._is_saved = self._has_undrawable_characters = False
        self._target_folder = TargetFolder()

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.papers
        return Screen(
            f"papers:{self.editor.record.session.id}",
            (
                Heading(labels.title, labels.sub),
                self._client_sheet_card(),
                self._file_copy_card(),
                *self._preview_blocks(),
                Row((Button(PrintAction.BACK, labels.back, icon="back"),), key="ways"),
            ),
            focus=PrintAction.SAVE if self._pdf and self.context.is_allowed(Act.PRINT) else "",
            back=PrintAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Toggled(key=key, on=on) if key.startswith(SERVICE):
                self._toggle_service(key.removeprefix(SERVICE), on=on)
            case Toggled(key=PrintField.NEXT_STEP, on=on):
                self._set_choice(ClientSheetChoice(self._choice.services, on, self._choice.who_else))
            case OptionChosen(key=PrintField.WHO_ELSE, value=value):
                self._set_choice(ClientSheetChoice(self._choice.services, self._choice.next_step, value))
            case OptionChosen(key=PrintField.FILE_READER, value=value):
                self._file_reader = value
                self._clear()
            case Pressed(key=key):
                self._handle_press(key)
            case _:
                pass

    def _handle_press(self, key: str) -> None:
        printing, record, session = self.context.open_vault.sheets, self.editor.record, self.editor.record.session
        if key == PrintAction.SEE_PERSON:
            choice = self._choice
            self._make_sheet(
                lambda: (
                    printing.make_client_sheet(record, choice),
                    printing.has_undrawable_characters(record, choice),
                ),
                "person",
            )
        elif key == PrintAction.SEE_FILE:
            reader = self._file_reader
            self._make_sheet(
                lambda: (printing.make_file_copy(record, reader), printing.has_undrawable_characters(record, reader)),
                "file",
            )
        elif key == PrintAction.SAVE:
            self._save()
        elif key == PrintAction.BACK:
            read = session.is_sealed or not self.editor.can_write
            self.context.go(SealedSession(session.id) if read else InSession(session.id, self._origin))

    def _toggle_service(self, service: str, *, on: bool) -> None:
        others = tuple(id for id in self._choice.services if id != service)
        self._set_choice(
            ClientSheetChoice((*others, service) if on else others, self._choice.next_step, self._choice.who_else)
        )

    def _set_choice(self, choice: ClientSheetChoice) -> None:
        self._choice = choice
        self._clear()

    def _clear(self) -> None:
        self._pdf, self._pdf_kind, self._refusal_id, self._refused_kind, self._is_saved = b"", "", None, "", False

    def _make_sheet(self, job: Callable[[], tuple[bytes, bool]], kind: str) -> None:
        self._clear()

        asked = (self._choice, self._file_reader)

        def refused(refusal: Refusal) -> None:
            if asked == (self._choice, self._file_reader):
                self._on_refused(refusal)

        def made(sheet: tuple[bytes, bool]) -> None:
            if asked != (self._choice, self._file_reader):
                return  # the choice changed while the sheet was made: this sheet is out of date
            (self._pdf, self._has_undrawable_characters), self._pdf_kind, self._refused_kind = sheet, kind, ""
            self.on_change()

        self._refused_kind = kind
        self.context.run_job(job, made, refused)

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_saved, self._refusal_id = False, refusal.item
        self.on_change()

    def _save(self) -> None:
        where = self.ask_save_path(self.context.pack.labels.papers.file_name)
        if where is None:
            return
        data, record = self._pdf, self.editor.record

        def save() -> TargetFolder:
            self.context.open_vault.sheets.save(record, data, where)
            return self.context.files.check_target_folder(where)

        def saved(place: TargetFolder) -> None:
            self._is_saved, self._refusal_id, self._target_folder = True, None, place
            self.context.work.plain_file_explained = True
            self.on_change()

        self.context.run_job(save, saved, self._on_refused)

    def _client_sheet_card(self) -> Block:
        pack = self.context.pack
        labels = pack.labels.papers
        printing, record = self.context.open_vault.sheets, self.editor.record
        unchecked = printing.list_unchecked(record)
        ticks = [
            Checkbox(
                f"{SERVICE}{id}",
                pack.services[id].name,
                id in self._choice.services,
                labels.unchecked if id in unchecked else "",
            )
            for id in printing.list_services(record)
        ]
        step = printing.get_next_step(record)
        if step:
            ticks.append(Checkbox(PrintField.NEXT_STEP, labels.next_step, self._choice.next_step, step))
        question = pack.refer.paper
        return Card(
            (
                Heading(labels.person, labels.person_sub, level=2),
                *(ticks or (Paragraph(labels.nothing_offered),)),
                Choice(PrintField.WHO_ELSE, question.ask, build_options(question.options), self._choice.who_else),
                Paragraph(question.why, "small"),
                *self._refusal_note("person"),
                Row((Button(PrintAction.SEE_PERSON, labels.see, "plain" if self._pdf else "primary"),)),
            ),
            key="person",
        )

    def _file_copy_card(self) -> Block:
        labels = self.context.pack.labels.papers
        question = self.context.pack.refer.file_readers
        return Card(
            (
                Heading(labels.file, labels.file_sub, level=2),
                Choice(PrintField.FILE_READER, question.ask, build_options(question.options), self._file_reader),
                Paragraph(question.why, "small"),
                *self._refusal_note("file"),
                Row((Button(PrintAction.SEE_FILE, labels.see),)),
            ),
            key="file",
        )

    def _refusal_note(self, kind: str) -> tuple[Block, ...]:
        """Return the note with the refusal of a sheet that could not be made, or of one that could not be saved.

        `kind` is the card the note belongs to: "person", "file", or "" for saving.
        """
        if not self._refusal_id or kind != self._refused_kind:
            return ()
        sentence = self.context.pack.get_refusal_text(self._refusal_id)
        return (Note("stop", sentence.say, sentence.do, key="fault"),)

    def _preview_blocks(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.papers
        if not self._pdf:
            return ()
        head = labels.preview_person if self._pdf_kind == "person" else labels.preview_file
        plain = (
            ()
            if self.context.work.plain_file_explained
            else (Note("care", labels.plain, labels.plain_sub, key="plain"),)
        )
        may = self.context.is_allowed(Act.PRINT)
        way = (Button(PrintAction.SAVE, labels.save, "primary"),) if may else ()
        save = Row((Heading(head, labels.preview_sub if may else "", level=2), *way), ends=may, key="save")
        letters = (
            (Note("care", labels.letters, labels.letters_sub, key="letters"),)
            if self._has_undrawable_characters
            else ()
        )
        return (
            save,
            *self._refusal_note(""),
            *plain,
            *self._saved_notes(),
            *letters,
            PdfPreview(self._pdf, labels.page),
        )

    def _saved_notes(self) -> tuple[Block, ...]:
        """Return a note that the sheet was saved, with warnings about the folder it is in now."""
        labels, place = self.context.pack.labels.papers, self._target_folder
        if not self._is_saved:
            return ()
        found = (
            ("stick", place.is_removable, labels.stick, labels.stick_sub),
            ("copied", place.synced_by, labels.copied.format(name=place.synced_by), labels.copied_sub),
            ("elsewhere", place.is_remote, labels.elsewhere, labels.elsewhere_sub),
        )
        cares = (Note("care", say, do, key=f"place-{key}") for key, holds, say, do in found if holds)
        return (Note("good", labels.saved, labels.saved_sub, key="saved"), *cares)
