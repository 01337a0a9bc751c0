"""A sealed session: shown as it was sealed, with dated addenda below. The sealed part cannot be changed."""

from collections.abc import Callable, Iterator
from enum import StrEnum

from dasupport.actions.sessions import ADDENDUM_ITEM, FOLLOW_UP_DONE
from dasupport.casework.attributed_text import Words, text_error
from dasupport.casework.details import FollowUpDetail
from dasupport.casework.entry import Answer, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.pages import SessionPage
from dasupport.casework.people import Closing
from dasupport.casework.roles import Act
from dasupport.casework.session_record import Record, omit_rewritten, select_current
from dasupport.casework.steps import Step, get_page, get_step
from dasupport.content.dates import format_datetime, format_time, to_local_date
from dasupport.content.entry_text import describe_entry
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.screen.blocks import (
    Block,
    Button,
    Card,
    Chip,
    Heading,
    Note,
    Paragraph,
    Row,
    Screen,
    StatementRow,
    TextArea,
    TextField,
)
from dasupport.ui.screen.intents import FieldLeft, Intent, Pressed, TextTooLong, Typed
from dasupport.ui.screen.presenter import noop
from dasupport.ui.screen.routes import PersonView, PrintSheets
from dasupport.ui.screens.session.fields import build_provenance_chips, format_refusal, is_listed
from dasupport.ui.session.context import SessionContext
from dasupport.ui.session.editor import SessionEditor


class SealedAction(StrEnum):
    """Keys of the buttons of this screen."""

    ADD_ADDENDUM = "add"
    PAPER = "paper"
    BACK = "back"
    HISTORY = "history"


ADDENDUM_WORDS, ADDENDUM_REASON, MARK_DONE = "addendum", "reason", "done:"
PAGE_ORDER = list(SessionPage)
ADDENDUM_SLOT, REASON_SLOT = Slot(Kind.ADDENDUM, ADDENDUM_ITEM), Slot(Kind.ADDENDUM, ADDENDUM_ITEM, "reason")


