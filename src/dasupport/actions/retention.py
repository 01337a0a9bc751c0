"""Actions on retention: list records past their period, hold one, request, withdraw and carry out a
deletion.
"""

from contextlib import suppress
from dataclasses import dataclass

from dasupport.actions.authorisation import Authoriser, requires
from dasupport.actions.unsaved_words import drop_deleted
from dasupport.casework.attributed_text import Words, text_error
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.retention import (
    Certificate,
    Deletion,
    DeletionReason,
    Hold,
    Periods,
    RetentionFacts,
    classify_record,
    compute_cutoff,
    compute_due_time,
    is_past_period,
    list_past_period,
    may_carry_out,
    periods_error,
)
from dasupport.casework.roles import Act
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.data.transaction import Transaction
from dasupport.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class RetentionOverview:
    """All records past their period, pending deletion, on hold, or deleted."""

    periods: Periods
    past: tuple[RetentionFacts, ...]
    waiting: tuple[RetentionFacts, ...]
    held: tuple[RetentionFacts, ...]
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class PendingRetention:
    """Number of records past their period, of deletions whose waiting time is over, and of deletions still
    waiting.
    """

    past: int = 0
    ready: int = 0
    waiting: int = 0


class Retention:
    """Actions on retention in an open vault."""

    def __init__(self, vault: Vault, warden: Authoriser, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._authoriser = warden
        self._now = now
        self._new_id = new_id

    @requires(Act.SEE_RETENTION)
    def count_pending(self) -> PendingRetention:
        """Return the number of records that wait for a decision: nothing is ever deleted without one."""
        now = self._now()

        def job(work: Transaction) -> PendingRetention:
            asked = _list_pending(work)
            ready = sum(may_carry_out(kept, now) for kept in asked)
            return PendingRetention(
                len(_list_past_period(work, work.retention.get_periods(), self._now)), ready, len(asked) - ready
            )

        return self._vault.transact(job)

    @requires(Act.SEE_RETENTION)
    def load_overview(self) -> RetentionOverview:
        """Return everything about retention, by code name; certificates contain no name at all."""

        def job(work: Transaction) -> RetentionOverview:
            periods = work.retention.get_periods()
            return RetentionOverview(
                periods,
                _list_past_period(work, periods, self._now),
                _list_pending(work),
                _list_on_hold(work),
                work.retention.list_certificates(),
            )

        return self._vault.transact(job)

    @requires(Act.SEE_RETENTION)
    def get_facts(self, person: str) -> tuple[RetentionFacts, Periods]:
        """Return the facts about one record, and the periods. Raises Refusal REF-NOT-HERE."""
        return self._vault.transact(lambda work: (_require_facts(work, person), work.retention.get_periods()))

    @requires(Act.HOLD)
    def place_hold(self, person: str, reason: str) -> RetentionFacts:
        """Place a hold on a record: nothing of it is deleted until the hold is lifted.

        Raises Refusal: KEEP-REASON, KEEP-HELD, REF-NOT-HERE, REF-TEXT-….
        """
        held = Hold(self._new_id(), person, self._now(), self._vault.owner.name, _require_reason(reason))

        def job(work: Transaction) -> RetentionFacts:
            kept = _require_facts(work, person)
            if kept.hold and kept.hold.id != held.id:
                raise Refusal(RefusalId.KEEP_HELD)
            work.retention.place_hold(held)
            return _require_facts(work, person)

        return self._vault.transact(job)

    @requires(Act.LIFT_HOLD)
    def lift_hold(self, hold: Hold, reason: str) -> RetentionFacts:
        """Lift a hold. Raises Refusal: KEEP-REASON, REF-NOT-HERE, REF-TEXT-…."""
        at, why = self._now(), _require_reason(reason)

        def job(work: Transaction) -> RetentionFacts:
            _require_facts(work, hold.person)
            work.retention.lift_hold(hold.id, at, self._vault.owner.name, why)
            return _require_facts(work, hold.person)

        return self._vault.transact(job)

    @requires(Act.REQUEST_DELETION)
    def request_deletion(self, person: str, why: DeletionReason) -> RetentionFacts:
        """Request the deletion of a record: it then waits.

        Raises Refusal: KEEP-HELD, KEEP-WAITS, KEEP-NOT-PAST, REF-NOT-HERE.
        """
        id, at = self._new_id(), self._now()

        def job(work: Transaction) -> RetentionFacts:
            kept, periods = _require_facts(work, person), work.retention.get_periods()
            if kept.hold:
                raise Refusal(RefusalId.KEEP_HELD)
            if kept.deletion and kept.deletion.id != id:
                raise Refusal(RefusalId.KEEP_WAITS)
            if why is DeletionReason.PAST_PERIOD and not is_past_period(kept, periods, at.date()):
                raise Refusal(RefusalId.KEEP_NOT_PAST)
            work.retention.request_deletion(
                Deletion(id, person, why, at, self._vault.owner.name, compute_due_time(at, periods))
            )
            return _require_facts(work, person)

        return self._vault.transact(job)

    @requires(Act.WITHDRAW_DELETION)
    def withdraw_deletion(self, deletion: Deletion) -> RetentionFacts:
        """Withdraw a requested deletion; the record stays as it is. Raises Refusal REF-NOT-HERE."""
        at = self._now()

        def job(work: Transaction) -> RetentionFacts:
            _require_facts(work, deletion.person)
            work.retention.withdraw_deletion(deletion.id, at, self._vault.owner.name)
            return _require_facts(work, deletion.person)

        return self._vault.transact(job)

    @requires(Act.DELETE)
    def carry_out_deletion(self, deletion: Deletion) -> Certificate:
        """Delete a record once its deletion is due, and then unsaved words about it outside the vault.

        If it was carried out before, return the same certificate again. Raises Refusal: KEEP-NOT-DUE, KEEP-HELD,
        REF-NOT-HERE.
        """
        now = self._now()

        def job(work: Transaction) -> Certificate:
            for made in work.retention.list_certificates():
                if made.deletion.id == deletion.id:
                    return made
            kept = _require_facts(work, deletion.person)
            if kept.hold:
                raise Refusal(RefusalId.KEEP_HELD)
            if kept.deletion != deletion or not may_carry_out(kept, now):
                raise Refusal(RefusalId.KEEP_NOT_DUE)
            return work.retention.carry_out_deletion(deletion, classify_record(kept), now, self._vault.owner.name)

        made = self._vault.transact(job)
        with suppress(Refusal):  # the record is deleted; leftover unsaved words are dropped at the next unlock
            drop_deleted(self._vault)
        return made

    @requires(Act.SET_RETENTION)
    def set_periods(self, periods: Periods) -> Periods:
        """Set the retention periods of this vault. Pending deletions keep their due date.

        Raises Refusal KEEP-BOUNDS, KEEP-CHILD.
        """
        if refused := periods_error(periods):
            raise Refusal(refused)

        def job(work: Transaction) -> Periods:
            work.retention.set_periods(periods)
            return periods

        return self._vault.transact(job)


def _require_facts(work: Transaction, person: str) -> RetentionFacts:
    for kept in work.retention.list_facts(person=person) if person else ():
        return kept
    raise Refusal(RefusalId.REF_NOT_HERE)


def _list_past_period(work: Transaction, periods: Periods, now: Clock) -> tuple[RetentionFacts, ...]:
    today = now().date()
    return list_past_period(work.retention.list_facts(seen_until=compute_cutoff(periods, today)), periods, today)


def _list_pending(work: Transaction) -> tuple[RetentionFacts, ...]:
    return tuple(_require_facts(work, deletion.person) for deletion in work.retention.list_pending())


def _list_on_hold(work: Transaction) -> tuple[RetentionFacts, ...]:
    return tuple(_require_facts(work, hold.person) for hold in work.retention.list_holds())


def _require_reason(text: str) -> Words:
    """Return the reason as storable text. Raises Refusal if it is empty or not storable."""
    if not text.strip():
        raise Refusal(RefusalId.KEEP_REASON)
    if refused := text_error(text):
        raise Refusal(refused)
    return Words(text.strip())
