"""The open session: the answers on its pages, and how much of them is saved.

Entries are made here, with their id and time, so that a page shows at once what was said and the vault only has
to save it. What is not saved yet is reported as not saved.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from dasupport.casework.attributed_text import Words, text_error
from dasupport.casework.entry import Answer, Draft, Entry, Slot, list_texts
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner
from dasupport.ui.screen.field_key import parse_field_key
from dasupport.ui.session.save_queue import SaveQueue, StatusListener

if TYPE_CHECKING:
    from dasupport.actions.sessions import Sessions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FieldError:
    """Error of one field, by its refusal id; with the text, if it cannot be stored and stays on the screen."""

    item: RefusalId
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class LadderPosition:
    """Position in the questions: which ladder, which way into it, which step. Empty until one is chosen."""

    side: str = ""
    way_in: str = ""
    rung: int = 1


class SessionEditor(SaveQueue):
    """The editor of one worker's open session."""

    def __init__(
        self,
        sessions: "Sessions",
        run: JobRunner,
        record: Record,
        author: str,
        now: Clock,
        new_id: NewId,
        on_status: StatusListener,
        on_refused: Callable[[Refusal], None],
        *,
        writes: bool = True,
    ) -> None:
        super().__init__(run, now, on_status, on_refused)
        self.record = record
        self.field_errors: dict[str, FieldError] = {}
        """Errors of fields, by the key of the field."""
        self.ladder_position = LadderPosition()
        self.is_sealing = False
        """True while the session is being sealed: nothing more is added to it."""
        self._sessions = sessions
        self._author = author
        self._new_id = new_id
        self.can_write = writes

    @property
    def unstorable_texts(self) -> dict[str, FieldError]:
        """Texts that are only on the screen, as they cannot be stored, by the key of the field."""
        return {name: fault for name, fault in self.field_errors.items() if fault.text is not None}

    def get_answer(self, slot: Slot) -> Answer:
        """Return the current answer of a slot: its draft, or else its statement."""
        return self.record.get_answer(slot)

    def commit(self, slot: Slot, answer: Answer) -> None:
        """Save an answer as a statement; do nothing if that statement is already current."""
        if not is_storable(answer):
            return
        before = self.record.current_by_slot.get(slot)
        stands = before.answer if before else Answer.blank(slot.kind)
        if answer == stands:
            self.delete_draft(slot)
            return
        entry = Entry(
            id=self._new_id(),
            session=self.record.session.id,
            author=self._author,
            at=self._now(),
            slot=slot,
            answer=answer,
            supersedes=before.id if before else "",
        )
        self.record = self.record.with_entry(entry)
        self.enqueue(lambda: self._sessions.add_entry(entry), Draft(entry.session, slot, answer, entry.at))

    def save_draft(self, slot: Slot, answer: Answer) -> None:
        """Save an answer that is still being written."""
        if not is_storable(answer) or answer == self.get_answer(slot):
            return
        draft = Draft(self.record.session.id, slot, answer, self._now())
        self.record = self.record.with_draft(draft)
        self.enqueue(lambda: self._sessions.save_draft(draft), draft)

    def delete_draft(self, slot: Slot) -> None:
        """Delete the draft of a slot; the statement before it is current again."""
        if slot in self.record.drafts_by_slot:
            self.record = self.record.without_draft(slot)
            session = self.record.session.id
            self.enqueue(lambda: self._sessions.drop_draft(session, slot))

    def commit_drafts(self) -> None:
        """Turn all drafts into statements: before the check page, before a sheet, and before sealing.

        A half-written addition to a sealed session stays a draft until it is added.
        """
        if self.can_write and not self.record.session.is_sealed:
            for draft in self.record.drafts:
                self.commit(draft.slot, draft.answer)

    def save_sanitised_texts(self) -> None:
        """Save texts that cannot be stored as they are in the nearest storable form, so a lock does not lose them."""
        for name, fault in self.unstorable_texts.items():
            place = parse_field_key(name)
            if place and fault.text and not self.record.session.is_sealed:
                self.save_draft(
                    place.slot, replace_text(self.get_answer(place.slot), place.aspect, to_storable(fault.text))
                )

    def remember_page(self, place: str) -> None:
        """Save which page is open."""
        if self.can_write and not self.record.session.is_sealed:
            session = self.record.session.id
            self._run(lambda: self._sessions.remember_page(session, place), lambda _: None, lambda _: None)

    def finish_session(
        self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]
    ) -> None:
        """Run a job that ends the session, unless some of its words are not saved: after the end they cannot be.

        All drafts are committed first. Calls `refused` if a text cannot be stored or if an earlier save failed.
        """
        for fault in self.unstorable_texts.values():
            refused(Refusal(fault.item))
            return
        self.commit_drafts()
        self.is_sealing = True

        def last() -> T:
            self.require_all_saved()
            return job()

        def not_yet(refusal: Refusal) -> None:
            self.is_sealing = False
            refused(refusal)

        self._run(last, done, not_yet)


def to_storable(text: str) -> str:
    """Return a text with the characters that cannot be stored (NUL, lone surrogates) replaced."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode()


def replace_text(answer: Answer, aspect: str, text: str) -> Answer:
    """Return the answer with one of its texts replaced; unchanged if `aspect` is not a text."""
    if aspect == "words":
        return answer.with_words(text)
    if aspect == "told":
        return replace(answer, reach=replace(answer.reach, told=Words(text)))
    if answer.detail is not None and isinstance(getattr(answer.detail, aspect, None), str):
        changed: dict[str, Any] = {aspect: text}
        return replace(answer, detail=replace(answer.detail, **changed))
    return answer


def is_storable(answer: Answer) -> bool:
    """Return True if every text of an answer can be stored exactly as it is."""
    return not any(text_error(text) for text in list_texts(answer))
