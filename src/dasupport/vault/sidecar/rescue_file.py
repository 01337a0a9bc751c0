"""The rescue file: unsaved words, encrypted, on any other disk than the vault's, which would not save them
(6.3).

    magic | 16 bytes of the vault's id | 12 bytes of nonce | ChaCha20-Poly1305 of: length, JSON, zeros

Its key is derived from the master key, so only this vault can decrypt it; magic and id are the associated
data. Zeros pad it to whole steps, so that its size says little about the length of the text.
"""

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dasupport.casework.entry import Draft, Slot
from dasupport.casework.kinds import Kind
from dasupport.vault.data.entries import build_answer_columns, build_slot_columns, format_timestamp, read_answer
from dasupport.vault.data.tables import DraftRow
from dasupport.vault.errors import NotARescueFile, RescueDamaged, RescueOther

MAGIC = b"dasupport-rescue-1\n"
ID_SIZE, NONCE_SIZE, LENGTH_SIZE, PADDING_STEP = 16, 12, 8, 16 * 1024
MAX_RESCUE_SIZE = 64 * 1024 * 1024
DRAFT_FIELDS = frozenset({"session", "kind", "item", "part", "words", "source", "known", "told", "detail", "at"})
HEADER_SIZE = len(MAGIC) + ID_SIZE + NONCE_SIZE


def encrypt_drafts(key: bytes, vault: str, drafts: Iterable[Draft]) -> bytes:
    """Return the bytes of a rescue file with these drafts, encrypted for one vault."""
    said = serialise_drafts(drafts)
    plain = len(said).to_bytes(LENGTH_SIZE, "big") + said
    plain += bytes(-len(plain) % PADDING_STEP)
    nonce, bound = secrets.token_bytes(NONCE_SIZE), MAGIC + bytes.fromhex(vault)
    return bound + nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, bound)


def decrypt_drafts(keys: Iterable[bytes], vault: str, data: bytes) -> tuple[Draft, ...]:
    """Return the drafts in a rescue file that was encrypted with one of these keys.

    Raises NotARescueFile, RescueOther or RescueDamaged.
    """
    if not data.startswith(MAGIC):
        raise NotARescueFile
    if len(data) < HEADER_SIZE or len(data) > MAX_RESCUE_SIZE:
        raise RescueDamaged
    bound, nonce = data[: HEADER_SIZE - NONCE_SIZE], data[HEADER_SIZE - NONCE_SIZE : HEADER_SIZE]
    if bound != MAGIC + bytes.fromhex(vault):
        raise RescueOther
    try:
        plain = _decrypt_with_any(keys, nonce, data[HEADER_SIZE:], bound)
        said = plain[LENGTH_SIZE : LENGTH_SIZE + int.from_bytes(plain[:LENGTH_SIZE], "big")]
        return parse_drafts(said)
    except (InvalidTag, ValueError, TypeError, KeyError):  # msgspec.ValidationError is a ValueError
        raise RescueDamaged from None


def serialise_drafts(drafts: Iterable[Draft]) -> bytes:
    """Return drafts as JSON, before encryption."""
    rows = [
        {
            **build_slot_columns(draft.session, draft.slot),
            **build_answer_columns(draft.answer),
            "at": format_timestamp(draft.at),
        }
        for draft in drafts
    ]
    return json.dumps(rows).encode()


def parse_drafts(said: bytes) -> tuple[Draft, ...]:
    """Return drafts from their JSON. Raises ValueError, TypeError or KeyError."""
    return tuple(_parse_draft(row) for row in json.loads(said))


def _decrypt_with_any(keys: Iterable[bytes], nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    for key in keys:
        with suppress(InvalidTag):
            return ChaCha20Poly1305(key).decrypt(nonce, sealed, bound)
    raise InvalidTag


def _parse_draft(row: dict[str, str]) -> Draft:
    if row.keys() != DRAFT_FIELDS or not all(isinstance(value, str) for value in row.values()):
        raise ValueError
    slot = Slot(Kind(row["kind"]), row["item"], row["part"])
    return Draft(row["session"], slot, read_answer(DraftRow(**row)), datetime.fromisoformat(row["at"]))
