"""Inspection of a folder before any key is tried: it may hold a vault, part of one, or be free for a new
one.
"""

import os
import re
import stat
from pathlib import Path

from dasupport.vault.errors import DataDamaged, DataMissing, KeyMissing, NotAVault, ReadOnly, VaultExists
from dasupport.vault.keys import key_file
from dasupport.vault.sidecar.lock_file import LOCK_FILE_NAME

SIDE_FILE_ENDING = re.compile("-(journal|wal|shm)$")
"""Endings of the files that the engine writes beside a data file, or would read there."""


def inspect_folder(folder: Path) -> None:
    """Raise a refusal unless the folder holds a key file and a data file.

    Raises NotAVault, KeyMissing, DataMissing, ReadOnly; DataDamaged if a data file is not a regular file.
    """
    try:
        names = {path.name for path in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        raise NotAVault from None
    except OSError:
        raise ReadOnly from None
    if any(map(_is_irregular_data_file, folder.iterdir())):
        raise DataDamaged
    keys = names & set(key_file.COPY_NAMES)
    data = {name for name in names if key_file.DATA_FILE_PATTERN.fullmatch(name)}
    if not keys and not data:
        raise NotAVault
    if not keys:
        raise KeyMissing
    if not data:
        raise DataMissing


def _is_irregular_data_file(path: Path) -> bool:
    """Return True if a pipe, link or device has the name of a data file.

    The engine would wait for it, or write through it. A key file of this kind counts as a damaged copy.
    """
    if not key_file.DATA_FILE_PATTERN.fullmatch(SIDE_FILE_ENDING.sub("", path.name)):
        return False
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def is_readable(folder: Path) -> bool:
    """Return True if all files that opening the vault reads may be read."""
    ours = (
        path
        for path in folder.iterdir()
        if path.name in key_file.COPY_NAMES or key_file.DATA_FILE_PATTERN.fullmatch(path.name)
    )
    return all(os.access(path, os.R_OK) for path in ours)


def require_free_folder(folder: Path) -> None:
    """Raise VaultExists, KeyMissing or NotAVault unless a new vault may be created in this folder. Raises
    OSError.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAVault
    inside = {path.name for path in folder.iterdir()} - {LOCK_FILE_NAME}
    if inside & set(key_file.COPY_NAMES):
        raise VaultExists
    if any(name.startswith("data.") for name in inside):
        raise KeyMissing
    if inside:
        raise VaultExists
