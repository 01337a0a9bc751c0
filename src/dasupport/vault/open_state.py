"""The parts of an open vault that backups need."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dasupport.vault.keys.key_derivation import VaultKeys
from dasupport.vault.keys.key_file import KeyFileCopy


@dataclass(frozen=True, slots=True)
class OpenState:
    """The folder, key file copy, keys and only connection of an open vault. To be used on the thread that opened
    it.
    """

    folder: Path
    copy: KeyFileCopy
    keys: VaultKeys
    connection: Any = field(repr=False)
