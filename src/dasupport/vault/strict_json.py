"""What is believed of a text from outside, and what is refused: each of these raises ValueError."""

import json
from datetime import datetime
from typing import Any


def strictly(data: bytes) -> Any:
    """A JSON value in which no key stands twice and every number is whole."""
    return json.loads(data.decode(), object_pairs_hook=_no_twins, parse_float=_refuse, parse_constant=_refuse)


def hexadecimal(text: str, size: int) -> str:
    """A byte string of this size."""
    if len(bytes.fromhex(text)) != size:
        raise ValueError("size")
    return text


def moment(text: str) -> None:
    """A time that the pages can show in any zone."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None or not 1970 < found.year < 9999:
        raise ValueError("moment")


def _no_twins(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise ValueError("twin keys")
    return table


def _refuse(_: str) -> object:
    raise ValueError("number")
