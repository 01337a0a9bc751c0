"""The passphrase once more: one place that asks for it, and then does what was asked for."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from dasupport.actions.warden import AGAIN
from dasupport.casework.shelf import DAMAGED
from dasupport.refusal import Refusal
from dasupport.ui.presenter import quiet
from dasupport.ui.running import Run

T = TypeVar("T")


class Ask(Protocol):
    """Ask for the passphrase; then call one of the two: it was right, or it was not given."""

    def __call__(self, right: Callable[[], None], left: Callable[[], None]) -> None: ...


class Again:
    """Has jobs done. A job that wants the passphrase again waits for it and is done once more; if it is not given,
    the job is refused like any other, and nothing has changed. Where the records turn out to be damaged, that is told
    beside whatever the page says of its job."""

    def __init__(self, run: Run, ask: Ask, damaged: Callable[[], None] = quiet) -> None:
        self._run = run
        self._ask = ask
        self._damaged = damaged

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        def answer(refusal: Refusal) -> None:
            if refusal.item == AGAIN:
                self._ask(lambda: self(job, done, refused), lambda: refused(refusal))
            else:
                refused(refusal)
                if refusal.item == DAMAGED:
                    self._damaged()

        self._run(job, done, answer)
