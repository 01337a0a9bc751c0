"""The session in hand: what stands on its pages, and what of it is safely kept.

Entries are made here, with their id and their time, so that a page shows at once what was said and the vault
only has to keep it. What is not kept yet is said to be not kept yet.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from dasupport.casework.entry import Answer, Draft, Entry, Slot, texts
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.record import Record
from dasupport.casework.text import Words, unkeepable
from dasupport.refusal import Refusal
from dasupport.ui.keeper import Keeper
from dasupport.ui.running import Run
from dasupport.ui.screens.keys import parse

if TYPE_CHECKING:
    from dasupport.actions.sessions import Sessions

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text cannot be kept as it is, and the text, if it stays on the screen to be put right."""

    item: str
    text: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Where the asking stands: which ladder, by which way in, on which rung. Empty as long as nobody chose."""

    side: str = ""
    way_in: str = ""
    rung: int = 1


class Desk(Keeper):
    """The open session of one worker."""

    def __init__(
        self, sessions: "Sessions", run: Run, record: Record, author: str, now: Clock, new_id: NewId, *,
        writes: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(run, now)
        self.record = record
        self.faults: dict[str, Fault] = {}
        """What cannot be kept, by the key of its place on the screen."""
        self.asking = Asking()
        self.ending = False
        """Whether the session is being sealed: nothing more is said in it."""
        self._sessions = sessions
        self._author = author
        self._new_id = new_id
        self.writes = writes

    @property
    def unkeepable(self) -> dict[str, Fault]:
        """What was written and stands on the screen only, by the key of its place."""
        return {name: fault for name, fault in self.faults.items() if fault.text is not None}

    def answer(self, slot: Slot) -> Answer:
        """What stands in a slot now, typed or said."""
        return self.record.answer(slot)

    def say(self, slot: Slot, answer: Answer) -> None:
        """Make an answer a statement; nothing happens where it stands already."""
        if not keepable(answer):
            return
        before = self.record.current.get(slot)
        stands = before.answer if before else Answer.blank(slot.kind)
        if answer == stands:
            self.forget(slot)
            return
        entry = Entry(
            id=self._new_id(), session=self.record.session.id, author=self._author, at=self._now(),
            slot=slot, answer=answer, supersedes=before.id if before else "",
        )  # fmt: skip
        self.record = self.record.with_entry(entry)
        self.keep(lambda: self._sessions.add(entry), Draft(entry.session, slot, answer, entry.at))

    def write(self, slot: Slot, answer: Answer) -> None:
        """Keep an answer that is still being written."""
        if not keepable(answer) or answer == self.answer(slot):
            return
        draft = Draft(self.record.session.id, slot, answer, self._now())
        self.record = self.record.with_draft(draft)
        self.keep(lambda: self._sessions.keep(draft), draft)

    def forget(self, slot: Slot) -> None:
        """Take back what was being written in a slot; what was said there before stands again."""
        if slot in self.record.written:
            self.record = self.record.without_draft(slot)
            session = self.record.session.id
            self.keep(lambda: self._sessions.drop(session, slot))

    def settle(self) -> None:
        """Make statements of all that is still a draft: before the check page, a sheet and the seal. What is half
        written for a sealed session waits until it is added."""
        if self.writes and not self.record.session.sealed:
            for draft in self.record.drafts:
                self.say(draft.slot, draft.answer)

    def mend(self) -> None:
        """Before a lock: what cannot be kept as it is, is kept in the nearest form that can, rather than nowhere."""
        for name, fault in self.unkeepable.items():
            place = parse(name)
            if place and fault.text and not self.record.session.sealed:
                self.write(place[0], with_text(self.answer(place[0]), place[1], nearest(fault.text)))

    def at(self, place: str) -> None:
        """Remember the open page."""
        if self.writes and not self.record.session.sealed:
            session = self.record.session.id
            self._run(lambda: self._sessions.at(session, place), lambda _: None, lambda _: None)

    def finish(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        """Do what ends the session, unless a word of it is not kept yet: after the end there is no way to keep it."""
        for fault in self.unkeepable.values():
            refused(Refusal(fault.item))
            return
        self.settle()
        self.ending = True

        def last() -> T:
            self.all_kept()
            return job()

        def not_yet(refusal: Refusal) -> None:
            self.ending = False
            refused(refusal)

        self._run(last, done, not_yet)


def nearest(text: str) -> str:
    """A text with signs for what cannot be kept of it."""
    return text.replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode()


def with_text(answer: Answer, aspect: str, text: str) -> Answer:
    """The answer with another text in one of its places; the same where that is no place for text."""
    if aspect == "words":
        return answer.saying(text)
    if aspect == "told":
        return replace(answer, reach=replace(answer.reach, told=Words(text)))
    if answer.detail is not None and isinstance(getattr(answer.detail, aspect, None), str):
        changed: dict[str, Any] = {aspect: text}
        return replace(answer, detail=replace(answer.detail, **changed))
    return answer


def keepable(answer: Answer) -> bool:
    """Whether every text of an answer can be kept exactly as it is."""
    return not any(unkeepable(text) for text in texts(answer))
