"""What is measured from outside: whole processes, ours and bare ones in turn, so that both meet the same machine."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TIMES = 15


def child(*words: str) -> tuple[float, dict[str, float]]:
    """Run one child; returns when it was begun, and what it said."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = time.clock_gettime(time.CLOCK_MONOTONIC)
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "tests.bench.child", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return begun, {name: float(value) for name, value in map(str.split, run.stdout.splitlines())}


def until_painted(*words: str) -> float:
    begun, said = child(*words)
    return (said["painted"] - begun) * 1000


def start(home: Path) -> tuple[float, float]:
    """Milliseconds from the command to the lock screen, and to a bare window."""
    ours, bare = [], []
    for _ in range(TIMES):
        ours.append(until_painted("start", str(home)))
        bare.append(until_painted("bare"))
    return statistics.median(ours), statistics.median(bare)


def lock(home: Path) -> tuple[float, float]:
    """Milliseconds from the lock key to the lock screen of the next process, and to a bare window."""
    ours, bare = [], []
    for _ in range(TIMES):
        _, said = child("lock", str(home))
        ours.append((said["painted"] - said["locking"]) * 1000)
        bare.append(until_painted("bare"))
    return statistics.median(ours), statistics.median(bare)


def memory(home: Path) -> tuple[float, float]:
    """KiB of the program on its first page after unlocking, and of a bare window."""
    return child("home", str(home))[1]["memory"], child("bare")[1]["memory"]
