"""The vault's worker thread: jobs run on it one by one, answers come back to the window's thread."""

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from dasupport.logs import log_fault
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId

T = TypeVar("T")
log = logging.getLogger(__name__)


class Reply(QObject):
    """Carries one answer back to the thread that created it, by a Qt signal."""

    answered = Signal(object)


class Job(QRunnable):
    """One job on the worker thread."""

    def __init__(self, job: Callable[[], Any], reply: Reply) -> None:
        super().__init__()
        self._job = job
        self._reply = reply

    def run(self) -> None:
        result = run_catching(self._job)
        with suppress(RuntimeError):  # the program is ending, and the caller is already destroyed
            self._reply.answered.emit(result)


class VaultWorker:
    """Runs jobs one after the other on one thread, which stays the same as long as the program runs."""

    def __init__(self) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(1)
        self._pool.setExpiryTimeout(-1)
        self._pending: set[Reply] = set()

    def run_job(self, job: Callable[[], T], done: Callable[[T], None], refused: Callable[[Refusal], None]) -> None:
        """Run a job on the worker thread; then call `done` or `refused` on the calling thread."""
        reply = Reply()
        self._pending.add(reply)

        def came(result: object) -> None:
            self._pending.discard(reply)
            if isinstance(result, Refusal):
                refused(result)
            else:
                done(result)  # type: ignore[arg-type] # the job's result, as it was not refused

        reply.answered.connect(came)
        self._pool.start(Job(job, reply))

    @property
    def is_busy(self) -> bool:
        """True while an answer is still to come."""
        return bool(self._pending)

    def wait_until_done(self) -> None:
        """Wait until all jobs have run."""
        self._pool.waitForDone()


def run_catching(job: Callable[[], T]) -> T | Refusal:
    """Return the result of a job, or its Refusal. An unexpected exception is logged and becomes REF-FAULT."""
    try:
        return job()
    except Refusal as refusal:
        return refusal
    except Exception as error:  # noqa: BLE001 - the thread must go on; one of the three places that catch everything
        return Refusal(RefusalId.REF_FAULT, log_fault(log, error))
