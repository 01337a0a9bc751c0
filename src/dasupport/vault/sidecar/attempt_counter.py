"""Attempt counter: failed attempts to open a vault (passphrase, code, key) since it was last unlocked.

It is a file beside the vault, as there is no key yet to write inside. Anybody with access to the files
can delete it: it is a lower bound, and never a lockout.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dasupport.atomic_files import open_regular, write_private
from dasupport.vault.errors import NotAVault, VaultRefusal, WrongCode, WrongKey, WrongPassphrase
from dasupport.vault.sidecar.folder_state import inspect_folder

COUNTER_SUFFIX = ".tries"
MAX_DIGITS = 6
"""The most digits in the file: more than anybody will reach."""


@contextmanager
def counting_attempts(folder: Path) -> Iterator[None]:
    """Record an attempt if a wrong credential is refused inside this context, however the vault is being opened."""
    try:
        yield
    except (WrongPassphrase, WrongCode, WrongKey):
        if _has_vault(folder):
            record_attempt(folder)
        raise


def read_attempt_count(folder: Path) -> int:
    """Return the recorded number of attempts; 0 if there is no counter or it is not a number."""
    try:
        with open_regular(_counter_path(folder)) as file:
            found = file.read(MAX_DIGITS + 1)
    except OSError:
        return 0
    return int(found) if found.isdigit() and len(found) <= MAX_DIGITS else 0


def record_attempt(folder: Path) -> None:
    """Add one to the counter. A disk error is ignored."""
    count = min(read_attempt_count(folder) + 1, 10**MAX_DIGITS - 1)
    with suppress(OSError):
        write_private(_counter_path(folder), str(count).encode())


def reset_counter(folder: Path) -> None:
    """Delete the counter: the attempts are in the audit log now."""
    with suppress(OSError):
        _counter_path(folder).unlink(missing_ok=True)


def _has_vault(folder: Path) -> bool:
    """Return True if the folder holds a vault, or part of one: no counter is written beside anything else."""
    try:
        inspect_folder(folder)
    except NotAVault:
        return False
    except VaultRefusal:
        pass
    return True


def _counter_path(folder: Path) -> Path:
    return folder.with_name(folder.name + COUNTER_SUFFIX)
