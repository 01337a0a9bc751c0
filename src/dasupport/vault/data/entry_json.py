"""The one place where an entry's own detail becomes JSON, and back."""

import hashlib
from collections.abc import Mapping

import msgspec

from dasupport.casework.entry import DETAIL_OF, Detail, Kind


def encode(detail: Detail | None) -> str:
    """The detail as JSON; nothing is empty text."""
    return "" if detail is None else msgspec.json.encode(detail).decode()


def decode(kind: Kind, stored: str) -> Detail | None:
    """The detail of a kind from its JSON. Raises msgspec.ValidationError if it is not one."""
    if not stored:
        return None
    made: Detail = msgspec.json.decode(stored, type=DETAIL_OF[kind])
    return made


def fingerprint(row: Mapping[str, object]) -> str:
    """What the log keeps of a row: changes if any part of it does."""
    return hashlib.sha256(msgspec.json.encode(row, order="sorted")).hexdigest()
