"""The lock of a vault: a file beside the data, because touching the data itself would drop SQLite's own lock."""

import os
import sys
from pathlib import Path
from typing import Self

from dasupport.vault.errors import Busy, ReadOnly

NAME = "vault.lock"


class LockFile:
    """Held while a vault is open. Raises Busy if another process holds it, ReadOnly if it cannot be made; or is not
    there, where it is not to be made."""

    def __init__(self, folder: Path, *, make: bool = True) -> None:
        try:
            self._descriptor = os.open(folder / NAME, os.O_RDWR | (os.O_CREAT if make else 0), 0o600)
        except OSError:
            raise ReadOnly from None
        try:
            _take(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise Busy from None

    def release(self) -> None:
        """Let the next one in. The end of the process does the same."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
