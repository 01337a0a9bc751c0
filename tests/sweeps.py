"""Exhaustive sweeps: a small form in `make test`, every case in `make faults` (SWEEPS=full)."""

import os
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")
IS_FULL = os.environ.get("SWEEPS") == "full"


def sample(cases: Iterable[T], every: int, *, full: bool = IS_FULL) -> list[T]:
    """Return all cases in the full form; else the first, every so-manyth after it, and the last."""
    found = list(cases)
    if full or len(found) <= 1:
        return found
    chosen = found[::every]
    return chosen if (len(found) - 1) % every == 0 else [*chosen, found[-1]]


def pick(whole: int, small: int, *, full: bool = IS_FULL) -> int:
    """Return the size of a sweep: the whole one in the full form, else the small one."""
    return whole if full else small
