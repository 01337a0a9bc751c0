"""A note outside the vault of how far its data had come: the one witness left if the whole folder is put back older."""

import hashlib
import hmac
import json
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from dasupport.atomic_files import open_regular, write_private
from dasupport.vault.keys.key_file import Witness, canonical

SUFFIX = ".seen"
LARGEST = 4096


def remember(folder: Path, vault: str, witness: Witness, key: bytes) -> None:
    """Note it beside the folder of the vault, sealed by the key of its log, which outlives a change of all keys: so an
    old folder, with its old keys, is held against it too. A disk that takes no note is no trouble."""
    with suppress(OSError):
        body = asdict(witness)
        write_private(_note(folder, vault), canonical({**body, "mac": _mac(body, vault, key)}))
        _shared(folder, vault).unlink(missing_ok=True)


def farthest(folder: Path, vault: str, key: bytes) -> Witness:
    """The farthest that was noted of a vault that stood in this folder, or in one beside it that is gone;
    nothing at all where there is no note or it is not ours."""
    found = [_read(note, vault, key) for note in _gone_by(folder, vault)]
    return max(found, key=lambda witness: witness.events, default=Witness())


def _read(note: Path, vault: str, key: bytes) -> Witness:
    try:
        with open_regular(note) as file:
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
        for note in _gone_by(folder, vault):
            note.unlink(missing_ok=True)


def _gone_by(folder: Path, vault: str) -> list[Path]:
    """The notes on a folder: its own, and those of the same vault whose own folder does not stand there any more."""
    ending = f".{vault}{SUFFIX}"
    beside = [note for note in folder.parent.glob(f"*{ending}") if not _stands(note, ending)]
    return list(dict.fromkeys((_note(folder, vault), _shared(folder, vault), *beside)))


def _stands(note: Path, ending: str) -> bool:
    try:
        return note.with_name(note.name.removesuffix(ending)).exists()
    except (OSError, ValueError):  # a name that is nothing before its ending is no note of ours
        return True


def _note(folder: Path, vault: str) -> Path:
    """By folder and by vault: two copies of one vault side by side are not held against each other."""
    return folder.parent / f"{folder.name}.{vault}{SUFFIX}"


def _shared(folder: Path, vault: str) -> Path:
    """What the note was called before, by the vault alone: read where there is no other, and gone with the next."""
    return folder.parent / f"{vault}{SUFFIX}"


def _mac(body: dict[str, object], vault: str, key: bytes) -> str:
    return hmac.new(key, b"seen" + vault.encode() + canonical(body), hashlib.sha256).hexdigest()
