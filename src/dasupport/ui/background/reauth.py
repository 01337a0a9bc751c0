"""Run jobs that may need the passphrase again: ask for it, then repeat the job."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.ui.background.run import JobRunner, discard

T = TypeVar("T")


class AskPassphrase(Protocol):
    """Ask for the passphrase; then call `right` if it was correct, or `left` if it was not given."""

    def __call__(self, right: Callable[[], None], left: Callable[[], None]) -> None: ...


class ReauthRunner:
    """A job runner that asks for the passphrase again.

    A job refused with PASS-AGAIN waits for the passphrase and is run once more. If the passphrase is not given, the
    job is refused like any other, and nothing has changed. If the records turn out to be damaged, `damaged` is
    called after `refused`, whatever the page says about its own job.
    """

    def __init__(self, run: JobRunner, ask: AskPassphrase, damaged: Callable[[], None]) -> None:
        self._run = run
        self._ask = ask
        self._damaged = damaged

    def stop(self) -> None:
        """Drop every further job: the vault is closed, and a late answer must not start another job on it."""
        self._run = discard

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        def answer(refusal: Refusal) -> None:
            if refusal.item == RefusalId.PASS_AGAIN:
                self._ask(lambda: self(job, done, refused), lambda: refused(refusal))
            else:
                refused(refusal)
                if refusal.item == RefusalId.V_DATA_DAMAGED:
                    self._damaged()

        self._run(job, done, answer)
