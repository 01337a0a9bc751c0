"""Overlay shown when the vault refuses words: retry, or save them encrypted to a file on another drive."""

from collections.abc import Callable

from dasupport.casework.shelf import DAMAGED
from dasupport.refusal import Refusal
from dasupport.ui.blocks import Block, Button, Note, Para, Row, Screen
from dasupport.ui.frame import LOCK
from dasupport.ui.intents import Intent, Pressed
from dasupport.ui.office import Office
from dasupport.ui.presenter import quiet
from dasupport.ui.screens.notice import CLOSE

AGAIN, ELSEWHERE = "not-kept-again", "not-kept-elsewhere"
ENDING = "words"


class NotKeptPage:
    """The overlay that says why the vault refuses the words. It stays until the worker has chosen what to do."""

    def __init__(self, office: Office, refusal: Refusal, close: Callable[[], None]) -> None:
        self.on_change: Callable[[], None] = quiet
        self._office = office
        self._why = refusal
        self._close = close
        self._failed = ""
        self._saved = False

    def screen(self) -> Screen:
        labels, first = self._office.pack.labels.words, self._first()
        wanted = CLOSE if self._saved else first.key
        return Screen(
            f"not-kept:{self._saved}:{self._failed}",
            (
                self._stands(),
                Para(labels.on_screen),
                Row(
                    (
                        first,
                        Button(ELSEWHERE, labels.elsewhere),
                        Button(CLOSE, labels.close, "primary" if self._saved else "quiet"),
                    ),
                    key="ways",
                ),
            ),
            focus=wanted,
            primary=wanted,
            back=CLOSE,
        )

    def _first(self) -> Button:
        """Return the button to retry; or, with damaged data, the button to lock.

        No retry helps with damaged data. Locking saves the words encrypted in a file beside the vault.
        """
        labels, look = self._office.pack.labels, "plain" if self._saved else "primary"
        if self._why.item == DAMAGED:
            return Button(LOCK, labels.backups.damaged_lock, look)
        return Button(AGAIN, labels.words.again, look)

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key="lock"):
                self._office.lock()
            case Pressed(key="not-kept-again"):
                self._close()
                self._office.again()
            case Pressed(key="not-kept-elsewhere"):
                self._elsewhere()
            case Pressed(key="refusal-close"):
                self._close()
            case _:
                pass

    def _elsewhere(self) -> None:
        office, labels = self._office, self._office.pack.labels.words
        path = office.ask_save(labels.save_title, labels.kind, f"{office.new_id()[:8]}.{ENDING}", ENDING)
        drafts = office.unkept
        if path:
            office.run(lambda: office.unlocked.rescue_files.save(drafts, path), lambda _: self._did(), self._not_done)

    def _did(self) -> None:
        self._saved, self._failed = True, ""
        self.on_change()

    def _not_done(self, refusal: Refusal) -> None:
        self._saved, self._failed = False, refusal.item
        self.on_change()

    def _stands(self) -> Block:
        """Return the note that says why the vault or the file took nothing; or that the words are in the file."""
        labels = self._office.pack.labels.words
        if self._saved:
            return Note("good", labels.saved, labels.saved_sub, key="done")
        words = self._office.pack.get_refusal_text(self._failed or self._why.item)
        return Note("stop", words.say, words.do, key="refusal")
