"""Overlay shown when the vault refuses words: retry, or save them encrypted to a file on another drive."""

from collections.abc import Callable
from enum import StrEnum

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import Block, Button, Note, Paragraph, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screens.overlay.refusal import RefusalAction
from dasupport.ui.session.chrome import LOCK
from dasupport.ui.session.context import SessionContext


class NotSavedAction(StrEnum):
    """Keys of the buttons of this screen."""

    RETRY = "not-kept-again"
    SAVE_RESCUE_FILE = "not-kept-elsewhere"
    LOCK = "lock"
    REFUSAL_CLOSE = "refusal-close"


RESCUE_FILE_SUFFIX = "words"


class NotSavedPresenter:
    """The overlay that says why the vault refuses the words. It stays until the worker has chosen what to do."""

    def __init__(self, context: SessionContext, refusal: Refusal, close: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = noop
        self._context = context
        self._vault_refusal = refusal
        self._close = close
        self._file_refusal_id: RefusalId | None = None
        self._is_saved = False

    def build_screen(self) -> Screen:
        labels, first = self._context.pack.labels.words, self._first_button()
        wanted = RefusalAction.CLOSE if self._is_saved else first.key
        return Screen(
            f"not-kept:{self._is_saved}:{self._file_refusal_id or ''}",
            (
                self._status_note(),
                Paragraph(labels.on_screen),
                Row(
                    (
                        first,
                        Button(NotSavedAction.SAVE_RESCUE_FILE, labels.elsewhere),
                        Button(RefusalAction.CLOSE, labels.close, "primary" if self._is_saved else "quiet"),
                    ),
                    key="ways",
                ),
            ),
            focus=wanted,
            primary=wanted,
            back=RefusalAction.CLOSE,
        )

    def _first_button(self) -> Button:
        """Return the button to retry; or, with damaged data, the button to lock.

        No retry helps with damaged data. Locking saves the words encrypted in a file beside the vault.
        """
        labels, look = self._context.pack.labels, "plain" if self._is_saved else "primary"
        if self._vault_refusal.item == RefusalId.V_DATA_DAMAGED:
            return Button(LOCK, labels.backups.damaged_lock, look)
        return Button(NotSavedAction.RETRY, labels.words.again, look)

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key=NotSavedAction.LOCK):
                self._context.locking.lock()
            case Pressed(key=NotSavedAction.RETRY):
                self._close()
                self._context.work.retry_saves()
            case Pressed(key=NotSavedAction.SAVE_RESCUE_FILE):
                self._save_rescue_file()
            case Pressed(key=NotSavedAction.REFUSAL_CLOSE):
                self._close()
            case _:
                pass

    def _save_rescue_file(self) -> None:
        office, labels = self._context, self._context.pack.labels.words
        path = office.files.ask_save_path(
            labels.save_title, labels.kind, f"{office.new_id()[:8]}.{RESCUE_FILE_SUFFIX}", RESCUE_FILE_SUFFIX
        )
        drafts = office.work.unsaved
        if path:
            office.run_job(
                lambda: office.open_vault.rescue_files.save(drafts, path),
                lambda _: self._on_saved(),
                self._on_file_refused,
            )

    def _on_saved(self) -> None:
        self._is_saved, self._file_refusal_id = True, None
        self.on_change()

    def _on_file_refused(self, refusal: Refusal) -> None:
        self._is_saved, self._file_refusal_id = False, refusal.item
        self.on_change()

    def _status_note(self) -> Block:
        """Return the note that says why the vault or the file took nothing; or that the words are in the file."""
        labels = self._context.pack.labels.words
        if self._is_saved:
            return Note("good", labels.saved, labels.saved_sub, key="done")
        words = self._context.pack.get_refusal_text(self._file_refusal_id or self._vault_refusal.item)
        return Note("stop", words.say, words.do, key="refusal")
