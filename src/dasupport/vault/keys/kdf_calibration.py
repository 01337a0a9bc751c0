"""What one guess at a passphrase is to cost on this machine: what its owner can wait for, never less than usual."""

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import replace

from dasupport.vault.errors import NoMemory
from dasupport.vault.keys.argon2id import derive_bytes
from dasupport.vault.keys.key_file import Cost

ENOUGH = 0.5
"""Seconds: an unlocking that takes so long is dear enough for whoever guesses."""
MOST_MEMORY = 1024 * 1024
"""KiB; and never more than a quarter of what the machine has, or it would not open beside other programs."""
MOST_PASSES = 8


def calibrated(took: Callable[[Cost], float] | None = None, memory: int | None = None) -> Cost:
    """The usual cost, raised until one guess takes half a second: memory first, then passes. It is never lowered.

    `took` gives the seconds that one guess takes at a cost, `memory` what the machine has, in KiB. Raises NoMemory
    where even the usual cost cannot be paid.
    """
    measure = took or _seconds
    most = min(MOST_MEMORY, (_memory() if memory is None else memory) // 4)
    cost = Cost()
    seconds = measure(cost)
    while seconds < ENOUGH and (next_one := _raised(cost, most)) is not None:
        try:
            seconds = measure(next_one)
        except NoMemory:
            break
        cost = next_one
    return cost


def _raised(cost: Cost, most: int) -> Cost | None:
    if cost.memory * 2 <= most:
        return replace(cost, memory=cost.memory * 2)
    dearer = replace(cost, passes=cost.passes + 1)
    return dearer if cost.passes < MOST_PASSES and dearer.bearable else None


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    derive_bytes(b"", secrets.token_bytes(16), cost, 64)
    return time.perf_counter() - start


def _memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (AttributeError, ValueError, OSError):
        return 4 * Cost().memory
