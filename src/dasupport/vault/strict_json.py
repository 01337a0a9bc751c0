"""Strict parsing of JSON from outside. Every function raises ValueError for what it does not accept."""

import json
from datetime import datetime
from typing import Any


def loads_strict(data: bytes) -> Any:
    """Return the JSON value in these bytes. Reject duplicate keys and all numbers that are not integers."""
    return json.loads(
        data.decode(), object_pairs_hook=_reject_duplicates, parse_float=_reject_number, parse_constant=_reject_number
    )


def require_hex(text: str, size: int) -> str:
    """Return the text unchanged if it is hexadecimal for exactly `size` bytes."""
    if len(bytes.fromhex(text)) != size:
        raise ValueError("size")
    return text


def require_timestamp(text: str) -> None:
    """Accept an ISO timestamp only with a time zone, and only in a year that can be shown in any zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not 1970 < found.year < 9999:
        raise ValueError("moment")


def _reject_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("twin keys")
    return table


def _reject_number(_: str) -> object:
    raise ValueError("number")
