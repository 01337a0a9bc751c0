"""What stands in a folder, before any key is tried: a vault, what is left of one, or room for one."""

import os
import re
import stat
from pathlib import Path

from dasupport.vault.errors import DataDamaged, DataMissing, KeyMissing, NotAVault, ReadOnly, VaultExists
from dasupport.vault.keys import key_file
from dasupport.vault.sidecar.lock_file import NAME as LOCK

BESIDE = re.compile("-(journal|wal|shm)$")
"""What the engine puts beside a data file, or would read there."""


def look(folder: Path) -> None:
    """What is in a folder, before any key is tried. Raises NotAVault, KeyMissing, DataMissing,
    DataDamaged where a name of ours is no file, or ReadOnly."""
    try:
        names = {path.name for path in folder.iterdir()}
    except (FileNotFoundError, NotADirectoryError):
        raise NotAVault from None
    except OSError:
        raise ReadOnly from None
    if any(map(_no_file_of_ours, folder.iterdir())):
        raise DataDamaged
    keys = names & set(key_file.NAMES)
    data = {name for name in names if key_file.DATA_FILE.fullmatch(name)}
    if not keys and not data:
        raise NotAVault
    if not keys:
        raise KeyMissing
    if not data:
        raise DataMissing


def _no_file_of_ours(path: Path) -> bool:
    """Whether a pipe, a link or a device has a name of ours: the engine would wait for it, or write through it. A key
    file of that sort is taken for a bad copy."""
    if not key_file.DATA_FILE.fullmatch(BESIDE.sub("", path.name)):
        return False
    try:
        return not stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:
        return False


def readable(folder: Path) -> bool:
    """Whether all that opening a vault reads may be read."""
    ours = (path for path in folder.iterdir() if path.name in key_file.NAMES or key_file.DATA_FILE.fullmatch(path.name))
    return all(os.access(path, os.R_OK) for path in ours)


def must_be_free(folder: Path) -> None:
    """Raises VaultExists, KeyMissing or NotAVault unless a vault may be made here; OSError."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotAVault
    inside = {path.name for path in folder.iterdir()} - {LOCK}
    if inside & set(key_file.NAMES):
        raise VaultExists
    if any(name.startswith("data.") for name in inside):
        raise KeyMissing
    if inside:
        raise VaultExists
