"""The table of figures in docs/security.md: a run puts its rows in, and leaves those that it did not run."""

import os
import platform
import re
from collections.abc import Mapping
from datetime import date

import sqlcipher3.dbapi2 as sqlcipher

from tests.faults.figures import Counts, Figures
from tests.faults.rows import ROWS

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
HEAD = (
    "| Tried | How often | Must show | Failed | Controls, which must fail | Kept | Minutes of one core | Day |\n"
    "|---|---:|---|---:|---|---|---:|---|"
)


def machine() -> str:
    """What it ran on: nothing that names the machine."""
    cipher = sqlcipher.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores; Python {platform.python_version()}, "
        f"SQLCipher {cipher} on SQLite {sqlcipher.sqlite_version}."
    )


def line(name: str, figures: Figures, day: date) -> str:
    """One row of the table."""
    row = ROWS[name]
    facts = f" ({_listed(figures.facts)})" if figures.facts else ""
    return (
        f"| {row.what}{facts} | {figures.counted:,} | {row.must} | {len(figures.failures):,} "
        f"| {_listed(figures.controls)} | {'yes' if figures.kept else '**NO**'} "
        f"| {figures.seconds / 60:.1f} | {day.isoformat()} |"
    )


def put(page: str, lines: Mapping[str, str]) -> str:
    """The page with these rows, by name, in the place of what stood for them between its marks.

    Raises ValueError if the marks are not there.
    """
    found = re.search(f"{BEGIN}(.*){END}", page, flags=re.DOTALL)
    if found is None:
        raise ValueError("the page has no marks for the table")
    stood = found[1].splitlines()
    rows = {name: next((row for row in stood if _is(name, row)), "") for name in ROWS} | dict(lines)
    table = "\n".join([BEGIN, machine(), "", HEAD, *filter(None, rows.values()), END])
    return page[: found.start()] + table + page[found.end() :]


def _is(name: str, row: str) -> bool:
    return row.startswith((f"| {ROWS[name].what} |", f"| {ROWS[name].what} ("))


def _listed(counts: Counts) -> str:
    return "; ".join(f"{name} {number:,}" for name, number in counts.items())
