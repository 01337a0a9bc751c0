"""Actions on retention: list records past their period, hold one, request, withdraw and carry out a
deletion.
"""

from contextlib import suppress
from dataclasses import dataclass

from dasupport.actions.beside import forget_erased
from dasupport.actions.warden import Warden, asks
from dasupport.casework.ids import Clock, NewId
from dasupport.casework.retention import (
    Certificate,
    Deletion,
    Hold,
    Kept,
    Periods,
    Why,
    due_at,
    is_past,
    kind_of,
    may_carry_out,
    past,
    seen_until,
    unfit,
)
from dasupport.casework.roles import Act
from dasupport.casework.text import Words, unkeepable
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault
from dasupport.vault.work import Work

HELD, WAITS, NOT_DUE = "KEEP-HELD", "KEEP-WAITS", "KEEP-NOT-DUE"


@dataclass(frozen=True, slots=True)
class Overview:
    """All records past their period, pending deletion, on hold, or deleted."""

    periods: Periods
    past: tuple[Kept, ...]
    waiting: tuple[Kept, ...]
    held: tuple[Kept, ...]
    certificates: tuple[Certificate, ...]


@dataclass(frozen=True, slots=True)
class Owed:
    """Number of records past their period, of deletions whose waiting time is over, and of deletions still
    waiting.
    """

    past: int = 0
    ready: int = 0
    waiting: int = 0


class Retention:
    """Actions on retention in an open vault."""

    def __init__(self, vault: Vault, warden: Warden, now: Clock, new_id: NewId) -> None:
        self._vault = vault
        self._warden = warden
        self._now = now
        self._new_id = new_id

    @asks(Act.SEE_RETENTION)
    def owed(self) -> Owed:
        """Return the number of records that wait for a decision: nothing is ever deleted without one."""
        now = self._now()

        def job(work: Work) -> Owed:
            asked = _waiting(work)
            ready = sum(may_carry_out(kept, now) for kept in asked)
            return Owed(len(_past(work, work.retention.periods(), self._now)), ready, len(asked) - ready)

        return self._vault.do(job)

    @asks(Act.SEE_RETENTION)
    def overview(self) -> Overview:
        """Return everything about retention, by code name; certificates contain no name at all."""

        def job(work: Work) -> Overview:
            periods = work.retention.periods()
            return Overview(
                periods, _past(work, periods, self._now), _waiting(work), _held(work), work.retention.certificates()
            )

        return self._vault.do(job)

    @asks(Act.SEE_RETENTION)
    def of(self, person: str) -> tuple[Kept, Periods]:
        """Return the facts about one record, and the periods. Raises Refusal REF-NOT-HERE."""
        return self._vault.do(lambda work: (_here(work, person), work.retention.periods()))

    @asks(Act.HOLD)
    def hold(self, person: str, reason: str) -> Kept:
        """Place a hold on a record: nothing of it is deleted until the hold is lifted.

        Raises Refusal: KEEP-REASON, KEEP-HELD, REF-NOT-HERE, REF-TEXT-….
        """
        held = Hold(self._new_id(), person, self._now(), self._vault.owner.name, _reason(reason))

        def job(work: Work) -> Kept:
            kept = _here(work, person)
            if kept.hold and kept.hold.id != held.id:
                raise Refusal(HELD)
            work.retention.hold(held)
            return _here(work, person)

        return self._vault.do(job)

    @asks(Act.LIFT_HOLD)
    def lift(self, hold: Hold, reason: str) -> Kept:
        """Lift a hold. Raises Refusal: KEEP-REASON, REF-NOT-HERE, REF-TEXT-…."""
        at, why = self._now(), _reason(reason)

        def job(work: Work) -> Kept:
            _here(work, hold.person)
            work.retention.lift(hold.id, at, self._vault.owner.name, why)
            return _here(work, hold.person)

        return self._vault.do(job)

    @asks(Act.ASK_DELETION)
    def ask(self, person: str, why: Why) -> Kept:
        """Request the deletion of a record: it then waits.

        Raises Refusal: KEEP-HELD, KEEP-WAITS, KEEP-NOT-PAST, REF-NOT-HERE.
        """
        id, at = self._new_id(), self._now()

        def job(work: Work) -> Kept:
            kept, periods = _here(work, person), work.retention.periods()
            if kept.hold:
                raise Refusal(HELD)
            if kept.deletion and kept.deletion.id != id:
                raise Refusal(WAITS)
            if why is Why.PAST_PERIOD and not is_past(kept, periods, at.date()):
                raise Refusal("KEEP-NOT-PAST")
            work.retention.ask(Deletion(id, person, why, at, self._vault.owner.name, due_at(at, periods)))
            return _here(work, person)

        return self._vault.do(job)

    @asks(Act.TAKE_BACK_DELETION)
    def take_back(self, deletion: Deletion) -> Kept:
        """Withdraw a requested deletion; the record stays as it is. Raises Refusal REF-NOT-HERE."""
        at = self._now()

        def job(work: Work) -> Kept:
            _here(work, deletion.person)
            work.retention.take_back(deletion.id, at, self._vault.owner.name)
            return _here(work, deletion.person)

        return self._vault.do(job)

    @asks(Act.DELETE)
    def carry_out(self, deletion: Deletion) -> Certificate:
        """Delete a record once its deletion is due, and then unsaved words about it outside the vault.

        If it was carried out before, return the same certificate again. Raises Refusal: KEEP-NOT-DUE, KEEP-HELD,
        REF-NOT-HERE.
        """
        now = self._now()

        def job(work: Work) -> Certificate:
            for made in work.retention.certificates():
                if made.deletion.id == deletion.id:
                    return made
            kept = _here(work, deletion.person)
            if kept.hold:
                raise Refusal(HELD)
            if kept.deletion != deletion or not may_carry_out(kept, now):
                raise Refusal(NOT_DUE)
            return work.retention.carry_out(deletion, kind_of(kept), now, self._vault.owner.name)

        made = self._vault.do(job)
        with suppress(Refusal):  # the record is deleted; leftover unsaved words are dropped at the next unlock
            forget_erased(self._vault)
        return made

    @asks(Act.SET_RETENTION)
    def set_periods(self, periods: Periods) -> Periods:
        """Set the retention periods of this vault. Pending deletions keep their due date.

        Raises Refusal KEEP-BOUNDS, KEEP-CHILD.
        """
        if refused := unfit(periods):
            raise Refusal(refused)

        def job(work: Work) -> Periods:
            work.retention.set_periods(periods)
            return periods

        return self._vault.do(job)


def _here(work: Work, person: str) -> Kept:
    for kept in work.retention.kept(person=person) if person else ():
        return kept
    raise Refusal("REF-NOT-HERE")


def _past(work: Work, periods: Periods, now: Clock) -> tuple[Kept, ...]:
    today = now().date()
    return past(work.retention.kept(seen_until=seen_until(periods, today)), periods, today)


def _waiting(work: Work) -> tuple[Kept, ...]:
    return tuple(_here(work, deletion.person) for deletion in work.retention.waiting())


def _held(work: Work) -> tuple[Kept, ...]:
    return tuple(_here(work, hold.person) for hold in work.retention.holds())


def _reason(text: str) -> Words:
    """Return the reason as storable text. Raises Refusal if it is empty or not storable."""
    if not text.strip():
        raise Refusal("KEEP-REASON")
    if refused := unkeepable(text):
        raise Refusal(refused)
    return Words(text.strip())
