"""Export of a file from the vault: to the chosen path, readable by its owner alone, and always logged."""

import secrets
from contextlib import suppress
from pathlib import Path

from dasupport.atomic_files import write_private
from dasupport.refusal import Refusal
from dasupport.refusal_id import RefusalId
from dasupport.vault.vault import Vault


def export_file(vault: Vault, data: bytes, path: Path, action: str, object: str) -> None:
    """Write a file and log the action without the path.

    Raises Refusal SAVE-WHERE, also for a path among the files of the vault, or V-… if it cannot be logged:
    then the file
    is deleted again.
    """
    try:
        if path.resolve().is_relative_to(vault.folder.resolve()):
            raise Refusal(RefusalId.SAVE_WHERE)
        write_private(path, data, suffix=f".{secrets.token_hex(6)}.new")
    except (OSError, ValueError):
        raise Refusal(RefusalId.SAVE_WHERE) from None
    try:
        vault.transact(lambda work: work.audit_chain.append(action, object))
    except Refusal:
        with suppress(OSError):
            path.unlink()
        raise
