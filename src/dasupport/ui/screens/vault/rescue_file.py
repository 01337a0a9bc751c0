"""Words read back from a rescue file: each is restored to its page, or offered next to newer words there."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from dasupport.casework.entry import Answer, Draft, list_texts
from dasupport.casework.page_draft import is_page_draft, is_real_name
from dasupport.casework.rescue_outcome import RecoveredText, RecoveryOutcome
from dasupport.refusal import Refusal
from dasupport.ui.screen.blocks import Block, Button, Card, Heading, Note, Paragraph, Row, Screen
from dasupport.ui.screen.intents import Intent, Pressed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import Settings
from dasupport.ui.session.context import SessionContext


class RescueFileAction(StrEnum):
    """Keys of the buttons of this screen."""

    CHOOSE_FILE = "words-choose"
    BACK = "back"
    CANCEL_DISCARD = "words-keep"


REPLACE, ADD_ADDENDUM = "words-put:", "words-add:"
DISCARD, CONFIRM_DISCARD, SHOW_NAME = "words-throw:", "words-thrown:", "words-show:"


class RescueFilePresenter:
    """The page that reads a rescue file and shows the outcome of every text in it. Newer words are not overwritten."""

    def __init__(self, context: SessionContext) -> None:
        self.context = context
        self.on_change: Callable[[], None] = noop
        self._recovered: tuple[RecoveredText, ...] | None = context.work.recovered_texts or None
        self._is_file_at_lock = bool(self._recovered)
        """True if the words come from the rescue file beside the vault.

        They are shown at every unlocking until they are discarded.
        """
        self._discard_asked: int | None = None
        """Index of the text that is about to be discarded; None while nothing is to be confirmed."""
        self._was_discarded = False
        self._revealed: tuple[Draft, ...] = ()
        """Drafts of real names that were revealed on request, and logged; all others are masked."""
        self._refusal_text: tuple[str, str] | None = None
        self._revision = 0
        context.work.recovered_texts = ()

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.words
        return Screen(
            f"words:{self._revision}",
            (
                Heading(labels.title, labels.sub),
                *self._result_blocks(),
                Row((Button(RescueFileAction.CHOOSE_FILE, labels.choose, "primary"),), key="choose"),
                Row((Button(RescueFileAction.BACK, labels.settings, icon="back"),), key="ways"),
            ),
            focus=RescueFileAction.CHOOSE_FILE if self._discard_asked is None else RescueFileAction.CANCEL_DISCARD,
            primary=RescueFileAction.CHOOSE_FILE,
            back=RescueFileAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Pressed(key=RescueFileAction.CHOOSE_FILE):
                self._choose_file()
            case Pressed(key=RescueFileAction.BACK):
                self.context.go(Settings())
            case Pressed(key=key) if key.startswith((REPLACE, ADD_ADDENDUM)):
                self._apply_text(int(key.rpartition(":")[2]), adding=key.startswith(ADD_ADDENDUM))
            case Pressed(key=key) if key.startswith(DISCARD):
                self._ask_to_discard(int(key.removeprefix(DISCARD)))
            case Pressed(key=key) if key.startswith(CONFIRM_DISCARD):
                self._discard(int(key.removeprefix(CONFIRM_DISCARD)))
            case Pressed(key=RescueFileAction.CANCEL_DISCARD):
                self._ask_to_discard(None)
            case Pressed(key=key) if key.startswith(SHOW_NAME):
                self._reveal_name(int(key.removeprefix(SHOW_NAME)))
            case _:
                pass

    def _choose_file(self) -> None:
        labels, rescue = self.context.pack.labels.words, self.context.open_vault.rescue_files
        path = self.context.files.ask_open_path(labels.open_title, labels.kind)
        if path:
            self.context.run_job(lambda: rescue.read_file(path), self._on_file_read, self._on_refused)

    def _on_file_read(self, found: tuple[RecoveredText, ...]) -> None:
        self._is_file_at_lock, self._revealed = False, ()
        self._show_texts(found)

    def _reveal_name(self, number: int) -> None:
        """Show a real name, and the name now in its place, once the audit log has the event."""
        draft = (self._recovered or ())[number].draft
        self.context.run_job(
            self.context.open_vault.page_drafts.log_name_reveal,
            lambda _: self._on_name_revealed(draft),
            self._on_refused,
        )

    def _on_name_revealed(self, draft: Draft) -> None:
        self._revealed, self._refusal_text = (*self._revealed, draft), None
        self._revision += 1
        self.on_change()

    def _is_masked(self, found: RecoveredText) -> bool:
        return is_real_name(found.draft) and found.draft not in self._revealed

    def _ask_to_discard(self, number: int | None) -> None:
        self._discard_asked = number
        self._revision += 1
        self.on_change()

    def _discard(self, number: int) -> None:
        """Remove a text from the file beside the vault, and from this page."""
        found = self._recovered or ()
        draft, rest, rescue = (
            found[number].draft,
            found[:number] + found[number + 1 :],
            self.context.open_vault.rescue_files,
        )
        self.context.run_job(
            lambda: rescue.discard(draft), lambda _: self._show_texts(rest, thrown=True), self._on_refused
        )

    def _apply_text(self, number: int, *, adding: bool) -> None:
        """Put one text in place of newer words, or add it to a sealed session as an addendum."""
        draft, unlocked = (self._recovered or ())[number].draft, self.context.open_vault
        reason = self.context.pack.labels.words.reason

        def job() -> None:
            if adding:
                unlocked.sessions.add_addendum(draft.session, "\n".join(filter(None, list_texts(draft.answer))), reason)
            else:
                unlocked.rescue_files.replace_newer(draft)

        self.context.run_job(job, lambda _: self._on_applied(number), self._on_refused)

    def _on_applied(self, number: int) -> None:
        found = list(self._recovered or ())
        found[number] = replace(found[number], outcome=RecoveryOutcome.RESTORED)
        self._show_texts(tuple(found))

    def _show_texts(self, found: tuple[RecoveredText, ...], *, thrown: bool = False) -> None:
        self._recovered, self._refusal_text, self._discard_asked, self._was_discarded = found, None, None, thrown
        self.context.page_drafts.load()
        if self.context.editor and not self.context.editor.has_unsaved:
            self.context.work.close_session(self.context.editor.record.session.id)
        self._revision += 1
        self.on_change()

    def _on_refused(self, refusal: Refusal) -> None:
        words = self.context.pack.get_refusal_text(refusal.item)
        self._refusal_text = words.say, words.do
        self._revision += 1
        self.on_change()

    def _result_blocks(self) -> tuple[Block, ...]:
        refused = (Note("stop", *self._refusal_text, key="trouble"),) if self._refusal_text else ()
        if self._recovered is None:
            return refused
        others = [
            (at, each)
            for at, each in enumerate(self._recovered)
            if each.outcome not in (RecoveryOutcome.RESTORED, RecoveryOutcome.ALREADY_SAVED)
        ]
        return (*refused, self._summary_note(), *(self._text_card(at, each) for at, each in others))

    def _summary_note(self) -> Note:
        labels = self.context.pack.labels.words
        if self._was_discarded:
            return Note("good", labels.thrown)
        if not self._recovered:
            return Note("calm", labels.nothing)
        back = sum(
            each.outcome in (RecoveryOutcome.RESTORED, RecoveryOutcome.ALREADY_SAVED) for each in self._recovered
        )
        return Note(
            "good" if back == len(self._recovered) else "care", labels.back.format(n=back, all=len(self._recovered))
        )

    def _text_card(self, at: int, found: RecoveredText) -> Block:
        """Return the card of one text: what the file holds and what is in the vault now; real names are masked."""
        labels, hides = self.context.pack.labels.words, self._is_masked(found)
        kind = getattr(self.context.pack.labels.kinds, found.draft.slot.kind.value)
        why = {
            RecoveryOutcome.NEWER_EXISTS: labels.beside,
            RecoveryOutcome.SEALED: labels.sealed,
            RecoveryOutcome.TARGET_MISSING: labels.lost,
        }[found.outcome]
        stands = self._format_answer(found.current, hides=hides) if found.current else ""
        there = (Paragraph(labels.stands, "label"), Paragraph(stands, "quote")) if stands else ()
        return Card(
            (
                Heading(f"{found.code_name} · {kind}" if found.code_name else kind, why, level=3),
                Paragraph(labels.in_file, "label"),
                Paragraph(self._format_answer(found.draft.answer, hides=hides), "quote"),
                *there,
                *self._text_buttons(at, found, hides=hides),
            ),
            key=f"words:{at}",
        )

    def _format_answer(self, answer: Answer, *, hides: bool) -> str:
        said = "\n".join(filter(None, list_texts(answer)))
        return self.context.pack.labels.new_person.hidden if said and hides else said

    def _text_buttons(self, at: int, found: RecoveredText, *, hides: bool) -> tuple[Block, ...]:
        """Return the buttons for one text.

        A text from the file beside the vault can be discarded, after one confirmation.
        """
        labels = self.context.pack.labels.words
        if self._discard_asked == at:
            sure = Row(
                (
                    Button(RescueFileAction.CANCEL_DISCARD, labels.throw_keep),
                    Button(f"{CONFIRM_DISCARD}{at}", labels.throw, "stop"),
                )
            )
            return (Note("care", labels.throw_sub), sure)
        over = labels.put_over if is_page_draft(found.draft) else labels.put
        put = {
            RecoveryOutcome.NEWER_EXISTS: (Button(f"{REPLACE}{at}", over),),
            RecoveryOutcome.SEALED: (Button(f"{ADD_ADDENDUM}{at}", labels.add),),
        }
        throw = (Button(f"{DISCARD}{at}", labels.throw),) if self._is_file_at_lock else ()
        show = (Button(f"{SHOW_NAME}{at}", self.context.pack.labels.person.reveal),) if hides else ()
        ways = (*show, *put.get(found.outcome, ()), *throw)
        return (Row(ways),) if ways else ()
