"""Rollback witness: a file outside the vault with the state of its data.

It is the only witness left if the whole folder is replaced by an older copy.
"""

import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from dasupport.atomic_files import open_regular, write_private
from dasupport.vault.keys.key_file import Witness, canonical_json

WITNESS_SUFFIX = ".seen"
MAX_WITNESS_SIZE = 4096


def write_witness(folder: Path, vault: str, witness: Witness, key: bytes) -> None:
    """Write the witness beside the vault's folder. A disk error is ignored.

    Its MAC is made with the key of the audit log, which survives a key rotation: so an old folder that still
    has the old keys is recognised as older, too.
    """
    with suppress(OSError):
        body = asdict(witness)
        write_private(_witness_path(folder, vault), canonical_json({**body, "mac": _compute_mac(body, vault, key)}))
        _legacy_path(folder, vault).unlink(missing_ok=True)


def read_latest_witness(folder: Path, vault: str, key: bytes) -> Witness:
    """Return the witness with the newest audit row, for a vault in this folder or in a folder beside it that is
    gone.

    Returns an empty Witness if there is none, or none of ours.
    """
    found = [_read_witness(note, vault, key) for note in _list_witness_paths(folder, vault)]
    return max(found, key=lambda witness: witness.events, default=Witness())


def _read_witness(note: Path, vault: str, key: bytes) -> Witness:
    try:
        with open_regular(note) as file:
            table = json.loads(file.read(MAX_WITNESS_SIZE))
        mac = table.pop("mac")
        witness = Witness(**table)
        if hmac.compare_digest(mac, _compute_mac(asdict(witness), vault, key)):
            return witness
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        pass
    return Witness()


def delete_witness(folder: Path, vault: str) -> None:
    """Delete the witness files of a vault: an older copy was restored on purpose."""
    with suppress(OSError):
        for note in _list_witness_paths(folder, vault):
            note.unlink(missing_ok=True)


def _list_witness_paths(folder: Path, vault: str) -> list[Path]:
    """Return the witness files that apply to a folder: its own, and those of the same vault whose folder is
    gone.
    """
    ending = f".{vault}{WITNESS_SUFFIX}"
    beside = [note for note in folder.parent.glob(f"*{ending}") if not _folder_exists(note, ending)]
    return list(dict.fromkeys((_witness_path(folder, vault), _legacy_path(folder, vault), *beside)))


def _folder_exists(note: Path, ending: str) -> bool:
    try:
        return note.with_name(note.name.removesuffix(ending)).exists()
    except (OSError, ValueError):  # no folder name before the suffix: not one of our files
        return True


def _witness_path(folder: Path, vault: str) -> Path:
    """Return the path by folder and vault id: two copies of a vault side by side have a witness each, and are
    not checked against each other's.
    """
    return folder.parent / f"{folder.name}.{vault}{WITNESS_SUFFIX}"


def _legacy_path(folder: Path, vault: str) -> Path:
    """Return the former path, by vault id alone: read as well, and deleted when a new witness is written."""
    return folder.parent / f"{vault}{WITNESS_SUFFIX}"


def _compute_mac(body: dict[str, object], vault: str, key: bytes) -> str:
    return hmac.new(key, b"seen" + vault.encode() + canonical_json(body), hashlib.sha256).hexdigest()
