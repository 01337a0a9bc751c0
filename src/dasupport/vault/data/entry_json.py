"""Encoding of entry details as JSON, and fingerprints of rows."""

import hashlib
from collections.abc import Mapping

import msgspec

from dasupport.casework.details import Detail
from dasupport.casework.kinds import DETAIL_OF, Kind


def encode_detail(detail: Detail | None) -> str:
    """Return a detail as JSON; an empty string for None."""
    return "" if detail is None else msgspec.json.encode(detail).decode()


def decode_detail(kind: Kind, stored: str) -> Detail | None:
    """Return the detail of a kind of entry from its JSON; None for an empty string.

    Raises msgspec.ValidationError if it does not match that kind.
    """
    if not stored:
        return None
    made: Detail = msgspec.json.decode(stored, type=DETAIL_OF[kind])
    return made


def compute_fingerprint(row: Mapping[str, object]) -> str:
    """Return the SHA-256 hash of a row, in hex, as the audit log stores it: it changes if any column does."""
    return hashlib.sha256(msgspec.json.encode(row, order="sorted")).hexdigest()
