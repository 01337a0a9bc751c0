"""The save queue: jobs for the vault in their order, and the words the vault has refused."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dasupport.casework.entry import Draft
from dasupport.casework.ids import Clock
from dasupport.refusal import Refusal
from dasupport.ui.running import Run

NOT_SAVED = "V-NOT-SAVED"
Job = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """Save status of the words on the screen: being saved, saved at a time, or refused for a reason."""

    at: datetime | None = None
    saving: bool = False
    refused: str = ""


class Keeper:
    """Runs save jobs on the vault's thread, in order. Once one is refused, for any reason, those behind it wait."""

    def __init__(self, run: Run, now: Clock) -> None:
        self.kept = Kept()
        self.on_kept: Callable[[], None] = lambda: None
        self.on_refused: Callable[[Refusal], None] = lambda _: None
        self._run = run
        self._now = now
        self._flying: list[Draft | None] = []
        """The words of the jobs that are not answered yet, in order; None for a job without words."""
        self._unkept: list[tuple[Job, Draft | None]] = []
        self._held = False
        """True after the vault refused a job: nothing that was said later is saved before it."""

    @property
    def owes(self) -> bool:
        """True while something that was said here is not in the vault yet."""
        return bool(self._unkept or self._flying)

    @property
    def unkept(self) -> tuple[Draft, ...]:
        """All words the vault has refused or not answered yet: the newest of each slot.

        They are drafts, whatever the jobs would have made of them.
        """
        all_words = (*(words for _, words in self._unkept), *self._flying)
        return tuple({words.slot: words for words in all_words if words is not None}.values())

    @property
    def held(self) -> bool:
        """True while the vault refuses. Read on the vault's own thread, it already reflects the job before."""
        return self._held

    def keep(self, job: Job, words: Draft | None = None) -> None:
        """Queue a save job; remember its words until it is done."""

        def in_turn() -> None:
            self.all_kept()
            self._held = True
            job()
            self._held = False

        self._flying.append(words)
        self._say(Kept(self.kept.at, saving=True, refused=self.kept.refused))
        self._run(in_turn, lambda _: self._done(), lambda refusal: self._refused(job, words, refusal))

    def again(self) -> None:
        """Retry everything that was refused, in its original order. Does nothing while jobs are in flight."""
        if self._flying:
            return
        self._held = False
        jobs, self._unkept = self._unkept, []
        for job, words in jobs:
            self.keep(job, words)

    def all_kept(self) -> None:
        """Raise Refusal V-NOT-SAVED if an earlier job was not saved."""
        if self._held:
            raise Refusal(NOT_SAVED)

    def _done(self) -> None:
        self._flying.pop(0)
        self._say(Kept(self._now(), saving=bool(self._flying)))

    def _refused(self, job: Job, words: Draft | None, refusal: Refusal) -> None:
        self._flying.pop(0)
        self._held = True
        first = not self._unkept
        self._unkept.append((job, words))
        self._say(Kept(self.kept.at, refused=refusal.item if first else self.kept.refused))
        if first:
            self.on_refused(refusal)

    def _say(self, kept: Kept) -> None:
        self.kept = kept
        self.on_kept()
