"""A session with all its entries, and the questions that every page asks of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from dasupport.casework.details import ChoiceDetail, DecisionDetail, FlagDetail, QuestionDetail, ReferralDetail
from dasupport.casework.entry import Answer, Draft, Entry, Slot
from dasupport.casework.kinds import Kind
from dasupport.casework.people import Person, Presenting, Session


def select_current(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that no later entry supersedes, in the order in which they were made."""
    kept = tuple(entries)
    gone = {entry.supersedes for entry in kept if entry.supersedes}
    return tuple(entry for entry in kept if entry.id not in gone)


def omit_rewritten(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries without those that their author rewrote before sealing, ordered by the first answer of
    each slot.

    Entries that an addendum superseded stay.
    """
    kept = tuple(entries)
    anew = {entry.supersedes for entry in kept if entry.supersedes and entry.kind is not Kind.ADDENDUM}
    slots = list(dict.fromkeys(entry.slot for entry in kept))
    return tuple(sorted((entry for entry in kept if entry.id not in anew), key=lambda entry: slots.index(entry.slot)))


@dataclass(frozen=True)
class Record:
    """One session as its author sees it: entries in order, with drafts taking precedence."""

    session: Session
    person: Person
    entries: tuple[Entry, ...] = ()
    drafts: tuple[Draft, ...] = ()
    earlier_entries: tuple[Entry, ...] = ()
    """Entries of earlier sessions that still apply: how the person presented, how to reach them."""

    @cached_property
    def current_by_slot(self) -> dict[Slot, Entry]:
        """Return the current entry of each slot, ordered by the first answer of each. Addenda belong to no slot."""
        stands = {entry.slot: entry for entry in select_current(self.entries) if entry.kind is not Kind.ADDENDUM}
        first = dict.fromkeys(entry.slot for entry in self.entries)
        return {slot: stands[slot] for slot in first if slot in stands}

    @cached_property
    def drafts_by_slot(self) -> dict[Slot, Draft]:
        """Return the draft of each slot that has one."""
        return {draft.slot: draft for draft in self.drafts}

    def get_answer(self, slot: Slot) -> Answer:
        """Return the answer in a slot: its draft, else its current entry, else the blank answer."""
        if slot in self.drafts_by_slot:
            return self.drafts_by_slot[slot].answer
        if slot in self.current_by_slot:
            return self.current_by_slot[slot].answer
        return Answer.blank(slot.kind)

    def get_answers(self, kind: Kind) -> dict[Slot, Answer]:
        """Return the answers in all slots of one kind."""
        slots = {slot: None for slot in (*self.current_by_slot, *self.drafts_by_slot) if slot.kind is kind}
        return {slot: self.get_answer(slot) for slot in slots}

    def has_answer(self, kind: Kind) -> bool:
        """Return True if anything is recorded of this kind. An answer that was cleared again does not count."""
        return any(answer.has_content for answer in self.get_answers(kind).values())

    def with_entry(self, entry: Entry) -> Self:
        """Return the record with one more entry, and without the draft of its slot. An entry it already has changes
        nothing.
        """
        if any(kept.id == entry.id for kept in self.entries):
            return self
        drafts = tuple(draft for draft in self.drafts if draft.slot != entry.slot)
        return replace(self, entries=(*self.entries, entry), drafts=drafts)

    def with_draft(self, draft: Draft) -> Self:
        """Return the record with this draft in place of any other of its slot."""
        others = tuple(kept for kept in self.drafts if kept.slot != draft.slot)
        return replace(self, drafts=(*others, draft))

    def without_draft(self, slot: Slot) -> Self:
        """Return the record without the draft of a slot."""
        return replace(self, drafts=tuple(kept for kept in self.drafts if kept.slot != slot))

    def with_presenting(self, entry: Entry) -> Self:
        """Return the record with a later statement of how the person presents in place of its own."""
        others = tuple(made for made in self.entries if made.kind is not Kind.PRESENTING)
        return replace(self, entries=others, earlier_entries=(*self.earlier_entries, entry))

    def get_choice(self, kind: Kind, item: str, part: str = "") -> str:
        """Return the answer chosen for an item; empty means *not asked*."""
        detail = self.get_answer(Slot(kind, item, part)).detail
        return detail.value if isinstance(detail, ChoiceDetail) else ""

    def list_flagged(self, kind: Kind) -> tuple[str, ...]:
        """Return the flagged items of a kind, in the order in which they were first noticed."""
        return tuple(
            slot.item
            for slot, answer in self.get_answers(kind).items()
            if isinstance(answer.detail, FlagDetail) and answer.detail.on
        )

    def get_outcome(self, kind: Kind, item: str, part: str = "") -> str:
        """Return the outcome of a question or decision; empty if there is none."""
        detail = self.get_answer(Slot(kind, item, part)).detail
        return detail.outcome if isinstance(detail, QuestionDetail | DecisionDetail) else ""

    @property
    def presenting(self) -> Presenting:
        """Return how the person presents, by the newest statement of this session, else of an earlier one."""
        said = [self.get_choice(Kind.PRESENTING, PRESENTING_ITEM)]
        said += [
            entry.answer.detail.value
            for entry in reversed(self.earlier_entries)
            if entry.kind is Kind.PRESENTING and isinstance(entry.answer.detail, ChoiceDetail)
        ]
        return next((Presenting(value) for value in said if value), Presenting.NOT_CLEAR)

    @property
    def referrals(self) -> dict[str, Answer]:
        """Return the referrals that were started and not withdrawn, by service id."""
        return {
            answer.detail.service: answer
            for answer in self.get_answers(Kind.REFERRAL).values()
            if isinstance(answer.detail, ReferralDetail) and answer.detail.state not in ("", "withdrawn")
        }


PRESENTING_ITEM = "PRESENTING"
