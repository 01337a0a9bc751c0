"""Sizes and habits: the house rules that a script can count."""

import ast
import re
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "dasupport"
TESTS = ROOT / "tests"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_CLASS = 400, 50, 300
FILES = sorted(path for path in SOURCE.rglob("*.py") if "versions" not in path.parts)
TEST_FILES = sorted(TESTS.rglob("*.py"))
SPEAKING = {
    "setText",
    "setToolTip",
    "setWindowTitle",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "addAction",
    "setStatusTip",
    "setWhatsThis",
    "QLabel",
    "QPushButton",
}
DRAWERS = {"utils", "common", "helpers", "base", "core", "manager", "service", "misc"}
MOST_BROAD = 3
MOST_IGNORES = 8


def code_lines(path: Path) -> int:
    """Lines that are neither blank nor comment."""
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in path.read_text("utf-8").splitlines())


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lengths(path: Path, kinds: tuple[type[ast.AST], ...]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, kinds) and isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def prose(code: str) -> list[str]:
    """Words for people that stand in code: given to a widget as they are."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            said = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            found += [text for text in said if name in SPEAKING and text.strip()]
    return found


def sentences(code: str) -> list[str]:
    """Literals that read like a sentence, docstrings aside."""
    module = ast.parse(code)
    told = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    literals = [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]
    return [text for text in literals if re.match(r"^[A-Z][a-z]+( [a-z]+){3,}", text)]


def sleeps_and_patches(code: str) -> list[str]:
    """Fixed waits, and patches of anything at all."""
    return re.findall(r"time\.sleep|qtbot\.wait\(|monkeypatch\.setattr|mock\.|MagicMock|@patch", code)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_a_file_fits_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_that_a_function_fits_on_a_screen() -> None:
    kinds = (ast.FunctionDef,)
    assert [row for path in FILES for row in lengths(path, kinds) if row[1] > LONGEST_FUNCTION] == []


def test_that_a_class_stays_small() -> None:
    sizes = [row for path in FILES for row in lengths(path, (ast.ClassDef,))]
    assert [row for row in sizes if row[1] > LONGEST_CLASS] == []
    assert statistics.quantiles([size for _, size in sizes], n=20)[-1] <= LONGEST_CLASS / 2


def test_that_functions_are_mostly_very_short() -> None:
    sizes = [size for path in FILES for _, size in lengths(path, (ast.FunctionDef,))]
    assert statistics.median(sizes) <= 10
    assert statistics.quantiles(sizes, n=20)[-1] <= 30


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_no_words_for_people_stand_in_code(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    assert prose(code) == []
    assert sentences(code) == []


@pytest.mark.parametrize(
    "code",
    ['label.setText("Saved")', 'QPushButton("Lock now")', 'window.setWindowTitle(  "Four Steps")'],
)
def test_that_planted_words_are_found(code: str) -> None:
    assert prose(code) != []


def test_that_a_planted_sentence_is_found() -> None:
    assert sentences('hint = "Write down what they said"') != []


def test_that_there_is_one_style_sheet() -> None:
    calls = [path.name for path in FILES for _ in re.findall(r"\.setStyleSheet\(", path.read_text(encoding="utf-8"))]
    assert calls == ["theme.py"]


def test_that_hardly_anything_catches_everything() -> None:
    broad = [
        f"{path.name}:{node.lineno}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id == "Exception"))
    ]
    assert len(broad) <= MOST_BROAD, broad


def test_that_every_exception_to_the_checkers_has_its_code_and_its_reason() -> None:
    marks = [
        line.strip()
        for path in FILES
        for line in path.read_text(encoding="utf-8").splitlines()
        if "type: ignore" in line or "noqa" in line
    ]
    assert [line for line in marks if not re.search(r"(ignore\[[a-z-]+\]|noqa: [A-Z0-9, ]+)\s*(#|-) \S+", line)] == []
    assert sum("type: ignore" in line for line in marks) <= MOST_IGNORES


def test_that_no_name_is_a_drawer() -> None:
    assert [path.name for path in SOURCE.rglob("*") if path.stem in DRAWERS] == []


def test_that_no_test_sleeps_or_patches() -> None:
    own = Path(__file__)
    found = {path.name: sleeps_and_patches(path.read_text("utf-8")) for path in TEST_FILES if path != own}
    assert {name: calls for name, calls in found.items() if calls} == {}


@pytest.mark.parametrize("code", ["time.sleep(1)", "qtbot.wait(500)", "monkeypatch.setattr(vault, 'do', x)"])
def test_that_a_planted_sleep_or_patch_is_found(code: str) -> None:
    assert sleeps_and_patches(code) != []


def test_that_windows_are_less_than_six_tenths_of_the_code() -> None:
    shown = sum(code_lines(path) for path in FILES if "ui" in path.parts)
    assert shown / sum(map(code_lines, FILES)) < 0.6


def test_that_the_words_of_british_english_are_used() -> None:
    american = re.compile(r"\b(color|behavior|center|organiz|recogniz|initializ)\w*", re.IGNORECASE)
    told = {
        path.name: american.findall(" ".join(ast.get_docstring(node) or "" for node in documented(path)))
        for path in FILES
    }
    assert {name: words for name, words in told.items() if words} == {}


def documented(path: Path) -> list[ast.Module | ast.ClassDef | ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]


def test_that_there_is_enough_test_code() -> None:
    written, tested = (sum(code_lines(path) for path in files) for files in (FILES, TEST_FILES))
    assert tested >= written
