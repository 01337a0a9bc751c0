"""Every act that the program writes into the log has its words, so that nobody reads a bare name there."""

import ast
from pathlib import Path
from typing import get_type_hints

import pytest

from dasupport.casework.audit_events import ACTIONS_OF_CATEGORY
from dasupport.content.labels.access import AuditEventLabels

SOURCE = Path(__file__).parents[2] / "src" / "dasupport"
FORWARD = {
    "_record_success": 1,
    "log_and_alert": 1,
    "_insert_and_log": 0,
    "_store": 1,
    "_log_commit": 2,
    "_commit_newest": 1,
    "_change_slots": 4,
    "export_file": 3,
}
"""Which of its arguments a function hands on to the log as the name of an act."""


def acts(code: str) -> set[str]:
    """The names of acts that a piece of code gives to the log, as far as they stand in it as words."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name == "append" and ast.unparse(node.func).endswith(("audit_chain.append", "chain.append", "log.append")):
            found |= words(node.args[0])
        elif name in FORWARD and len(node.args) > FORWARD[name]:
            found |= words(node.args[FORWARD[name]])
    return found


def words(node: ast.expr) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def name_of(act: str) -> str:
    return "sheet_seen" if act.startswith("sheet for ") else act.replace(" ", "_").replace("-", "_")


WRITTEN = {
    act
    for room in ("actions", "vault")
    for path in (SOURCE / room).rglob("*.py")
    for act in acts(path.read_text(encoding="utf-8"))
    if not act.startswith("_")
}


@pytest.mark.parametrize("act", sorted(WRITTEN | {name for names in ACTIONS_OF_CATEGORY.values() for name in names}))
def test_that_each_act_has_its_words(act: str) -> None:
    assert name_of(act) in get_type_hints(AuditEventLabels)


def test_that_the_acts_of_today_are_found() -> None:
    assert {"viewed", "revealed", "sheet saved", "backed up", "hold", "pin-set", "log exported"} <= WRITTEN


def test_that_an_act_without_words_is_found() -> None:
    assert acts('work.audit_chain.append("peeked", id)') == {"peeked"}
