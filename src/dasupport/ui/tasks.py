"""The vault's worker thread: jobs run on it one by one, answers come back to the window's thread."""

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
    """Carries one answer back to the thread that created it, by a Qt signal."""

    came = Signal(object)


class Job(QRunnable):
    """One job on the worker thread."""

    def __init__(self, job: Callable[[], Any], reply: Reply) -> None:
        super().__init__()
        self._job = job
        self._reply = reply

    def run(self) -> None:
        result = outcome(self._job)
        with suppress(RuntimeError):  # the program is ending, and the caller is already destroyed
            self._reply.came.emit(result)


class Tasks:
    """Runs jobs one after the other on one thread, which stays the same as long as the program runs."""

    def __init__(self) -> None:
        self._lane = QThreadPool()
        self._lane.setMaxThreadCount(1)
        self._lane.setExpiryTimeout(-1)
        self._waiting: set[Reply] = set()

    def run(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        """Run a job on the worker thread; then call `done` or `refused` on the calling thread."""
        reply = Reply()
        self._waiting.add(reply)

        def came(result: object) -> None:
            self._waiting.discard(reply)
            if isinstance(result, Refusal):
                refused(result)
            else:
                done(result)  # type: ignore[arg-type] # the job's result, as it was not refused

        reply.came.connect(came)
        self._lane.start(Job(job, reply))

    @property
    def busy(self) -> bool:
        """True while an answer is still to come."""
        return bool(self._waiting)

    def finish(self) -> None:
        """Wait until all jobs have run."""
        self._lane.waitForDone()


def outcome(job: Callable[[], T]) -> T | Refusal:
    """Return the result of a job, or its Refusal. An unexpected exception is logged and becomes REF-FAULT."""
    try:
        return job()
    except Refusal as refusal:
        return refusal
    except Exception as error:  # noqa: BLE001 - the thread must go on; one of the three places that catch everything
        return Refusal(UNFORESEEN, fault(log, error))
