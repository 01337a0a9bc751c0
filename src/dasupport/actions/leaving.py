"""A file leaves the vault: where the user asked for it, for its owner alone, and never without a line in the log."""

import secrets
from contextlib import suppress
from pathlib import Path

from dasupport.files import write_private
from dasupport.refusal import Refusal
from dasupport.vault.vault import Vault


def leave(vault: Vault, data: bytes, path: Path, action: str, object: str) -> None:
    """Write a file and log it without its name.

    Raises Refusal SAVE-WHERE, also for a place among the files of the vault, or V-… where the log takes no line:
    then the file is taken away again.
    """
    try:
        if path.resolve().is_relative_to(vault.folder.resolve()):
            raise Refusal("SAVE-WHERE")
        write_private(path, data, suffix=f".{secrets.token_hex(6)}.new")
    except (OSError, ValueError):
        raise Refusal("SAVE-WHERE") from None
    try:
        vault.do(lambda work: work.log.add(action, object))
    except Refusal:
        with suppress(OSError):
            path.unlink()
        raise
