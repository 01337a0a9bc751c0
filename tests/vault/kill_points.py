"""A child that ends like a power cut before the statement that it was told."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dasupport.vault.data.engine import connect
from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy


def killed_before(data: Path, copy: KeyFileCopy, keys: VaultKeys, statement: int, job: Callable[[Any], None]) -> bool:
    """Do a job on a keyed connection in a child that is killed before its so-manyth statement; whether it came so far.

    Opening sends statements too: they are not counted. To be called where nothing is open.
    """
    child = os.fork()
    if child == 0:
        left = [statement]

        def count(_: str) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        connection = connect(data, keys.data, copy.key_file.data.salt)
        connection.set_trace_callback(count)
        job(connection)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
