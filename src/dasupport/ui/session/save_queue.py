"""The save queue: jobs for the vault in their order, and the words the vault has refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner

SaveJob = Callable[[], None]


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """Save status of the words on the screen: being saved, saved at a time, or refused for a reason."""

    saved_at: datetime | None = None
    is_saving: bool = False
    refusal_id: str = ""
    has_unstorable: bool = False
    """True if a text stays on the screen only, as it cannot be stored."""
    is_retry_offered: bool = False
    """True while an overlay offers to retry the save."""

    @property
    def is_refused(self) -> bool:
        """True if something on the screen is not saved, and will not be without the user."""
        return bool(self.refusal_id) or self.has_unstorable


StatusListener = Callable[[SaveStatus], None]


class SaveQueue:
    """Runs save jobs on the vault's thread, in order. Once one is refused, for any reason, those behind it wait."""

    def __init__(
        self, run: JobRunner, now: Clock, on_status: StatusListener, on_refused: Callable[[Refusal], None]
    ) -> None:
        self.status = SaveStatus()
        self._on_status = on_status
        self._on_refused = on_refused
        self._run = run
        self._now = now
        self._in_flight: list[Draft | None] = []
        """The words of the jobs that are not answered yet, in order; None for a job without words."""
        self._unsaved: list[tuple[SaveJob, Draft | None]] = []
        self._blocked = False
        """True after the vault refused a job: nothing that was said later is saved before it."""

    @property
    def has_unsaved(self) -> bool:
        """True while something that was said here is not in the vault yet."""
        return bool(self._unsaved or self._in_flight)

    @property
    def unsaved(self) -> tuple[Draft, ...]:
        """All words the vault has refused or not answered yet: the newest of each slot.

        They are drafts, whatever the jobs would have made of them.
        """
        all_words = (*(words for _, words in self._unsaved), *self._in_flight)
        return tuple({words.slot: words for words in all_words if words is not None}.values())

    @property
    def is_blocked(self) -> bool:
        """True while the vault refuses. Read on the vault's own thread, it already reflects the job before."""
        return self._blocked

    def enqueue(self, job: SaveJob, words: Draft | None = None) -> None:
        """Queue a save job; remember its words until it is done."""

        def in_turn() -> None:
            self.require_all_saved()
            self._blocked = True
            job()
            self._blocked = False

        self._in_flight.append(words)
        self._run(in_turn, lambda _: self._on_job_saved(), lambda refusal: self._on_job_refused(job, words, refusal))
        if self._in_flight:
            self._set_status(SaveStatus(self.status.saved_at, is_saving=True, refusal_id=self.status.refusal_id))

    def retry_saves(self) -> None:
        """Retry everything that was refused, in its original order. Does nothing while jobs are in flight."""
        if self._in_flight:
            return
        self._blocked = False
        jobs, self._unsaved = self._unsaved, []
        for job, words in jobs:
            self.enqueue(job, words)

    def require_all_saved(self) -> None:
        """Raise Refusal V-NOT-SAVED if an earlier job was not saved."""
        if self._blocked:
            raise Refusal(RefusalId.V_NOT_SAVED)

    def _on_job_saved(self) -> None:
        self._in_flight.pop(0)
        self._set_status(SaveStatus(self._now(), is_saving=bool(self._in_flight)))

    def _on_job_refused(self, job: SaveJob, words: Draft | None, refusal: Refusal) -> None:
        self._in_flight.pop(0)
        self._blocked = True
        first = not self._unsaved
        self._unsaved.append((job, words))
        self._set_status(SaveStatus(self.status.saved_at, refusal_id=refusal.item if first else self.status.refusal_id))
        if first:
            self._on_refused(refusal)

    def _set_status(self, kept: SaveStatus) -> None:
        self.status = kept
        self._on_status(kept)
