"""Other processes: children of a clean server process, so that nobody forks a vault that is open."""

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from dasupport.casework.realms import Realm
from dasupport.refusal import Refusal
from dasupport.vault.access.opener import VaultOpener
from tests.samples import CHEAP, PASSPHRASE

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.vault.child_processes", "tests.vault.tampering", "alembic.command"])
CAPABILITIES = 0x20080522
"""The third form of the kernel's table of powers: what a process may do, three times two words."""


def run(job: Callable[..., Any], *arguments: object) -> Any:
    """What a job gives in a process of its own; the id of its refusal where it is refused."""
    here, there = CONTEXT.Pipe()
    child = CONTEXT.Process(target=_answer, args=(there, job, arguments))
    child.start()
    there.close()
    with here:
        answer = here.recv()
    child.join()
    child.close()
    return answer


def _answer(sent: Connection, job: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        sent.send(job(*arguments))
    except Refusal as refusal:
        sent.send(refusal.item)


def as_nobody(job: Callable[..., Any], *arguments: object) -> Any:
    """As `run`, by somebody whom file permissions stop: root keeps its name and loses its powers."""
    return run(_humbled, job, arguments)


def _humbled(job: Callable[..., Any], arguments: tuple[object, ...]) -> Any:
    if os.getuid() == 0:
        header, nothing = (ctypes.c_uint32 * 2)(CAPABILITIES, 0), (ctypes.c_uint32 * 6)()
        if ctypes.CDLL(None, use_errno=True).capset(header, nothing) != 0:
            raise OSError(ctypes.get_errno(), "capset")
    return job(*arguments)


@contextmanager
def holder(folder: Path) -> Iterator[Any]:
    """A process that holds a vault open until it is told to end, or is killed."""
    here, there = CONTEXT.Pipe()
    child = CONTEXT.Process(target=_hold, args=(str(folder), there))
    child.start()
    there.close()
    try:
        assert here.recv() == "open"
        yield child
    finally:
        here.close()
        if child.exitcode is None and child.pid is not None:
            os.kill(child.pid, signal.SIGCONT)
        child.join()
        child.close()


def _hold(folder: str, sent: Connection) -> None:
    vault = VaultOpener(Realm.LIVE, CHEAP).open(Path(folder), PASSPHRASE)
    sent.send("open")
    sent.poll(None)
    vault.close()
