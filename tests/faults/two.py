"""Two at one vault: started together, while the other saves, is held or is killed. One gets in, the rest are told."""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dasupport.casework.kinds import Kind
from dasupport.refusal import Refusal
from dasupport.vault.data.engine import connect
from tests.faults.figures import Figures
from tests.faults.ground import ended, forked, ground, killed, stock
from tests.faults.weak import weaken
from tests.samples import FixedClock, answer, entered, entry
from tests.vault.tampering import WHOLE, inspected, opens
from tests.vault.vault_steps import add

NAMES: dict[str | signal.Signals | None, str] = {
    "race": "started together",
    None: "while the other is at work",
    signal.SIGSTOP: "while the other is stopped",
    signal.SIGKILL: "after the other was killed",
}
IN, OUT, AT_ONCE = b"i", b"o", 3
Opener = Callable[[Path], object]


def properly(folder: Path) -> object:
    """Open a vault, and save something."""
    vault = entered(folder, *opens(folder), FixedClock())
    add(vault, entry(Kind.NOTE, f"K{os.getpid()}", answer("said")))
    return vault


def carelessly(folder: Path) -> object:
    """Open the data without the lock of the vault, and without keeping the engine's own."""
    weaken({"locking_mode": "NORMAL"})
    copy, keys = opens(folder)
    return connect(folder / copy.key_file.data.file, keys.data, copy.key_file.data.salt)


class Child:
    """A process that waits for its turn, opens, tells, and stays until it is let go."""

    def __init__(self, folder: Path, opener: Opener) -> None:
        begin, self._begin = os.pipe()
        self._told, tell = os.pipe()
        leave, self._leave = os.pipe()
        self.pid = forked(lambda: self._live(folder, opener, begin, tell, leave))
        for end in (begin, tell, leave):
            os.close(end)

    def _live(self, folder: Path, opener: Opener, begin: int, tell: int, leave: int) -> None:
        os.close(self._leave)
        os.read(begin, 1)
        try:
            held = opener(folder)
        except Refusal as refusal:
            os.write(tell, OUT if refusal.item == "V-BUSY" else b"?")
            return
        os.write(tell, IN)
        os.read(leave, 1)
        del held

    def begin(self) -> None:
        os.write(self._begin, b"b")

    def told(self) -> bytes:
        return os.read(self._told, 1)

    def leave(self) -> None:
        """Let it end, if it has not ended already."""
        for end in (self._begin, self._told, self._leave):
            os.close(end)


def race(folder: Path, opener: Opener, many: int = AT_ONCE) -> Counter[bytes]:
    """Start several at the same moment; how many got in, and how many were told that it is open."""
    children = [Child(folder, opener) for _ in range(many)]
    for child in children:
        child.begin()
    told = Counter(child.told() for child in children)
    for child in children:
        child.leave()
    for child in children:
        ended(child.pid)
    return told


def held(folder: Path, what: signal.Signals | None) -> str:
    """A second one comes while a holder is at work, stopped, or has been killed. What is wrong, if anything is."""
    holder = Child(folder, properly)
    holder.begin()
    if holder.told() != IN:
        return "the first one did not get in"
    if what == signal.SIGKILL:
        killed(holder.pid)
    elif what:
        os.kill(holder.pid, what)
    wanted = Counter({IN: 1}) if what == signal.SIGKILL else Counter({OUT: 1})
    told = race(folder, properly, 1)
    if what != signal.SIGKILL:
        os.kill(holder.pid, signal.SIGCONT)
        holder.leave()
        ended(holder.pid)
    else:
        holder.leave()
    after = race(folder, properly, 1)
    return "" if (told, after) == (wanted, Counter({IN: 1})) else f"the second was told {told}, the next {after}"


def run(count: int, seed: int) -> Figures:
    """So many meetings of each sort in turn. The control: without both locks two get in."""
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    found = Figures()
    with ground() as place:
        home = stock(place)
        folder = Path(shutil.copytree(home, place / "vault"))
        for _ in range(count):
            what = chance.choice(list(NAMES))
            trouble = raced(folder) if isinstance(what, str) else held(folder, what)
            found += Figures(1, (f"{NAMES[what]}: {trouble}",) if trouble else (), facts={NAMES[what]: 1})
        if (said := inspected(folder)) != WHOLE:
            found += Figures(0, (f"after all of it: {said}",))
        careless = race(Path(shutil.copytree(home, place / "careless")), carelessly, 2)
    return found + Figures(controls={"without locks: two get in": careless[IN] == 2})


def raced(folder: Path) -> str:
    told = race(folder, properly)
    return "" if told == Counter({IN: 1, OUT: AT_ONCE - 1}) else f"{told}"
