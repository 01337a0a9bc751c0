"""Actions in a session: add entries, save drafts, seal it, add a dated addendum."""

from dataclasses import replace

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.casework.attributed_text import Words, text_error
from dasupport.casework.entry import Answer, Draft, Entry, Slot, list_texts
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.kinds import Kind
from dasupport.casework.outstanding import may_close_not_now, may_seal
from dasupport.casework.people import Closing
from dasupport.casework.roles import Act
from dasupport.casework.session_record import Record
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault

FOLLOW_UP_DONE = "FOLLOW-UP-DONE"
"""The item of an addendum that marks a follow-up as done."""
ADDENDUM_ITEM = "ADDENDUM"
"""The item of every other addendum."""


class Sessions:
    """Actions on the sessions of an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._authoriser = warden
        self._now = now
        self._new_id = new_id

    @requires(Act.VIEW)
    def open_session(self, session: str) -> Record:
        """Return a whole session and log the view. Raises Refusal if there is none."""

        def job(work: Transaction) -> Record:
            record = _require_record(work, session)
            work.audit_chain.append("viewed", session)
            return record

        return self._vault.transact(job)

    @requires(Act.WRITE)
    def add_entry(self, entry: Entry) -> None:
        """Add an entry; returns after COMMIT. Raises Refusal, and then nothing was added."""
        require_storable(entry.answer, entry.reason.value)
        self._vault.transact(lambda work: work.entries.add_entry(entry))

    @requires(Act.WRITE)
    def save_draft(self, draft: Draft) -> None:
        """Save a draft; returns after COMMIT. Raises Refusal, and then the older draft stays."""
        require_storable(draft.answer)
        self._vault.transact(lambda work: work.entries.save_draft(draft))

    @requires(Act.WRITE)
    def drop_draft(self, session: str, slot: Slot) -> None:
        """Delete a draft that says no more than its entry."""
        self._vault.transact(lambda work: work.entries.drop_draft(session, slot))

    @requires(Act.WRITE)
    def remember_page(self, session: str, place: str) -> None:
        """Remember the page that is open in a session."""
        self._vault.transact(lambda work: work.sessions.remember_page(session, place))

    @requires(Act.SEAL)
    def seal(self, session: str) -> Record:
        """Seal a session; its drafts become entries first.

        Raises Refusal SEAL-OWES while an outstanding item blocks sealing.
        """
        return self._close(session, Closing.SEALED)

    @requires(Act.SEAL)
    def close_not_now(self, session: str) -> Record:
        """Close a session that was left for another day: a full outcome, sealed like any other.

        Raises Refusal NOT-NOW-OWES while a required decision is missing.
        """
        return self._close(session, Closing.NOT_NOW)

    @requires(Act.ADD_ADDENDUM)
    def add_addendum(
        self, session: str, words: str, reason: str, item: str = ADDENDUM_ITEM, supersedes: str = ""
    ) -> Record:
        """Add a dated addendum: later text to a sealed session, or a replacement of one of its entries."""
        answer = Answer(words=Words(words))
        require_storable(answer, reason)
        entry = self._make_entry(session, Slot(Kind.ADDENDUM, item), answer, supersedes, reason)
        return self._add_and_read(session, entry)

    @requires(Act.ADD_ADDENDUM)
    def mark_done(self, session: str, follow_up: str) -> Record:
        """Mark a follow-up as done. In a sealed session this, too, is a dated addendum."""
        entry = self._make_entry(session, Slot(Kind.ADDENDUM, FOLLOW_UP_DONE), Answer(), follow_up, "")
        return self._add_and_read(session, entry)

    def _close(self, session: str, closing: Closing) -> Record:
        at = self._now()

        def job(work: Transaction) -> Record:
            record = _require_record(work, session)
            if record.session.is_sealed:
                return record
            for draft in record.drafts:
                work.entries.add_entry(self._entry_from_draft(record, draft))
            whole = work.read_record(session) or record
            if closing is Closing.SEALED and not may_seal(whole):
                raise Refusal(RefusalId.SEAL_OWES)
            if closing is Closing.NOT_NOW and not may_close_not_now(whole):
                raise Refusal(RefusalId.NOT_NOW_OWES)
            work.sessions.seal(session, closing, at)
            return work.read_record(session) or whole

        return self._vault.transact(job)

    def _entry_from_draft(self, record: Record, draft: Draft) -> Entry:
        before = record.current_by_slot.get(draft.slot)
        return replace(
            self._make_entry(record.session.id, draft.slot, draft.answer, before.id if before else "", ""), at=draft.at
        )

    def _make_entry(self, session: str, slot: Slot, answer: Answer, supersedes: str, reason: str) -> Entry:
        return Entry(
            id=self._new_id(),
            session=session,
            author=self._vault.owner.name,
            at=self._now(),
            slot=slot,
            answer=answer,
            supersedes=supersedes,
            reason=Words(reason),
        )

    def _add_and_read(self, session: str, entry: Entry) -> Record:
        def job(work: Transaction) -> Record:
            _require_record(work, session)
            work.entries.add_entry(entry)
            return _require_record(work, session)

        return self._vault.transact(job)


def _require_record(work: Transaction, session: str) -> Record:
    record = work.read_record(session)
    if record is None:
        raise Refusal(RefusalId.REF_NOT_HERE)
    return record


def require_storable(answer: Answer, reason: str = "") -> None:
    """Raise Refusal if any text of an answer, or its reason, cannot be stored exactly as it is."""
    for text in (*list_texts(answer), reason):
        if refused := text_error(text):
            raise Refusal(refused)
