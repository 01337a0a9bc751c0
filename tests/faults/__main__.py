"""`python -m tests.faults [--rows kill,power] [--share 0.1] [--write]`: every row at its full size, as one table."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.rows import ROWS
from tests.faults.running import begun, found
from tests.faults.table import HEAD, line, machine, put

PAGE = Path(__file__).parents[2] / "docs" / "security.md"


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    wanted.add_argument("--rows", default=",".join(ROWS), help="names apart by commas")
    wanted.add_argument("--share", type=float, default=1.0, help="how much of the full size")
    wanted.add_argument(
        "--write", action="store_true", help="put these rows into docs/security.md, each once it is run"
    )
    given = wanted.parse_args()
    say, kept, day = sys.stdout.write, True, datetime.now(UTC).date()
    sizes = [(name, max(1, round(ROWS[name].long * given.share))) for name in given.rows.split(",")]
    start = time.monotonic()
    say(f"{machine()}\n\n{HEAD}\n")
    with begun(sizes) as rows:
        for name, parts in rows.items():
            figures = found(parts)
            kept = kept and figures.kept
            told = line(name, figures, day)
            say(f"{told}\n")
            for failure in figures.failures[:20]:
                sys.stderr.write(f"{name}: {failure}\n")
            sys.stdout.flush()
            if given.write:
                PAGE.write_text(put(PAGE.read_text(encoding="utf-8"), {name: told}), encoding="utf-8")
    say(f"\nIt took {(time.monotonic() - start) / 60:.0f} minutes, at {given.share:g} of the full size.\n")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
