"""`python -m tests.faults [--rows kill,power] [--share 0.1] [--write]`: every row at its full size, as one table."""

import argparse
import os
import platform
import re
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from tests.faults.figures import Counts, Figures
from tests.faults.rows import ROWS
from tests.faults.running import begun, found

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEAD = (
    "| Tried | How often | Must show | Failed | Controls, which must fail | Kept | Minutes of one core |\n"
    "|---|---:|---|---:|---|---|---:|"
)


def machine() -> str:
    """Where and when: nothing that names the machine."""
    cipher = sqlcipher.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{day}; {platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"SQLCipher {cipher} on SQLite {sqlcipher.sqlite_version}"
    )


def listed(counts: Counts) -> str:
    return "; ".join(f"{name} {number:,}" for name, number in counts.items())


def line(name: str, figures: Figures) -> str:
    row = ROWS[name]
    facts = f" ({listed(figures.facts)})" if figures.facts else ""
    return (
        f"| {row.what}{facts} | {figures.counted:,} | {row.must} | {len(figures.failures):,} "
        f"| {listed(figures.controls)} | {'yes' if figures.kept else '**NO**'} "
        f"| {figures.seconds / 60:.1f} |"
    )


def put(table: str) -> None:
    """Put a table between the marks of the page. Raises ValueError if they are not there."""
    page = PAGE.read_text(encoding="utf-8")
    written, times = re.subn(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n{table}\n{END}", page, flags=re.DOTALL)
    if times != 1:
        raise ValueError(f"{PAGE.name} has no marks for the table")
    PAGE.write_text(written, encoding="utf-8")


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    wanted.add_argument("--rows", default=",".join(ROWS), help="names apart by commas")
    wanted.add_argument("--share", type=float, default=1.0, help="how much of the full size")
    wanted.add_argument("--write", action="store_true", help="put the table into docs/security.md")
    given = wanted.parse_args()
    say, lines, kept = sys.stdout.write, [], True
    sizes = [(name, max(1, round(ROWS[name].long * given.share))) for name in given.rows.split(",")]
    start = time.monotonic()
    say(f"{machine()}\n\n{HEAD}\n")
    with begun(sizes) as rows:
        for name, parts in rows.items():
            figures = found(parts)
            kept = kept and figures.kept
            lines.append(line(name, figures))
            say(f"{lines[-1]}\n")
            for failure in figures.failures[:20]:
                sys.stderr.write(f"{name}: {failure}\n")
            sys.stdout.flush()
    took = f"It took {(time.monotonic() - start) / 60:.0f} minutes, at {given.share:g} of the full size."
    say(f"\n{took}\n")
    if given.write:
        put("\n".join([f"{machine()}. {took}", "", HEAD, *lines]))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
