"""An open vault as a backup sees it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dasupport.vault.keys.key_derivation import Keys
from dasupport.vault.keys.key_file import Copy


@dataclass(frozen=True, slots=True)
class Source:
    """The folder, the key file, the keys and the one connection: to be used on the thread that opened it."""

    folder: Path
    copy: Copy
    keys: Keys
    connection: Any = field(repr=False)
