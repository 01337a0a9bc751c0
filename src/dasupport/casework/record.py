"""A session with all its entries, and the questions that every page asks of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from dasupport.casework.entry import (
    Answer,
    Asked,
    Chosen,
    Decided,
    Draft,
    Entry,
    Kind,
    Marked,
    Referred,
    Slot,
)
from dasupport.casework.people import Person, Presenting, Session


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries that no later entry supersedes, in the order in which they were made."""
    kept = tuple(entries)
    gone = {entry.supersedes for entry in kept if entry.supersedes}
    return tuple(entry for entry in kept if entry.id not in gone)


def as_told(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries without those that their author wrote anew before the seal, in the order in which each slot was
    first answered. What an addendum replaced stays."""
    kept = tuple(entries)
    anew = {entry.supersedes for entry in kept if entry.supersedes and entry.kind is not Kind.ADDENDUM}
    slots = list(dict.fromkeys(entry.slot for entry in kept))
    return tuple(sorted((entry for entry in kept if entry.id not in anew), key=lambda entry: slots.index(entry.slot)))


@dataclass(frozen=True)
class Record:
    """One session as its author sees it: entries in order, drafts on top of them."""

    session: Session
    person: Person
    entries: tuple[Entry, ...] = ()
    drafts: tuple[Draft, ...] = ()
    earlier: tuple[Entry, ...] = ()
    """What earlier sessions leave standing for this one: how the person presented, how to reach them."""

    @cached_property
    def current(self) -> dict[Slot, Entry]:
        """The standing entry of each slot, in the order in which each was first answered; addenda answer no slot."""
        stands = {entry.slot: entry for entry in standing(self.entries) if entry.kind is not Kind.ADDENDUM}
        first = dict.fromkeys(entry.slot for entry in self.entries)
        return {slot: stands[slot] for slot in first if slot in stands}

    @cached_property
    def written(self) -> dict[Slot, Draft]:
        return {draft.slot: draft for draft in self.drafts}

    def answer(self, slot: Slot) -> Answer:
        """What stands in a slot now, a draft before an entry, else the blank answer."""
        if slot in self.written:
            return self.written[slot].answer
        if slot in self.current:
            return self.current[slot].answer
        return Answer.blank(slot.kind)

    def answers(self, kind: Kind) -> dict[Slot, Answer]:
        """All that stands in the slots of one kind."""
        slots = {slot: None for slot in (*self.current, *self.written) if slot.kind is kind}
        return {slot: self.answer(slot) for slot in slots}

    def said(self, kind: Kind) -> bool:
        """Whether anything is said of this kind: a statement that was taken back again says nothing."""
        return any(answer.says for answer in self.answers(kind).values())

    def with_entry(self, entry: Entry) -> Self:
        """The record with one more entry; the draft of its slot has become it."""
        if any(kept.id == entry.id for kept in self.entries):
            return self
        drafts = tuple(draft for draft in self.drafts if draft.slot != entry.slot)
        return replace(self, entries=(*self.entries, entry), drafts=drafts)

    def with_draft(self, draft: Draft) -> Self:
        """The record with this text still being written."""
        others = tuple(kept for kept in self.drafts if kept.slot != draft.slot)
        return replace(self, drafts=(*others, draft))

    def without_draft(self, slot: Slot) -> Self:
        """The record without the half-written text of a slot."""
        return replace(self, drafts=tuple(kept for kept in self.drafts if kept.slot != slot))

    def presenting_as(self, entry: Entry) -> Self:
        """The record as it is to be read if the person presents as a later statement says."""
        others = tuple(made for made in self.entries if made.kind is not Kind.PRESENTING)
        return replace(self, entries=others, earlier=(*self.earlier, entry))

    def chosen(self, kind: Kind, item: str, part: str = "") -> str:
        """The answer chosen for an item; empty is *not asked*."""
        detail = self.answer(Slot(kind, item, part)).detail
        return detail.value if isinstance(detail, Chosen) else ""

    def marked(self, kind: Kind) -> tuple[str, ...]:
        """The items of a kind that are marked, in the order in which they were first noticed."""
        return tuple(
            slot.item
            for slot, answer in self.answers(kind).items()
            if isinstance(answer.detail, Marked) and answer.detail.on
        )

    def outcome(self, kind: Kind, item: str, part: str = "") -> str:
        """What became of a question."""
        detail = self.answer(Slot(kind, item, part)).detail
        return detail.outcome if isinstance(detail, Asked | Decided) else ""

    @property
    def presenting(self) -> Presenting:
        """How the person presents, by the newest statement of this session or of an earlier one."""
        said = [self.chosen(Kind.PRESENTING, PRESENTING_ITEM)]
        said += [
            entry.answer.detail.value
            for entry in reversed(self.earlier)
            if entry.kind is Kind.PRESENTING and isinstance(entry.answer.detail, Chosen)
        ]
        return next((Presenting(value) for value in said if value), Presenting.NOT_CLEAR)

    @property
    def referred(self) -> dict[str, Answer]:
        """The services on the way to which a step was taken, by their id."""
        return {
            answer.detail.service: answer
            for answer in self.answers(Kind.REFERRAL).values()
            if isinstance(answer.detail, Referred) and answer.detail.state not in ("", "withdrawn")
        }


PRESENTING_ITEM = "PRESENTING"
