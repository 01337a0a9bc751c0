"""Compare branch coverage with the targets of the modules that decide who reads what, and with which key.

`make coverage` runs their tests and then this: it prints a table and exits with 1 if a module is below its target, or
was not measured at all.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

TARGETS: Mapping[str, float] = {
    "casework/visibility": 100,
    "casework/gates": 100,
    "casework/roles": 100,
    "vault/access/slots": 100,
    "vault/keys/key_derivation": 100,
    "vault/data/audit_log": 100,
}
"""The least share of lines and branches that the tests have to take, in percent."""


class Coverage(NamedTuple):
    """The share of lines and branches of a module that was run, in percent, and the lines at which one was not."""

    percent: float
    missing: list[int]


def read_coverage(report: Mapping[str, Any], module: str) -> Coverage:
    """Return the coverage of a module in a JSON report of coverage.py; 0 % if it is not in the report."""
    for path, file in report["files"].items():
        if Path(path).as_posix().endswith(f"dasupport/{module}.py"):
            branches = {abs(line) for line, _ in file["missing_branches"]}
            return Coverage(file["summary"]["percent_covered"], sorted({*file["missing_lines"], *branches}))
    return Coverage(0.0, [])


def find_failures(report: Mapping[str, Any], targets: Mapping[str, float] = TARGETS) -> list[str]:
    """Return the modules below their targets. Raises KeyError if the report has no branches."""
    if not report["meta"]["branch_coverage"]:
        raise KeyError("branch_coverage")
    return [module for module, target in targets.items() if read_coverage(report, module).percent < target]


def write_table(report: Mapping[str, Any]) -> str:
    """Return a table with a row for each target."""
    rows = [f"{'module':<28} {'target':>7} {'covered':>8}  lines with something missing"]
    for module, target in TARGETS.items():
        percent, missing = read_coverage(report, module)
        rows.append(f"{module:<28} {target:>5.1f} % {percent:>6.1f} %  {' '.join(map(str, missing)) or '-'}")
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    measured = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    sys.stdout.write(write_table(measured))
    sys.exit(1 if find_failures(measured) else 0)
