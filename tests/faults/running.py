"""Running rows: each in a process of its own, as many at once as there are cores."""

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

from tests.faults.figures import Figures
from tests.faults.rows import ROWS

SEED = 20261121
PARTS = 2
"""Into how many parts for each core a row is cut."""
Begun = dict[str, list["Future[Figures]"]]


@contextmanager
def begun(sizes: Iterable[tuple[str, int]]) -> Iterator[Begun]:
    """Begin rows of these sizes; what each of their parts will find."""
    cores = os.cpu_count() or 1
    clean = multiprocessing.get_context("spawn")
    with (
        ProcessPoolExecutor(cores, clean) as pool,
        ProcessPoolExecutor(1, clean, max_tasks_per_child=1) as fresh,
    ):
        wanted = dict(sizes)
        started = {
            name: [
                (fresh if ROWS[name].alone else pool).submit(timed, name, size, SEED + number)
                for number, size in enumerate(shares(wanted[name], 1 if ROWS[name].in_one else cores * PARTS))
            ]
            for name in sorted(wanted, key=lambda name: not ROWS[name].in_one)  # those that cannot be shared go first
        }
        yield {name: started[name] for name in wanted}
        pool.shutdown(cancel_futures=True)
        fresh.shutdown(cancel_futures=True)


def timed(name: str, size: int, seed: int) -> Figures:
    """Run a row, or a part of it, and say how long it took."""
    start = time.monotonic()
    found = ROWS[name].run(size, seed)
    return replace(found, seconds=time.monotonic() - start)


def shares(size: int, parts: int) -> list[int]:
    """A number in about equal parts, none too small to be worth its preparations."""
    parts = max(1, min(parts, size // 1000))
    return [size // parts + (number < size % parts) for number in range(parts)]


def found(parts: list["Future[Figures]"]) -> Figures:
    """What all parts of a row found."""
    return sum((part.result() for part in parts), Figures())
