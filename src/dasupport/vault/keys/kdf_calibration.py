"""Calibration of the KDF cost: as high as its owner can wait for on this machine, never below the default."""

import os
import secrets
import time
from collections.abc import Callable
from dataclasses import replace

from dasupport.vault.errors import NoMemory
from dasupport.vault.keys.argon2id import derive_bytes
from dasupport.vault.keys.key_file import KdfCost

TARGET_SECONDS = 0.5
"""Seconds for one guess: slow enough against guessing, short enough for the owner to wait."""
MAX_MEMORY_KIB = 1024 * 1024
"""KiB. A quarter of the machine's memory is a limit too, or the vault could not be opened beside other
programs.
"""
MAX_PASSES = 8


def calibrate_cost(took: Callable[[KdfCost], float] | None = None, memory: int | None = None) -> KdfCost:
    """Return the default cost, raised until one guess takes half a second: memory first, then passes. It is
    never lowered.

    `took` returns the seconds that one guess takes at a cost; `memory` is the machine's memory in KiB. Raises
    NoMemory if there is too little memory even for the default cost.
    """
    measure = took or _measure_seconds
    most = min(MAX_MEMORY_KIB, (_machine_memory() if memory is None else memory) // 4)
    cost = KdfCost()
    seconds = measure(cost)
    while seconds < TARGET_SECONDS and (next_one := _next_cost(cost, most)) is not None:
        try:
            seconds = measure(next_one)
        except NoMemory:
            break
        cost = next_one
    return cost


def _next_cost(cost: KdfCost, most: int) -> KdfCost | None:
    if cost.memory * 2 <= most:
        return replace(cost, memory=cost.memory * 2)
    dearer = replace(cost, passes=cost.passes + 1)
    return dearer if cost.passes < MAX_PASSES and dearer.is_acceptable else None


def _measure_seconds(cost: KdfCost) -> float:
    start = time.perf_counter()
    derive_bytes(b"", secrets.token_bytes(16), cost, 64)
    return time.perf_counter() - start


def _machine_memory() -> int:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
    except (AttributeError, ValueError, OSError):
        return 4 * KdfCost().memory
