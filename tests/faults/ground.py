"""Where a row works, and how it starts children that it will not be kind to."""

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dasupport.refusal import Refusal
from tests.vault.sample_vaults import lived, newborn

REFUSED = 3
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of a name of its own is made in it


@contextmanager
def ground() -> Iterator[Path]:
    """A folder of its own, gone afterwards: in memory where there is such a disk, as a flush costs nothing there."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        yield Path(folder)


def stock(place: Path) -> Path:
    """A closed vault with something in it."""
    return lived(newborn(place), place / "lived")


def forked(job: Callable[[], None]) -> int:
    """Run a job in a copy of this process; its id. No vault may be open here: a copy of it would share its locks.

    It ends with REFUSED where the vault refuses, and with 1 at any other error, which it prints.
    """
    child = os.fork()
    if child:
        return child
    try:
        job()
        os._exit(0)
    except Refusal:
        os._exit(REFUSED)
    except BaseException:  # noqa: BLE001 - a copy of this process must never go on with its work
        traceback.print_exc()
    finally:
        os._exit(1)


def ended(child: int) -> int:
    """How a child ended: its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed(child: int, *, may_have_ended: bool = False) -> bool:
    """End a child as a power switch would; whether it was still running, and not refused by its vault before.

    Raises RuntimeError if it failed by itself, or came to its end where it never should.
    """
    os.kill(child, signal.SIGKILL)
    found = ended(child)
    if may_have_ended and found == 0:
        return False
    if found not in (-signal.SIGKILL, REFUSED):
        raise RuntimeError(f"the child ended by itself: {found}")
    return found != REFUSED
