"""A note outside the vault of how far its data had come: the one witness left if the whole folder is put back older."""

import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from dasupport.files import opened, write_private
from dasupport.vault.key_file import Witness, canonical

SUFFIX = ".seen"
LARGEST = 4096


def remember(folder: Path, vault: str, witness: Witness, key: bytes) -> None:
    """Note it beside the folder of the vault, sealed by the key of its log, which outlives a change of all keys: so an
    old folder, with its old keys, is held against it too. A disk that takes no note is no trouble."""
    with suppress(OSError):
        body = asdict(witness)
        write_private(_note(folder, vault), canonical({**body, "mac": _mac(body, vault, key)}))


def remembered(folder: Path, vault: str, key: bytes) -> Witness:
    """What was noted last; nothing at all where there is no note or it is not ours."""
    try:
        with opened(_note(folder, vault)) as file:
            table = json.loads(file.read(LARGEST))
        mac = table.pop("mac")
        witness = Witness(**table)
        if hmac.compare_digest(mac, _mac(asdict(witness), vault, key)):
            return witness
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return Witness()


def forget(folder: Path, vault: str) -> None:
    """Somebody put an older copy back on purpose."""
    with suppress(OSError):
        _note(folder, vault).unlink(missing_ok=True)


def _note(folder: Path, vault: str) -> Path:
    return folder.parent / f"{vault}{SUFFIX}"


def _mac(body: dict[str, object], vault: str, key: bytes) -> str:
    return hmac.new(key, b"seen" + vault.encode() + canonical(body), hashlib.sha256).hexdigest()
