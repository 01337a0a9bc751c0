"""Cleanup after interrupted work: data files that no key file names any more, and unfinished folders and
files.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from dasupport.vault.keys.key_file import DATA_FILE_PATTERN, DataFile


def remove_old_generations(folder: Path, data: DataFile) -> None:
    """Delete the data files of generations before the one that the key file names. Raises OSError.

    A later generation is left alone: beside an old key file it may be the only copy.
    """
    for path in folder.iterdir():
        if DATA_FILE_PATTERN.fullmatch(path.name) and int(path.name.split(".")[1]) < data.generation:
            remove_data_file(path)


def remove_data_file(path: Path) -> None:
    """Delete a data file and its journal, if they exist. Raises OSError."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def clear_path(path: Path) -> None:
    """Delete the folder, file or link at a path where something is to be made, as far as possible.

    The target of a link is never deleted.
    """
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
