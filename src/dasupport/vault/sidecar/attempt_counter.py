"""How often something wrong was tried at a vault since its last unlocking, a passphrase, a code, a key: a number beside
it, as there is no key yet to write it inside. Whoever reaches the files can take it away, so it is the least that was
tried, and never a lock."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dasupport.atomic_files import open_regular, write_private
from dasupport.vault.errors import NotAVault, VaultRefusal, WrongCode, WrongKey, WrongPassphrase
from dasupport.vault.sidecar.folder_state import look

SUFFIX = ".tries"
LONGEST = 6
"""More digits than anybody's patience."""


@contextmanager
def counted(folder: Path) -> Iterator[None]:
    """Whatever is tried here and is wrong is noted beside the vault in a folder, whichever door it was tried at."""
    try:
        yield
    except (WrongPassphrase, WrongCode, WrongKey):
        if _stands(folder):
            one_more(folder)
        raise


def made(folder: Path) -> int:
    """How many tries are noted; none where there is no note or it is no number."""
    try:
        with open_regular(_note(folder)) as file:
            found = file.read(LONGEST + 1)
    except OSError:
        return 0
    return int(found) if found.isdigit() and len(found) <= LONGEST else 0


def one_more(folder: Path) -> None:
    """Note one more. A disk that takes no note is no trouble."""
    count = min(made(folder) + 1, 10**LONGEST - 1)
    with suppress(OSError):
        write_private(_note(folder), str(count).encode())


def forget(folder: Path) -> None:
    """They stand in the log now."""
    with suppress(OSError):
        _note(folder).unlink(missing_ok=True)


def _stands(folder: Path) -> bool:
    """Whether a vault is there, or what is left of one: beside anything else nothing is noted."""
    try:
        look(folder)
    except NotAVault:
        return False
    except VaultRefusal:
        pass
    return True


def _note(folder: Path) -> Path:
    return folder.with_name(folder.name + SUFFIX)
