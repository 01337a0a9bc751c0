"""One lane for the vault: jobs go to one thread of its own, answers come back to the window's thread."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from dasupport.logs import fault
from dasupport.refusal import Refusal

T = TypeVar("T")
log = logging.getLogger(__name__)
UNFORESEEN = "REF-FAULT"


class Reply(QObject):
    """Brings one answer back to the thread that made it."""

    came = Signal(object)


class Job(QRunnable):
    """One job on the lane."""

    def __init__(self, job: Callable[[], Any], reply: Reply) -> None:
        super().__init__()
        self._job = job
        self._reply = reply

    def run(self) -> None:
        result = outcome(self._job)
        with suppress(RuntimeError):  # the program ends, and whoever asked is gone already
            self._reply.came.emit(result)


class Tasks:
    """Runs jobs one after the other on the vault's thread, which stays the same as long as the program runs."""

    def __init__(self) -> None:
        self._lane = QThreadPool()
        self._lane.setMaxThreadCount(1)
        self._lane.setExpiryTimeout(-1)
        self._waiting: set[Reply] = set()

    def run(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        """Do a job on the lane; then call one of the two on this thread."""
        reply = Reply()
        self._waiting.add(reply)

        def came(result: object) -> None:
            self._waiting.discard(reply)
            if isinstance(result, Refusal):
                refused(result)
            else:
                done(result)  # type: ignore[arg-type] # what the job gave, unless it was refused

        reply.came.connect(came)
        self._lane.start(Job(job, reply))

    @property
    def busy(self) -> bool:
        """Whether anything is still to come back."""
        return bool(self._waiting)

    def finish(self) -> None:
        """Wait until the lane is empty."""
        self._lane.waitForDone()


def outcome(job: Callable[[], T]) -> T | Refusal:
    """What a job gives, or why it was refused. What nobody foresaw is counted in the log and refused in general."""
    try:
        return job()
    except Refusal as refusal:
        return refusal
    except Exception as error:  # noqa: BLE001 - the lane must go on; one of the three places that catch everything
        return Refusal(UNFORESEEN, fault(log, error))
