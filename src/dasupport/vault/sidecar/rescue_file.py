"""The rescue file: words that the vault's own disk would not take, sealed to be carried by any other (6.3).

    magic | 16 bytes of the vault's id | 12 bytes of nonce | ChaCha20-Poly1305 of: length, JSON, zeros

Its key is made from the master key, so that it opens with the vault and with nothing else; magic and id are bound into
the seal. Zeros fill it up to whole steps: its size says little of how much was written.
"""

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from dasupport.casework.entry import Draft, Kind, Slot
from dasupport.vault.data.entries import answer_fields, read_answer, slot_fields, stamp
from dasupport.vault.data.tables import DraftRow
from dasupport.vault.errors import RescueDamaged, RescueNotOne, RescueOther

MAGIC = b"dasupport-rescue-1\n"
ID, NONCE, LENGTH, STEP = 16, 12, 8, 16 * 1024
LARGEST = 64 * 1024 * 1024
FIELDS = frozenset({"session", "kind", "item", "part", "words", "source", "known", "told", "detail", "at"})
HEAD = len(MAGIC) + ID + NONCE


def seal(key: bytes, vault: str, drafts: Iterable[Draft]) -> bytes:
    """What is half written, sealed for one vault."""
    said = rows_of(drafts)
    plain = len(said).to_bytes(LENGTH, "big") + said
    plain += bytes(-len(plain) % STEP)
    nonce, bound = secrets.token_bytes(NONCE), MAGIC + bytes.fromhex(vault)
    return bound + nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, bound)


def unseal(keys: Iterable[bytes], vault: str, data: bytes) -> tuple[Draft, ...]:
    """What a rescue file holds, as one of these keys sealed it. Raises RescueNotOne, RescueOther or RescueDamaged."""
    if not data.startswith(MAGIC):
        raise RescueNotOne
    if len(data) < HEAD or len(data) > LARGEST:
        raise RescueDamaged
    bound, nonce = data[: HEAD - NONCE], data[HEAD - NONCE : HEAD]
    if bound != MAGIC + bytes.fromhex(vault):
        raise RescueOther
    try:
        plain = _opened(keys, nonce, data[HEAD:], bound)
        said = plain[LENGTH : LENGTH + int.from_bytes(plain[:LENGTH], "big")]
        return from_rows(said)
    except (InvalidTag, ValueError, TypeError, KeyError):  # msgspec's errors of form are value errors
        raise RescueDamaged from None


def rows_of(drafts: Iterable[Draft]) -> bytes:
    """What is half written, as it is sealed."""
    rows = [
        {**slot_fields(draft.session, draft.slot), **answer_fields(draft.answer), "at": stamp(draft.at)}
        for draft in drafts
    ]
    return json.dumps(rows).encode()


def from_rows(said: bytes) -> tuple[Draft, ...]:
    """What was sealed. Raises ValueError, TypeError or KeyError."""
    return tuple(_draft(row) for row in json.loads(said))


def _opened(keys: Iterable[bytes], nonce: bytes, sealed: bytes, bound: bytes) -> bytes:
    for key in keys:
        with suppress(InvalidTag):
            return ChaCha20Poly1305(key).decrypt(nonce, sealed, bound)
    raise InvalidTag


def _draft(row: dict[str, str]) -> Draft:
    if row.keys() != FIELDS or not all(isinstance(value, str) for value in row.values()):
        raise ValueError
    slot = Slot(Kind(row["kind"]), row["item"], row["part"])
    return Draft(row["session"], slot, read_answer(DraftRow(**row)), datetime.fromisoformat(row["at"]))
