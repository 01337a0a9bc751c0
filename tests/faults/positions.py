"""A fault at every position of a deed: each system call fails once, or from then on for good, or never returns."""

import random
from pathlib import Path
from typing import NamedTuple

from tests.faults.acts import ACTS, Act
from tests.faults.blackout import read, write
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.strained import Call, Outcome, calls, strained

ERRORS = {
    "openat": ("EACCES", "EROFS", "EMFILE", "ENOSPC"),
    "pread64": ("EIO",),
    "pwrite64": ("EIO", "ENOSPC"),
    "write": ("EIO", "ENOSPC"),
    "ftruncate": ("EIO",),
    "fsync": ("EIO",),
    "fdatasync": ("EIO",),
    "rename": ("EACCES", "ENOSPC"),
    "unlink": ("EACCES",),
    "mkdir": ("ENOSPC", "EACCES"),
    "rmdir": ("EACCES",),
    "link": ("EPERM",),
    "linkat": ("EPERM",),
}
READING = {"pread64"}
"""What reads fails once, and no kill falls on it: it leaves the disk as the call before it did."""
DEED = {"save": "save-once"}
"""The short form of a deed, where there is one."""


class Fault(NamedTuple):
    """What happens at a call: an error or the end of the process; once, or at every call of its name from then on."""

    call: Call
    what: str
    for_good: bool = False

    @property
    def option(self) -> str:
        return f"inject={self.call.name}:{self.what}:when={self.call.number}{'+' * self.for_good}"


def faults(found: list[Call]) -> list[Fault]:
    """Everything that can happen at these calls."""
    changing = [call for call in found if call.name not in READING]
    cuts = [Fault(call, "signal=KILL") for call in changing]
    once = [Fault(call, f"error={error}") for call in found for error in ERRORS[call.name]]
    lasting = [Fault(call, f"error={ERRORS[call.name][0]}", True) for call in changing]
    return cuts + once + lasting


def run(act: str, count: int, seed: int) -> Figures:
    """Every position of a deed, or so many of them by chance."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    deed = ACTS[DEED.get(act, act)]
    with ground() as place:
        home = place / "home"
        home.mkdir()
        deed.before(home)
        before = read(home)
        deed.do(home, lambda _: None)  # what it loads is loaded: every copy of this process has it
        write(home, before)
        every = faults(calls(home, deed.do))
        chosen = chance.sample(every, count) if count < len(every) else every
        found = Figures(controls={"positions that the fault reached": 0})
        for fault in chosen:
            write(home, before)
            found += tried(deed, home, fault)
        return found + Figures(facts={"positions there are": len(every)})


def tried(act: Act, home: Path, fault: Fault) -> Figures:
    """Let a fault happen, and judge what is left."""
    outcome, _ = strained(home, act.do, "-e", f"trace={fault.call.name}", "-e", fault.option)
    trouble = unforeseen(outcome, fault) or act.judge(home, outcome.told, True)
    told = "refused" if outcome.refused else "killed" if outcome.ending < 0 else "overcome"
    where = f"{fault.option} ({fault.call.path[:80]}), told {outcome.told}, refused {outcome.refused}"
    return Figures(
        1,
        (f"{trouble}: {where}",) if trouble else (),
        {"positions that the fault reached": int(outcome.fell)},
        {told: 1},
    )


def unforeseen(outcome: Outcome, fault: Fault) -> str:
    """An ending that is neither success nor a refusal nor the kill that was asked for."""
    if outcome.failed:
        return f"it failed with {outcome.failed[0]}"
    wanted = -9 if "KILL" in fault.what else 0
    return "" if outcome.ending in (0, wanted) else f"it ended with {outcome.ending}"
