"""That the data was found damaged while it was open: an empty note beside the vault, as the data takes no word then.

Whoever reaches the files can put it there or take it away; a backup that is made and proven takes it away too.
"""

from contextlib import suppress
from pathlib import Path

from dasupport.atomic_files import write_private

SUFFIX = ".damaged"


def note(folder: Path) -> None:
    """A disk that takes no note is no trouble: the next backup finds the damage again."""
    with suppress(OSError):
        write_private(_note(folder), b"")


def noted(folder: Path) -> bool:
    try:
        return _note(folder).is_file()
    except OSError:
        return False


def forget(folder: Path) -> None:
    """It is whole, or another stands in its place."""
    with suppress(OSError):
        _note(folder).unlink(missing_ok=True)


def _note(folder: Path) -> Path:
    return folder.with_name(folder.name + SUFFIX)
