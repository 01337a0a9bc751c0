"""No word without a place: every label of a pack is read somewhere, so that nobody translates one for nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

from dasupport.casework.audit_events import AuditCategory
from dasupport.casework.checklist import ANSWERS
from dasupport.content.labels import Labels
from dasupport.content.lock_screen_labels import LockScreenPack

SOURCE = Path(__file__).parents[2] / "src" / "dasupport"
FILES = [path for path in SOURCE.rglob("*.py") if "labels" not in path.as_posix()]
GROUPS: dict[str, type] = {
    name: shape
    for whole in (Labels, LockScreenPack)
    for name, shape in get_type_hints(whole).items()
    if isinstance(shape, type)
}
"""Every table of labels, by the name under which it is reached."""
BY_VALUE = {
    "places": set(get_type_hints(GROUPS["places"])),
    "steps": set(get_type_hints(GROUPS["steps"])),
    "progress": set(get_type_hints(GROUPS["progress"])),
    "kinds": set(get_type_hints(GROUPS["kinds"])),
    "profile": {*ANSWERS, *(f"{answer}_mark" for answer in ANSWERS)},
    "services": {"high", "med", "low"},
    "log": {str(sort) for sort in AuditCategory},
    "deeds": set(get_type_hints(GROUPS["deeds"])),
    "lock": {"worker", "supervisor", "trainer"},
}
"""The labels that are reached by a value: a place, a step, a kind, an answer, how sure a fact is, a role."""


def fields(shape: type) -> set[str]:
    return {name for name in get_type_hints(shape) if not name.startswith("_")}


def of_shape(annotation: ast.expr | None) -> set[str]:
    """The tables that a value of this type may be."""
    shapes = {each.id for each in ast.walk(annotation) if isinstance(each, ast.Name)} if annotation else set()
    return {name for name, found in GROUPS.items() if found.__name__ in shapes}


def givers() -> dict[str, set[str]]:
    """The functions that give a table of labels, by name."""
    found = {}
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (groups := of_shape(node.returns)):
                found[node.name] = groups
    return found


GIVERS = givers()


class Reader(ast.NodeVisitor):
    """Finds the labels that a piece of code reads, by following the names that stand for a table of them."""

    def __init__(self) -> None:
        self.read: set[tuple[str, str]] = set()
        self._names: dict[str, set[str]] = {}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer = dict(self._names)
        for arg in (*node.args.args, *node.args.kwonlyargs):
            self._names[arg.arg] = of_shape(arg.annotation)
        self.generic_visit(node)
        self._names = {**outer, **{name: groups for name, groups in self._names.items() if name.startswith("self.")}}

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            for left, right in pairs:
                self._names[name_of(left)] = self._groups(right)
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.read |= {(group, node.attr) for group in self._groups(node.value)}
        self.generic_visit(node)

    def _groups(self, node: ast.expr) -> set[str]:
        """The tables that an expression may stand for."""
        if isinstance(node, ast.IfExp):
            return self._groups(node.body) | self._groups(node.orelse)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            return GIVERS.get(node.func.id, set())
        found = {node.attr} & GROUPS.keys() if isinstance(node, ast.Attribute) else set()
        return found | self._names.get(name_of(node), set())


def name_of(node: ast.expr) -> str:
    """`labels`, or `self._labels`; nothing for any other expression."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self":
        return f"self.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def read_in(code: str) -> set[tuple[str, str]]:
    reader = Reader()
    reader.visit(ast.parse(code))
    return reader.read


def unread(read: set[tuple[str, str]]) -> Iterator[str]:
    for group, shape in GROUPS.items():
        for field in sorted(fields(shape) - BY_VALUE.get(group, set())):
            if (group, field) not in read:
                yield f"{group}.{field}"


def test_that_every_label_is_read_somewhere() -> None:
    read = set().union(*(read_in(path.read_text(encoding="utf-8")) for path in FILES))
    assert list(unread(read)) == []


def test_that_a_label_that_nobody_reads_is_found() -> None:
    code = "def screen(self):\n    labels = self.pack.labels.home\n    return labels.hello, self.pack.labels.rail.home"
    assert {("home", "hello"), ("rail", "home")} <= read_in(code)
    assert {"home.nothing", "rail.people"} <= set(unread(read_in(code)))
    assert not {"home.hello", "rail.home"} & set(unread(read_in(code)))


def test_that_what_is_reached_by_a_value_is_there_to_be_reached() -> None:
    assert all(names <= fields(GROUPS[group]) for group, names in BY_VALUE.items())
