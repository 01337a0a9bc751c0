"""Modules with a coverage target exist, and a module below its target is found."""

from pathlib import Path
from typing import Any

import pytest

from tests.tools.coverage_targets import TARGETS, find_failures, read_coverage

SOURCE = Path(__file__).parent.parent / "src/dasupport"


def report(percent: float, *, measures_branches: bool = True) -> dict[str, Any]:
    file = {"summary": {"percent_covered": percent}, "missing_lines": [7], "missing_branches": [[3, -1], [7, 8]]}
    files = {f"src/dasupport/{module}.py": file for module in TARGETS}
    return {"meta": {"branch_coverage": measures_branches}, "files": files}


def test_that_every_module_with_a_target_exists() -> None:
    assert [module for module in TARGETS if not (SOURCE / f"{module}.py").is_file()] == []


def test_that_covered_modules_pass_and_one_with_a_missing_branch_fails() -> None:
    assert find_failures(report(100.0)) == []
    assert find_failures(report(99.9)) == [module for module, target in TARGETS.items() if target == 100]


def test_that_a_module_that_was_not_measured_fails() -> None:
    nothing = {"meta": {"branch_coverage": True}, "files": {}}
    assert find_failures(nothing) == list(TARGETS)


def test_that_a_report_without_branches_is_refused() -> None:
    with pytest.raises(KeyError):
        find_failures(report(100.0, measures_branches=False))


def test_that_the_lines_with_something_missing_are_named() -> None:
    assert read_coverage(report(50.0), "casework/gates").missing == [3, 7]
