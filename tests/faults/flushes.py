"""How often a save is flushed to the disk, and what: neither more nor less than the settings of the vault promise."""

from collections.abc import Iterator, Sequence

from tests.faults.acts import ACTS
from tests.faults.figures import Figures
from tests.faults.ground import ground
from tests.faults.recording import Step, recorded

COMMIT = ["journal", "journal", "data", "journal"]
"""The journal's pages, the journal's head, the data, the emptied journal."""
WEAK = "without a full flush: fewer are seen"


def run(_: int, __: int) -> Figures:
    """Twenty notes, each kept as a draft and then saved. The control: a setting that promises less."""
    opening, *saves = watched(())
    failures = [f"note {number}: {found}" for number, found in enumerate(saves) if found != COMMIT * 2]
    if opening.count("folder") != 1:
        failures.append(f"opening: {opening}")
    weak = watched(("synchronous=NORMAL",))[1:]
    fewer = sum(len(found) < len(COMMIT * 2) for found in weak)
    return Figures(len(saves), tuple(failures), {WEAK: fewer}, {"flushes of a save": len(COMMIT)})


def watched(weak: Sequence[str]) -> list[list[str]]:
    """What is flushed before the first note is told, and then before each other one."""
    with ground() as place:
        home = place / "home"
        home.mkdir()
        ACTS["save"].before(home)
        return list(between(recorded(["-m", "tests.faults.child", "save", str(home), *weak], home)))


def between(steps: Sequence[Step]) -> Iterator[list[str]]:
    found: list[str] = []
    for step in steps:
        if step.call == "told":
            yield found
            found = []
        elif step.call == "flush":
            name = step.name.removeprefix("vault/")
            found.append({"data.1.db": "data", "data.1.db-journal": "journal", "vault": "folder"}.get(name, name))
