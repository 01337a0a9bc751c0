"""The interface by which presenters run jobs: on the vault's own thread, with answers on the window's thread."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from dasupport.refusal import Refusal

T = TypeVar("T")


class JobRunner(Protocol):
    """Run a job on another thread; then call `done` with its result, or `refused`, on the calling thread."""

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None: ...


def discard(job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
    """Drop the job: the vault is closed and nobody waits for the result."""


def run_inline(job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
    """Run the job synchronously on the calling thread: for tests."""
    try:
        result = job()
    except Refusal as refusal:
        refused(refusal)
    else:
        done(result)
