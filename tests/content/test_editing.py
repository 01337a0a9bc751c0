"""An editor's changes: a changed number, a new card and other words keep every rule, and a wrong one is found."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dasupport.content.load import PACKS_FOLDER, load_pack
from dasupport.content.pack import Pack
from dasupport.content.validate import load_valid_pack
from tests.content import (
    test_english_directory,
    test_english_pack,
    test_english_words,
    test_entry_text,
    test_lock_screen_pack,
    test_pack,
)
from tests.content.pack_edits import EDIT, copied

MODULES = (
    test_english_directory,
    test_english_pack,
    test_english_words,
    test_entry_text,
    test_lock_screen_pack,
    test_pack,
)
Rule = tuple[str, Callable[..., None], dict[str, Any]]
NEW_CARD = """
[[guide]]
id = "GUIDE-NEW"
source = "Kent guide, step 1"
topic = "Afterwards"
title = "What to do at the end of a long day"
say = ["Sit down with somebody of your team. Say what stays with you."]
"""
EDITS: dict[str, EDIT] = {
    "a number": ("numbers.toml", r'"0[\d ]+"', '"01632 960 192"'),
    "a number of one service": ("directory.toml", r'number = "0[\d ]+"', 'number = "01632 960 248"'),
    "a new card": ("guide.toml", r"\Z", NEW_CARD),
    "another question": ("gate.toml", r'\bask = "', 'ask = "To begin with: '),
    "another label": ("labels.toml", r'\bhello = "', 'hello = "Good to see you. '),
    "another line of the emergency card": ("first.toml", r'\bsay = "[^"]+"', 'say = "Police, and fire."'),
    "another prompt": ("ladders.toml", r'\bsay = "', 'say = "Tell me: '),
}
WRONG: dict[str, EDIT] = {
    "test_that_every_number_can_be_dialled": ("numbers.toml", r'"0[\d ]+"', '"01632 960"'),
    "test_that_the_numbers_of_the_card_are_those_of_the_directory": (
        "first.toml",
        r'number = "\{[A-Z-]+\}"',
        'number = "01632 960 300"',
    ),
    "test_that_nothing_is_unfinished": ("gate.toml", r'\bask = "', 'ask = "TODO '),
    "test_that_the_words_are_british": ("labels.toml", r'\bhello = "', 'hello = "Your behavior '),
    "test_that_every_item_names_its_source": ("guide.toml", r'\bsource = "[^"]+"', 'source = "somewhere"'),
}
"""An edit that breaks a rule, by the name of the rule."""


def rewritten(folder: Path, edit: EDIT) -> Path:
    """A copy of the English pack with one place changed: the first that fits the pattern."""
    file, pattern, new = edit
    pack = copied(folder, "en")
    text, times = re.subn(pattern, lambda _: new, (pack / file).read_text(encoding="utf-8"), count=1)
    assert times == 1
    (pack / file).write_text(text, encoding="utf-8")
    return pack


def cases(function: Callable[..., None]) -> Iterator[dict[str, Any]]:
    """The arguments of a test besides the pack, for a test with one table of arguments or with none."""
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        yield {}
        return
    (mark,) = marks
    names = [name.strip() for name in mark.args[0].split(",")] if isinstance(mark.args[0], str) else list(mark.args[0])
    for values in mark.args[1]:
        yield dict(zip(names, values if len(names) > 1 else (values,), strict=True))


def rules(*modules: ModuleType) -> Iterator[Rule]:
    """Every test of the modules that takes the English pack and nothing else that a fixture makes."""
    for module in modules:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("test_") or "english" not in inspect.signature(function).parameters:
                continue
            for given in cases(function):
                if {"english", *given} == set(inspect.signature(function).parameters):
                    yield f"{module.__name__}.{name}{given or ''}", function, given


def broken_rules(pack: Pack) -> list[str]:
    found = []
    for name, rule, given in rules(*MODULES):
        try:
            rule(english=pack, **given)
        except AssertionError:
            found.append(name.rsplit(".", 1)[-1])
    return found


@pytest.mark.parametrize("name", EDITS)
def test_that_an_edit_passes_the_check_and_breaks_no_rule_of_the_words(tmp_path: Path, name: str) -> None:
    pack = load_valid_pack(rewritten(tmp_path, EDITS[name]))
    assert pack != load_pack(PACKS_FOLDER / "en")
    assert broken_rules(pack) == []


def test_that_the_rules_are_found() -> None:
    assert len(list(rules(*MODULES))) > 60


@pytest.mark.parametrize("rule", WRONG)
def test_that_a_wrong_edit_is_found_by_the_rule_that_it_breaks(tmp_path: Path, rule: str) -> None:
    assert rule in broken_rules(load_pack(rewritten(tmp_path, WRONG[rule])))
