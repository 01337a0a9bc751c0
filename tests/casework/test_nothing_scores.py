"""No rule makes a word, a level or an order of people out of a count: looked for in the source itself."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CASEWORK = Path(__file__).parents[2] / "src" / "dasupport" / "casework"
SIGNS_ONLY = {"recovery_code.py"}
"""It calculates with the signs of a code on paper, and knows nobody."""
FILES = sorted(path for path in CASEWORK.glob("*.py") if path.name not in SIGNS_ONLY)
COUNTING = {"len", "sum", "Counter", "count", "total", "enumerate"}
COUNTS = {"left", "right", "considered"}
"""The fields of the two totals."""
ALLOWED = {"text_error", "match_services", "find_neighbours"}
"""The length of a text, services by how many of the needs they meet, the last page: none is about a person."""
LABELS = {
    "score",
    "scores",
    "scoring",
    "severity",
    "likelihood",
    "probability",
    "rating",
    "grade",
    "rank",
    "ranking",
    "threshold",
    "level",
    "perpetrator",
    "victim",
    "offender",
    "abuser",
    "weight",
    "weights",
    "verdict",
    "low",
    "medium",
}

CONTENT_ID = re.compile(r"^[A-Z0-9][A-Z0-9.-]+$")
"""What names words of the pack; the words themselves have tests of their own."""


def counts(node: ast.AST, tainted: set[str]) -> bool:
    """Whether an expression is a count, or holds one."""
    for part in ast.walk(node):
        if isinstance(part, ast.Call):
            name = getattr(part.func, "attr", getattr(part.func, "id", ""))
            if name in COUNTING:
                return True
        if isinstance(part, ast.Attribute) and part.attr in COUNTS:
            return True
        if isinstance(part, ast.Name) and part.id in tainted:
            return True
    return False


def held(function: ast.AST) -> set[str]:
    """The names in a function that hold a count, also by way of another name."""
    tainted: set[str] = set()
    for _ in range(3):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr) and node.value:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
                tainted |= names if counts(node.value, tainted) else set()
    return tainted


def judged(function: ast.AST) -> Iterator[ast.AST]:
    """The places in a function where something is compared, chosen, looked up, calculated or put in order."""
    for node in ast.walk(function):
        match node:
            case ast.Compare() | ast.BinOp() | ast.Match(subject=_):
                yield node.subject if isinstance(node, ast.Match) else node
            case ast.IfExp() | ast.If() | ast.While():
                yield node.test
            case ast.Subscript():
                yield node.slice
            case ast.Call():
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("get", "sorted", "sort", "min", "max"):
                    yield from (*node.args, *(word.value for word in node.keywords))
            case _:
                pass


def scoring(code: str) -> list[str]:
    """The functions of a piece of code that do more with a count than give it."""
    functions = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)]
    return [
        function.name
        for function in functions
        if function.name not in ALLOWED and any(counts(place, held(function)) for place in judged(function))
    ]


def labels(code: str) -> set[str]:
    """Names and values in a piece of code that type or grade somebody."""
    found = set()
    module = ast.parse(code)
    told = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        names = [getattr(node, field, "") for field in ("id", "attr", "name", "arg")]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            names += [] if CONTENT_ID.match(node.value) else [node.value]
        for name in names:
            if isinstance(name, str):
                found |= LABELS & set(name.lower().replace("-", "_").replace(" ", "_").split("_"))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_no_rule_does_more_with_a_count_than_give_it(path: Path) -> None:
    assert scoring(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_that_no_rule_types_or_grades_anybody(path: Path) -> None:
    assert labels(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "code",
    [
        "def level(record):\n    return 'high' if len(record.marked(kind)) > 3 else 'low'",
        "def level(record):\n    many = sum(1 for _ in record.entries)\n    return WORDS[many]",
        "def lean(totals):\n    return totals.left - totals.right",
        "def share(totals):\n    return totals.left / totals.considered",
        "def side(totals):\n    return 'using' if totals.right > totals.left else 'experiencing'",
        "def first(people):\n    return sorted(people, key=lambda person: len(person.signs))",
        "def worst(people):\n    return max(people, key=lambda person: person.concerns.count('danger'))",
        "def word(it):\n    n = len(it.entries)\n    m = n\n    match m:\n        case 0:\n            return 0",
        "def colour(record):\n    if len(raised(record)):\n        return 'red'",
        "def told(record):\n    return WORDS.get(len(raised(record)), 'many')",
    ],
)
def test_that_a_planted_score_is_found(code: str) -> None:
    assert scoring(code) != []


@pytest.mark.parametrize(
    "code",
    [
        "class Role(StrEnum):\n    VICTIM = 'v'",
        "def risk_level(record): ...",
        "side = 'perpetrator'",
        "person.likelihood",
        "def fit(service, *, weight=1): ...",
    ],
)
def test_that_a_planted_label_is_found(code: str) -> None:
    assert labels(code) != set()


def test_that_giving_two_counts_is_no_score() -> None:
    assert scoring("def totals(marks):\n    return Totals(left=sum(m == 'left' for m in marks), all=len(marks))") == []


def test_that_what_is_allowed_is_still_there() -> None:
    names = {
        node.name
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert names >= ALLOWED