class SealedPresenter:
    """The page of a sealed session: the record as it was sealed, and what was added since."""

    def __init__(self, context: SessionContext, editor: SessionEditor) -> None:
        self.context = context
        self.editor = editor
        self.on_change: Callable[[], None] = noop
        self._typed = {
            ADDENDUM_WORDS: editor.get_answer(ADDENDUM_SLOT).words.value,
            ADDENDUM_REASON: editor.get_answer(REASON_SLOT).words.value,
        }
        self._field_errors: dict[str, RefusalId] = {}
        self._is_busy = self._shows_history = False

    @property
    def record(self) -> Record:
        """The record of the session on this page."""
        return self.editor.record

    def build_screen(self) -> Screen:
        labels = self.context.pack.labels.sealed
        session = self.record.session
        title = labels.title.format(code=self.record.person.code_name, number=session.number)
        when = format_datetime(self.context.pack.labels.dates, session.started_at, self.context.zone)
        sub = labels.sub.format(author=session.author, when=when, pack=session.pack)
        return Screen(
            f"sealed:{session.id}",
            (
                Row(
                    (Heading(title, sub), Button(SealedAction.PAPER, labels.paper, "primary", icon="paper")),
                    ends=True,
                    key="head",
                ),
                self._state_note(),
                *(card for step in Step if (card := self._step_card(step))),
                *self._history_button(),
                *self._addenda_card(),
                *((self._addendum_form(),) if self.context.is_allowed(Act.ADD_ADDENDUM) and session.is_sealed else ()),
                Row((Button(SealedAction.BACK, self.record.person.code_name, icon="back"),), key="ways"),
            ),
            primary=SealedAction.PAPER,
            back=SealedAction.BACK,
        )

    def handle(self, intent: Intent) -> None:
        match intent:
            case Typed(key=key, text=text) | FieldLeft(key=key, text=text) if key in self._typed:
                self._save_draft(key, text)
            case TextTooLong(key=key) if key in self._typed:
                self._field_errors[key] = RefusalId.REF_TEXT_LONG
            case Pressed(key=SealedAction.ADD_ADDENDUM):
                self._add_addendum()
            case Pressed(key=SealedAction.HISTORY):
                self._shows_history = not self._shows_history
            case Pressed(key=SealedAction.PAPER):
                self.context.go(PrintSheets(self.record.session.id))
            case Pressed(key=SealedAction.BACK):
                self.context.go(PersonView(self.record.person.id))
            case Pressed(key=key) if key.startswith(MARK_DONE):
                self._mark_done(key.removeprefix(MARK_DONE))
            case _:
                pass

    def _save_draft(self, key: str, text: str) -> None:
        """Save the text of an addendum as a draft: it survives a lock, but is added only when the button is pressed."""
        self._typed[key] = text
        self._field_errors.pop(key, None)
        if key == ADDENDUM_WORDS and text:
            self.editor.save_draft(ADDENDUM_SLOT, Answer(Words(text)))
        elif key == ADDENDUM_WORDS:
            self.editor.delete_draft(ADDENDUM_SLOT)
        elif text:
            self.editor.save_draft(REASON_SLOT, Answer(Words(text)))
        else:
            self.editor.delete_draft(REASON_SLOT)

    def _add_addendum(self) -> None:
        self._field_errors = {key: fault for key, text in self._typed.items() if (fault := text_error(text))}
        if not self._typed[ADDENDUM_WORDS].strip():
            self._field_errors[ADDENDUM_WORDS] = RefusalId.ADDENDUM_EMPTY
        if self._field_errors:
            return
        said, session = dict(self._typed), self.record.session.id
        sessions = self.context.open_vault.sessions

        def added(record: Record) -> None:
            """Keep what was typed while the addendum was saved, and save it as a draft again."""
            later = {key: "" if self._typed[key] == said[key] else self._typed[key] for key in said}
            self._on_record_changed(record)
            for key, text in later.items():
                self._save_draft(key, text)
            self.on_change()

        self._run_once(lambda: sessions.add_addendum(session, said[ADDENDUM_WORDS], said[ADDENDUM_REASON]), added)

    def _mark_done(self, entry: str) -> None:
        session = self.record.session.id
        self._run_once(lambda: self.context.open_vault.sessions.mark_done(session, entry), self._on_record_changed)

    def _run_once(self, job: Callable[[], Record], done: Callable[[Record], None]) -> None:
        """Run a job unless one is running: one press adds one addendum, however quickly the next press follows."""
        if not self._is_busy:
            self._is_busy = True
            self.context.run_job(job, done, self._on_refused)

    def _on_record_changed(self, record: Record) -> None:
        self._is_busy = False
        self.editor.record = record
        self.on_change()

    def _on_refused(self, refusal: Refusal) -> None:
        self._is_busy = False
        self.context.show_refusal(refusal)

    def _state_note(self) -> Note:
        labels = self.context.pack.labels.sealed
        if not self.record.session.is_sealed:
            return Note("care", labels.unsealed, labels.unsealed_sub, key="state")
        at = self.record.session.sealed_at
        when = format_datetime(self.context.pack.labels.dates, at, self.context.zone) if at else ""
        said = labels.not_now if self.record.session.closing is Closing.NOT_NOW else labels.sealed
        return Note("good", said.format(when=when), labels.state_sub, key="state")

    def _step_card(self, step: Step) -> Block | None:
        rows = [
            row
            for entry in self._visible_entries()
            if get_step(self._page_of(entry)) is step
            for row in self._entry_rows(entry)
        ]
        if not rows:
            return None
        return Card((Heading(getattr(self.context.pack.labels.steps, step), level=2), *rows), key=f"step:{step}")

    def _visible_entries(self) -> list[Entry]:
        """Return the entries in page order; entries replaced before sealing only while the history is shown."""
        entries = self.record.entries if self._shows_history else omit_rewritten(self.record.entries)
        shown = [made for made in entries if made.kind is not Kind.ADDENDUM and is_listed(made.slot, made.answer)]
        return sorted(shown, key=lambda made: PAGE_ORDER.index(self._page_of(made)))

    def _page_of(self, entry: Entry) -> SessionPage:
        return get_page(entry.slot, self.record.presenting)

    def _history_button(self) -> tuple[Block, ...]:
        """Return the button that shows entries replaced before sealing; () if there are none."""
        count = len(self.record.entries) - len(omit_rewritten(self.record.entries))
        labels = self.context.pack.labels.sealed
        label = labels.no_history if self._shows_history else labels.history.format(count=count)
        return (Row((Button(SealedAction.HISTORY, label, "quiet"),), key="history"),) if count else ()

    def _entry_rows(self, entry: Entry) -> Iterator[Block]:
        """Yield the row of an entry; an entry that was replaced stays and is marked as replaced."""
        said = describe_entry(self.context.pack, entry.slot, entry.answer)
        if not (said.value or said.words):
            return
        labels = self.context.pack.labels.sealed
        when = Chip(self._entry_time(entry))
        chips = (when, *build_provenance_chips(entry.slot, said), *self._outcome_chips(entry))
        adds = self.context.is_allowed(Act.ADD_ADDENDUM) and self.record.session.is_sealed
        follow = adds and isinstance(entry.answer.detail, FollowUpDetail) and self._is_current(entry)
        action = labels.follow_up_done if follow else ""
        yield StatementRow(f"{MARK_DONE}{entry.id}", said.label, said.value, said.words, chips, action=action)

    def _entry_time(self, entry: Entry) -> str:
        """Return the time of an entry, with its date if that is not the date of the session."""
        zone = self.context.zone
        same = to_local_date(entry.at, zone) == to_local_date(self.record.session.started_at, zone)
        return format_time(entry.at, zone) if same else format_datetime(self.context.pack.labels.dates, entry.at, zone)

    def _is_current(self, entry: Entry) -> bool:
        return entry in select_current(self.record.entries)

    def _outcome_chips(self, entry: Entry) -> tuple[Chip, ...]:
        """Return a chip for an entry that is no longer current: follow-up done, or replaced."""
        labels = self.context.pack.labels.sealed
        if any(made.supersedes == entry.id and made.item == FOLLOW_UP_DONE for made in self.record.entries):
            return (Chip(labels.follow_up_was_done, "good"),)
        return () if self._is_current(entry) else (Chip(labels.replaced, "care"),)

    def _addenda_card(self) -> tuple[Block, ...]:
        labels = self.context.pack.labels.sealed
        rows: list[Block] = []
        for entry in self.record.entries:
            if entry.kind is Kind.ADDENDUM:
                text = labels.follow_up_was_done if entry.item == FOLLOW_UP_DONE else entry.answer.words.value
                because = labels.because.format(reason=entry.reason.value) if entry.reason else ""
                when = format_datetime(self.context.pack.labels.dates, entry.at, self.context.zone)
                rows += [
                    Paragraph(text, "quote"),
                    Paragraph(" · ".join(part for part in (when, entry.author, because) if part), "small"),
                ]
        return (Card((Heading(labels.addenda, level=2), *rows), key="addenda"),) if rows else ()

    def _addendum_form(self) -> Block:
        labels = self.context.pack.labels.sealed
        faults = {key: format_refusal(self.context.pack, item) for key, item in self._field_errors.items()}
        return Card(
            (
                Heading(labels.add, labels.add_sub, level=2),
                TextArea(
                    ADDENDUM_WORDS,
                    labels.words,
                    self._typed[ADDENDUM_WORDS],
                    lines=2,
                    fault=faults.get(ADDENDUM_WORDS, ""),
                ),
                TextField(
                    ADDENDUM_REASON,
                    labels.reason,
                    self._typed[ADDENDUM_REASON],
                    labels.reason_hint,
                    faults.get(ADDENDUM_REASON, ""),
                ),
                Row((Button(SealedAction.ADD_ADDENDUM, labels.add_now),)),
            ),
            key="add",
        )
