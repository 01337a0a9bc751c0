"""What is left behind by work that is cut off: data that no key file names any more, drafts, and what stands in their
place."""

import shutil
from contextlib import suppress
from pathlib import Path

from dasupport.vault.keys.key_file import DATA_FILE, DataFile


def tidy(folder: Path, data: DataFile) -> None:
    """Remove the data of generations before the one that the key file names. Raises OSError.

    Data of a later generation is left alone: beside an old key file it may be the only copy.
    """
    for path in folder.iterdir():
        if DATA_FILE.fullmatch(path.name) and int(path.name.split(".")[1]) < data.generation:
            remove(path)


def remove(path: Path) -> None:
    """Remove a data file and its journal, if they are there. Raises OSError."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def clear(path: Path) -> None:
    """Take away what stands where a draft is to be made, as far as that can be: a folder, a file or a link, and never
    what a link leads to."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
