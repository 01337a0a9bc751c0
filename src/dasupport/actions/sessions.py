"""Actions in a session: add entries, save drafts, seal it, add a dated addendum."""

from dataclasses import replace

from dasupport.actions.warden import Warden, asks
from dasupport.casework.entry import Answer, Draft, Entry, Kind, Slot, texts
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.owes import may_leave, may_seal
from dasupport.casework.people import Closing
from dasupport.casework.record import Record
from dasupport.casework.roles import Act
from dasupport.casework.text import Words, unkeepable
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

DONE = "FOLLOW-UP-DONE"
"""The item of an addendum that marks a follow-up as done."""
ADDED = "ADDENDUM"
"""The item of every other addendum."""


class Sessions:
    """Actions on the sessions of an open vault."""

    def __init__(self, vault: Vault, warden: Warden, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._warden = warden
        self._now = now
        self._new_id = new_id

    @asks(Act.VIEW)
    def open(self, session: str) -> Record:
        """Return a whole session and log the view. Raises Refusal if there is none."""

        def job(work: Work) -> Record:
            record = _here(work, session)
            work.log.add("viewed", session)
            return record

        return self._vault.do(job)

    @asks(Act.WRITE)
    def add(self, entry: Entry) -> None:
        """Add an entry; returns after COMMIT. Raises Refusal, and then nothing was added."""
        check(entry.answer, entry.reason.value)
        self._vault.do(lambda work: work.entries.add(entry))

    @asks(Act.WRITE)
    def keep(self, draft: Draft) -> None:
        """Save a draft; returns after COMMIT. Raises Refusal, and then the older draft stays."""
        check(draft.answer)
        self._vault.do(lambda work: work.entries.keep(draft))

    @asks(Act.WRITE)
    def drop(self, session: str, slot: Slot) -> None:
        """Delete a draft that says no more than its entry."""
        self._vault.do(lambda work: work.entries.drop(session, slot))

    @asks(Act.WRITE)
    def at(self, session: str, place: str) -> None:
        """Remember the page that is open in a session."""
        self._vault.do(lambda work: work.sessions.at(session, place))

    @asks(Act.SEAL)
    def seal(self, session: str) -> Record:
        """Seal a session; its drafts become entries first.

        Raises Refusal SEAL-OWES while an outstanding item blocks sealing.
        """
        return self._end(session, Closing.SEALED)

    @asks(Act.SEAL)
    def not_now(self, session: str) -> Record:
        """Close a session that was left for another day: a full outcome, sealed like any other.

        Raises Refusal NOT-NOW-OWES while a required decision is missing.
        """
        return self._end(session, Closing.NOT_NOW)

    @asks(Act.ADD_LATER)
    def addend(self, session: str, words: str, reason: str, item: str = ADDED, supersedes: str = "") -> Record:
        """Add a dated addendum: later text to a sealed session, or a replacement of one of its entries."""
        answer = Answer(words=Words(words))
        check(answer, reason)
        entry = self._entry(session, Slot(Kind.ADDENDUM, item), answer, supersedes, reason)
        return self._with(session, entry)

    @asks(Act.ADD_LATER)
    def done(self, session: str, follow_up: str) -> Record:
        """Mark a follow-up as done. In a sealed session this, too, is a dated addendum."""
        entry = self._entry(session, Slot(Kind.ADDENDUM, DONE), Answer(), follow_up, "")
        return self._with(session, entry)

    def _end(self, session: str, closing: Closing) -> Record:
        at = self._now()

        def job(work: Work) -> Record:
            record = _here(work, session)
            if record.session.sealed:
                return record
            for draft in record.drafts:
                work.entries.add(self._from_draft(record, draft))
            whole = work.record(session) or record
            if closing is Closing.SEALED and not may_seal(whole):
                raise Refusal("SEAL-OWES")
            if closing is Closing.NOT_NOW and not may_leave(whole):
                raise Refusal("NOT-NOW-OWES")
            work.sessions.seal(session, closing, at)
            return work.record(session) or whole

        return self._vault.do(job)

    def _from_draft(self, record: Record, draft: Draft) -> Entry:
        before = record.current.get(draft.slot)
        return replace(
            self._entry(record.session.id, draft.slot, draft.answer, before.id if before else "", ""), at=draft.at
        )

    def _entry(self, session: str, slot: Slot, answer: Answer, supersedes: str, reason: str) -> Entry:
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

    def _with(self, session: str, entry: Entry) -> Record:
        def job(work: Work) -> Record:
            _here(work, session)
            work.entries.add(entry)
            return _here(work, session)

        return self._vault.do(job)


def _here(work: Work, session: str) -> Record:
    record = work.record(session)
    if record is None:
        raise Refusal("REF-NOT-HERE")
    return record


def check(answer: Answer, reason: str = "") -> None:
    """Raise Refusal if any text of an answer, or its reason, cannot be stored exactly as it is."""
    for text in (*texts(answer), reason):
        if refused := unkeepable(text):
            raise Refusal(refused)
