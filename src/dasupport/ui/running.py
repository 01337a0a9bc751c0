"""How a presenter has something done: the job goes to the vault's own thread, the answer comes back here."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from dasupport.refusal import Refusal

T = TypeVar("T")


class Run(Protocol):
    """Do a job elsewhere; then call one of the two, here."""

    def __call__(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None: ...


def unasked(job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
    """Do nothing: whoever would have had it done has gone."""


def at_once(job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
    """Do it here and now, in the order of the calls: for tests."""
    try:
        result = job()
    except Refusal as refusal:
        refused(refusal)
    else:
        done(result)
