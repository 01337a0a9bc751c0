"""The table of speed budgets, each beside its floor of the same run. `make bench` prints it; nothing asserts it."""

import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench import in_process, processes
from tests.bench.copying import copying
from tests.bench.sample_data import stocked

FEW, MANY = 1_000, 50_000


class Line(NamedTuple):
    """One row: ours, its floor, and what the budget says of the two."""

    what: str
    ours: float
    floor: float
    budget: str
    kept: bool
    unit: str = "ms"

    def __str__(self) -> str:
        ratio = f"{self.ours / self.floor:8.2f}" if self.floor else " " * 8
        floor = f"{self.floor:10.1f}" if self.floor else " " * 10
        kept = "yes" if self.kept else "NO"
        return f"{self.what:52}{self.ours:10.1f}{floor} {self.unit:3}{ratio}   {self.budget:22} {kept}"


def lines(folder: Path) -> Iterator[Line]:
    small, large = folder / "few" / "live" / "v", folder / "many" / "live" / "v"
    for vault, sessions in ((small, FEW), (large, MANY)):
        vault.parent.mkdir(parents=True)
        stocked(vault, sessions)
    start, bare = processes.start(folder / "many")
    yield Line("start to lock screen painted", start, bare, "1.25 x", start <= 1.25 * bare)
    few, _, _ = in_process.unlocking(folder / "few")
    many, all_told, query = in_process.unlocking(folder / "many")
    yield Line(f"passphrase to home, no derivation, {FEW:,} sessions", few, query, "", True)
    kept = many <= 150 and many <= 1.2 * few
    yield Line(f"passphrase to home, no derivation, {MANY:,} sessions", many, query, "150 ms, 1.2 x few", kept)
    yield Line(f"the same, until home has told all, {MANY:,}", all_told, query, "", True)
    for home, name in ((folder / "few", f"{FEW:,}"), (folder / "many", f"{MANY:,}")):
        save, commit = in_process.saving(home)
        yield Line(f"one save, acknowledged, {name} sessions", save, commit, "2 x", save <= 2 * commit)
    page, first, frame = in_process.turning(folder / "many")
    yield Line("change of page, p95", page, frame, "16 ms", page <= 16)
    yield Line("change of page, first time in a session, p95", first, frame, "16 ms", first <= 16)
    filtered, drawn = in_process.filtering(folder / "many")
    yield Line("directory filter, p95", filtered, 0, "5 ms", filtered <= 5)
    yield Line("directory filter and its picture, p95", drawn, 0, "", True)
    sheet, plain = in_process.printing()
    yield Line("a sheet for the file", sheet, plain, "1.3 x", sheet <= 1.3 * plain)
    lock, bare = processes.lock(folder / "many")
    yield Line("lock to lock screen", lock, bare, "1.5 x", lock <= 1.5 * bare)
    made, bare, back, size = copying(folder / "many")
    hundred = 100 / size
    yield Line("backup and proof, per 100 MB", made * hundred, bare * hundred, "", True)
    yield Line("restore with its proofs, per 100 MB", back * hundred, bare * hundred, "30 s", back * hundred <= 30_000)
    ours, floor = processes.memory(folder / "many")
    yield Line("memory at home", ours / 1024, floor / 1024, "1.6 x", ours <= 1.6 * floor, "MiB")


def main() -> None:
    say = sys.stdout.write
    say(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, medians unless p95 is said\n\n")
    say(f"{'what':52}{'ours':>10}{'floor':>10} {'':3}{'ratio':>8}   {'budget':22} kept\n")
    with tempfile.TemporaryDirectory() as folder:
        for line in lines(Path(folder)):
            say(f"{line}\n")
            sys.stdout.flush()
    say("search as you type: not built yet, so not measured\n")


if __name__ == "__main__":
    main()
