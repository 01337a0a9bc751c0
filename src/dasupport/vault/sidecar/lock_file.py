"""The lock of a vault: a file beside the data, because opening and closing the data file would drop SQLite's
own lock.
"""

import os
import sys
from pathlib import Path
from typing import Self

from dasupport.vault.errors import ReadOnly, VaultInUse

LOCK_FILE_NAME = "vault.lock"


class LockFile:
    """The lock, held while the vault is open.

    Raises VaultInUse if another process holds it; ReadOnly if the file cannot be opened or made, or does not
    exist and `make` is False.
    """

    def __init__(self, folder: Path, *, make: bool = True) -> None:
        try:
            self._descriptor = os.open(folder / LOCK_FILE_NAME, os.O_RDWR | (os.O_CREAT if make else 0), 0o600)
        except OSError:
            raise ReadOnly from None
        try:
            _lock_descriptor(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise VaultInUse from None

    def release(self) -> None:
        """Release the lock. The end of the process releases it too."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def _lock_descriptor(descriptor: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
