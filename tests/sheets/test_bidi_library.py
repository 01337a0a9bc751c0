"""The inner functions of python-bidi that sheets rely on: its maintainers promise none of them for the next release."""

import ast
import inspect
import re
import tomllib
from pathlib import Path

import pytest
from bidi import algorithm, mirror

from dasupport.sheets import bidi

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"
INNER = {
    "get_empty_storage": [],
    "get_embedding_levels": ["text", "storage"],
    "explicit_embed_and_overrides": ["storage"],
    "resolve_weak_types": ["storage"],
    "resolve_neutral_types": ["storage", "debug"],
    "resolve_implicit_levels": ["storage", "debug"],
}
"""Each function, with the parameters that we give."""


@pytest.mark.parametrize("name", INNER)
def test_that_an_inner_function_is_there_and_takes_what_we_give(name: str) -> None:
    taken = inspect.signature(getattr(algorithm, name)).parameters
    assert list(taken)[: len(INNER[name])] == INNER[name]
    rest = [parameter for key, parameter in taken.items() if key not in INNER[name]]
    assert all(parameter.default is not parameter.empty for parameter in rest)


def test_that_the_store_between_them_has_the_places_that_we_fill() -> None:
    store = algorithm.get_empty_storage() | {"base_level": 1, "base_dir": "R"}
    algorithm.get_embedding_levels("سلام 1", store)
    assert store["base_level"] == 1
    assert {"base_level", "base_dir", "chars", "runs"} == store.keys()
    assert [set(character) for character in store["chars"]] == [{"ch", "level", "type", "orig"}] * 6


def test_that_brackets_are_mirrored_by_its_table() -> None:
    assert [mirror.MIRRORED[bracket] for bracket in "()[]«»"] == list(")(][»«")


def test_that_no_other_inner_function_is_used() -> None:
    tree = ast.parse(inspect.getsource(bidi))
    used = {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("bidi")
        for alias in node.names
    }
    assert used == {("bidi.algorithm", name) for name in INNER} | {("bidi.mirror", "MIRRORED")}


def test_that_the_next_release_line_is_not_taken_unseen() -> None:
    wanted = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    (bound,) = (line for line in wanted if line.startswith("python-bidi"))
    assert re.fullmatch(r"python-bidi>=0\.6\.\d+,<0\.7", bound)
